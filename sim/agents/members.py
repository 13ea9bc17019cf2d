"""The members of a set of agents over records: unique ids in order, looked up at every use.

A plain AgentSet holds its agents weakly in a dictionary; these stand in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

import numpy as np

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


def number_in(roster: Roster, agent: Any) -> int:
    """The number of an agent. AgentGone, TypeError: not a living agent of this model."""
    number = roster.number(agent)
    if number is not None:
        return number
    if isinstance(agent, AgentView) and agent.model is roster.model:
        raise AgentGone(f"{type(agent).__name__} {agent.unique_id} has left the region")
    what = "an agent of another model, or one that was removed" if hasattr(agent, "model") else "no agent"
    raise TypeError(f"{agent!r} is {what}; a set holds living agents of one model")
