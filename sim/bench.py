"""How fast and how lean the simulator is on this machine: `python run.py bench [--quick] [--json] [--out FILE]`.

Four things are measured, each with what is asked for, what is aimed at, and the distance to touching the same bytes
once (a plain numpy pass over as many bytes as the records have). Times are processor seconds, the least of three
measurements with the spread beside; ratios are taken within one run. `--quick` is small: it shows that everything
works, its figures mean little. A full run is kept in tests/bench/results.json: it tells of one machine and belongs
neither to the model nor to a scenario, so it lies with the tests and is not installed.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

SCENARIO = "jiangxi_2018"
QUARTERS = 8
KINDS = ("firms", "talent", "institutes", "counties", "townships")
REPOSITORY = Path(__file__).resolve().parents[1]
RESULTS = REPOSITORY / "tests" / "bench" / "results.json"


@dataclass(frozen=True)
class Row:
    """One line of the table. `value` in `unit`; `limit` and `aim` as asked for; `over_touch`: times one pass."""

    what: str
    value: float
    unit: str
    limit: float
    aim: float
    more_is_better: bool
    over_touch: float
    detail: str

    @property
    def verdict(self) -> str:
        """aim, limit or missed."""
        sign = 1.0 if self.more_is_better else -1.0
        if sign * self.value >= sign * self.aim:
            return "aim"
        return "limit" if sign * self.value >= sign * self.limit else "missed"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table (or, with --json, one object) and keep a full run's results; exit status 0."""
    parser = argparse.ArgumentParser(prog="bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="small sizes, under a minute; keeps no results")
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
    """All rows, with date and machine, as a plain tree ready for JSON."""
    from sim.runs import environment

    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    say("plain Mesa agents against compiled")
    rows = [mesa_over_compiled(100 if quick else 20, 4 if quick else QUARTERS, 1 if quick else 3)]
    say("python run.py, first time and warm")
    rows += command_line(quick)
    say("cost from 10,000 to 1,000,000 agents")
    rows.append(growth_with_agents(30_000 if quick else 1_000_000, 1 if quick else 3))
    say("memory")
    rows.append(memory(1 if quick else 10, 20 if quick else 1, 4 if quick else 76))
    return {
        "date": date.today().isoformat(),
        "quick": quick,
        "machine": environment() | {"cores": os.cpu_count(), "load_at_start": round(load, 2)},
        "rows": [asdict(row) | {"verdict": row.verdict} for row in rows],
    }


def table(found: dict[str, Any]) -> str:
    """The result as text: the machine, then a line per row."""
    machine = found["machine"]
    packages = ", ".join(f"{name} {machine['packages'][name]}" for name in ("numpy", "numba", "mesa"))
    lines = [
        f"{found['date']}  {machine['processor']}, {machine['cores']} cores, Python {machine['python']}, {packages}; "
        f"load at start {machine['load_at_start']}" + ("  (quick: figures mean little)" if found["quick"] else ""),
        f"{'what':58s} {'value':>9s} {'limit':>7s} {'aim':>7s} {'verdict':>8s} {'x touch':>9s}",
    ]
    for row in found["rows"]:
        lines.append(
            f"{row['what']:58s} {row['value']:9.3g} {row['limit']:7.3g} {row['aim']:7.3g} {row['verdict']:>8s} "
            f"{row['over_touch']:9.3g}   {row['unit']}; {row['detail']}"
        )
    return "\n".join(lines)


def world_of(n_lanes: int, scale: int, plain: bool = False) -> Any:
    """A world of the default scenario before its first quarter."""
    from sim.plain_world import PlainWorld
    from sim.scenario import load_scenario
    from sim.world import LaneOf, World, replicate_seed

    scenario = load_scenario(SCENARIO)
    lanes = [LaneOf(scenario, replicate_seed(1, number), number) for number in range(n_lanes)]
    return PlainWorld(lanes, scale) if plain else World(lanes, scale)


def run_quarters(world: Any, quarters: int) -> float:
    """Processor seconds of some quarters of a world."""
    start = time.process_time()
    for _ in range(quarters):
        world.step()
    return time.process_time() - start


def n_agents(world: Any) -> int:
    """Living agents over all lanes: firms, talent, institutes, counties, townships."""
    return sum(len(world.alive(kind, lane)) for kind in KINDS for lane in range(len(world.runs)))


def field_bytes(world: Any) -> int:
    """Bytes of the fields of the living agents, without padding between fields or spare rows."""
    total = 0
    for kind in KINDS:
        dtype = world[kind].dtype
        width = sum(dtype[name].itemsize for name in dtype.names)
        total += width * sum(len(world.alive(kind, lane)) for lane in range(len(world.runs)))
    return total


def kept_bytes(world: Any) -> int:
    """Bytes of what the quarters left behind so far: the tally, and the books of the closed years (all records too)."""
    books = [*world.ledgers.values(), *world.forgone_by_year.values(), *world.contracts.values()]
    return world.tally.nbytes * world.quarter_number // world.n_quarters + sum(book.nbytes for book in books)


def touch(n_bytes: int) -> float:
    """Processor seconds of one plain numpy pass over so many bytes (least of five)."""
    rows = np.ones(max(n_bytes // 8, 1), np.uint64)
    best = float("inf")
    for _ in range(5):
        start, passes = time.process_time(), 0
        while (spent := time.process_time() - start) < 0.02:
            rows.sum()
            passes += 1
        best = min(best, spent / passes)
    return best


def spread(seconds: list[float], unit: float) -> str:
    """Least and greatest of repeated measurements, in `unit` (seconds)."""
    return f"{min(seconds) / unit:.3g}-{max(seconds) / unit:.3g}"


def mesa_over_compiled(scale: int, quarters: int, times: int) -> Row:
    """The same steps, the same agents, the same calendar: plain Mesa agents over compiled, per agent and quarter."""
    run_quarters(world_of(1, scale), quarters)  # loads or makes the compiled code
    fast, slow, worked = [], [], 0.0
    for _ in range(times):
        world = world_of(1, scale)
        before = n_agents(world)
        fast.append(run_quarters(world, quarters))
        worked = quarters * (before + n_agents(world)) / 2
        slow.append(run_quarters(world_of(1, scale, plain=True), quarters))
    pass_of = touch(field_bytes(world)) * quarters
    return Row(
        "the same steps on plain Mesa agents over compiled",
        min(slow) / min(fast), "times", 60, 150, True, min(fast) / pass_of,
        f"scale {scale}, {worked / quarters:,.0f} agents, {quarters} quarters, per agent and quarter: compiled "
        f"{spread(fast, 1e-9 * worked)} ns, Mesa {spread(slow, 1e-6 * worked)} microseconds",
    )  # fmt: skip


def command_line(quick: bool) -> list[Row]:
    """`python run.py` in a process of its own: with an empty cache of compiled code, then again into a fresh folder."""
    import resource

    size = ["--replicates", "2", "--scale", "50", "--until", "2014"] if quick else ["--replicates", "20"]
    rows = []
    with TemporaryDirectory() as folder:
        home = dict(os.environ)
        if not quick:
            home["COUNTY_INNOVATION_CACHE"] = f"{folder}/cache"
        runs = [("warm", 90, 20)] if quick else [("first time, with compilation", 180, 60), ("warm", 90, 20)]
        for name, limit, aim in runs:
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            call = "import sys; from sim.cli import main; sys.exit(main())"
            command = [sys.executable, "-c", call, "run", *size, "--out", f"{folder}/{limit}"]
            paths = [str(REPOSITORY), *filter(None, [os.environ.get("PYTHONPATH")])]
            home["PYTHONPATH"] = os.pathsep.join(paths)
            subprocess.run(command, check=True, env=home, capture_output=True)
            wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            rows.append((name, limit, aim, wall, used))
    world = world_of(1, 50 if quick else 1)
    once = touch(field_bytes(world)) * (12 * 4 if quick else 76 * 40)  # quarters x lanes, the baseline's included
    asked = "2 replicates at scale 50 to 2014" if quick else "20 replicates at 1:1"
    return [
        Row(f"python run.py, {asked}, {name}", used, "processor seconds", limit, aim, False, used / once,
            f"{wall:.1f} s by the clock; the scenario and its baseline, report included")
        for name, limit, aim, wall, used in rows
    ]  # fmt: skip


def growth_with_agents(most: int, times: int) -> Row:
    """Cost per agent and quarter as agents grow: more lanes at 1:1, and apart from that more small lanes.

    The value is the greatest cost of a larger run over that of a smaller one of the same series.
    """
    whole, small = n_agents(world_of(1, 1)), n_agents(world_of(1, 20))
    many = max(1, round(most / whole))
    series = [
        dict.fromkeys([(1, 8), (1, 1), (max(1, many // 4), 1), (many, 1)]),
        dict.fromkeys((max(1, round(agents / small)), 20) for agents in (10_000, most // 10, most)),
    ]
    worst, points = 1.0, []
    for runs in series:
        costs: list[tuple[float, float, float]] = []
        for n_lanes, scale in runs:
            cost, agents, once = _cost(n_lanes, scale, times)
            worst = max([worst, *(cost / other for other, size, _ in costs if size < agents)])
            costs.append((cost, agents, cost * agents / once))
            points.append(f"{agents:,.0f} ({n_lanes} x 1:{scale}) {cost * 1e9:.0f} ns")
    return Row(
        "cost per agent-quarter, 10,000 to 1,000,000 agents", worst, "times, greatest growth", 1.5, 1.1, False,
        costs[-1][2], "; ".join(points),
    )  # fmt: skip


def _cost(n_lanes: int, scale: int, times: int) -> tuple[float, float, float]:
    """(processor seconds per agent and quarter, mean number of agents, seconds of touching their fields once).

    Lanes are stacked in worlds as `simulate` stacks them.
    """
    from sim.simulation import lanes_at_once

    quarters, seconds, at_once = 4, [], lanes_at_once(scale)
    worlds = [world_of(min(at_once, n_lanes - first), scale) for first in range(0, n_lanes, at_once)]
    for world in worlds:
        run_quarters(world, 4)  # the first year has rows that were never touched
    before = sum(n_agents(world) for world in worlds)
    for _ in range(times):
        seconds.append(sum(run_quarters(world, quarters) for world in worlds))
    agents = (before + sum(n_agents(world) for world in worlds)) / 2
    return min(seconds) / quarters / agents, agents, sum(touch(field_bytes(world)) for world in worlds)


def memory(n_lanes: int, scale: int, quarters: int) -> Row:
    """Memory of a world beyond the fields of its records, from its making on, in a process of its own."""
    code = f"import json; from sim.bench import peak_of; print(json.dumps(peak_of({n_lanes}, {scale}, {quarters})))"
    paths = [str(REPOSITORY), *filter(None, [os.environ.get("PYTHONPATH")])]
    home = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    said = subprocess.run([sys.executable, "-c", code], check=True, env=home, capture_output=True, text=True)
    found = json.loads(said.stdout)
    records = found["fields"] + found["kept"]
    return Row(
        "memory beyond the records' fields", 100.0 * (found["peak"] / records - 1.0), "per cent", 30, 10, False,
        found["peak"] / records,
        f"{n_lanes} lanes 1:{scale}, {quarters} quarters: peak {found['peak'] / 1e6:.0f} MB over living agents' fields "
        f"{found['fields'] / 1e6:.0f} MB and kept tallies and books {found['kept'] / 1e6:.0f} MB; after its making "
        f"{found['made'] / 1e6:.0f} MB, at the end {found['end'] / 1e6:.0f} MB",
    )  # fmt: skip


def peak_of(n_lanes: int, scale: int, quarters: int) -> dict[str, int]:
    """Bytes by which this process grew for a world (peak, after its making, at the end), and of its records.

    Resident memory as Linux counts it; what is imported and compiled before the world is made is not counted.
    """
    run_quarters(world_of(1, 200), 5)
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    start = _resident("VmRSS")
    world = world_of(n_lanes, scale)
    made = _resident("VmHWM") - start
    run_quarters(world, quarters)
    peak, end = _resident("VmHWM") - start, _resident("VmRSS") - start
    return {"peak": peak, "made": made, "end": end, "fields": field_bytes(world), "kept": kept_bytes(world)}


def _resident(what: str) -> int:
    """Resident memory of this process (VmRSS) or its peak (VmHWM), in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(what + ":"):
            return 1024 * int(line.split()[1])
    raise OSError(f"no {what} in /proc/self/status")
