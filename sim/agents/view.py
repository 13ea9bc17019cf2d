"""The kinds of agents as Mesa agents over records: made when somebody looks, gone when the agent has gone.

A view reads and writes its agent's record. Rows are packed at the end of a year, so a view remembers its agent by
key and checks it at every access; an agent that has left raises `AgentGone`.
"""

from __future__ import annotations

from typing import Any, ClassVar

import mesa

from sim.agents import firm, fund, government, institute, talent, township
from sim.engine.records import Field


class AgentGone(LookupError):
    """The firm or worker that this view showed has left the region."""


class AgentView(mesa.Agent):
    """Base of all kinds of agents."""

    fields: ClassVar[list[Field]] = []
    block: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        """One property per field, so that `firm.sales` reads the record."""
        super().__init_subclass__()
        for field in cls.fields:
            setattr(cls, field.name, _property(field))

    def __init__(self, model: mesa.Model, row: int, key: int) -> None:
        super().__init__(model)
        self._row, self._key = row, key

    def record(self) -> Any:
        """The agent's own record; AgentGone when it is no longer there."""
        rows = self.model.world[self.block]  # type: ignore[attr-defined]
        if self._row >= len(rows) or int(rows[self._row]["key"]) != self._key or not _lives(rows[self._row]):
            self._row = self.model.row_of(self.block, self._key)  # type: ignore[attr-defined]
            if self._row < 0:
                raise AgentGone(f"{type(self).__name__} {self._key} has left the region")
        return rows[self._row]


def _lives(record: Any) -> bool:
    return "alive" not in record.dtype.names or bool(record["alive"])


def _property(field: Field) -> property:
    def read(self: AgentView) -> Any:
        value = self.record()[field.name]
        return value.copy() if field.shape else value.item()

    def write(self: AgentView, value: Any) -> None:
        self.record()[field.name] = value

    return property(read, write, doc=f"{field.meaning} ({field.unit})" if field.unit else field.meaning)


class Firm(AgentView):
    """A firm: decides on R&D, claiming, recognition and contracts; sells, pays tax, enters and leaves."""

    fields = firm.FIELDS
    block = "firms"


class Talent(AgentView):
    """An R&D worker: works for a firm or an institute of the county, or looks elsewhere."""

    fields = talent.FIELDS
    block = "talent"


class Institute(AgentView):
    """A university or institute: performs R&D with researchers, sells contracts, sends commissioners."""

    fields = institute.FIELDS
    block = "institutes"


class County(AgentView):
    """A county and its government: budget, S&T office, delivery, status; its labour market and knowledge pool."""

    fields = government.FIELDS
    block = "counties"


class Prefecture(AgentView):
    """A prefecture's government: the level between province and counties, with a budget of its own."""

    fields = government.PREFECTURE_FIELDS
    block = "prefectures"


class Province(AgentView):
    """The province's government: holds contests, sets awards and provincial S&T money."""

    fields = government.PROVINCE_FIELDS
    block = "provinces"


class Township(AgentView):
    """A rural town or township: its households take up techniques; it competes for innovative status."""

    fields = township.FIELDS
    block = "townships"


class Fund(AgentView):
    """A bank's technology window, venture fund or guidance fund: lends, or buys and sells shares of firms."""

    fields = fund.FIELDS
    block = "funds"


KINDS: tuple[type[AgentView], ...] = (Firm, Talent, Institute, Province, Prefecture, County, Township, Fund)
