"""The model as Mesa sees it. The quarter's order of events is in sim/calendar.py."""

from __future__ import annotations

from functools import partial
from typing import Any

import mesa
import numpy as np

from sim import calendar
from sim.agents.view import KINDS, AgentView
from sim.indicators import measure_one
from sim.scenario import load_scenario
from sim.world import KINDS as KIND_OF
from sim.world import LaneOf, World, replicate_seed


class CountyInnovationModel(mesa.Model):
    """A region's firms, talent, institutes, governments and townships under a policy scenario.

    Keyword arguments only: scenario (name, path or Scenario), rng (seed, a whole number), scale (one firm and one
    worker in K stands for K). Replicate 0 of `simulate(scenario, seed=rng)` is this model, bit for bit. Agents are
    views over records, made when somebody looks at `agents` or `agents_by_type`.
    """

    def __init__(self, *, scenario: Any = "jiangxi_2018", rng: int = 1, scale: int = 20) -> None:
        super().__init__(rng=rng)
        self.scenario = load_scenario(scenario) if isinstance(scenario, str) else scenario
        self.world = World([LaneOf(self.scenario, replicate_seed(int(rng), 0))], scale)
        self._seen_at = -1
        self.running = True
        # what mesa.batch_run and SolaraViz collect: the region's indicators of the quarter
        self.datacollector = mesa.DataCollector(
            model_reporters={name: partial(_indicator, name=name) for name in REPORTED}
        )

    def step(self) -> None:
        """One quarter; `running` turns False after the last quarter of the scenario's period."""
        if self.world.quarter_number < self.world.n_quarters:
            calendar.quarter(self.world)
            self.datacollector.collect(self)
        self.running = self.world.quarter_number < self.world.n_quarters

    @property
    def date(self) -> tuple[int, int]:
        """Year and quarter that come next."""
        return self.world.year, self.world.season

    @property
    def agents(self) -> Any:
        """All living agents (an AgentSet of views)."""
        self._look()
        return super().agents

    @property
    def agents_by_type(self) -> Any:
        """Living agents by kind, e.g. `model.agents_by_type[Firm]`."""
        self._look()
        return super().agents_by_type

    def row_of(self, population: str, key: int) -> int:
        """Row of a living agent by its key; -1 when it has left."""
        kind = KIND_OF[population]
        lane, rows = self.world["lanes"][0], self.world[population]
        first, end = int(lane[f"first_{kind}"]), int(lane[f"end_{kind}"])
        found = np.nonzero(rows["key"][first:end] == np.uint64(key))[0]
        if not len(found) or ("alive" in (rows.dtype.names or ()) and not rows["alive"][first + found[0]]):
            return -1
        return first + int(found[0])

    def _look(self) -> None:
        """Make views of agents that are new since somebody looked, and drop those of agents that have gone."""
        if self._seen_at == self.world.quarter_number:
            return
        self._seen_at = self.world.quarter_number
        lane = self.world["lanes"][0]
        for kind in KINDS:
            name = KIND_OF[kind.block]
            rows = self.world[kind.block][lane[f"first_{name}"] : lane[f"end_{name}"]]
            keys = rows["key"]
            if "alive" in (rows.dtype.names or ()):
                keys = keys[rows["alive"] == 1]
            known = {agent._key: agent for agent in self._views(kind)}
            living = set(keys.tolist())
            for key, agent in known.items():
                if key not in living:
                    self.deregister_agent(agent)
            first = int(lane[f"first_{name}"])
            for row, key in enumerate(rows["key"].tolist()):
                if key in living and key not in known:
                    kind(self, first + row, key)

    def _views(self, kind: type[AgentView]) -> list[Any]:
        return list(self._agents_by_type.get(kind, ()))


REPORTED = ("gdp", "rd_intensity", "rd_active_firms", "rd_personnel", "hnte", "invention_patents_in_force", "firms")


def _indicator(model: CountyInnovationModel, name: str) -> float:
    """The region's value of an indicator in the quarter that has just run."""
    tally = model.world.tally[0, model.world.quarter_number - 1]
    return float(measure_one(name, {field: tally[field].sum() for field in tally.dtype.names or ()}))
