"""Agent sets over records: what a plain mesa AgentSet does, with agents that are made when they are asked for.

A set holds unique ids, in order, and looks the records up at every use: an agent that has left is in no set, kept
sets included. What concerns fields goes by columns of the records; everything else goes agent by agent.
"""

from __future__ import annotations

import copy
import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from math import inf
from random import Random
from typing import Any

import numpy as np
from mesa.agent import AgentSet, GroupBy

from sim.agents.roster import Roster
from sim.agents.view import AgentGone, AgentView, checked


class Members:
    """The numbers in a set; stands where a plain AgentSet has its dictionary of weak references."""

    def __init__(self, roster: Roster, numbers: Iterable[int]) -> None:
        self.roster, self._numbers = roster, dict.fromkeys(numbers)

    def table(self) -> tuple[np.ndarray, np.ndarray]:
        """(numbers, rows) of the members that live, in the set's order."""
        numbers = np.fromiter(self._numbers, np.int64, len(self._numbers))
        rows = self.roster.rows(numbers)
        if len(rows) and rows.min() < 0:
            for gone in numbers[rows < 0].tolist():
                del self._numbers[gone]
            numbers, rows = numbers[rows >= 0], rows[rows >= 0]
        return numbers, rows

    def numbers(self) -> list[int]:
        """The numbers of the members that live, in the set's order."""
        return self.table()[0].tolist()

    def keyrefs(self) -> list[Callable[[], Any]]:
        """For each member, a function that gives its agent, or None when it has left."""
        (numbers, rows), seen = self.table(), self.roster.moment
        return [partial(self.roster.find, *at, seen) for at in zip(numbers.tolist(), rows.tolist(), strict=True)]

    def items(self) -> Iterator[tuple[int, Any]]:
        """(number, agent), one after another; those that leave meanwhile are passed over."""
        (numbers, rows), seen = self.table(), self.roster.moment
        for number, row in zip(numbers.tolist(), rows.tolist(), strict=True):
            agent = self.roster.find(number, row, seen)
            if agent is not None:
                yield number, agent

    def keys(self) -> Iterator[Any]:
        """The agents, one after another."""
        return (agent for _, agent in self.items())

    __iter__ = keys

    def __len__(self) -> int:
        return len(self.table()[0])

    def __contains__(self, agent: object) -> bool:
        return self.roster.number(agent) in self._numbers

    def __setitem__(self, agent: Any, _: None) -> None:
        self._numbers[number_in(self.roster, agent)] = None

    def __delitem__(self, agent: Any) -> None:
        number = self.roster.number(agent)
        if number not in self._numbers:
            raise KeyError(agent)
        del self._numbers[number]

    def in_order(self, numbers: list[int]) -> None:
        """These numbers, in this order, are the set from now on."""
        self._numbers = dict.fromkeys(numbers)

    def column(self, name: str) -> list[Any] | None:
        """The values of a field by columns of the records; None when it must be asked of each agent."""
        numbers, rows = self.table()
        kinds = list(self.roster.by_kind(numbers))
        if name == "unique_id" and all(kind is not None for kind, _ in kinds):
            return numbers.tolist()
        fields = [None if kind is None else next((f for f in kind.fields if f.name == name), None) for kind, _ in kinds]
        if None in fields or (len(kinds) > 1 and any(field.shape for field in fields if field)):
            return None
        values = np.empty(len(numbers), object)
        for kind, here in kinds:
            column = self.roster.model.world[kind.block][name][rows[here]].tolist()  # type: ignore[union-attr]
            if len(kinds) == 1:
                return [tuple(row) for row in column] if fields[0].shape else column  # type: ignore[union-attr]
            values[here] = column
        return values.tolist()

    def fill(self, name: str, value: Any) -> bool:
        """Give every member's field a value, by columns; False when it must be done agent by agent."""
        numbers, rows = self.table()
        targets = []
        for kind, here in self.roster.by_kind(numbers):
            field = next((f for f in kind.fields if f.name == name), None) if kind else None
            if kind is None or field is None:
                return False
            targets.append((self.roster.model.world[kind.block][name], rows[here], checked(kind, field, value)))
        for column, places, fitting in targets:
            column[places] = fitting
        return True


class AllMembers(Members):
    """All living agents of a model, or all of one type: who joins or leaves the model joins or leaves the set."""

    def __init__(self, roster: Roster, of: type | None = None) -> None:
        super().__init__(roster, ())
        self.of = of

    def table(self) -> tuple[np.ndarray, np.ndarray]:
        """(numbers, rows), in the order of kinds and keys, or as last shuffled or sorted in place, new ones last."""
        numbers, rows = self.roster.living(self.of)
        if self._numbers:
            before = np.fromiter(self._numbers, np.int64, len(self._numbers))
            numbers = np.concatenate([before[np.isin(before, numbers)], numbers[~np.isin(numbers, before)]])
            rows = self.roster.rows(numbers)
        return numbers, rows

    def __contains__(self, agent: object) -> bool:
        return self.roster.number(agent) is not None and (self.of is None or type(agent) is self.of)

    def __setitem__(self, agent: Any, _: None) -> None:
        number_in(self.roster, agent)
        if agent not in self:
            raise TypeError(self._refusal(f"takes no {type(agent).__name__}"))

    def __delitem__(self, agent: Any) -> None:
        if agent not in self:
            raise KeyError(agent)
        raise TypeError(self._refusal("loses an agent only when the agent leaves the model, by agent.remove()"))

    def in_order(self, numbers: list[int]) -> None:
        """The set in another order. TypeError: not the same agents."""
        if sorted(numbers) != sorted(self.numbers()):
            raise TypeError(self._refusal("cannot be cut down"))
        self._numbers = dict.fromkeys(numbers)

    def _refusal(self, what: str) -> str:
        name = "agents" if self.of is None else f"agents_by_type[{self.of.__name__}]"
        return f"model.{name} is the model's own set and {what}; change a copy of it: copy.copy(model.{name})"


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


def number_in(roster: Roster, agent: Any) -> int:
    """The number of an agent. AgentGone, TypeError: not a living agent of this model."""
    number = roster.number(agent)
    if number is not None:
        return number
    if isinstance(agent, AgentView) and agent.model is roster.model:
        raise AgentGone(f"{type(agent).__name__} {agent.unique_id} has left the region")
    what = "an agent of another model, or one that was removed" if hasattr(agent, "model") else "no agent"
    raise TypeError(f"{agent!r} is {what}; a set holds living agents of one model")
