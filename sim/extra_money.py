"""Money beyond the official envelope that a scenario names: which level has it, how much a year, when, from where.

The policy's own budgets must stay within what a level spends on science and technology. What goes beyond is possible
if somebody pays: a scenario says so by `extra_money`. It joins that level's S&T money of its years by a flow of its
own (sim/engine/ledger.py), on top of the envelope of which levers and rules take shares.
"""

from collections.abc import Iterable

import numpy as np
from pydantic import BaseModel, ConfigDict

from sim.text import say

LEVELS = ("province", "prefecture", "county")


class ExtraMoney(BaseModel):
    """Yuan a year for all governments of a level, from the first to the last year; `source` says who gives it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    level: str
    amount: float  # yuan a year
    first: int
    last: int
    source: str

    def plain(self) -> dict[str, object]:
        """What a scenario file says of it, as plain values in a fixed order."""
        years = {"from": self.first, "to": self.last}
        return {"level": self.level, "amount": self.amount, **years, "source": self.source}


def yearly(money: Iterable[ExtraMoney], level: str, year: int) -> float:
    """What a level of government has beyond its envelope in a year (yuan)."""
    return sum((one.amount for one in money if one.level == level and one.first <= year <= one.last), 0.0)


def until(money: Iterable[ExtraMoney], year: int) -> tuple[ExtraMoney, ...]:
    """The same, ending with a year."""
    return tuple(one.model_copy(update={"last": min(one.last, year)}) for one in money if one.first <= year)


def put_into(inputs: np.ndarray, money: Iterable[ExtraMoney]) -> None:
    """Write the money of each year into the inputs (GIVEN) of its quarters."""
    money = tuple(money)
    for level in LEVELS if money else ():
        inputs[f"extra_{level}"] = [yearly(money, level, int(year)) for year in inputs["year"]]


def told(one: ExtraMoney, lang: str) -> str:
    """The money in one sentence, in "zh" or "en"."""
    amount = f"{one.amount / (1e8 if lang == 'zh' else 1e6):,.10g}"
    words = {"first": one.first, "last": one.last, "source": one.source}
    return say("scenario.money", lang, level=say(f"scenario.level.{one.level}", lang), amount=amount, **words)
