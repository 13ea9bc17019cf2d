"""The model as Mesa sees it. The quarter's order of events is in sim/calendar.py."""

from __future__ import annotations

from functools import partial
from numbers import Integral
from pathlib import Path
from typing import Any, NoReturn

import mesa
import numpy as np

from sim import calendar
from sim.agents.agent_set import RecordAgentSet
from sim.agents.members import AllMembers
from sim.agents.roster import Roster
from sim.agents.view import KINDS, AgentView
from sim.indicators import measure_last
from sim.scenario import Scenario, load_scenario
from sim.snapshots import load_world, save_world
from sim.world import LaneOf, World, replicate_seed


class CountyInnovationModel(mesa.Model):
    """A region's firms, talent, institutes, governments and townships under a policy scenario.

    Keyword arguments only: scenario (name, path or Scenario), rng (seed, a whole number from 0), scale (one firm and
    one worker in K stands for K). Replicate 0 of `simulate(scenario, seed=rng)` is this model, bit for bit.

    `agents` and `agents_by_type` are sets over records: an agent is made when somebody looks at it, is one object
    while somebody holds it, and is in no set any more when it has left. `agent.remove()` works for firms and workers.
    Agents of your own (of a class derived from mesa.Agent) join by being made, as in any Mesa model. The model can be
    pickled and deep-copied, with its agents. `random` and `rng` are yours: the simulation's own luck is keyed.
    """

    def __init__(self, *, scenario: Any = "jiangxi_2018", rng: int = 1, scale: int = 20) -> None:
        for name, value, least in (("rng", rng, 0), ("scale", scale, 1)):
            if not isinstance(value, Integral) or isinstance(value, bool) or value < least:
                raise ValueError(f"{name}: a whole number from {least} on, not {value!r}")
        if not isinstance(scenario, str | Path | Scenario):
            raise TypeError(
                f"scenario: a name, a path or a Scenario, not {scenario!r}; "
                'mesa.batch_run wants a Scenario in a list: parameters={"scenario": [scenario]}'
            )
        super().__init__(rng=int(rng))
        chosen = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
        self._open(World([LaneOf(chosen, replicate_seed(int(rng), 0))], int(scale)))

    def _open(self, world: World) -> None:
        """Begin on this world: who lives, and what mesa.batch_run and SolaraViz collect, the region's indicators."""
        self.world, self.scenario = world, world.runs[0].scenario
        self.roster = Roster(self)
        self._all_agents = RecordAgentSet(AllMembers(self.roster), self.random)
        self._agents_by_type = {kind: self._set_of(kind) for kind in KINDS}
        self.running = world.quarter_number < world.n_quarters
        self.datacollector = mesa.DataCollector(
            model_reporters={name: partial(_indicator, name=name) for name in REPORTED}
        )

    def step(self) -> None:
        """One quarter; `running` turns False after the last quarter of the scenario's period."""
        if self.world.quarter_number < self.world.n_quarters:
            calendar.quarter(self.world)
            self.roster.forget_gone()
            self.datacollector.collect(self)
            _file_for_batch_run(self.datacollector, self.steps)
        self.running = self.world.quarter_number < self.world.n_quarters

    @property
    def date(self) -> tuple[int, int]:
        """Year and quarter that come next."""
        return self.world.year, self.world.season

    def register_agent(self, agent: Any) -> None:
        """Take in an agent of the user's own; Mesa calls it when one is made. Its unique id is given here."""
        mesa.Agent._ids.pop(self, None)  # Mesa counts a model's agents there, which keeps the model for ever
        if isinstance(agent, AgentView):
            raise TypeError(f"a {type(agent).__name__} belongs to the simulation and is in its model already")
        if agent not in self._agents:
            agent.unique_id = self._agents[agent] = self.roster.join(agent)
            self._agents_by_type.setdefault(type(agent), self._set_of(type(agent)))

    def deregister_agent(self, agent: Any) -> None:
        """Let an agent go; Mesa calls it from `agent.remove()`. KeyError: it is not in the model."""
        if isinstance(agent, AgentView):
            agent.remove()
        else:
            del self.roster.joined[self._agents.pop(agent)]

    def remove_all_agents(self) -> NoReturn:
        """Refused with TypeError: a region is not emptied."""
        raise TypeError(
            "a region without governments, institutes and townships cannot be run; remove firms, workers or your own "
            "agents by kind: model.agents_by_type[kind].do('remove')"
        )

    def save(self, path: str | Path) -> None:
        """Write the model as it is now, to go on later with `load`. Errors: see sim/snapshots.py.

        What was collected is not kept, save what follows from the past: the indicators of `datacollector`. TypeError:
        there are agents of your own, or attributes that you attached to others; pickle keeps them.
        """
        if self.roster.attached:
            raise TypeError(
                "a snapshot keeps the simulation's own agents and fields; this model also has agents or attributes "
                "of your own: keep it with pickle"
            )
        luck = {"random": self.random.getstate(), "rng": self.rng.bit_generator.state}
        save_world(self.world, path, {**luck, "seed": self._seed, "first_rng": self._rng, "steps": self.steps})

    @classmethod
    def load(cls, path: str | Path) -> CountyInnovationModel:
        """The model that `save` has written; it goes on with the same bits. Errors: see sim/snapshots.py.

        TypeError: a class with an `__init__` of its own, of which a snapshot knows nothing. ValueError: a snapshot of
        a world alone.
        """
        if cls.__init__ is not CountyInnovationModel.__init__:
            raise TypeError(f"{cls.__name__} has an __init__ of its own, of which a snapshot knows nothing: use pickle")
        world, kept = load_world(path)
        if kept is None:
            raise ValueError(f"{path} is a snapshot of a world, not of a model: World.load reads it")
        model = cls.__new__(cls)
        mesa.Model.__init__(model)
        version, numbers, gauss = kept["random"]
        model.random.setstate((version, tuple(numbers), gauss))
        model.rng = np.random.default_rng()
        model.rng.bit_generator.state = kept["rng"]
        model._seed, model._rng, model.steps = kept["seed"], kept["first_rng"], kept["steps"]
        model._open(world)
        for name, values in model.datacollector.model_vars.items():
            values += [measure_last(name, world.tally[0, : quarter + 1]) for quarter in range(world.quarter_number)]
        return model

    def _set_of(self, kind: type) -> RecordAgentSet:
        return RecordAgentSet(AllMembers(self.roster, kind), self.random)

    def __copy__(self) -> NoReturn:
        raise TypeError("two models cannot share one world; copy.deepcopy makes a model that goes on by itself")

    def __getstate__(self) -> dict[str, Any]:
        """For pickling and copying: everything but the views at hand, which are made again when asked for."""
        return {name: value for name, value in self.__dict__.items() if name != "_views"}


REPORTED = ("gdp", "rd_intensity", "rd_active_firms", "rd_personnel", "hnte", "invention_patents_in_force", "firms")


def _indicator(model: CountyInnovationModel, name: str) -> float:
    """The region's value of an indicator in the quarter that has just run."""
    return measure_last(name, model.world.tally[0, : model.world.quarter_number])


def _file_for_batch_run(collector: Any, steps: int) -> None:
    """File what was collected of agents where mesa.batch_run looks for it: beside the model's row of the same quarter.

    Mesa files agents under the number of steps and the model's values under their place in a list. The two agree
    where somebody collects before the first step; elsewhere they are one apart.
    """
    records = collector._agent_records
    if steps in records and steps - 1 not in records:
        records[steps - 1] = records.pop(steps)
