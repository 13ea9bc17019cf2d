"""Who lives in a model: unique ids ("numbers"), the rows where the records lie, and agents that a user has added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import mesa
import numpy as np

from sim.agents.view import KINDS, TAGS, AgentView, lives_at, view_of
from sim.world import KINDS as KIND_OF_BLOCK


class Roster:
    """The living agents of a model, looked up in the records whenever they are asked for.

    Attribute `joined`: the user's own agents by number, in the order in which they came.
    """

    def __init__(self, model: Any) -> None:
        self.model = model
        self.joined: dict[int, mesa.Agent] = {}
        self._kept: dict[int, AgentView] = {}
        self._n_joined = 0
        self._departures = 0

    @property
    def moment(self) -> tuple[int, int]:
        """Between equal moments nobody has left."""
        return self.model.world.quarter_number, self._departures

    def living(self, of: type | None = None) -> tuple[np.ndarray, np.ndarray]:
        """(numbers, rows) of all living agents, or of those of exactly one type, in the order of kinds and keys."""
        numbers, places = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for tag, kind in enumerate(KINDS, 1):
            if of is None or of is kind:
                first, rows = self._block(kind)
                here = np.nonzero(rows["alive"])[0] if "alive" in (rows.dtype.names or ()) else np.arange(len(rows))
                numbers.append(rows["key"][here].astype(np.int64) * TAGS + tag)
                places.append(first + here)
        own = [number for number, agent in self.joined.items() if of is None or type(agent) is of]
        return (
            np.concatenate([*numbers, np.array(own, np.int64)]),
            np.concatenate([*places, np.zeros(len(own), np.int64)]),
        )

    def rows(self, numbers: np.ndarray) -> np.ndarray:
        """Rows of the agents with these numbers; -1 for those that have left (0 for a user's own that is here)."""
        out, tags = np.full(len(numbers), -1), numbers % TAGS
        for tag in np.unique(tags).tolist():
            here = np.nonzero(tags == tag)[0]
            if tag:
                out[here] = self._rows(KINDS[tag - 1], numbers[here] // TAGS)
            else:
                out[here] = [0 if number in self.joined else -1 for number in numbers[here].tolist()]
        return out

    def row(self, kind: type[AgentView], key: int) -> int:
        """Row of the living agent of a kind with this key; -1 when it has left."""
        return int(self._rows(kind, np.array([key], np.int64))[0])

    def find(self, number: int, row: int = -1, seen: tuple[int, int] | None = None) -> Any:
        """The agent with this number, None when it has left; `row` is where it was at the moment `seen`."""
        if seen == self.moment and number % TAGS:
            return view_of(self.model, number, row)
        if number % TAGS == 0:
            return self.joined.get(number)
        kind, key = KINDS[number % TAGS - 1], number // TAGS
        if not lives_at(self.model.world[kind.block], row, key):
            row = self.row(kind, key)
        return view_of(self.model, number, row) if row >= 0 else None

    def number(self, agent: Any) -> int | None:
        """The number of a living agent of this model; None for anything else."""
        if isinstance(agent, AgentView):
            return agent.unique_id if agent.model is self.model and not agent.has_left else None
        try:
            return self.model._agents.get(agent)
        except TypeError:  # unhashable, so no agent
            return None

    def by_kind(self, numbers: np.ndarray) -> Iterator[tuple[type[AgentView] | None, np.ndarray]]:
        """Places in `numbers` of the agents of each kind that occurs; None stands for a user's own agents."""
        tags = numbers % TAGS
        for tag in np.unique(tags).tolist():
            yield (KINDS[tag - 1] if tag else None), np.nonzero(tags == tag)[0]

    def join(self, agent: mesa.Agent) -> int:
        """Take in a user's agent; its number."""
        self._n_joined += 1
        self.joined[self._n_joined * TAGS] = agent
        return self._n_joined * TAGS

    def keep(self, view: AgentView) -> None:
        """Hold a view as long as its agent lives, for what the user has attached to it."""
        self._kept[view.unique_id] = view

    @property
    def attached(self) -> bool:
        """Has the user added agents, or attached anything to the simulation's own?"""
        return bool(self.joined or self._kept)

    def forget_gone(self) -> None:
        """Agents may have left: let go of their views."""
        self._departures += 1
        if self._kept:
            numbers = np.array(list(self._kept), np.int64)
            for number in numbers[self.rows(numbers) < 0].tolist():
                del self._kept[number]

    def _block(self, kind: type[AgentView]) -> tuple[int, np.ndarray]:
        """(first row, records) of the model's lane."""
        world, name = self.model.world, KIND_OF_BLOCK[kind.block]
        first, end = int(world["lanes"][0][f"first_{name}"]), int(world["lanes"][0][f"end_{name}"])
        return first, world[kind.block][first:end]

    def _rows(self, kind: type[AgentView], keys: np.ndarray) -> np.ndarray:
        first, rows = self._block(kind)
        known = rows["key"].astype(np.int64)
        if not len(known):
            return np.full(len(keys), -1)
        order = np.argsort(known, kind="stable")  # quick, since rows lie in the order of keys
        at = order[np.minimum(np.searchsorted(known, keys, sorter=order), len(known) - 1)]
        found = known[at] == keys
        if "alive" in (rows.dtype.names or ()):
            found &= rows["alive"][at] == 1
        return np.where(found, first + at, -1)
