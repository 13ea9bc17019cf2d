"""Agent sets over records: what a plain mesa AgentSet does, with agents that are made when they are asked for.

A set holds unique ids, in order, and looks the records up at every use: an agent that has left is in no set, kept
sets included. What concerns fields goes by columns of the records; everything else goes agent by agent.
"""

from __future__ import annotations

import copy
import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from math import inf
from random import Random
from typing import Any

import numpy as np
from mesa.agent import AgentSet, GroupBy

from sim.agents.members import Members, number_in


class RecordAgentSet(AgentSet):
    """A set of agents over records. Made by `model.agents`, `model.agents_by_type` and by what one does with them."""

    _agents: Members  # type: ignore[assignment]

    def __init__(self, members: Members, random: Random) -> None:
        self._agents, self.random = members, random

    def select(
        self,
        filter_func: Callable[[Any], bool] | None = None,
        at_most: int | float = inf,
        inplace: bool = False,
        agent_type: Any = None,
    ) -> AgentSet:
        """As AgentSet.select; `filter_func` is asked only of agents of `agent_type`."""
        if filter_func is None and agent_type is None and at_most == inf:
            return self if inplace else copy.copy(self)
        numbers, rows = self._agents.table()
        if isinstance(at_most, float) and at_most <= 1.0:
            at_most = int(len(numbers) * at_most)
        if agent_type:
            fits = self._of_type(numbers, agent_type)
            numbers, rows = numbers[fits], rows[fits]
        chosen: list[int] = []
        seen = self._agents.roster.moment
        for number, row in zip(numbers.tolist(), rows.tolist(), strict=True):
            if len(chosen) >= at_most:
                break
            if not filter_func:
                chosen.append(number)
                continue
            agent = self._agents.roster.find(number, row, seen)
            if agent is not None and filter_func(agent):
                chosen.append(number)
        return self._with(chosen, inplace)

    def shuffle(self, inplace: bool = False) -> AgentSet:
        """As AgentSet.shuffle, with the model's `random`, which the simulation itself does not use."""
        numbers = self._agents.numbers()
        self.random.shuffle(numbers)
        return self._with(numbers, inplace)

    def sort(self, key: Callable[[Any], Any] | str, ascending: bool = False, inplace: bool = False) -> AgentSet:
        """As AgentSet.sort."""
        of = operator.attrgetter(key) if isinstance(key, str) else key
        numbers, values = self._numbers_with(key, of)
        order = sorted(range(len(values)), key=values.__getitem__, reverse=not ascending)
        return self._with([numbers[place] for place in order], inplace)

    def get(self, attr_names: Any, handle_missing: Any = "error", default_value: Any = None) -> list[Any]:
        """As AgentSet.get."""
        names = [attr_names] if isinstance(attr_names, str) else list(attr_names)
        columns = [self._agents.column(name) for name in names] if handle_missing in ("error", "default") else []
        if not columns or None in columns:
            return super().get(attr_names if isinstance(attr_names, str) else names, handle_missing, default_value)
        if isinstance(attr_names, str):
            return columns[0]  # type: ignore[return-value]
        return [list(values) for values in zip(*columns, strict=True)]  # type: ignore[arg-type]

    def set(self, attr_name: str, value: Any) -> AgentSet:
        """As AgentSet.set; a value that a field cannot hold is refused for all."""
        return self if self._agents.fill(attr_name, value) else super().set(attr_name, value)

    def groupby(self, by: Callable | str, result_type: str = "agentset") -> GroupBy:
        """As AgentSet.groupby."""
        members: dict[Any, list[int]] = defaultdict(list)
        of = by if callable(by) else lambda agent: getattr(agent, by)
        for number, value in zip(*self._numbers_with(by, of), strict=True):
            members[value].append(number)
        groups: dict[Any, Any] = {value: self._with(numbers) for value, numbers in members.items()}
        return GroupBy(groups if result_type == "agentset" else {value: list(group) for value, group in groups.items()})

    def __getitem__(self, item: Any) -> Any:
        numbers, rows = self._agents.table()
        found = range(len(numbers))[item]
        if isinstance(found, int):
            return self._agents.roster.find(int(numbers[found]), int(rows[found]))
        return [self._agents.roster.find(int(numbers[place]), int(rows[place])) for place in found]

    def __reversed__(self) -> Iterator[Any]:
        for number in reversed(self._agents.numbers()):
            agent = self._agents.roster.find(number)
            if agent is not None:
                yield agent

    def index(self, value: Any, start: int = 0, stop: int | None = None) -> int:
        """Place of an agent in the set. ValueError: it is not there."""
        if value not in self:
            raise ValueError(f"{value!r} is not in this set")
        numbers = self._agents.numbers()
        return numbers.index(self._agents.roster.number(value) or 0, start, len(numbers) if stop is None else stop)

    def count(self, value: Any) -> int:
        """1 if the agent is in the set, else 0."""
        return int(value in self)

    def pop(self) -> Any:
        """Take the first agent out of the set. KeyError: there is none."""
        first = next(iter(self), None)
        if first is None:
            raise KeyError
        self.remove(first)
        return first

    def clear(self) -> None:
        """Take all agents out of the set."""
        self._agents.in_order([])

    def to_list(self) -> list[Any]:
        """The agents as a list, which holds them."""
        return list(self)

    def _with(self, numbers: list[int], inplace: bool = False) -> RecordAgentSet:
        if not inplace:
            return RecordAgentSet(Members(self._agents.roster, numbers), self.random)
        self._agents.in_order(numbers)
        return self

    def _numbers_with(self, name: Any, of: Callable[[Any], Any]) -> tuple[list[int], list[Any]]:
        """The members' numbers, and what `of` says of each: by column where `name` is a field."""
        values = self._agents.column(name) if isinstance(name, str) else None
        if values is not None:
            return self._agents.numbers(), values
        pairs = [(number, of(agent)) for number, agent in self._agents.items()]
        return [number for number, _ in pairs], [value for _, value in pairs]

    def _of_type(self, numbers: np.ndarray, agent_type: Any) -> np.ndarray:
        fits = np.zeros(len(numbers), bool)
        for kind, here in self._agents.roster.by_kind(numbers):
            if kind is not None:
                fits[here] = issubclass(kind, agent_type)
            else:
                joined = self._agents.roster.joined
                fits[here] = [isinstance(joined[number], agent_type) for number in numbers[here].tolist()]
        return fits

    def _from_iterable(self, it: Iterable[Any]) -> RecordAgentSet:  # type: ignore[override]
        """What set algebra makes its results with."""
        roster = self._agents.roster
        return self._with([number_in(roster, agent) for agent in it])

    # a plain AgentSet on the left would hold the agents weakly and let go of them: results are sets of this class
    def __ror__(self, other: Any) -> Any:
        return self._from_iterable(chain(other, self)) if isinstance(other, AgentSet) else super().__ror__(other)

    def __rand__(self, other: Any) -> Any:
        return self._from_iterable(other) & self if isinstance(other, AgentSet) else super().__rand__(other)

    def __rxor__(self, other: Any) -> Any:
        return self._from_iterable(other) ^ self if isinstance(other, AgentSet) else super().__rxor__(other)

    def __copy__(self) -> RecordAgentSet:
        return self._with(self._agents.numbers())

    def __getstate__(self) -> dict[str, Any]:
        return {"members": self._agents, "random": self.random}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self._agents, self.random = state["members"], state["random"]
