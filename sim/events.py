"""Dated events of a scenario: a budget that comes late, a large firm that leaves, a large firm that comes.

They are no policy and no luck: they happen on their date in every replicate. A late budget is the law's dated values,
moved by a year; firms that leave or come stand in the quarter's inputs, and `sim/steps/events.py` acts on them.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from typing import Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from sim import data
from sim.data import REGIONS
from sim.levers.catalogue import LeverLaw, catalogue
from sim.sectors import SECTOR_PLACE, sector_table
from sim.text import say

BUDGET_LATE, FIRM_LEAVES, INVESTMENT = "budget_late", "anchor_firm_leaves", "large_investment"
KINDS = (BUDGET_LATE, FIRM_LEAVES, INVESTMENT)
ALL = "all"
"""In place of a lever: every lever's budgets."""

MOST_A_QUARTER = 8
"""Firms that leave or come by date in one quarter at most."""

LARGEST_RANK = 20
"""Lowest place by R&D of a firm whose leaving is an event."""

LEAVES, COMES = 1, 2
ANYWHERE = -1
"""In place of a county's number: the whole region."""


class Event(BaseModel):
    """One dated event; what its kind does not need is None.

    budget_late         year, lever (or "all"): that year's budgets are there a year later, on top of the next year's
    anchor_firm_leaves  date, rank, county (None: the region): the rank-th largest R&D performer leaves the region
    large_investment    date, county, sales (yuan a year), sector: a firm of this size comes from elsewhere
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: Literal["budget_late", "anchor_firm_leaves", "large_investment"]
    year: int | None = None
    lever: str | None = None
    date: datetime.date | None = None
    rank: int | None = None
    county: str | None = None  # GB/T 2260 code
    sales: float | None = None
    sector: str | None = None

    @property
    def happens(self) -> int:
        """The year in which it happens."""
        return self.date.year if self.date else int(self.year or 0)

    def plain(self) -> dict[str, Any]:
        """What a scenario file says of it, as plain values in a fixed order."""
        said = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: str(one) if name == "date" else one for name, one in said.items() if one is not None}


def has_budget(law: LeverLaw) -> bool:
    """Is there a yearly budget that could come late?"""
    return any(parameter.pool for parameter in law.parameters.values())


def can_happen(event: Event, levers: Collection[str]) -> bool:
    """Can it happen where these levers are in force? The budget of no other can be late."""
    return event.event != BUDGET_LATE or event.lever in (ALL, *levers)


def told(event: Event, region: str, lang: str) -> str:
    """The event in one sentence, in "zh" or "en"."""
    words: dict[str, object] = {"year": event.happens, "next": event.happens + 1, "date": event.date}
    place = REGIONS[region]["name"][lang]
    if event.county is not None:
        place = str(data.counties(region).set_index("code")[f"name_{lang}"].get(event.county, event.county))
    words |= {"place": place, "rank": event.rank}
    if event.event == BUDGET_LATE:
        key = "budgets_late" if event.lever == ALL else "budget_late"
        lever = "" if event.lever == ALL else getattr(catalogue()[str(event.lever)].name, lang)
        return say(f"scenario.happens.{key}", lang, **words, lever=lever)
    if event.event == INVESTMENT:
        words["sector"] = sector_table().set_index("sector")[f"name_{lang}"][event.sector]
        words["sales"] = f"{float(event.sales or 0.0) / (1e8 if lang == 'zh' else 1e6):,.10g}"
    return say(f"scenario.happens.{event.event}", lang, **words)


def delay_budgets(law: np.ndarray, years: np.ndarray, events: Sequence[Event]) -> None:
    """Move budgets of late years by four quarters (in place): in its own year a late budget is 0, the year after it
    comes on top of that year's, unless that is late too. Years after the run are lost.
    """
    for lever, sheet in catalogue().items():
        late = [event.happens for event in events if event.event == BUDGET_LATE and event.lever in (ALL, lever)]
        budgets = [name for name, parameter in sheet.parameters.items() if parameter.pool] if late else []
        for name in budgets:
            own = law[lever][name].copy()
            is_late = np.isin(years, late)
            law[lever][name] = np.where(is_late, 0.0, own)
            law[lever][name][4:] += np.where(is_late[:-4], own[:-4], 0.0)


def put_into(inputs: np.ndarray, region: str, events: Sequence[Event]) -> None:
    """Write firms that leave or come into the inputs (GIVEN) of their quarters.

    Those of one quarter leave in the order of falling rank, so that rank 1 and rank 2 are the two that were so ranked
    before; then others come, in the order of the scenario.
    """
    dated = [event for event in events if event.date]
    if not dated:
        return
    codes = list(data.counties(region)["code"])
    for event in sorted(dated, key=lambda one: (one.event, -(one.rank or 0))):
        assert event.date is not None
        quarter = (inputs["year"] == event.date.year) & (inputs["season"] == (event.date.month + 2) // 3)
        for row in inputs[quarter.argmax() : quarter.argmax() + 1] if quarter.any() else ():
            place = int(row["n_events"])
            row["event_kind"][place] = LEAVES if event.event == FIRM_LEAVES else COMES
            row["event_county"][place] = codes.index(event.county) if event.county else ANYWHERE
            row["event_rank"][place] = event.rank or 0
            row["event_sector"][place] = SECTOR_PLACE[event.sector] if event.sector else 0
            row["event_sales"][place] = event.sales or 0.0
            row["n_events"] = place + 1
