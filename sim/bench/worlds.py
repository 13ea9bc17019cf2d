"""What is measured with: worlds of a size, their agents and bytes, processor seconds, a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

SCENARIO = "jiangxi_2018"
LIKE_SICHUAN = "sichuan"
"""Region of the largest runs, under national law alone."""

KINDS = ("firms", "talent", "institutes", "counties", "townships")
REPOSITORY = Path(__file__).resolve().parents[2]


def scenario_of(region: str = "", until: int | None = None) -> Any:
    """The default scenario or, for a region, national law there; up to the end of a year."""
    from sim.scenario import load_scenario

    scenario = load_scenario("national_law").with_region(region) if region else load_scenario(SCENARIO)
    return scenario if until is None else scenario.until(until)


def world_of(n_lanes: int, scale: int, plain: bool = False, scenario: Any = None) -> Any:
    """A world of a scenario (the default one) before its first quarter."""
    from sim.plain_world import PlainWorld
    from sim.world import LaneOf, World, replicate_seed

    scenario = scenario or scenario_of()
    lanes = [LaneOf(scenario, replicate_seed(1, number), number) for number in range(n_lanes)]
    return PlainWorld(lanes, scale) if plain else World(lanes, scale)


def run_quarters(world: Any, quarters: int | None = None) -> float:
    """Processor seconds of some quarters of a world (default: all that it has left), of further processes too."""
    start = processor_seconds()
    for _ in range(world.n_quarters - world.quarter_number if quarters is None else quarters):
        world.step()
    return processor_seconds() - start


def processor_seconds() -> float:
    """Processor seconds of this process so far, and of those that it has started and that have ended."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


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


def spread(seconds: list[float], unit: float = 1.0) -> str:
    """Least and greatest of repeated measurements, in `unit` (seconds)."""
    return f"{min(seconds) / unit:.3g}-{max(seconds) / unit:.3g}"


def in_a_process(call: str, **surroundings: str) -> Any:
    """What a call of one of this package's functions returns in a Python process of its own (as JSON says it).

    call: "module.function(arguments)" below sim.bench. surroundings: environment variables that it gets besides.
    """
    module = call.partition(".")[0]
    code = f"import json; from sim.bench import {module}; print(json.dumps({call}))"
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, env=surroundings_of(**surroundings), capture_output=True, text=True
    )
    return json.loads(said.stdout)


def surroundings_of(**more: str) -> dict[str, str]:
    """Environment of a process that finds this package wherever it is started."""
    paths = [str(REPOSITORY), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths)} | more
