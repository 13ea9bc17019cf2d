"""What `compare` found: paired differences, chances of targets, costs, winners and losers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from sim import indicators
from sim.experiments import direction
from sim.experiments.paired import LEAST_PAIRS, Interval, change_of_chance, fieller, student
from sim.experiments.yearly import PAYERS, Yearly, read_costs, read_yearly
from sim.result import Result
from sim.targets import needed_indicators, outcomes, standard_error

CONFIDENCE = 0.95
SHOWN = (
    "rd_expenditure",
    "rd_real",
    "rd_intensity",
    "rd_personnel",
    "hnte",
    "invention_patents_in_force",
    "technology_contract_turnover",
    "gdp",
)
"""Indicators that costs, winners and losers are told of unless one is asked for."""


@dataclass(frozen=True)
class Precision:
    """How narrow the interval of one indicator shall be: half of its width, in the unit or as a share of A's mean."""

    half_width: float
    is_share: bool
    indicator: str
    year: int


class Comparison:
    """Finished runs side by side. `results[0]` is what the others are compared with; `labels` names them."""

    def __init__(
        self,
        results: Sequence[Result],
        confidence: float = CONFIDENCE,
        together: float = CONFIDENCE,
        looked: Sequence[int] = (),
        indicator: str | None = None,
        year: int | None = None,
        precision: Precision | None = None,
    ) -> None:
        self.results = list(results)
        self.confidence, self.together, self.looks, self.precision = confidence, together, list(looked), precision
        self.indicator, self.year = indicator, year or results[0].scenario.period[1]
        self.replicates, self.seed, self.scale = results[0].replicates, results[0].seed, results[0].scale
        names = [result.scenario.name for result in results]
        self.labels = [
            name if names.count(name) == 1 else f"{name} [{result.run_id[:8]}]"
            for name, result in zip(names, results, strict=True)
        ]
        self._read: dict[str, Yearly] = {}
        self._costs: dict[str, pd.DataFrame] = {}

    def __repr__(self) -> str:
        return (
            f"<Comparison of {', '.join(self.labels)}: {self.replicates} pairs, seed {self.seed}, scale {self.scale}>"
        )

    @property
    def run_ids(self) -> list[str]:
        """The runs' ids as their folders are called."""
        return [result.run_folder.name for result in self.results]

    @property
    def is_preliminary(self) -> bool:
        """Are there too few pairs for a probability?"""
        return self.replicates < LEAST_PAIRS

    @property
    def shown(self) -> list[str]:
        """Indicators that costs, winners and losers are told of."""
        return [self.indicator] if self.indicator else [name for name in SHOWN if name in self.values(0).indicators]

    def values(self, place: int) -> Yearly:
        """Yearly values of one of the runs."""
        run_id = self.results[place].run_id
        if run_id not in self._read:
            self._read[run_id] = read_yearly(self.results[place].run_folder, self.replicates)
        return self._read[run_id]

    def pairs(self, indicator: str, year: int, county: str | None = None, other: int = 1) -> pd.DataFrame:
        """first, other, difference of an indicator by replicate, in a year, of the region or a county."""
        here = self.values(0).years.index(year)
        first = self.values(0).of(indicator, county)[:, here]
        second = self.values(other).of(indicator, county)[:, here]
        return pd.DataFrame({"first": first, "other": second, "difference": second - first}).rename_axis("replicate")

    def interval(self, indicator: str, other: int = 1) -> Interval:
        """Paired difference of the region by year."""
        return student(self.values(other).of(indicator) - self.values(0).of(indicator), self.confidence)

    @property
    def is_precise(self) -> bool:
        """Is the interval that a precision was asked for narrow enough, for every scenario?"""
        if self.precision is None:
            return True
        here = self.values(0).years.index(self.precision.year)
        limit = self.precision.half_width
        if self.precision.is_share:
            limit *= abs(float(np.nanmean(self.values(0).of(self.precision.indicator)[:, here])))
        halves = [self.half_width(other) for other in range(1, len(self.results))]
        return self.replicates >= LEAST_PAIRS and all(half <= limit for half in halves)

    def half_width(self, other: int = 1) -> float:
        """Half of the interval of the difference that a precision was asked for, in the indicator's unit."""
        assert self.precision is not None
        here = self.values(0).years.index(self.precision.year)
        found = self.interval(self.precision.indicator, other)
        return float(found.high[here] - found.mean[here])

    @cached_property
    def effects(self) -> pd.DataFrame:
        """other, indicator, unit, county (or the region's code), year, first, second, effect, se, low, high, pairs.

        first, second: means over the pairs; effect: mean of second less first; low, high: its interval.
        """
        mine, parts = self.values(0), []
        first = _mean(mine.values)
        units = [indicators.unit(name) for name in mine.indicators]
        shape = first.shape
        axes = [axis.ravel() for axis in np.indices(shape, np.int32)]
        for other in range(1, len(self.results)):
            theirs = self._alike(other)
            found = _by_indicator(mine.values, theirs.values, self.confidence)
            parts.append(
                pd.DataFrame(
                    {
                        "other": pd.Categorical.from_codes(np.full(first.size, other - 1), self.labels[1:]),
                        "indicator": pd.Categorical.from_codes(axes[0], list(mine.indicators)),
                        "unit": pd.Categorical(np.array(units, object)).take(axes[0]),
                        "county": pd.Categorical.from_codes(axes[1], list(mine.places)),
                        "year": np.array(mine.years, np.int16)[axes[2]],
                        "first": first.ravel(),
                        "second": _mean(theirs.values).ravel(),
                        "effect": found.mean.ravel(),
                        "se": found.se.ravel(),
                        "low": found.low.ravel(),
                        "high": found.high.ravel(),
                        "pairs": found.pairs.ravel().astype(np.int32),
                    }
                )
            )
        return pd.concat(parts, ignore_index=True)

    @cached_property
    def targets(self) -> pd.DataFrame:
        """Change of the chance of each target and reading, at its deadline, of the first document that the runs have.

        other, target, reading, is_default, indicator, operator, value, unit, deadline, judged_as, median_first,
        median_second, chance_first, chance_second, change, low, high, only_first, only_second (pairs in which one side
        alone meets it), pairs, has_probability. Fewer than 20 pairs: chances and change are NaN, the counts are there.
        """
        document = next((one.scenario.document for one in self.results if one.scenario.document), None)
        rows = []
        if document is not None:
            needed = needed_indicators(document)
            before = outcomes(self.values(0).tables(needed), document)
            for other in range(1, len(self.results)):
                same = self.results[other].run_id == self.results[0].run_id
                after = outcomes(self.values(other).tables(needed), document)
                rows += [
                    self._target(other, one, two, same)
                    for one in before
                    for two in after
                    if (one.target.id, one.reading.name) == (two.target.id, two.reading.name)
                ]
        return pd.DataFrame(rows, columns=_TARGET_COLUMNS)

    def _target(self, other: int, one: Any, two: Any, same: bool) -> dict[str, Any]:
        target, reading, deadline = one.target, one.reading, one.deadline
        both = one.met.index.intersection(two.met.index)
        before, after = (side.met.loc[both, deadline].to_numpy(bool) for side in (one, two))
        chance = change_of_chance(before, after, self.confidence, same)._asdict()
        enough = chance["pairs"] >= LEAST_PAIRS
        figures = {
            "chance_first": chance["before"],
            "chance_second": chance["after"],
            **{name: chance[name] for name in ("change", "low", "high")},
        }
        return {
            "other": self.labels[other],
            "target": target.id,
            "reading": reading.name,
            "is_default": one.is_default,
            "indicator": reading.quantity(),
            "operator": reading.operator,
            "value": float("nan") if reading.value is None else reading.value,
            "unit": reading.unit(target),
            "deadline": deadline,
            "judged_as": target.judged,
            "median_first": float(one.values[deadline].median()),
            "median_second": float(two.values[deadline].median()),
            **{name: figure if enough else float("nan") for name, figure in figures.items()},
            "only_first": chance["only_before"],
            "only_second": chance["only_after"],
            "met_first": int(before.sum()),
            "met_second": int(after.sum()),
            "pairs": chance["pairs"],
            "has_probability": enough,
            "quote": target.quote,
            "english": target.english,
        }

    @cached_property
    def beats(self) -> pd.DataFrame:
        """Probability that the other beats the first, by indicator of the region and year.

        other, indicator, year, better (what is better: more, less; larger where neither is), wins, ties, losses,
        pairs, probability (share of wins; NaN with fewer than 20 pairs), probability_se.
        """
        mine, rows = self.values(0), []
        for other in range(1, len(self.results)):
            theirs = self._alike(other)
            for place, name in enumerate(mine.indicators):
                gain = direction.sign(name) * (theirs.values[:, place, -1] - mine.values[:, place, -1])
                for at, year in enumerate(mine.years):
                    known = gain[:, at][~np.isnan(gain[:, at])]
                    wins, losses, n = int((known > 0.0).sum()), int((known < 0.0).sum()), len(known)
                    enough = n >= LEAST_PAIRS
                    rows.append(
                        (
                            *(self.labels[other], name, year, direction.word(name), wins, n - wins - losses, losses, n),
                            wins / n if enough else float("nan"),
                            standard_error(wins, n) if enough else float("nan"),
                        )
                    )
        columns = ["other", "indicator", "year", "better", "wins", "ties", "losses", "pairs"]
        return pd.DataFrame(rows, columns=[*columns, "probability", "probability_se"])

    def cost_totals(self, place: int) -> pd.DataFrame:
        """Yuan until `year` by lever and payer (rows) and replicate (columns) of one of the runs."""
        result = self.results[place]
        if result.run_id not in self._costs:
            self._costs[result.run_id] = read_costs(result.run_folder, self.replicates, self.year)
        return self._costs[result.run_id]

    @cached_property
    def costs(self) -> pd.DataFrame:
        """Cost per unit gained until `year`, by payer ("all": together), of the indicators shown.

        other, indicator, unit, payer, cost, cost_low, cost_high (yuan that the other costs more, until the year), gain,
        gain_low, gain_high (in the wanted direction; a flow's is added up until the year, a stock's and a ratio's is
        the year's), per_unit, per_unit_low, per_unit_high (yuan a unit, Fieller), word: gain, loss, or untold where the
        gain cannot be told from zero and no cost per unit is given.
        """
        rows, end = [], self.values(0).years.index(self.year) + 1
        for other in range(1, len(self.results)):
            more = self.cost_totals(other).sub(self.cost_totals(0), fill_value=0.0).groupby(level="payer").sum()
            more = more.reindex(PAYERS, fill_value=0.0)
            more.loc["all"] = more.sum()
            for name in self.shown:
                gain = direction.sign(name) * (self.values(other).of(name) - self.values(0).of(name))[:, :end]
                total = np.nansum(gain, axis=1) if indicators.kind(name) == "flow" else gain[:, -1]
                rows += [self._cost(other, name, str(payer), yuan.to_numpy(), total) for payer, yuan in more.iterrows()]
        return pd.DataFrame(rows, columns=_COST_COLUMNS)

    def _cost(self, other: int, name: str, payer: str, yuan: np.ndarray, gain: np.ndarray) -> dict[str, Any]:
        known = ~np.isnan(gain)
        cost, won = student(yuan[known], self.confidence), student(gain[known], self.confidence)
        quotient = fieller(yuan[known], gain[known], self.confidence)
        word = "gain" if won.low > 0.0 else "loss" if won.high < 0.0 else "untold"
        return {
            "other": self.labels[other],
            "indicator": name,
            "unit": indicators.unit(name),
            "payer": payer,
            **dict(zip(("cost", "cost_low", "cost_high"), map(float, (cost.mean, cost.low, cost.high)), strict=True)),
            **dict(zip(("gain", "gain_low", "gain_high"), map(float, (won.mean, won.low, won.high)), strict=True)),
            "per_unit": quotient.value if word == "gain" else float("nan"),
            "per_unit_low": quotient.low if word == "gain" else float("nan"),
            "per_unit_high": quotient.high if word == "gain" else float("nan"),
            "word": word,
            "pairs": int(known.sum()),
        }

    @cached_property
    def counties(self) -> pd.DataFrame:
        """Winners and losers in `year`: counties whose interval leaves out zero, of the indicators shown.

        other, indicator, unit, county, first, effect, low, high, word (winner, loser), pairs; the most moved first.
        """
        kept = self.effects[
            (self.effects["year"] == self.year)
            & self.effects["indicator"].isin(self.shown)
            & (self.effects["county"] != self.values(0).places[-1])
        ]
        told = kept[(kept["low"] > 0.0) | (kept["high"] < 0.0)].copy()
        sign = told["indicator"].astype(str).map(direction.sign).astype(float)
        told["word"] = np.where(told["effect"] * sign > 0.0, "winner", "loser")
        told["size"] = told["effect"].abs()
        told = told.sort_values(["other", "indicator", "size"], ascending=[True, True, False], kind="stable")
        columns = ["other", "indicator", "unit", "county", "first", "effect", "low", "high", "word", "pairs"]
        return told[columns].reset_index(drop=True)

    @cached_property
    def counties_by_chance(self) -> pd.DataFrame:
        """other, indicator, counties (that differ at all), winners, losers, and how many of each chance alone gives.

        Where nothing differed but luck, an interval of confidence c would leave out zero in (1 - c) / 2 of the counties
        on either side.
        """
        rows = []
        told = self.counties
        kept = self.effects[(self.effects["year"] == self.year) & (self.effects["county"] != self.values(0).places[-1])]
        for other in self.labels[1:]:
            for name in self.shown:
                these = kept[(kept["other"] == other) & (kept["indicator"] == name)]
                n = int(((these["effect"] != 0.0) & these["effect"].notna()).sum())
                mine = told[(told["other"] == other) & (told["indicator"] == name)]["word"]
                by_chance = n * (1.0 - self.confidence) / 2.0
                rows.append((other, name, n, int((mine == "winner").sum()), int((mine == "loser").sum()), by_chance))
        columns = ["other", "indicator", "counties", "winners", "losers", "by_chance_each"]
        return pd.DataFrame(rows, columns=columns)

    def _alike(self, other: int) -> Yearly:
        """The other's values; ValueError if it has other indicators, places or years (no run of this version has)."""
        mine, theirs = self.values(0), self.values(other)
        if (mine.indicators, mine.places, mine.years) != (theirs.indicators, theirs.places, theirs.years):
            raise ValueError(f"{self.labels[0]} and {self.labels[other]} have unlike tables")
        return theirs


_TARGET_COLUMNS = (
    *("other", "target", "reading", "is_default", "indicator", "operator", "value", "unit", "deadline", "judged_as"),
    *("median_first", "median_second", "chance_first", "chance_second", "change", "low", "high"),
    *("only_first", "only_second", "met_first", "met_second", "pairs", "has_probability", "quote", "english"),
)
_COST_COLUMNS = (
    *("other", "indicator", "unit", "payer", "cost", "cost_low", "cost_high", "gain", "gain_low", "gain_high"),
    *("per_unit", "per_unit_low", "per_unit_high", "word", "pairs"),
)


def _by_indicator(first: np.ndarray, second: np.ndarray, confidence: float) -> Interval:
    """Intervals of the differences of two blocks, an indicator at a time: so much fits into a processor's cache."""
    found = [student(second[:, place] - first[:, place], confidence) for place in range(first.shape[1])]
    return Interval(*(np.array(of_all) for of_all in zip(*found, strict=True)))


def _mean(values: np.ndarray) -> np.ndarray:
    """Mean over replicates; NaN where all are."""
    found = []
    for place in range(values.shape[1]):  # an indicator at a time fits into a processor's cache
        of_one = values[:, place]
        total, n = of_one.sum(axis=0), np.float64(len(of_one))
        if np.isnan(total).any():
            missing = np.isnan(of_one)
            n = (~missing).sum(axis=0)
            total = np.where(missing, 0.0, of_one).sum(axis=0)
        with np.errstate(invalid="ignore"):
            found.append(total / n)
    return np.array(found)
