"""The same world on plain Mesa agents: no compilation, no records. A reference for tests, timing and looking.

Every agent is a mesa.Agent with plain Python attributes; populations are lists. The steps are the very functions that
run compiled, called as they stand, and give the same bits.
"""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

import mesa
import numpy as np

from sim.engine.records import Field, fill_agent, plain_value, write_back
from sim.world import GROWING, KINDS, PACKED, TALLY, LaneOf, World

LISTS = ("lanes", *KINDS, "purses")
SUMS = ("ledger", "forgone", "between")


class PlainAgent(mesa.Agent):
    """An agent with the record's fields as plain attributes."""


class PlainWorld(World):
    """One lane on plain agents. Same calendar, same bits; about a hundred times slower."""

    def __init__(self, lanes: Sequence[LaneOf], scale: int = 1) -> None:
        super().__init__(lanes[:1], scale)
        if len(lanes) > 1:
            raise ValueError("a plain world holds one lane")
        self.run: Callable[[Callable], Callable] = lambda step: step
        self.mesa_model = mesa.Model(rng=1)
        weakref.finalize(self, mesa.Agent._ids.pop, self.mesa_model, None)  # where Mesa holds every model for ever
        self.dtypes = {name: self.parts[name].dtype for name in LISTS}
        self.shapes = {name: self.parts[name].shape for name in SUMS}
        for name in LISTS:
            self.parts[name] = [self._agent(row) for row in self.parts[name]]
        for name in SUMS:
            self.parts[name] = defaultdict(int)
        for name in ("proximity", "destinations", "line_start", "line"):
            self.parts[name] = self.parts[name].tolist()

    def _agent(self, record: np.void) -> Any:
        return fill_agent(PlainAgent(self.mesa_model), record)

    def records(self, name: str) -> np.ndarray:
        """A population as records again, for comparison with a compiled world."""
        out = np.zeros(len(self.parts[name]), self.dtypes[name])
        for row, agent in zip(out, self.parts[name], strict=True):
            write_back(row, agent)
        return out

    def law_takes_effect(self) -> None:
        """The law, the inputs and the clock of this quarter, as plain namespaces."""
        self._so_far_in_force()
        law, given = self.calendars[0]
        lane = self.parts["lanes"][0]
        lane.law, lane.given = plain_value(law[self.quarter_number]), plain_value(given[self.quarter_number])
        lane.quarter = 4 * self.year + self.season - 1
        if self.season == 1:
            lane.law_last_year = plain_value(law[max(self.quarter_number - 1, 0)])

    def start_at_zero(self, fields: Sequence[Field]) -> None:
        """Set fields of the counties' tally to zero."""
        for county in self.parts["counties"]:
            for field in fields:
                setattr(county, field.name, 0.0)

    def make_room(self, name: str, announced: str) -> None:
        """Blank agents for those announced."""
        kind, dtype = GROWING[name]
        lane = self.parts["lanes"][0]
        coming = sum(getattr(county, announced) for county in self.parts["counties"])
        short = getattr(lane, f"end_{kind}") + coming - len(self.parts[name])
        if short > 0:
            self.parts[name] += [self._agent(row) for row in np.zeros(short, dtype)]
            setattr(lane, f"limit_{kind}", len(self.parts[name]))
            self.parts["line"] = [0] * (len(self.parts["firms"]) + len(self.parts["institutes"]))

    def close_quarter(self) -> None:
        """Keep the tally; at the end of a year take the ledger down and pack."""
        for place, county in enumerate(self.parts["counties"]):
            for name in TALLY.names or ():
                self.tally[name][0, self.quarter_number, place] = getattr(county, name)
        if self.season == 4:
            for name, kept in (
                ("ledger", self.ledgers),
                ("forgone", self.forgone_by_year),
                ("between", self.contracts),
            ):
                table = np.zeros(self.shapes[name], np.int64)
                for place, yuan in self.parts[name].items():
                    table[place] = yuan
                kept[self.year] = table
                self.parts[name].clear()
            self.pack()
        self.quarter_number += 1

    def pack(self) -> None:
        """Drop agents that left; workers keep their employers."""
        lane = self.parts["lanes"][0]
        moved: dict[int, int] = {}
        for name in PACKED:
            kind, dtype = GROWING[name]
            end = getattr(lane, f"end_{kind}")
            stay = [(old, agent) for old, agent in enumerate(self.parts[name][:end]) if agent.alive]
            if name == "firms":
                moved = {old: new for new, (old, _) in enumerate(stay)}
            blanks = len(self.parts[name]) - len(stay)
            self.parts[name] = [agent for _, agent in stay]
            self.parts[name] += [self._agent(row) for row in np.zeros(blanks, dtype)]
            setattr(lane, f"end_{kind}", len(stay))
        for worker in self.parts["talent"][: lane.end_talent]:
            if worker.employer >= 0:
                worker.employer = moved.get(worker.employer, -1)
                if worker.employer < 0:
                    worker.idle_since = lane.quarter + 1
