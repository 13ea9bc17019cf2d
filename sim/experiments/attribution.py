"""What `attribute` found: a value a lever with its interval, interactions, cost, confirmation."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim import indicators
from sim.experiments import direction, sides
from sim.experiments.coalitions import Coalitions, without
from sim.experiments.games import Game, Orders
from sim.experiments.paired import Interval, fieller, student
from sim.experiments.yearly import PAYERS, Yearly, read_yearly
from sim.result import Result
from sim.target_file import Reading, Target
from sim.target_values import meets
from sim.targets import outcomes

NAMED_PAIRS = 5


class Asked(NamedTuple):
    """What is attributed: an indicator of the region in a year, or what a target's default reading measures by then."""

    indicator: str
    year: int
    unit: str
    target: Target | None = None
    reading: Reading | None = None

    @property
    def key(self) -> str:
        """What is asked, in a word: part of file names."""
        return self.target.id if self.target else self.indicator

    @property
    def sign(self) -> float:
        """1.0 where more is better (or larger is all that is asked), -1.0 where less is."""
        if self.reading is None:
            return direction.sign(self.indicator)
        return -1.0 if self.reading.operator in ("<=", "down") else 1.0

    @property
    def adds_up(self) -> bool:
        """Is it a flow, of which there is more every year, as of its cost? Ratios, stocks and sums of years are not."""
        if indicators.kind(self.indicator) != "flow":
            return False
        return self.reading is None or (self.reading.since is None and self.unit == indicators.unit(self.indicator))


class Attribution:
    """What each lever brought. Numbers are in the unit of `asked`; differences are of the mean over replicates."""

    def __init__(
        self, asked: Asked, runs: Coalitions, found: Game | Orders, beside: Game | Orders, confidence: float
    ) -> None:
        """found: of what is asked; beside: of the gain that its cost is divided by, then of that cost by payer."""
        self.asked, self.runs, self.found, self.beside, self.confidence = asked, runs, found, beside, confidence
        self.levers, self.scenario = runs.levers, runs.full
        self.replicates, self.seed, self.scale = runs.replicates, runs.seed, runs.scale
        self.none, self.full = found.by_set[0], found.by_set[(1 << found.n) - 1]
        self.results: dict[str, Result] = {}
        self.confirmation = pd.DataFrame(columns=_CONFIRMED)

    def __repr__(self) -> str:
        how = "exact" if self.found.is_exact else f"{self.found.n_orders} orders"
        what = f"{self.asked.key} {self.asked.year} in {self.scenario.name}"
        return f"<Attribution of {what} to {len(self.levers)} levers, {how}>"

    @property
    def by_replicate(self) -> pd.DataFrame:
        """Shapley values by lever (rows) and replicate (columns); each column adds up to its own difference."""
        return pd.DataFrame(self.found.shares, index=pd.Index(self.levers, name="lever"))

    @property
    def total(self) -> Interval:
        """What all levers bring together."""
        return student(self.full - self.none, self.confidence)

    @property
    def run_ids(self) -> list[str]:
        """Ids of the runs that confirm it, as their folders are called. The sets are no runs that are kept."""
        return [result.run_folder.name for result in self.results.values()]

    @property
    def strongest(self) -> str:
        """The lever with the largest value, up or down."""
        return self.levers[int(np.argmax(np.abs(self.found.shares.mean(axis=1))))]

    @cached_property
    def effects(self) -> pd.DataFrame:
        """A row a lever, the largest first.

        lever, effect, se, se_luck, se_orders, low, high, share (of what all bring; NaN where that cannot be told from
        zero), cost (yuan until the year: the lever's Shapley value of all outlays, tax forgone and expected losses,
        those of other levers among them), by payer cost_centre ... cost_county, gain (the effect in the wanted
        direction; of a flow added up until the year, as the cost is) and per_unit with its interval (yuan for a unit of
        gain; NaN where that cannot be told from zero).
        """
        luck = student(self.found.shares.T, self.confidence)
        errors = np.hypot(luck.se, self.found.order_error())
        with np.errstate(invalid="ignore", divide="ignore"):
            wider = np.where(luck.se > 0.0, errors / luck.se, 1.0)
        total = self.total
        told = bool(total.low > 0.0 or total.high < 0.0)
        rows = []
        for place, lever in enumerate(self.levers):
            half = (luck.high[place] - luck.mean[place]) * wider[place]
            if luck.se[place] == 0.0:
                half = 2.0 * self.found.order_error()[place]
            effect = float(luck.mean[place])
            row = {
                "lever": lever,
                "effect": effect,
                "se": float(errors[place]),
                "se_luck": float(luck.se[place]),
                "se_orders": float(self.found.order_error()[place]),
                "low": effect - float(half),
                "high": effect + float(half),
                "share": effect / float(total.mean) if told else float("nan"),
            }
            rows.append(row | _cost_of(self.beside.shares[place], self.confidence))
        table = pd.DataFrame(rows, columns=_EFFECTS)
        order = table["effect"].abs().sort_values(ascending=False, kind="stable").index
        return table.loc[order].reset_index(drop=True)

    @cached_property
    def interactions(self) -> pd.DataFrame:
        """one, other, together (what two add beyond each alone), se, low, high, told (from zero), by size."""
        rows = []
        for (i, j), values in self.found.interactions().items():
            of = student(values, self.confidence)
            told = bool(of.low > 0.0 or of.high < 0.0)
            figures = (float(of.mean), float(of.se), float(of.low), float(of.high), told)
            rows.append((self.levers[i], self.levers[j], *figures))
        table = pd.DataFrame(rows, columns=["one", "other", "together", "se", "low", "high", "told"])
        order = table["together"].abs().sort_values(ascending=False, kind="stable").index
        return table.loc[order].reset_index(drop=True)

    @property
    def gap(self) -> dict[str, float] | None:
        """Of a target with a number: threshold, median without and with the levers, the gap before and what is left.

        gap = what the median without is short of; gap = what the levers bring + `rounding` + left, all in the wanted
        direction, where `rounding` is the difference between medians, which a gap is said in, and means, which the
        levers' values are of. A minus: more than enough. met_without, met_with: do the medians meet it?
        """
        target, reading = self.asked.target, self.asked.reading
        if target is None or reading is None or target.value is None:
            return None
        none, full, sign = float(np.median(self.none)), float(np.median(self.full)), self.asked.sign
        brought = sign * float(self.total.mean)
        met = meets(np.array([none, full]), str(reading.operator), target.value, reading.tolerance)
        return {
            "threshold": target.value,
            "median_without": none,
            "median_with": full,
            "gap": sign * (target.value - none),
            "brought": brought,
            "rounding": sign * (full - none) - brought,
            "left": sign * (target.value - full),
            "met_without": bool(met[0]),
            "met_with": bool(met[1]),
        }

    def confirm(
        self, scale: int, threads: int | None = None, out: str | Path | None = None,
        progress: Callable[[float, float], None] | None = None,
    ) -> None:  # fmt: skip
        """Run the scenario with all levers, with none and without the strongest one at another scale, and compare.

        Fills `confirmation`: what, effect, low, high at the scale used and there, agrees (the two differ by no more
        than their errors allow). The runs lie in their own folders under `out`.
        """
        one = self.strongest
        named = {"full": self.scenario, "none": self.runs.none, "without": without(self.scenario, [one])}
        made = sides.results_of(list(named.values()), self.replicates, self.seed, scale, threads, out, progress)
        sides.finish(made, out)
        self.results = dict(zip(named, made, strict=True))
        big = {
            name: measures(read_yearly(result.run_folder, self.replicates), self.asked, self.scenario.document)[0]
            for name, result in self.results.items()
        }
        last = (1 << self.found.n) - 1
        set_without = last & ~(1 << self.levers.index(one))
        small = {"full": self.full, "none": self.none, "without": self.found.by_set.get(set_without)}
        rows = [_confirmed("all", small["full"] - self.none, big["full"] - big["none"], self.confidence)]
        if small["without"] is None:
            small["without"] = self.runs.values([set_without], threads)[set_without][0]
        rows.append(_confirmed(one, self.full - small["without"], big["full"] - big["without"], self.confidence))
        self.confirmation = pd.DataFrame(rows, columns=_CONFIRMED).assign(scale=self.scale, confirmed_at=scale)


_EFFECTS = (
    *("lever", "effect", "se", "se_luck", "se_orders", "low", "high", "share", "cost"),
    *(f"cost_{payer}" for payer in PAYERS),
    *("gain", "per_unit", "per_unit_low", "per_unit_high"),
)
_CONFIRMED = ("what", "effect", "low", "high", "effect_there", "low_there", "high_there", "agrees")


def measures(yearly: Yearly, asked: Asked, document: str | None) -> np.ndarray:
    """[2, replicate]: what is asked, and the gain that its cost is divided by.

    The gain counts in the wanted direction. A flow's is added up over the years until the one asked for, as its cost
    is; that of a stock or a ratio is the year's.
    """
    if asked.target is None or asked.reading is None:
        by_year = yearly.of(asked.indicator)[:, : yearly.years.index(asked.year) + 1]
    else:
        run = yearly.tables(asked.reading.needs())
        found = [one for one in outcomes(run, str(document)) if one.target.id == asked.target.id and one.is_default]
        values = found[0].values.reindex(range(len(yearly.values)))
        by_year = values[[year for year in values.columns if year <= asked.year]].to_numpy(float)
    gain = np.nansum(by_year, axis=1) if asked.adds_up else by_year[:, -1]
    return np.array([by_year[:, -1], asked.sign * gain])


def _cost_of(beside: np.ndarray, confidence: float) -> dict[str, float]:
    """What a lever cost, by payer and per unit that it gained, from its gain and costs [1 + payer, replicate]."""
    gain, paid = beside[0], beside[1:]
    total = paid.sum(axis=0)
    row = {"cost": float(total.mean())}
    row |= {f"cost_{payer}": float(yuan.mean()) for payer, yuan in zip(PAYERS, paid, strict=True)}
    row |= {"gain": float(gain.mean())}
    if gain.mean() > 0.0 and total.any():
        quotient = fieller(total, gain, confidence)
        row |= {"per_unit": quotient.value, "per_unit_low": quotient.low, "per_unit_high": quotient.high}
    return row


def _confirmed(what: str, small: np.ndarray, big: np.ndarray, confidence: float) -> tuple[Any, ...]:
    here, there = student(small, confidence), student(big, confidence)
    apart = abs(float(here.mean - there.mean))
    allowed = float(np.hypot(here.high - here.mean, there.high - there.mean))
    figures = (here.mean, here.low, here.high, there.mean, there.low, there.high)
    return (what, *map(float, figures), bool(apart <= allowed))
