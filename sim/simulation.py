"""Simulate a scenario: stack replicates into worlds, run the calendar, measure, judge, keep it in the run folder."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple

from sim import inputs
from sim.events import can_happen
from sim.result import Result
from sim.runs import RunFolder
from sim.scenario import Scenario, load_scenario

if TYPE_CHECKING:  # what runs and judges loads when there is something to run or to judge
    import pandas as pd

    from sim.world import LaneOf, World

FIRMS_AT_ONCE = 24_000
"""Firms that one world holds at most when it starts, over its lanes: more would not stay in a processor's cache."""

BASELINE_PAIRS = 6
"""Replicates of the baseline that are run beside a scenario, for directions and for the report's dashed line."""


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
    folders. progress(done, of) is called as replicates advance. baseline: also run six replicates of the scenario's
    baseline under the same luck, for directions and for the report. Errors: RunError, StorageError, ScenarioError.
    The result does not depend on replicates, threads or what else runs: replicate 3 of 20 is replicate 3 of 200.
    """
    started = time.perf_counter()
    if isinstance(scenario, str):
        scenario = load_scenario(scenario)
    other = baseline_of(scenario) if baseline else None
    pairs = min(replicates, BASELINE_PAIRS) if other is not None else 0
    plans = [Plan(scenario, RunFolder.open(scenario, seed, scale, out), replicates)]
    if other is not None:
        plans.append(Plan(other, RunFolder.open(other, seed, scale, out), pairs))
    run_missing(plans, seed, scale, threads, progress)
    as_of = inputs.last_datum(scenario.region)
    results = [
        Result(plan.folder, plan.scenario, replicates=plan.replicates, seed=seed, scale=scale, as_of=as_of)
        for plan in plans
    ]
    result, base = results[0], results[1] if other is not None else None
    result.baseline = base
    beside = None if base is None else {"run_id": base.run_id, "replicates": pairs}
    judged = base is None or result.manifest.get("judged_beside") == beside
    if judged and result.run_folder.is_finished(replicates):
        return result
    from sim.targets import judge

    verdicts = judge(result.indicators, scenario, as_of, None if base is None else base.indicators)
    if result.manifest.get("replicates", 0) <= replicates:  # what a longer run found stays as it is
        seconds = time.perf_counter() - started
        verdicts = result.run_folder.finish(verdicts, replicates, as_of=as_of, seconds=seconds, judged_beside=beside)
    result.verdicts = verdicts
    return result


def lanes_at_once(scale: int) -> int:
    """How many replicates are stacked in one world: as many as stay in a processor's cache."""
    return max(1, FIRMS_AT_ONCE * scale // 12_000)


class Plan(NamedTuple):
    """What is to be in a run folder: a scenario and its first so many replicates."""

    scenario: Scenario
    folder: RunFolder
    replicates: int


def baseline_of(scenario: Scenario) -> Scenario | None:
    """The scenario that this one changes, on the same region, period, assumptions and events; None when it has none.

    Events happen whatever the policy, so what differs between the two is the policy alone; only a late budget of a
    lever that the baseline lacks cannot happen there. Money beyond the envelope pays for the policy: it is no event.
    """
    if not scenario.baseline or scenario.baseline == scenario.name:
        return None
    beside = scenario.path.parent / f"{scenario.baseline}.yaml" if scenario.path else None
    named = beside if beside is not None and beside.is_file() else scenario.baseline
    other = load_scenario(named).with_region(scenario.region).until(scenario.period[1])
    events = tuple(event for event in scenario.events if can_happen(event, other.levers_on()))
    return other.model_copy(update={"assumptions": scenario.assumptions, "events": events})


def run_missing(plans: Sequence[Plan], seed: int, scale: int, threads: int | None = None, progress: Any = None) -> None:
    """Run the replicates that the folders lack, a world of stacked lanes a thread at a time.

    plans: scenarios of one region and period, each with a folder of its own. A replicate that several of them lack is
    run once as far as they are the same. progress(done, of) counts replicates. Errors as in `simulate`.
    """
    missing = [set(plan.folder.missing(plan.replicates)) for plan in plans]
    if any(missing):  # loaded before threads ask for them
        from sim import books, indicators, world  # noqa: F401
    lacking: dict[tuple[int, ...], list[int]] = {}
    for number in sorted(set().union(*missing)):
        places = tuple(place for place, lack in enumerate(missing) if number in lack)
        lacking.setdefault(places, []).append(number)
    work = [([plans[place] for place in places], numbers) for places, numbers in lacking.items()]
    threads = max(1, threads or os.cpu_count() or 1)
    tasks: list[tuple[list[Plan], list[int]]] = []
    for of_plans, numbers in work:
        at_once = max(1, min(lanes_at_once(scale), -(-len(numbers) // threads)))
        tasks += [(of_plans, numbers[i : i + at_once]) for i in range(0, len(numbers), at_once)]
    total = sum(plan.replicates for plan in plans)
    ready = total - sum(len(lack) for lack in missing)
    advance = [0.0] * len(tasks)
    if any(missing):
        if progress:
            progress(ready, total)
        _compile_what_they_need(plans, threads)
    stop = Event()

    def run(place: int) -> None:
        of_plans, numbers = tasks[place]
        for done in run_lanes(of_plans, seed, scale, numbers):
            if stop.is_set():
                raise Stopped
            advance[place] = done

    with ThreadPoolExecutor(threads) as pool:
        waiting = {pool.submit(run, place) for place in range(len(tasks))}
        try:
            while waiting:
                done, waiting = wait(waiting, timeout=0.2, return_when=FIRST_EXCEPTION)
                for task in done:
                    task.result()
                if progress:
                    progress(ready + sum(advance), total)
        except BaseException:
            stop.set()
            for task in waiting:
                task.cancel()
            raise
    if progress:
        progress(total, total)


def _compile_what_they_need(plans: Sequence[Plan], processes: int) -> None:
    """Have all steps compiled that these scenarios ever need, before threads would wait for one another's."""
    from sim.compiling import make_ready
    from sim.lanes import calendar
    from sim.world import ever_in_force

    make_ready(set().union(*(ever_in_force(*calendar(plan.scenario)) for plan in plans)), processes)


def run_lanes(plans: Sequence[Plan], seed: int, scale: int, numbers: list[int]) -> Iterator[float]:
    """Run some replicates stacked and write each one's part; yields how many parts are done, in fractions.

    Every plan after the first goes on from the one before it that it shares the longest past with.
    """
    from sim.world import World

    before = _branches([plan.scenario for plan in plans])
    quarters = 4 * (plans[0].scenario.period[1] - plans[0].scenario.period[0] + 1)
    share = len(numbers) * len(plans) / max(1, len(plans) * quarters - sum(at for _, at in before))
    worlds: dict[int, World] = {}
    steps = 0
    for place, plan in enumerate(plans):
        lanes = _lanes(plan.scenario, seed, numbers)
        world = worlds.pop(place, None) or World(lanes, scale)
        while True:
            for child, (parent, at) in enumerate(before):
                if parent == place and at == world.quarter_number:
                    worlds[child] = world.fork(_lanes(plans[child].scenario, seed, numbers))
            if world.quarter_number == world.n_quarters:
                break
            world.step()
            steps += 1
            yield 0.98 * share * steps
        for lane, number in enumerate(numbers):
            plan.folder.write_part(number, *tables_of(world, lane, number))
    yield float(len(numbers) * len(plans))


def _branches(scenarios: Sequence[Scenario]) -> list[tuple[int, int]]:
    """Of each scenario the one before it with which it shares the longest past (-1: none), and that past's quarters."""
    from sim.world import parting, same_people

    found = [(-1, 0)]
    for place, scenario in enumerate(scenarios[1:], 1):
        shared = [
            (parting(other, scenario), -number)
            for number, other in enumerate(scenarios[:place])
            if same_people(other, scenario)
        ]
        at, number = max(shared, default=(0, 1))
        found.append((-number, at))
    return found


def _lanes(scenario: Scenario, seed: int, numbers: list[int]) -> list[LaneOf]:
    from sim.world import LaneOf, replicate_seed

    return [LaneOf(scenario, replicate_seed(seed, number), number) for number in numbers]


def tables_of(world: World, place: int, replicate: int) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """(indicators, ledger, costs) of one lane of a world."""
    from sim import books
    from sim.indicators import measure_all

    indicators = measure_all(
        world.tally[place, : world.quarter_number],
        start_year=world.period[0],
        counties=books.county_codes(world.region),
        region_code=books.region_code(world.region),
        replicate=replicate,
    )
    return indicators, books.ledger_table(world, place, replicate), books.cost_table(world, place, replicate)
