"""The README does what it says: its Python runs, its commands are accepted, its files exist, its slip is answered."""

import re
from pathlib import Path

import pytest

from sim.cli import main
from sim.cli_options import COMMANDS as KNOWN
from sim.cli_options import parse
from sim.instruments import instruments
from sim.levers.catalogue import catalogue

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
PYTHON = [code for language, code in BLOCKS if language == "python"]
COMMANDS = [line for language, code in BLOCKS if not language for line in code.splitlines()]
SLIP = "python run.py run jiangxi_2018 --set innovation_voucher.anual_budget_county=400000"


@pytest.mark.parametrize("code", PYTHON, ids=lambda code: code.splitlines()[0])
def test_its_python_runs(code, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)  # runs/ is made there
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
    assert capsys.readouterr().out.strip()


def test_its_commands_are_accepted():
    typed = [line.removeprefix("python run.py").split() for line in COMMANDS if line.startswith("python run.py")]
    assert len(typed) >= 5
    for arguments in typed:
        command, _ = parse([part for part in arguments if part not in ("--lang", "zh")], "en")
        assert command in KNOWN


def test_it_shows_the_commands_of_the_agreed_installation():
    assert "pip install . && python run.py" in COMMANDS
    assert "pip install '.[test]' && pytest" in COMMANDS


def test_the_slip_that_it_shows_is_answered_in_the_words_that_it_shows(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert SLIP in COMMANDS
    assert main([*SLIP.split()[2:], "--lang", "en"]) == 2
    answer = next(code for language, code in BLOCKS if language == "text")
    assert capsys.readouterr().err.strip() == answer.strip()
    assert not (tmp_path / "runs").exists()


def test_every_file_that_it_names_is_there():
    linked = re.findall(r"\]\(([^)]+)\)", README)
    named = re.findall(r"`((?:sim|scenarios|calibration|tests|\.ci)(?:/[\w.]*)+)`", README)
    missing = [name for name in linked + named if not (REPOSITORY / name).exists()]
    assert not missing


def test_the_number_of_levers_is_that_of_the_catalogue():
    outside = sum(one.treatment == "context" for one in instruments().values())
    assert f"{len(catalogue())} levers of {len(instruments())}" in README
    assert {5: "five"}[outside] + " stay outside as context" in README


@pytest.mark.parametrize(
    "file", ["README.md", "CHANGELOG.md", "calibration/README.md", "sim/data/README.md", "sim/ODD.md"]
)
def test_no_page_names_a_place_on_somebodys_machine(file):
    text = (REPOSITORY / file).read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w.])/(home|work|tmp|root|Users)/|https?://|badge", text)
