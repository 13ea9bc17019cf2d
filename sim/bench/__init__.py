"""How fast and how lean the simulator is on this machine: `python run.py bench [--quick] [--json] [--out FILE]`.

What is measured, what is asked of it and what is aimed at stands in `asked.py`. Where it means something, a row also
tells the distance to touching the same bytes once (a plain numpy pass over as many bytes as the records have). Times
are processor seconds unless the unit says otherwise, the least of three measurements with the spread beside; ratios
are taken within one run.
`--quick` is small: it shows that everything works, its figures mean little. A full run is kept in
tests/bench/results.json: it tells of one machine and belongs neither to the model nor to a scenario, so it lies with
the tests and is not installed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from sim.bench.asked import ASKED, Asked, Row
from sim.bench.worlds import LIKE_SICHUAN, REPOSITORY

__all__ = ["ASKED", "RESULTS", "Asked", "Row", "main", "measure", "table"]

RESULTS = REPOSITORY / "tests" / "bench" / "results.json"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table (or, with --json, one object) and keep a full run's results; exit status 0."""
    parser = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small sizes, a minute or two; keeps no results")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    parser.add_argument("--out", type=Path, help="file for the results (full run: tests/bench/results.json)")
    given = parser.parse_args(arguments)
    found = measure(given.quick, (lambda _: None) if given.json else lambda what: print(f"{what} ...", file=sys.stderr))
    text = json.dumps(found, indent=1)
    place = given.out or (RESULTS if not given.quick and RESULTS.parent.is_dir() else None)
    if place is not None:
        place.write_text(text + "\n", encoding="utf-8")
    print(text if given.json else table(found))
    if place is not None and not given.json:
        print(f"Kept in {place}")
    return 0


def measure(quick: bool = False, say: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """All rows in the order of ASKED, with date and machine, as a plain tree ready for JSON."""
    from sim.runs import environment

    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    order = list(ASKED.values())
    rows = sorted(_rows(quick, say), key=lambda row: order.index(row.asked))
    return {
        "date": date.today().isoformat(),
        "quick": quick,
        "machine": environment() | {"cores": os.cpu_count(), "load_at_start": round(load, 2)},
        "rows": [
            asdict(row.asked)
            | {"value": row.value, "verdict": row.verdict, "over_touch": row.over_touch, "detail": row.detail}
            for row in rows
        ],
    }


def _rows(quick: bool, say: Callable[[str], None]) -> Iterator[Row]:
    """Measure one thing after another, the processes of their own first: they must not find this one's memory full."""
    from sim.bench import batch, experiments, memory, produced, runs, starting, sweeps

    times = 1 if quick else 3
    say("compilation, cold and from the cache")
    yield from starting.compilation(quick)
    say("python run.py, first time and warm")
    yield from starting.command_line(quick)
    say("memory")
    yield memory.beyond_records(1 if quick else 10, 20 if quick else 1, 4 if quick else 76)
    yield memory.many_replicates(*((4, 100, 2013, 6, 20) if quick else (8, 1, None, 200, 200)))
    say("plain Mesa agents against compiled")
    yield runs.mesa_over_compiled(100 if quick else 20, 4 if quick else 8, times)
    say("mesa.batch_run against stacked replicates")
    yield batch.batch_over_stacked(*((1, 4, 20, 2013, 1) if quick else (3, 64, 1, 2020, times)))
    say("a sweep on two workers")
    yield from sweeps.sweep_over_batch(*((1, 2, 4, 20, 2017) if quick else (2, 24, 12, 1, 2020)))
    yield from sweeps.stored(2_000 if quick else 100_000)
    say("one run of Jiangxi, and at Sichuan's size")
    until = 2013 if quick else None
    row, jiangxi = runs.one_run("jiangxi", 50 if quick else 1, times, until=until)
    yield row
    row, sichuan = runs.one_run("sichuan", 100 if quick else 1, times, LIKE_SICHUAN, until)
    yield row
    yield runs.one_run("scale_10", 100 if quick else 10, times, until=until)[0]
    yield from produced.produced([jiangxi, sichuan])
    say("time of each step")
    yield runs.steps(50 if quick else 1, until)
    say("cost from 10,000 to 1,000,000 agents")
    yield runs.growth_with_agents(30_000 if quick else 1_000_000, times)
    say("comparing two finished runs")
    yield experiments.finished_runs(*((3, 200, 1, 2014) if quick else (40, 50, 3)))
    say("the same luck against independent seeds")
    yield experiments.same_luck(*((3, 100, 2019) if quick else (20, 1)))
    say("attribution to levers")
    yield experiments.attribution(*((2, 2, 200, 100, 2018) if quick else (8, 8, 10, 1)))


def table(found: dict[str, Any]) -> str:
    """The result as text: the machine, then a line per row."""
    machine = found["machine"]
    packages = ", ".join(f"{name} {machine['packages'][name]}" for name in ("numpy", "numba", "mesa"))
    lines = [
        f"{found['date']}  {machine['processor']}, {machine['cores']} cores, Python {machine['python']}, {packages}; "
        f"load at start {machine['load_at_start']}" + ("  (quick: figures mean little)" if found["quick"] else ""),
        f"{'what':66s} {'value':>9s} {'limit':>7s} {'aim':>7s} {'verdict':>8s} {'x touch':>9s}",
    ]
    for row in found["rows"]:
        told = {name: f"{row[name]:.3g}" if row[name] is not None else "-" for name in ("limit", "aim", "over_touch")}
        lines.append(
            f"{row['what']:66s} {row['value']:9.3g} {told['limit']:>7s} {told['aim']:>7s} {row['verdict']:>8s} "
            f"{told['over_touch']:>9s}   {row['unit']}; {row['detail']}"
        )
    return "\n".join(lines)
