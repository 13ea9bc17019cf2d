"""Runs of a sweep, stacked: what several runs have in common is run once.

A run is a point and a replicate. Runs of one replicate begin with the same population and part in the quarter in
which their law or inputs first differ; until then they share a lane. Results do not depend on what is stacked.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.experiments.sweep_points import Calendars, Point
from sim.scenario import Scenario


class Run(NamedTuple):
    """One run of a sweep."""

    point: Point
    replicate: int


class Prepared(NamedTuple):
    """What a point runs."""

    scenario: Scenario
    calendar: tuple[np.ndarray, np.ndarray]


class Preparing:
    """Makes points ready to be run, and keeps the last ones: many runs have the same point."""

    MOST = 256

    def __init__(self, base: Scenario) -> None:
        self.calendars = Calendars(base)
        self._kept: dict[str, Prepared] = {}

    def ready(self, point: Point) -> Prepared:
        """The point's scenario and calendar."""
        found = self._kept.pop(point.id, None)
        if found is None:
            scenario = point.scenario(self.calendars.base, checked=True)
            found = Prepared(scenario, self.calendars.of(point, scenario))
            if len(self._kept) >= self.MOST:
                self._kept.pop(next(iter(self._kept)))  # the one that was not wanted for the longest time
        self._kept[point.id] = found
        return found


class Stack(NamedTuple):
    """What stacked runs leave behind."""

    tally: np.ndarray  # [lane, quarter, county]
    lane: list[int]  # of each run; runs that are the same to the end have one lane
    seconds: float  # of a processor, spent on simulating


def run_stack(runs: Sequence[Run], preparing: Preparing, seed: int, scale: int) -> Stack:
    """Run some runs side by side from their beginning to their end. Errors: whatever a run raises."""
    from sim.branching import branched
    from sim.world import LaneOf, World, replicate_seed

    ready = [preparing.ready(run.point) for run in runs]
    lanes = [
        LaneOf(one.scenario, replicate_seed(seed, run.replicate), run.replicate, run.point.parameters)
        for run, one in zip(runs, ready, strict=True)
    ]
    shared = _shared_lanes(runs, ready)
    first = list(dict.fromkeys(shared[:, 0]))
    started = time.thread_time()
    world = World([lanes[run] for run in first], scale, [ready[run].calendar for run in first])
    now = first  # of each lane, the first run that it stands for
    for quarter in range(world.n_quarters):
        then = list(dict.fromkeys(shared[:, quarter]))
        if len(then) > len(now):
            places = [now.index(shared[run, quarter - 1]) for run in then]
            world = branched(world, places, [lanes[run] for run in then], [ready[run].calendar for run in then])
            now = then
        world.step()
        for books in (world.ledgers, world.forgone_by_year, world.contracts):
            books.clear()  # a sweep keeps indicators alone
    seconds = time.thread_time() - started
    return Stack(world.tally, [now.index(run) for run in shared[:, -1]], seconds)


def _shared_lanes(runs: Sequence[Run], ready: Sequence[Prepared]) -> np.ndarray:
    """[run, quarter]: number of the first run that has been the same as this one up to and in this quarter."""
    kept: dict[tuple[object, ...], int] = {}
    before: list[int] = []
    for number, run in enumerate(runs):
        before.append(kept.setdefault((run.replicate, run.point.population), number))
    rows = {id(one.calendar): _rows(one.calendar) for one in ready}
    n_quarters = len(ready[0].calendar[0])
    shared = np.zeros((len(runs), n_quarters), np.int64)
    for quarter in range(n_quarters):
        kept = {}
        for number, one in enumerate(ready):
            key = (before[number], rows[id(one.calendar)][quarter])
            before[number] = kept.setdefault(key, number)
        shared[:, quarter] = before
    return shared


def _rows(calendar: tuple[np.ndarray, np.ndarray]) -> list[bytes]:
    """Law and inputs of each quarter, as bytes."""
    law, given = calendar
    return [law[quarter].tobytes() + given[quarter].tobytes() for quarter in range(len(law))]
