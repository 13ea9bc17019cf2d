"""Commands that lay several runs side by side: compare, attribute, promise, real. Each hands back what it can show."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from sim.cli_options import Shared
from sim.errors import RunError
from sim.text import say

Tick = Callable[[float, float], None]
Find = Callable[[Shared], Any]
"""The scenario that was named, with the region, end, values and events that were asked for."""


@dataclass(frozen=True)
class Told:
    """What a command found: as plain data for JSON, and printed."""

    plain: Callable[[], dict[str, Any]]
    show: Callable[[], None]


def compare(given: Shared, scenario: Find, tick: Tick) -> Told:
    """`compare A B ...`: pairs under the same luck."""
    from sim.experiments.compare import compare as laid_side_by_side
    from sim.report.comparison import Shown

    sides = _sides(given, scenario)
    found = laid_side_by_side(
        *sides, **_size(given), replicates=_typed(given, "replicates"), precision=given.precision,
        indicator=given.indicator, year=given.year, progress=tick,
    )  # fmt: skip
    return _told(Shown(found, given.lang, _command("compare")), given)


def attribute(given: Shared, scenario: Find, tick: Tick) -> Told:
    """`attribute SCENARIO`: which lever brought how much."""
    from sim.experiments.attribute import REPLICATES, SCALE
    from sim.experiments.attribute import attribute as divided
    from sim.report.attribution import Shown

    size = _size(given) | {"scale": _typed(given, "scale") or SCALE}
    found = divided(
        _side(given, given.scenario, scenario), given.indicator, given.year, given.target, given.levers,
        replicates=_typed(given, "replicates") or REPLICATES, confirm_scale=1 if given.confirm else None,
        progress=tick, **size,
    )  # fmt: skip
    return _told(Shown(found, given.lang, _command("attribute")), given)


def promise(given: Shared, scenario: Find, tick: Tick) -> Told:
    """`promise SCENARIO`: what could be promised with a confidence."""
    from sim.experiments.promise import SHARE
    from sim.experiments.promise import promise as promised
    from sim.report.promises import Shown

    found = promised(
        _side(given, given.scenario, scenario), given.target, given.confidence or SHARE, given.indicator, given.year,
        replicates=_typed(given, "replicates"), progress=tick, **_size(given),
    )  # fmt: skip
    return _told(Shown(found, given.lang, _command("promise")), given)


def real(given: Shared, scenario: Find, tick: Tick) -> Told:
    """`real SCENARIO`: what of a rise is real, and what stands in reports alone."""
    from sim.experiments.reported import real as divided
    from sim.report.reality import Shown

    found = divided(_side(given, given.scenario, scenario), given.year, replicates=_typed(given, "replicates"),
                    progress=tick, **_size(given))  # fmt: skip
    return _told(Shown(found, given.lang, _command("real")), given)


def _sides(given: Shared, scenario: Find) -> list[Any]:
    """What to compare: as many as were named; one alone beside its own change, or its baseline.

    Events happen whatever the policy: beside a change of values both sides have them; without one they are the change.
    """
    found = [_side(given, named, scenario) for named in given.scenarios]
    if len(found) > 1:
        return found
    if given.changes or given.events:
        events = given.events if given.changes else ()
        return [scenario(replace(given, scenario=given.scenarios[0], changes=None, events=events)), *found]
    from sim.simulation import baseline_of

    before = baseline_of(getattr(found[0], "scenario", found[0]))
    return found if before is None else [before, *found]


def _side(given: Shared, named: str, scenario: Find) -> Any:
    """A scenario by name or file, or the folder of a finished run as it is. RunError: options ask for another."""
    if not Path(named).is_dir():
        return scenario(replace(given, scenario=named))
    from sim.experiments.sides import refuse_other
    from sim.result import Result

    for option, typed in (("--set", given.changes), ("--event", given.events)):
        if typed:
            raise RunError("compare.changed_folder", option=option, found=named)
    run = Result.read(named, parts=False)
    refuse_other("--until", given.until, run.scenario.period[1], run)
    refuse_other("--region", given.region, run.scenario.region, run)
    return run


def _size(given: Shared) -> dict[str, Any]:
    """Seed and scale where they were typed, and where and how to run."""
    asked = {name: _typed(given, name) for name in ("seed", "scale")}
    return {**asked, "threads": given.threads, "out": given.out}


def _typed(given: Shared, name: str) -> Any:
    return getattr(given, name) if name in given.typed else None


def _command(name: str) -> str:
    """The command as it was typed, to be repeated."""
    typed = sys.argv[1:] if name in sys.argv[1:2] else [name, "…"]
    return "python run.py " + shlex.join(typed)


def _told(shown: Any, given: Shared) -> Told:
    from sim.runs import DEFAULT_OUT

    page = shown.keep(given.out or DEFAULT_OUT)
    return Told(partial(shown.plain, page), partial(_print, shown, page, given.lang))


def _print(shown: Any, page: Path, lang: str) -> None:
    """Sentences and tables for the terminal, and where the page and the tables lie."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    console = Console(width=None if sys.stdout.isatty() else 140, highlight=False, markup=False)
    console.print(shown.title(), style="bold")
    for line in shown.lines():
        console.print(line)
    for caption, head, rows in shown.terminal_tables():
        table = Table(title=caption, title_justify="left", title_style="", box=SIMPLE_HEAD, padding=(0, 1))
        for place, name in enumerate(head):
            table.add_column(str(name), justify="left" if place < shown.words_first else "right")
        for row in rows:
            table.add_row(*map(str, row))
        console.print(table)
    folder = _near(page.parent)
    console.print(say("compare.where.report", lang, value=folder / page.name), soft_wrap=True)
    console.print(say("compare.where.folder", lang, value=folder), soft_wrap=True)
    console.print(shown.study.stamp, soft_wrap=True)


def _near(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
