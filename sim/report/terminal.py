"""What the terminal shows: progress while a run lasts, and what came of it."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from sim.events import told
from sim.extra_money import told as money_told
from sim.report import words
from sim.text import say

BAR_AFTER = 1.0  # seconds: what is shorter needs no bar
LINE_EVERY = 10.0  # seconds between lines where there is no terminal
LEAST = 20  # replicates for a 90 % band and a probability
WITH_PROBABILITY = ("probability", "what_if")
_WIDTH = 120  # columns where there is no terminal


@contextmanager
def progress(lang: str, quiet: bool = False) -> Iterator[Callable[[float, float], None]]:
    """Show on the error stream how far a run is; yields tick(done, total).

    A bar in a terminal, after a second; else a line about every ten seconds; nothing if `quiet`.
    """
    state = _State()
    show = _nothing if quiet else _bar if sys.stderr.isatty() else _lines
    ended = threading.Event()
    shower = threading.Thread(target=show, args=(state, ended, lang), daemon=True)
    shower.start()
    try:
        yield state.tick
    finally:
        ended.set()
        shower.join(timeout=2.0)


class _State:
    """How far the run is; written by the run, read by what shows it."""

    done, total = 0.0, 0.0

    def tick(self, done: float, total: float) -> None:
        self.done, self.total = done, total


def _nothing(state: _State, ended: threading.Event, lang: str) -> None:
    pass


def _bar(state: _State, ended: threading.Event, lang: str) -> None:
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    if ended.wait(BAR_AFTER):
        return
    started = time.monotonic() - BAR_AFTER
    count = TextColumn("{task.completed:.0f}/{task.total:.0f}")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), count)
    times = (TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, *times, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("cli.progress.simulating", lang), total=state.total or 1)
        bar.tasks[0].start_time = started
        while not ended.wait(0.2):
            bar.update(task, completed=state.done, total=state.total or 1)


def _lines(state: _State, ended: threading.Event, lang: str) -> None:
    started = time.monotonic()
    if not ended.wait(BAR_AFTER):
        print(say("cli.progress.simulating", lang), file=sys.stderr, flush=True)
    while not ended.wait(LINE_EVERY):
        seconds = round(time.monotonic() - started)
        line = say("cli.progress.line", lang, done=f"{state.done:.0f}", total=f"{state.total:.0f}", seconds=seconds)
        print(line, file=sys.stderr, flush=True)


def summary(result: Any, report: Path) -> dict[str, Any]:
    """What `--json` prints: the run, where it lies, and every verdict; missing values are null."""
    rows = result.verdicts.astype(object).where(result.verdicts.notna(), None).to_dict("records")
    return {
        "run_id": result.run_id,
        "scenario": result.scenario.name,
        "region": result.scenario.region,
        "replicates": result.replicates,
        "seed": result.seed,
        "scale": result.scale,
        "as_of": result.as_of,
        "seconds": result.manifest.get("seconds"),
        "folder": str(result.folder),
        "report": str(report),
        "verdicts": [{name: _plain(value) for name, value in row.items()} for row in rows],
    }


def show_run(result: Any, report: Path, lang: str) -> None:
    """Print what was run, the verdicts that carry a probability, how many do not, and where to look further."""
    console = Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False, markup=False)
    scenario = result.scenario
    title = scenario.title.get(lang) or scenario.name
    console.print(title, style="bold")
    first, last = scenario.period
    size = {"replicates": result.replicates, "seed": result.seed, "scale": result.scale}
    console.print(say("cli.ran", lang, name=scenario.name, region=scenario.region, first=first, last=last, **size))
    for event in scenario.events:
        console.print(told(event, scenario.region, lang))
    for one in scenario.extra_money:
        console.print(money_told(one, lang))
    for line in counterfactuals(scenario, lang):
        console.print(line)
    rows = [row for row in result.verdicts.to_dict("records") if row.get("is_default_reading", True)]
    judged = [row for row in rows if row["judged_as"] in WITH_PROBABILITY]
    if judged:
        console.print(_verdict_table(judged, lang, result.replicates))
    else:
        console.print(_indicator_table(result, lang))
    _show_others(console, [row for row in rows if row["judged_as"] not in WITH_PROBABILITY], lang)
    _show_remarks(console, rows, lang)
    if result.scale > 1:
        console.print(say("cli.coarse", lang, scale=result.scale), style="yellow")
    if result.replicates < LEAST:
        console.print(say("cli.few_replicates", lang, replicates=result.replicates), style="yellow")
    seconds = result.manifest.get("seconds")
    if seconds is not None:
        console.print(say("cli.took", lang, seconds=f"{seconds:.1f}"))
    for key, value in (("report", _near(report)), ("folder", _near(result.folder)), ("run_id", result.run_id)):
        console.print(say(f"cli.where.{key}", lang, value=value), soft_wrap=True)
    console.print(say("cli.look_further", lang, scenario=_typed(scenario)), soft_wrap=True)


def _typed(scenario: Any) -> str:
    """What is typed to run a scenario: its name among those that come with the simulator, or its file."""
    if scenario.path is None:
        return str(scenario.name)
    from sim.scenario import FOLDER

    if FOLDER in scenario.path.parents:
        return scenario.path.relative_to(FOLDER).with_suffix("").as_posix()
    return str(_near(scenario.path.absolute()))


def _near(path: Path) -> Path:
    """`path` from here, if it lies below here."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _verdict_table(rows: list[dict[str, Any]], lang: str, replicates: int) -> Table:
    """A row per target; fits 80 columns, the goal wrapping before a number does."""
    table = Table(title=say("cli.table.title", lang), title_justify="left", title_style="", box=SIMPLE_HEAD, padding=0)
    for key in ("target", "goal", "deadline", "probability", "median", "band", "verdict"):
        number = key in ("deadline", "probability", "median", "band")
        table.add_column(say(f"cli.table.{key}", lang), justify="right" if number else "left", no_wrap=number)
    table.pad_edge, table.padding = False, (0, 1)
    for row in rows:
        factor, unit = words.shown_unit(str(row["unit"]), lang)
        word = words.verdict_word(row)
        low, high = (words.number(row[p] * factor) for p in ("p05", "p95"))
        band = f"{low}–{high}" if replicates >= LEAST else "–"
        table.add_row(
            words.target_label(row, lang),
            words.goal(row, lang),
            str(int(row["deadline"])),
            _probability(row["probability"], row["probability_se"], replicates),
            words.with_unit(row["p50"] * factor, unit if unit.startswith("%") else "", lang),
            band,
            f"{words.SIGNS[word]} {say(f'report.verdict.{word}', lang)}",
        )
    return table


def _indicator_table(result: Any, lang: str) -> Table:
    """Where there is no target to judge: the report's indicators of the region in the last year of data and of the run.

    Each with its median over the replicates and, from LEAST replicates on, its 90 % band.
    """
    from sim.report.reading import CHARTED, Reading

    reading = Reading(result, lang)
    last = int(reading.region["year"].max())
    years = sorted({min(reading.as_of, last), last})
    table = Table(title=say("cli.table.indicators", lang), title_justify="left", title_style="", box=SIMPLE_HEAD)
    table.add_column(say("cli.table.indicator", lang))
    for year in years:
        table.add_column(say("cli.table.median_of", lang, year=year), justify="right", no_wrap=True)
        table.add_column(say("cli.table.band", lang), justify="right", no_wrap=True)
    for name in (one for one in CHARTED if reading.has(one)):
        bands, (_, unit) = reading.bands(name), reading.scale_of(name)
        cells = [f"{reading.label(name)} ({unit})" if unit else reading.label(name)]
        for year in years:
            row = bands.loc[year]
            cells.append(words.number(row["p50"]))
            cells.append(f"{words.number(row['p05'])}–{words.number(row['p95'])}" if "p05" in row else "–")
        table.add_row(*cells)
    return table


def _probability(share: float, error: float, replicates: int) -> str:
    """Per cent with its Monte Carlo error; where every replicate agrees, the bound of a 95 % interval instead."""
    if words.is_missing(share):
        return "–"
    if replicates < LEAST:
        return f"{round(share * replicates)} / {replicates}"
    if share in (0.0, 1.0):
        bound = 100 * (1 - 0.05 ** (1 / replicates))
        return f"≤ {bound:.0f} %" if share == 0.0 else f"≥ {100 - bound:.0f} %"
    return f"{100 * share:.0f} % ± {100 * error:.0f}"


def _show_others(console: Console, rows: list[dict[str, Any]], lang: str) -> None:
    counts: dict[str, int] = {}
    for row in rows:
        is_later = row.get("note") == words.ENDS_BEFORE
        word = say("cli.ends_before", lang) if is_later else say(f"report.verdict.{words.verdict_word(row)}", lang)
        counts[word] = counts.get(word, 0) + 1
    for word, number in counts.items():
        console.print(say("cli.others", lang, word=word, number=number))


def _show_remarks(console: Console, rows: list[dict[str, Any]], lang: str) -> None:
    """What a reader must know beside the verdicts: each remark once, with the targets that it is about."""
    about: dict[str, list[str]] = {}
    for row in rows:
        decisive = [] if words.is_missing(row.get("decided_by")) else [words.decided_by(row, lang)]
        for said in [*words.remarks(row, lang), *decisive]:
            about.setdefault(said, []).append(words.target_label(row, lang))
    for said, which in about.items():
        console.print(
            say("cli.caution", lang, said=said, which=say("report.semicolon", lang).join(which)), soft_wrap=True
        )


def counterfactuals(scenario: Any, lang: str) -> list[str]:
    """One line that names the levers in force that the scenario's document does not have; none where it has them."""
    levers = scenario.counterfactual_levers() if scenario.document else []
    if not levers:
        return []
    return [say("cli.counterfactual", lang, document=scenario.document, levers=", ".join(levers))]


def show_rerun(found: dict[str, Any], lang: str) -> None:
    """Print whether a rerun gave the same values, and what differs between then and now."""
    if found["same"]:
        print(say("cli.rerun.same", lang, parts=found["parts"]))
    else:
        print(say("cli.rerun.differs", lang, number=len(found["differing"]), parts=found["parts"]))
        print("  " + ", ".join(found["differing"][:10]) + (" …" if len(found["differing"]) > 10 else ""))
    if found["run_id"] != found["run_id_now"]:
        print(say("cli.rerun.other_model", lang, then=found["run_id"][:16], now=found["run_id_now"][:16]))
    for what, then, now in found["changes"]:
        print(say("cli.rerun.changed", lang, what=what, then=then, now=now))
    if not found["changes"]:
        print(say("cli.rerun.same_machine", lang))


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
