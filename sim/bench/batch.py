"""Stacked replicates against what Mesa offers for many runs: `mesa.batch_run` of a model of plain agents."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import mesa

from sim.bench.asked import ASKED, Row
from sim.bench.worlds import field_bytes, n_agents, run_quarters, scenario_of, touch, world_of
from sim.model import REPORTED


class PlainModel(mesa.Model):
    """The model as one would write it in plain Mesa, for comparison: every agent a mesa.Agent, no compiled code.

    Keyword arguments only: scenario (a Scenario), rng (seed, a whole number), scale. Its numbers are those of
    `CountyInnovationModel`, bit for bit, and so is what is collected.
    """

    def __init__(self, *, scenario: Any, rng: int = 1, scale: int = 1) -> None:
        from sim.plain_world import PlainWorld
        from sim.world import LaneOf, replicate_seed

        super().__init__(rng=rng)
        self.world = PlainWorld([LaneOf(scenario, replicate_seed(rng, 0))], scale)
        reporters = {name: partial(indicator_of, name=name) for name in REPORTED}
        self.datacollector = mesa.DataCollector(model_reporters=reporters)

    def step(self) -> None:
        """One quarter."""
        self.world.step()
        self.datacollector.collect(self)
        self.running = self.world.quarter_number < self.world.n_quarters


def indicator_of(model: PlainModel, name: str) -> float:
    """The region's value of an indicator in the quarter that has just run."""
    return _indicator(model.world, 0, name)


def _indicator(world: Any, lane: int, name: str) -> float:
    from sim.indicators import measure_last

    return measure_last(name, world.tally[lane, : world.quarter_number])


def batch_over_stacked(n_plain: int, n_stacked: int, scale: int, until: int, times: int) -> Row:
    """Processor seconds a run: mesa.batch_run in one process over replicates stacked in one world.

    Both make their populations, run to the end and tell the same indicators; the same seeds give the same values.
    """
    scenario = scenario_of("jilin_city", until)
    run_quarters(world_of(1, scale, scenario=scenario))  # loads or makes the compiled code
    start = time.process_time()
    parameters = {"scenario": [scenario], "scale": scale, "rng": list(range(1, n_plain + 1))}
    told = mesa.batch_run(PlainModel, parameters, number_processes=1, max_steps=10_000, display_progress=False)
    plain = (time.process_time() - start) / n_plain
    assert len(told) == n_plain
    stacked, making = [], 0.0
    for _ in range(times):
        start = time.process_time()
        world = world_of(n_stacked, scale, scenario=scenario)
        making = (time.process_time() - start) / n_stacked
        run_quarters(world)
        values = [{name: _indicator(world, lane, name) for name in REPORTED} for lane in range(n_stacked)]
        stacked.append((time.process_time() - start) / n_stacked)
    if any(told[0][name] != values[0][name] for name in REPORTED):
        raise AssertionError("the plain version and the stacked replicate of the same seed differ")
    agents = n_agents(world) / n_stacked
    return Row(
        ASKED["batch_run"],
        plain / min(stacked),
        f"Jilin City, scale {scale}, to {until}, {agents:,.0f} agents a run at the end: {n_plain} runs of batch_run "
        f"{plain:.2f} s each; {n_stacked} stacked {1e3 * min(stacked):.1f}-{1e3 * max(stacked):.1f} ms each, of which "
        f"making the population {1e3 * making:.1f} ms",
        min(stacked) * n_stacked / (touch(field_bytes(world)) * world.n_quarters),
    )
