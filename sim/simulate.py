"""Simulate a scenario: stack replicates into worlds, run the calendar, measure, judge, keep it in the run folder."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Event

import pandas as pd

from sim import books, inputs
from sim.indicators import measure_all
from sim.result import Result
from sim.runs import RunFolder
from sim.scenario import Scenario, load_scenario
from sim.targets import judge
from sim.world import LaneOf, World, replicate_seed

ROWS_AT_ONCE = 60_000
"""Firms that one world holds at most when it starts, over its lanes: more would not be faster and take memory."""


class Stopped(KeyboardInterrupt):
    """The user stopped the run; finished replicates are kept."""


def simulate(
    scenario: Scenario | str,
    replicates: int = 20,
    seed: int = 1,
    scale: int = 1,
    threads: int | None = None,
    out: str | Path | None = None,
    progress: Callable[[float, int], None] | None = None,
    baseline: bool = True,
) -> Result:
    """Run a scenario and judge its targets; what is already in the run folder is read, not run again.

    scenario: a Scenario or its name. replicates: how many lots of luck (1 or more). seed: any whole number from 0.
    scale: one firm and one worker in K stands for K. threads: worker threads (default: processors). out: folder of run
    folders. progress(done, of) is called as replicates advance. baseline: also run the scenario's baseline under the
    same luck, for directions and for the report. Errors: RunError, StorageError (sim.errors), ScenarioError.
    The result does not depend on replicates, threads or what else runs: replicate 3 of 20 is replicate 3 of 200.
    """
    if isinstance(scenario, str):
        scenario = load_scenario(scenario)
    other = _baseline_of(scenario) if baseline else None
    of = replicates * (2 if other is not None else 1)

    def report(share: float) -> Callable[[float, int], None] | None:
        return None if progress is None else lambda done, _: progress(share + done, of)

    base = None
    if other is not None:
        base = _simulate(other, replicates, seed, scale, threads, out, report(0.0), None)
    return _simulate(scenario, replicates, seed, scale, threads, out, report(of - replicates), base)


def _baseline_of(scenario: Scenario) -> Scenario | None:
    """The scenario that this one changes, on the same region, period and assumptions; None when it has none."""
    if not scenario.baseline or scenario.baseline == scenario.name:
        return None
    other = load_scenario(scenario.baseline).with_region(scenario.region).until(scenario.period[1])
    values = {f"assumptions.{name}": value for name, value in scenario.assumptions.items() if name != "channels"}
    return other.with_values(values)


def _simulate(scenario, replicates, seed, scale, threads, out, progress, base: Result | None) -> Result:
    started = time.perf_counter()
    folder = RunFolder.open(scenario, seed, scale, out)
    as_of = inputs.last_datum(scenario.region)
    if not folder.is_finished(replicates) or base is not None:
        todo = folder.missing(replicates)
        _run_missing(scenario, seed, scale, threads, folder, todo, replicates, progress)
        indicators = folder.read_indicators(replicates)
        verdicts = judge(indicators, scenario, as_of, None if base is None else base.indicators)
        verdicts = folder.finish(verdicts, replicates, as_of=as_of, seconds=time.perf_counter() - started)
    else:
        verdicts = None
        if progress:
            progress(replicates, replicates)
    return Result(
        folder, scenario, replicates=replicates, seed=seed, scale=scale, as_of=as_of, verdicts=verdicts, baseline=base
    )


def _run_missing(scenario, seed, scale, threads, folder, todo, replicates, progress) -> None:
    """Run replicates that the folder lacks, a world of stacked lanes a thread at a time."""
    if not todo:
        if progress:
            progress(replicates, replicates)
        return
    threads = max(1, threads or os.cpu_count() or 1)
    at_once = max(1, min(ROWS_AT_ONCE * scale // 12_000, -(-len(todo) // threads)))
    batches = [todo[i : i + at_once] for i in range(0, len(todo), at_once)]
    advance = [0.0] * len(batches)
    stop = Event()

    def run(place: int) -> None:
        for done in run_lanes(scenario, seed, scale, batches[place], folder):
            if stop.is_set():
                raise Stopped
            advance[place] = done

    with ThreadPoolExecutor(threads) as pool:
        tasks = [pool.submit(run, place) for place in range(len(batches))]
        try:
            waiting = set(tasks)
            while waiting:
                try:
                    for task in as_completed(waiting, timeout=0.2):
                        task.result()
                        waiting.discard(task)
                except TimeoutError:
                    pass
                if progress:
                    progress(replicates - len(todo) + sum(advance), replicates)
        except BaseException:
            stop.set()
            for task in tasks:
                task.cancel()
            raise


def run_lanes(scenario, seed: int, scale: int, numbers: list[int], folder: RunFolder) -> Iterator[float]:
    """Run some replicates stacked, write each one's part; yields how many replicates are done, in fractions."""
    lanes = [LaneOf(scenario, replicate_seed(seed, n), n) for n in numbers]
    world = World(lanes, scale)
    while world.quarter_number < world.n_quarters:
        world.step()
        yield 0.95 * len(numbers) * world.quarter_number / world.n_quarters
    for place, number in enumerate(numbers):
        folder.write_part(number, *tables_of(world, place, number))
        yield 0.95 * len(numbers) + 0.05 * (place + 1)


def tables_of(world: World, place: int, replicate: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """(indicators, ledger, costs) of one lane of a world."""
    indicators = measure_all(
        world.tally[place, : world.quarter_number],
        start_year=world.period[0],
        counties=books.county_codes(world.region),
        region_code=books.region_code(world.region),
        replicate=replicate,
    )
    return indicators, books.ledger_table(world, place, replicate), books.cost_table(world, place, replicate)
