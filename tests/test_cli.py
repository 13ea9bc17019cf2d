"""The command line: what it does, what it refuses and in which words, and with which exit status."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from made_up_runs import DIGESTS, Plan, tables, verdicts

from sim import text
from sim.cli import main
from sim.cli_options import COMMANDS, LIMITS
from sim.report.words import ENDS_BEFORE
from sim.result import Result
from sim.runs import RunFolder
from sim.text import say

REPOSITORY = Path(__file__).parents[1]


class PlanWithWords(Plan):
    """A scenario with what the command line says of one."""

    title, question = {"zh": "情景", "en": "A plan"}, {"zh": "问", "en": "?"}
    period = (2012, 2030)
    events = ()
    extra_money = ()
    document = None
    path = None

    def levers_on(self):
        return ["innovation_voucher"]

    def with_values(self, values, lang="en", typed=False):
        asked.append(("values", values))
        return self

    def with_region(self, region, lang="en"):
        asked.append(("region", region))
        return self

    def until(self, year, lang="en"):
        asked.append(("until", year))
        return self


class Refused(ValueError):
    """As the scenario's own error: several problems, a line each."""

    def __init__(self):
        super().__init__("a.yaml:3:5: unknown lever\na.yaml:9:1: negative amount")
        self.problems = ["first", "second"]


asked: list[tuple] = []
luck_changes = {"shift": 0.0}


def fake_load(name, lang="en"):
    asked.append(("load", str(name)))
    if str(name) == "wrong.yaml":
        raise Refused
    return PlanWithWords()


def fake_simulate(scenario, replicates=20, seed=1, scale=1, threads=None, out=None, progress=None):
    asked.append(("simulate", replicates, seed, scale, threads))
    if seed == 13:
        raise ZeroDivisionError("no firms")
    folder = RunFolder.open(scenario, seed, scale, out, DIGESTS)
    for done, replicate in enumerate(folder.missing(replicates), 1):
        folder.write_part(replicate, *tables(replicate, luck_changes["shift"]))
        progress(done, replicates)
        if seed == 14:
            raise KeyboardInterrupt
    found = folder.finish(verdict_rows(), replicates, as_of=2026, seconds=0.1)
    return Result(folder, scenario, replicates=replicates, seed=seed, scale=scale, as_of=2026, verdicts=found)


def verdict_rows():
    rows = verdicts().assign(reading="", indicator="innovative_counties", operator=">=", unit="counties", value=20.0)
    return rows.assign(probability_se=0.1, p05=18.0, p25=19.0, p75=22.0, p95=25.0)


@pytest.fixture(autouse=True)
def made_up(monkeypatch, tmp_path):
    """The command line over made-up scenarios, simulation and report, in a folder of its own."""
    asked.clear()
    luck_changes["shift"] = 0.0
    parts = {
        "sim.scenario": {"load_scenario": fake_load},
        "sim.simulation": {"simulate": fake_simulate},
        "sim.report.html": {"write_report": lambda result, path, lang: Path(path).write_text(f"<html lang={lang}>")},
        "sim.bench": {"main": lambda arguments: asked.append(("bench", arguments))},
    }
    for name, contents in parts.items():
        module = ModuleType(name)
        vars(module).update(contents)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr("sim.runs.folder.model_digests", lambda: DIGESTS)
    monkeypatch.setattr("sim.cli._has_chinese_font", lambda: True)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)


def one_folder():
    (folder,) = Path("runs").iterdir()
    return folder


# what it does


def test_without_arguments_it_runs_the_default_and_says_where_all_is(capsys):
    assert main([]) == 0
    assert asked == [("load", "jiangxi_2018"), ("simulate", 20, 1, 1, None)]
    out = capsys.readouterr().out
    folder = one_folder()
    assert (folder / "report.html").read_text() == "<html lang=en>"
    for word in ("A plan", "20 replicates", "35 % ± 10", "2020", "18–25", "report.html", folder.name, "0.1 s"):
        assert word in out
    assert re.search(rf"{folder.name}[0-9a-f]{{48}}", out)  # the full run id


def test_options_reach_the_simulation():
    arguments = "run national_law --replicates 4 --seed 7 --scale 10 --threads 2 --until 2020 --region jilin --out here"
    assert main([*arguments.split(), "--set", "a.b=5e5@2020-01-01", "--set", "a.c=200_000 yuan"]) == 0
    assert asked == [
        ("load", "national_law"),
        ("region", "jilin"),
        ("until", 2020),
        ("values", {"a.b@2020-01-01": 500_000.0, "a.c": "200_000 yuan"}),
        ("simulate", 4, 7, 10, 2),
    ]
    assert len(list(Path("here").iterdir())) == 1 and not Path("runs").exists()


def test_options_without_a_command_belong_to_run():
    assert main(["--replicates", "2"]) == 0
    assert asked[-1] == ("simulate", 2, 1, 1, None)


def test_json_is_one_object_and_nothing_else(capsys):
    assert main(["run", "--replicates", "2", "--json"]) == 0
    out, err = capsys.readouterr()
    found = json.loads(out)
    assert err == ""
    assert found["replicates"] == 2 and found["verdicts"][0]["probability"] == 0.35
    assert found["verdicts"][1]["p50"] is None  # not a number
    assert Path(found["report"]).is_file() and Path(found["folder"]).name == found["run_id"][:16]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_run_that_ends_before_a_deadline_is_counted_apart(capsys, monkeypatch, lang):
    rows = verdict_rows().assign(note=["", ENDS_BEFORE])
    monkeypatch.setattr(sys.modules[__name__], "verdict_rows", lambda: rows)
    assert main(["run", "--replicates", "2", "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert say("cli.others", lang, word=say("cli.ends_before", lang), number=1) in shown
    assert say("report.verdict.not_measured", lang) not in shown


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_reader_must_know_stands_below_the_verdicts(capsys, monkeypatch, lang):
    rows = verdict_rows().assign(cautions=["met_before", ""], decided_by=["fiscal_st_growth.share_step", ""])
    rows = rows.assign(input_value=0.0019, input_for_half=0.00123)
    monkeypatch.setattr(sys.modules[__name__], "verdict_rows", lambda: rows)
    assert main(["run", "--replicates", "2", "--lang", lang]) == 0
    shown = capsys.readouterr().out
    assert say("targets.caution.met_before", lang) in shown and "0.0012" in shown


def test_check_simulates_nothing(capsys):
    assert main(["check", "a.yaml"]) == 0
    assert asked == [("load", "a.yaml")]
    assert "valid" in capsys.readouterr().out and not Path("runs").exists()
    assert main(["check", "a.yaml", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["valid"] is True


def test_rerun_finds_the_same_values(capsys):
    main(["run", "--replicates", "3", "--seed", "5"])
    folder = one_folder()
    before = sorted(folder.rglob("*"))
    capsys.readouterr()
    assert main(["rerun", str(folder)]) == 0
    assert "all 9 parts" in capsys.readouterr().out
    assert asked[-2:] == [("load", str(folder.absolute() / "scenario.yaml")), ("simulate", 3, 5, 1, None)]
    assert sorted(folder.rglob("*")) == before


def test_rerun_of_a_damaged_run_is_refused(capsys):
    main(["run", "--replicates", "2"])
    part = one_folder() / "costs" / "replicate-0001.parquet"
    part.write_bytes(part.read_bytes()[:100])
    assert main(["rerun", str(one_folder())]) == 2
    assert "[1]" in capsys.readouterr().err


def test_rerun_says_what_differs_and_on_which_versions(capsys):
    main(["run", "--replicates", "2"])
    folder = one_folder()
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["packages"]["numpy"] = "1.0"
    (folder / "manifest.json").write_text(json.dumps(manifest))
    luck_changes["shift"] = 1e-12
    capsys.readouterr()
    assert main(["rerun", str(folder), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["differing"] == ["indicators/0", "indicators/1"] and not found["same"]
    assert [change[0] for change in found["changes"]] == ["numpy"]
    assert main(["rerun", str(folder)]) == 1
    assert "numpy was 1.0" in capsys.readouterr().out


def test_bench_gets_its_own_options():
    assert main(["bench", "--quick", "--agents", "10"]) == 0
    assert asked == [("bench", ["--quick", "--agents", "10"])]


@pytest.mark.parametrize("lang", text.LANGUAGES)
@pytest.mark.parametrize("command", ["", *COMMANDS[:3]])
def test_help_is_in_the_language_asked_for(capsys, lang, command):
    assert main([*command.split(), "--help", "--lang", lang]) == 0
    words = text.say(f"cli.commands.{command or 'run'}", lang)
    shown = capsys.readouterr().out
    assert "".join(words.split()) in "".join(shown.split())
    assert asked == []


def test_the_language_comes_from_the_environment(monkeypatch, capsys):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert main(["run", "--replicates", "2"]) == 0
    assert "运行文件夹" in capsys.readouterr().out
    assert main(["run", "--replicates", "2", "--lang", "en"]) == 0
    assert "Run folder" in capsys.readouterr().out


# what it refuses

WRONG = {
    "run --replicates 0": ["--replicates", "'0'", "1 to 10000"],
    "run --replicates -1": ["--replicates", "'-1'", "1 to 10000"],
    "run --replicates ten": ["--replicates", "'ten'", "whole number"],
    "run --seed 1e3": ["--seed", "'1e3'", "whole number"],
    "run --seed -4": ["--seed", "'-4'"],
    "run --scale 0": ["--scale", "'0'", "1 to 1000"],
    "run --scale 1.5": ["--scale", "'1.5'"],
    "run --until soon": ["--until", "'soon'"],
    "run --threads 0": ["--threads", "'0'"],
    "run --seed": ["--seed", "no value"],
    "run --set innovation_voucher": ["--set", "'innovation_voucher'", "LEVER.PARAMETER=VALUE"],
    "run --set innovation_voucher=5": ["--set", "LEVER.PARAMETER=VALUE"],
    "run --set a.b=": ["--set", "'a.b='"],
    "run --set a.b=5@soon": ["--set", "'soon'", "2020-01-01"],
    "run --set a.b=5@2020-02-30": ["--set", "'2020-02-30'"],
    "run --set a.b=nan": ["--set", "'nan'", "finite"],
    "run --set a.b=1 --set a.b=2": ["--set", "a.b", "twice"],
    "run --event budget_late": ["--event", "budget_late", "KIND:KEY=VALUE"],
    "run --event budget_late:year=2019,year=2020": ["--event", "year", "twice"],
    "run --replicate 3": ["--replicate", "Did you mean --replicates?"],
    "run one two": ["'two'"],
    "rnu": [
        "'rnu'",
        "run, check, rerun, validate, sources, inspect, bench, compare, attribute, promise, real, sweep",
        "Did you mean run?",
    ],
    "my_plan.yaml": ["run my_plan.yaml"],
    "check": ["FILE", "missing"],
    "check a.yaml --seed 3": ["no option --seed"],
    "rerun nowhere": ["nowhere"],
    "rerun": ["RUN_FOLDER"],
    "--lang fr": ["--lang", "'fr'", "zh, en"],
    "run --out taken": ["taken", "is a file"],
}


@pytest.mark.parametrize("line", WRONG)
def test_a_mistake_is_answered_with_what_was_found_and_what_is_allowed(capsys, line):
    Path("taken").write_text("mine")
    assert main(line.split()) == 2
    out, err = capsys.readouterr()
    assert out == "" and "Traceback" not in err
    for word in WRONG[line]:
        assert word in err
    assert Path("taken").read_text() == "mine" and not Path("runs").exists()


@pytest.mark.parametrize("line", [line for line in WRONG if "fr" not in line])
def test_a_mistake_is_answered_in_chinese(capsys, line):
    Path("taken").write_text("mine")
    assert main([*line.split(), "--lang=zh"]) == 2
    assert re.search("[一-鿿]", capsys.readouterr().err)


@pytest.mark.parametrize("option", LIMITS)
def test_every_limit_is_in_the_help(capsys, option):
    for command in ("run", "inspect", "compare"):
        main([command, "--help"])
    assert option in capsys.readouterr().out


def test_all_mistakes_of_a_scenario_file_are_shown(capsys):
    assert main(["check", "wrong.yaml"]) == 2
    assert capsys.readouterr().err.splitlines() == ["a.yaml:3:5: unknown lever", "a.yaml:9:1: negative amount"]
    assert main(["check", "wrong.yaml", "--json"]) == 2
    found = json.loads(capsys.readouterr().out)["error"]
    assert found["kind"] == "mistake" and len(found["problems"]) == 2


def test_a_fault_is_short_and_debug_shows_all(capsys):
    assert main(["run", "--seed", "13"]) == 1
    err = capsys.readouterr().err
    assert "ZeroDivisionError: no firms" in err and "--debug" in err and "Traceback" not in err
    assert main(["run", "--seed", "13", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err
    assert main(["run", "--seed", "13", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == "fault"


def test_ctrl_c_keeps_what_is_finished(capsys):
    assert main(["run", "--seed", "14"]) == 130
    err = capsys.readouterr().err
    assert "1 finished replicates are kept" in err and one_folder().name in err and "Traceback" not in err
    assert main(["run", "--seed", "14", "--replicates", "1"]) == 0  # the one that is there is read


def test_a_full_disk_is_a_fault_in_plain_words(capsys, monkeypatch):
    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("sim.runs.files.os.fsync", full)
    assert main(["run"]) == 1
    err = capsys.readouterr().err
    assert "disk is full" in err and "Traceback" not in err


def test_help_needs_no_heavy_package():
    code = (
        "import sys; from sim.cli import main; main(['--help']); main(['run', '--seed', 'x']);"
        "heavy = {'numpy', 'pandas', 'pyarrow', 'numba', 'mesa', 'matplotlib', 'pint'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=REPOSITORY, check=False)
    assert done.returncode == 0, done.stderr


def test_every_text_that_is_used_exists():
    known = set(text.texts("cli", "en"))
    sources = [*(REPOSITORY / "sim" / "runs").glob("*.py"), REPOSITORY / "sim" / "report" / "terminal.py"]
    sources += [REPOSITORY / "sim" / name for name in ("cli.py", "cli_options.py", "errors.py")]
    used = {key for file in sources for key in re.findall(r'"(cli\.[a-z_.]+)"', file.read_text("utf-8"))}
    assert used and used <= known
