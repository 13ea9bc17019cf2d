"""Runs a scenario with every wanted set of its levers under the same luck, from where the sets first differ."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING, Any

import numpy as np

from sim.events import can_happen
from sim.experiments.yearly import Yearly, costs_of_world, yearly_of_world
from sim.scenario import Scenario
from sim.simulation import lanes_at_once

if TYPE_CHECKING:
    from sim.world import Calendar, World

Outcome = Callable[[Yearly], np.ndarray]
"""What is attributed: numbers [measure, replicate]; replicates are lanes."""


def without(scenario: Scenario, levers: Iterable[str]) -> Scenario:
    """The scenario without some of its levers: off, or where they are national law as the law has them."""
    off = set(levers)
    left = scenario.model_copy(update={"levers": {k: values for k, values in scenario.levers.items() if k not in off}})
    events = tuple(event for event in scenario.events if can_happen(event, left.levers_on()))
    return left.model_copy(update={"events": events})


def levers_that_act(scenario: Scenario) -> list[str]:
    """Levers that the scenario itself brings: without one of them it would be another scenario."""
    whole = scenario.resolved()["levers"]
    return [
        lever for lever in scenario.levers if without(scenario, [lever]).resolved()["levers"][lever] != whole[lever]
    ]


class Coalitions:
    """A scenario with sets of `levers` on, the others of them off. Set number 0b101: the first and the third are on.

    The past that all sets share is run once for each replicate. names: indicators that `outcome` reads.
    """

    def __init__(
        self, scenario: Scenario, levers: Sequence[str], names: Sequence[str], outcome: Outcome,
        replicates: int, seed: int, scale: int,
    ) -> None:  # fmt: skip
        from sim.lanes import calendar
        from sim.world import parting

        self.levers, self.names, self.outcome, self.scale = list(levers), list(names), outcome, scale
        self.full, self.none = scenario, without(scenario, levers)
        self._law_full, (self._law_none, self._given) = calendar(self.full)[0], calendar(self.none)
        self.parting = parting(self.none, self.full)
        self.replicates, self.seed = replicates, seed

    @property
    def parted_on(self) -> tuple[int, int]:
        """Year and quarter in which the sets first differ."""
        return self.full.period[0] + self.parting // 4, self.parting % 4 + 1

    def scenario(self, coalition: int) -> Scenario:
        """The scenario with this set of levers."""
        off = [lever for place, lever in enumerate(self.levers) if not (coalition >> place) & 1]
        return without(self.full, off)

    def calendar(self, coalition: int) -> Calendar:
        """Law and inputs of this set: the law of each lever is that of the scenario with or without it."""
        law = self._law_none.copy()
        for place, lever in enumerate(self.levers):
            if (coalition >> place) & 1:
                law[lever] = self._law_full[lever]
        return law, self._given

    def values(
        self, wanted: Sequence[int], threads: int | None = None, progress: Callable[[float, float], None] | None = None
    ) -> dict[int, np.ndarray]:
        """Of each wanted set [measure, replicate]: those of `outcome`, then its public cost (yuan) by payer.

        progress(done, of) counts runs. KeyboardInterrupt stops all.
        """
        at_once = max(1, lanes_at_once(self.scale))
        blocks = [range(first, min(first + at_once, self.replicates)) for first in range(0, self.replicates, at_once)]
        parts: dict[int, list[np.ndarray]] = {coalition: [] for coalition in wanted}
        total, done = len(wanted) * self.replicates, 0
        threads = max(1, threads or os.cpu_count() or 1)
        if progress:
            progress(0, total)
        for block in blocks:
            past = self._past(block)
            with ThreadPoolExecutor(threads) as pool:
                tasks = {pool.submit(self._run, past, coalition): coalition for coalition in wanted}
                waiting = set(tasks)
                try:
                    while waiting:
                        finished, waiting = wait(waiting, timeout=0.2, return_when=FIRST_EXCEPTION)
                        for task in finished:
                            parts[tasks[task]].append(task.result())
                            done += len(block)
                        if progress:
                            progress(done, total)
                except BaseException:
                    for task in waiting:
                        task.cancel()
                    raise
        return {coalition: np.concatenate(of_blocks, axis=1) for coalition, of_blocks in parts.items()}

    def _past(self, replicates: range) -> World:
        from sim.world import LaneOf, World, replicate_seed

        world = World([LaneOf(self.none, replicate_seed(self.seed, n), n) for n in replicates], self.scale)
        while world.quarter_number < self.parting:
            world.step()
        return world

    def _run(self, past: World, coalition: int) -> np.ndarray:
        world = self.finished(past, coalition)
        return np.vstack([self.outcome(yearly_of_world(world, self.names)), costs_of_world(world)])

    def finished(self, past: World, coalition: int) -> World:
        """The world of a set at its end, gone on with from the shared past."""
        scenario: Any = self.scenario(coalition)
        lanes = [lane._replace(scenario=scenario) for lane in past.runs]
        world = past.fork(lanes, [self.calendar(coalition)] * len(lanes))
        while world.quarter_number < world.n_quarters:
            world.step()
        return world
