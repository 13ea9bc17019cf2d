"""The kinds of agents as Mesa agents over records: made when somebody looks, gone when the agent has gone.

A view reads and writes its agent's record. Rows are packed at the end of a year, so a view remembers its agent by
key and checks it at every access; an agent that has left raises `AgentGone`. An agent has one view at a time; the
model holds it only while it carries something that the record does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from numbers import Integral, Real
from typing import Any, ClassVar, NoReturn
from weakref import KeyedRef, WeakValueDictionary, getweakrefcount, getweakrefs

import mesa
import numpy as np

from sim.agents import firm, fund, government, institute, levels_above, talent, township
from sim.engine.records import Field
from sim.steps.entry_exit import close
from sim.steps.talent import quit_post

TAGS = 32
"""A unique id is key * TAGS + tag: 1 + the place in KINDS, or 0 for agents that a user adds. Keys are below 2**58."""


class AgentGone(LookupError):
    """The firm or worker that this view showed has left the region."""


class AgentView(mesa.Agent):
    """Base of all kinds of agents."""

    fields: ClassVar[list[Field]] = []
    block: ClassVar[str] = ""
    model: Any
    pos: Any = None
    _row: int
    _key: int

    def __init_subclass__(cls) -> None:
        """One property per field, so that `firm.sales` reads the record."""
        super().__init_subclass__()
        for field in cls.fields:
            setattr(cls, field.name, _property(cls, field))

    def __init__(self, model: mesa.Model, *args: Any, **kwargs: Any) -> None:
        raise TypeError(
            f"a {type(self).__name__} is born by the model's rules and cannot be made by hand; "
            "derive agents of your own from mesa.Agent"
        )

    def record(self) -> Any:
        """The agent's own record; AgentGone when it is no longer there. Not to be kept: rows move."""
        return self.model.world[self.block][self._place()]

    def remove(self) -> None:
        """Firms and workers can be removed; TypeError for the other kinds."""
        raise TypeError(
            f"a {type(self).__name__} cannot be removed: the region's governments, institutes and townships stay; "
            "firms and R&D workers can be removed"
        )

    def _place(self) -> int:
        """Row of the agent in its population; AgentGone when it is no longer there."""
        if self.has_left:
            raise AgentGone(f"{type(self).__name__} {self.unique_id} has left the region")
        return self._row

    @property
    def has_left(self) -> bool:
        """Is the agent no longer in the model?"""
        if not lives_at(self.model.world[self.block], self._row, self._key):
            self._row = self.model.roster.row(type(self), self._key)
        return self._row < 0

    def _records(self, *names: str) -> list[Any]:
        """Populations whose rows can be handed to a rule, which reads and writes them by attribute."""
        return [self.model.world[name].view(np.recarray) for name in names]

    def __setattr__(self, name: str, value: Any) -> None:
        """Fields go into the record; anything else is the user's, and the model then holds the view."""
        if name in ("model", "unique_id"):
            raise AttributeError(f"{name} of a {type(self).__name__} cannot be changed")
        object.__setattr__(self, name, value)
        if name in self.__dict__ and name != "_row":
            self.model.roster.keep(self)

    def __del__(self) -> None:
        """A weak collection (a plain AgentSet) counts on the model to hold its agents, so the model does."""
        if getweakrefcount(self) > 1 and any(
            reference.__callback__ is not None and not isinstance(reference, KeyedRef)
            for reference in getweakrefs(self)
        ):
            self.model.roster.keep(self)

    def __copy__(self) -> NoReturn:
        raise TypeError(
            f"a {type(self).__name__} is one object; hold it, or read its fields; copy.deepcopy copies its model too"
        )

    def __reduce__(self) -> tuple:
        """Pickled and deep-copied together with its model, in which it is again the agent's one view."""
        own = {name: value for name, value in self.__dict__.items() if name not in _MADE_WITH}
        return view_of, (self.model, self.unique_id), own or None

    def __reduce_ex__(self, protocol: Any) -> tuple:
        return self.__reduce__()


_MADE_WITH = {"model", "unique_id", "_key", "_row"}


def view_of(model: Any, number: int, row: int = -1) -> Any:
    """The one view of the agent with this unique id; the row, if known, saves a search."""
    views = model.__dict__.get("_views")
    if views is None:  # the model may be one that is being unpickled, still empty
        views = model.__dict__["_views"] = WeakValueDictionary()
    view = views.get(number)
    if view is None:
        kind = KINDS[number % TAGS - 1]
        view = object.__new__(kind)
        view.__dict__.update(model=model, unique_id=number, _key=number // TAGS, _row=row)
        views[number] = view
    return view


def lives_at(rows: np.ndarray, row: int, key: int) -> bool:
    """Does the agent with this key live in this row of its population?"""
    here = 0 <= row < len(rows) and rows["key"].item(row) == key
    return here and ("alive" not in (rows.dtype.names or ()) or bool(rows["alive"].item(row)))


def checked(kind: type[AgentView], field: Field, value: Any) -> Any:
    """A value as a field can hold it without loss.

    AttributeError: a field that nobody may set. TypeError, ValueError: no number, not whole, too large, wrong length.
    """
    if field.name == "key" or field.name == "alive":
        raise AttributeError(
            f"{field.name} of a {kind.__name__} cannot be set; `remove()` makes a firm or worker leave"
        )
    where = f"{field.name} of a {kind.__name__}"
    if not field.shape:
        return _number(field, value, where)
    if not isinstance(value, Sequence | np.ndarray) or len(value) != field.shape:
        raise ValueError(f"{where} is a row of {field.shape} numbers, not {value!r}")
    return [_number(field, one, where) for one in value]


def _number(field: Field, value: Any, where: str) -> int | float:
    number = value.item() if isinstance(value, np.generic) else value
    if not isinstance(number, Real):
        raise TypeError(f"{where} is a number, not {value!r}")
    if np.dtype(field.type).kind == "f":
        if not isfinite(float(number)):
            raise ValueError(f"{where} is a finite number, not {value!r}")
        return float(number)
    if not isinstance(number, Integral) and not float(number).is_integer():
        raise ValueError(f"{where} is a whole number, not {value!r}")
    if field.unit == "0 or 1" and number not in (0, 1):
        raise ValueError(f"{where} is 0 or 1, not {value!r}")
    limits, whole = np.iinfo(field.type), int(float(number)) if not isinstance(number, Integral) else int(number)
    if not limits.min <= whole <= limits.max:
        raise ValueError(f"{where} lies between {limits.min} and {limits.max}, not at {value!r}")
    return whole


def _property(kind: type[AgentView], field: Field) -> property:
    name, block, is_row = field.name, kind.block, bool(field.shape)
    can_leave = any(one.name == "alive" for one in kind.fields)

    def read(self: AgentView) -> Any:
        rows, row = self.model.world.parts[block], self._row
        # as lives_at, written out: this is read for every agent and every reporter
        if not (0 <= row < len(rows) and rows["key"].item(row) == self._key) or (
            can_leave and not rows["alive"].item(row)
        ):
            row = self._place()
        return tuple(rows[name][row].tolist()) if is_row else rows[name].item(row)

    def write(self: AgentView, value: Any) -> None:
        self.record()[name] = checked(type(self), field, value)

    return property(read, write, doc=f"{field.meaning} ({field.unit})" if field.unit else field.meaning)


class Firm(AgentView):
    """A firm: decides on R&D, claiming, recognition and contracts; sells, pays tax, enters and leaves."""

    fields = firm.FIELDS
    block = "firms"

    def remove(self) -> None:
        """Close the firm as firms close that have become too small; nothing happens if it has left already.

        Its cash goes to the owners through the ledger (closing_of_firms), its debt is lost by the banks, venture
        funds lose their stakes, and its workers lose their posts when the labour market next opens.
        """
        if not self.has_left:
            firms, counties, funds, purses, lanes = self._records("firms", "counties", "funds", "purses", "lanes")
            world = self.model.world
            firm_here = firms[self._row]
            county = int(lanes[0].first_county) + int(firm_here.county)
            close(lanes[0], firm_here, counties, county, funds, purses, world["ledger"], world["forgone"])
            self.model.roster.forget_gone()


class Talent(AgentView):
    """An R&D worker: works for a firm or an institute of the county, or looks elsewhere."""

    fields = talent.FIELDS
    block = "talent"

    def remove(self) -> None:
        """The worker quits the post and leaves the region; nothing happens if it has left already."""
        if not self.has_left:
            workers, firms, institutes, counties, lanes = self._records(
                "talent", "firms", "institutes", "counties", "lanes"
            )
            lane, worker = lanes[0], workers[self._row]
            county = counties[lane.first_county + worker.county]
            if worker.employer == talent.IDLE:
                county.n_idle -= 1
            quit_post(lane, worker, firms, institutes)
            county.n_workforce -= 1
            county.n_talent_left += lane.stands_for
            worker.alive = 0
            self.model.roster.forget_gone()


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

    fields = levels_above.PREFECTURE_FIELDS
    block = "prefectures"


class Province(AgentView):
    """The province's government: holds contests, sets awards and provincial S&T money."""

    fields = levels_above.PROVINCE_FIELDS
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
