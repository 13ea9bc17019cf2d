"""The command line: read what is wanted, refuse what cannot be, call the simulator, say what came of it.

Exit status: 0; 2 for a user's mistake; 1 for a fault of the program; 130 after Ctrl-C.
Heavy packages are imported where they are used, so that help and a typing error are answered at once.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sim.cli_options import COMMANDS, DEFAULT_SCENARIO, Shared, parse
from sim.cli_options import language as language_of
from sim.errors import Lost, RunError, StorageError
from sim.text import say


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments (default: those of the process) ask for; the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console that lacks a character must not end the run
    lang = "en"
    try:
        lang, arguments = language_of(arguments)
        command, given = parse(arguments, lang)
        return TASKS[command](given) if command else 0
    except KeyboardInterrupt:
        _complain(arguments, lang, [say("cli.stopped", lang)], "stopped")
        return 130
    except BrokenPipeError:  # the reader of our output has left
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        return _failed(error, arguments, lang)


def run(given: Shared) -> int:
    """`run SCENARIO`: simulate, judge, write the report, say where it is."""
    from sim.runs import DEFAULT_OUT, RunFolder

    scenario = _scenario(given)
    out = given.out or DEFAULT_OUT
    with _kept(RunFolder.planned(scenario, given.seed, given.scale, out).path, given.lang):
        result = _simulate(scenario, given, out)
        report = _report(result, given.lang)
    from sim.report.terminal import show_run, summary

    if given.json:
        _print_json(summary(result, report))
    else:
        show_run(result, report, given.lang)
    return 0


def check(given: Shared) -> int:
    """`check FILE`: are the scenario file and the laws of the levers valid? Simulates nothing."""
    from sim.events import told
    from sim.extra_money import told as money_told
    from sim.law_check import check_laws
    from sim.report.terminal import counterfactuals

    scenario = _scenario(given)
    check_laws()
    if given.json:
        _print_json({"valid": True, "name": scenario.name, "scenario": scenario.resolved()})
        return 0
    first, last = scenario.period
    print(say("cli.valid", given.lang, name=scenario.name, region=scenario.region, first=first, last=last))
    levers = ", ".join(scenario.levers_on()) or say("cli.none", given.lang)
    print(say("cli.valid_levers", given.lang, levers=levers))
    if scenario.events:
        events = [told(event, scenario.region, given.lang) for event in scenario.events]
        print(say("cli.valid_events", given.lang, events=" ".join(events)))
    if scenario.extra_money:
        money = [money_told(one, given.lang) for one in scenario.extra_money]
        print(say("cli.valid_money", given.lang, money=" ".join(money)))
    for line in counterfactuals(scenario, given.lang):
        print(line)
    return 0


def rerun(given: Shared) -> int:
    """`rerun RUN_FOLDER`: simulate again and compare digests of values; exit status 1 if one differs."""
    from tempfile import TemporaryDirectory

    from sim.report.terminal import show_rerun
    from sim.runs import RunFolder, changes_since
    from sim.scenario import load_scenario

    before = RunFolder.existing(given.scenario)
    manifest = before.manifest
    scenario = load_scenario(before.path / "scenario.yaml", lang=given.lang)
    given = given.with_run(manifest["replicates"], manifest["seed"], manifest["scale"])
    with TemporaryDirectory(prefix=".rerun-", dir=before.path) as apart:
        again = _simulate(scenario, given, Path(apart)).run_folder
        old, new = before.value_digests(given.replicates), again.value_digests(given.replicates)
    found = {
        "run_id": before.run_id,
        "run_id_now": again.run_id,
        "same": old == new,
        "parts": len(old),
        "differing": [f"{kind}/{number}" for (number, kind), value in old.items() if new.get((number, kind)) != value],
        "changes": [list(change) for change in changes_since(manifest)],
    }
    if given.json:
        _print_json(found)
    else:
        show_rerun(found, given.lang)
    return 0 if found["same"] else 1


def validate(given: Shared) -> int:
    """`validate [REGION ...]`: the fitted model beside official series, on the terminal and as a page."""
    from calibration import validate as validation
    from sim.beliefs import fitted_regions
    from sim.report.terminal import progress
    from sim.report.validation import show, write_page
    from sim.runs import DEFAULT_OUT

    regions, known = given.regions or validation.REGIONS, fitted_regions()
    for region in regions:
        if region not in known:
            near = get_close_matches(region, known, n=1, cutoff=0.5)
            hint = say("cli.nearest", given.lang, name=near[0]) if near else ""
            raise RunError("validate.unknown_region", found=region, allowed=", ".join(known), hint=hint)
    out = given.out or DEFAULT_OUT
    with progress(given.lang, quiet=given.json) as tick:
        found = validation.validate(
            tuple(dict.fromkeys(regions)), given.replicates, given.seed, given.scale, given.threads, out, tick
        )
    name = "-".join(one.result.run_id[:8] for one in found)
    page = write_page(found, out / f"validation-{name}-{given.lang}.html", given.lang)
    if given.json:
        _print_json(validation.summary(found, page))
    else:
        show(found, page, given.lang)
    return 0


def sources(given: Shared) -> int:
    """`sources`: what the documents say and every number of the law behind it, on the terminal, as JSON or as CSV."""
    from sim.report.sources import Wanted, find, summary, write_csv
    from sim.report.sources_shown import show

    wanted = Wanted(given.document, given.lever, given.clause, given.unconfirmed)
    found = find(wanted, given.lang)
    if given.csv:
        rows = write_csv(found, given.csv, given.lang, given.unconfirmed)
        print(say("sources.written", given.lang, rows=rows, file=given.csv), file=sys.stderr)
    if given.json:
        _print_json(summary(found, given.unconfirmed))
    elif not given.csv:
        show(found, wanted, given.lang)
    return 0


def inspect(given: Shared) -> int:
    """`inspect SCENARIO`: Mesa's SolaraViz on the live model, in a browser on this machine, until Ctrl-C."""
    from sim.ui import server

    scenario = _scenario(given)
    server.prepare()
    from sim.ui import inspect as page

    page.SHOWN |= {"scenario": scenario, "rng": given.seed, "scale": given.scale, "lang": given.lang}
    port = server.free_port(given.port)
    print(say("inspect.serving", given.lang, address=f"http://{server.LOOPBACK}:{port}"), flush=True)
    server.serve("sim.ui.inspect", port)
    return 0


def sweep(given: Shared) -> int:
    """`sweep FILE`: run a sweep or what is missing of it; `--only POINT/REPLICATE` repeats one run of a folder."""
    from sim.experiments import sweep_shown

    found = sweep_shown.repeat(given) if given.only else sweep_shown.run(given)
    if given.json:
        _print_json(found)
    return 0


def bench(given: Shared) -> int:
    """`bench [OPTIONS]`: measure speed and memory; the options are those of `sim.bench`."""
    from sim.bench import main as measure

    return int(measure(list(given.rest)) or 0)


def _experiment(name: str) -> Callable[[Shared], int]:
    """The task of a command that lays several runs side by side; `sim.cli_experiments` does it."""

    def task(given: Shared) -> int:
        from sim import cli_experiments
        from sim.report.terminal import progress

        with progress(given.lang, quiet=given.json) as tick:
            found = getattr(cli_experiments, name)(given, _scenario, tick)
        if given.json:
            _print_json(found.plain())
        else:
            found.show()
        return 0

    return task


TASKS: dict[str, Callable[[Shared], int]] = {
    "run": run,
    "check": check,
    "rerun": rerun,
    "validate": validate,
    "sources": sources,
    "inspect": inspect,
    "sweep": sweep,
    "bench": bench,
    "compare": _experiment("compare"),
    "attribute": _experiment("attribute"),
    "promise": _experiment("promise"),
    "real": _experiment("real"),
}
assert set(TASKS) == set(COMMANDS)


def _scenario(given: Shared) -> Any:
    """The scenario that was named, with the region, end and values that were asked for."""
    from sim.beliefs import fitted_regions
    from sim.scenario import load_scenario

    scenario = load_scenario(given.scenario or DEFAULT_SCENARIO, lang=given.lang)
    if given.region is not None:
        scenario = scenario.with_region(given.region, lang=given.lang)
    if given.until is not None:
        scenario = scenario.until(given.until, lang=given.lang)
    if given.changes:
        scenario = scenario.with_values(given.changes, lang=given.lang, typed=True)
    if given.events:
        scenario = scenario.with_events([*(one.plain() for one in scenario.events), *given.events], lang=given.lang)
    if scenario.region not in fitted_regions():
        raise RunError("cli.region_not_ready", region=scenario.region, ready=", ".join(fitted_regions()))
    return scenario


def _simulate(scenario: Any, given: Shared, out: Path) -> Any:
    """Simulate with progress on the error stream; the result."""
    from sim.report.terminal import progress
    from sim.simulation import simulate

    with progress(given.lang, quiet=given.json) as tick:
        return simulate(
            scenario,
            replicates=given.replicates,
            seed=given.seed,
            scale=given.scale,
            threads=given.threads,
            out=out,
            progress=tick,
        )


def _report(result: Any, lang: str) -> Path:
    """Write the report into the run folder, whole or not at all; its path. One that would come out the same stays."""
    from sim.runs.pages import digest_of, kept_page, note_page

    # a folder that holds a longer run keeps that run's report
    longer = result.manifest.get("replicates", 0) > result.replicates
    name = f"report-{result.replicates}-replicates.html" if longer else "report.html"
    made_from = digest_of(_report_sources(result, lang))
    if kept := kept_page(result.run_folder, name, made_from):
        return kept
    from sim.report.html import write_report

    file = result.run_folder.place(name, lambda draft: write_report(result, draft, lang))
    if lang == "en" or _has_chinese_font():  # else the next time there may be one
        note_page(result.run_folder, name, made_from, "figures")
    return file


def _has_chinese_font() -> bool:
    from sim.report.figures import can_draw_chinese

    return can_draw_chinese()


def _report_sources(result: Any, lang: str) -> dict[str, Any]:
    """All that decides what a run's report says and how it looks: the run, what it is compared with, our own code."""
    from importlib.metadata import version

    from sim.engine.digest import PACKAGE, digest_of_files

    pages = [file for name in ("report", "text") for file in (PACKAGE / name).glob("*.*")]
    beside = result.baseline
    return {
        "run": result.manifest,
        "replicates": result.replicates,
        "beside": None if beside is None else [beside.run_id, beside.replicates],
        "lang": lang,
        "pages": digest_of_files(pages, PACKAGE),
        "matplotlib": version("matplotlib"),
    }


@contextmanager
def _kept(folder: Path, lang: str) -> Iterator[None]:
    """On Ctrl-C say that finished replicates are kept, and where."""
    try:
        yield
    except KeyboardInterrupt:
        finished = len(list((folder / "records").glob("replicate-*.json")))
        print(say("cli.kept", lang, finished=finished, folder=folder), file=sys.stderr)
        raise


def _failed(error: Exception, arguments: list[str], lang: str) -> int:
    """Say what went wrong, short and without a traceback unless `--debug` asks for it; the exit status."""
    if "--debug" in arguments:
        traceback.print_exception(error)
    if isinstance(error, OSError):
        from sim.runs.files import storage_error

        said = storage_error(error, Path(error.filename or "?"))
        error = error if said.key == "cli.cannot_write" else said
    if isinstance(error, RunError):
        fault = isinstance(error, StorageError | Lost)
        _complain(arguments, lang, [error.message(lang)], "fault" if fault else "mistake")
        return 1 if fault else 2
    if problems := getattr(error, "problems", None):  # ScenarioError: all of the file's mistakes, each with its line
        _complain(arguments, lang, str(error).splitlines(), "mistake", [_plain(problem) for problem in problems])
        return 2
    from sim.levers.catalogue import LawError

    if isinstance(error, LawError):
        _complain(arguments, lang, str(error).splitlines(), "mistake")
        return 2
    where = traceback.extract_tb(error.__traceback__)[-1]
    what = f"{type(error).__name__}: {error}".rstrip(": ")
    words = say("cli.fault", lang, what=what, file=Path(where.filename).name, line=where.lineno)
    _complain(arguments, lang, [words] + ([] if "--debug" in arguments else [say("cli.debug_hint", lang)]), "fault")
    return 1


def _complain(
    arguments: list[str], lang: str, lines: list[str], kind: str, problems: list[dict[str, Any]] | None = None
) -> None:
    """Lines for a person to the error stream; under `--json` also one object to the output, for a program."""
    for line in lines:
        print(line, file=sys.stderr)
    if "--json" in arguments:
        _print_json({"error": {"kind": kind, "messages": lines, **({"problems": problems} if problems else {})}})


def _plain(problem: Any) -> dict[str, Any]:
    names = ("file", "line", "column", "where", "found", "allowed", "nearest", "message")
    return {name: getattr(problem, name, None) for name in names}


def _print_json(plain: Any) -> None:
    print(json.dumps(plain, ensure_ascii=False, default=str, allow_nan=False))
