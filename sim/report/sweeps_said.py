"""A sweep in numbers and sentences: how wide the runs spread, and what each choice moves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from sim import indicators
from sim.experiments.comparison import SHOWN
from sim.experiments.sweep_factors import GROUPS
from sim.experiments.sweep_results import Sweep
from sim.levers.catalogue import catalogue
from sim.report import words
from sim.report.study import Study

MOST_VALUES = 6
"""A factor with more values than these is shown in so many parts of equally many points."""


class Said:
    """A sweep for a reader of one language; read until its last year."""

    def __init__(self, found: Sweep, lang: str, command: str) -> None:
        self.found, self.lang, self.command = found, lang, command
        self.study = Study("sweep", lang, [f"sweep-{found.sweep_id[:16]}"])
        self.t = self.study.t
        self.first, self.year = found.manifest["period"]

    @cached_property
    def by_year(self) -> pd.DataFrame:
        """Every indicator by year over all runs."""
        return self.found.summary().assign(sweep_id=self.found.sweep_id)

    @cached_property
    def by_point(self) -> pd.DataFrame:
        """The indicators shown in the last year, by point."""
        return self.found.summary(SHOWN, by=("point",), years=[self.year]).assign(
            year=self.year, sweep_id=self.found.sweep_id
        )

    @cached_property
    def by_value(self) -> pd.DataFrame:
        """Means over the points that share a value of a factor, and the spread of those points (5 % to 95 %)."""
        means = self.by_point.pivot(index="point", columns="indicator", values="mean").reindex(columns=list(SHOWN))
        rows = []
        for group, key in self.found.points.columns:
            for place, (value, points) in enumerate(shares(self.found.points[group, key], self.listed(group, key))):
                some = means.reindex(points)
                for name in SHOWN:
                    one = some[name].dropna()
                    spread = np.quantile(one, [0.05, 0.95]) if len(one) else [np.nan, np.nan]
                    rows.append((group, key, place, value, name, len(one), one.mean(), *spread))
        columns = ["group", "factor", "place", "value", "indicator", "points", "mean", "p05", "p95"]
        return pd.DataFrame(rows, columns=columns).assign(year=self.year, sweep_id=self.found.sweep_id)

    @cached_property
    def moved(self) -> pd.DataFrame:
        """How far the mean moves between a factor's values: the largest less the smallest, by indicator."""
        by = self.by_value.groupby(["group", "factor", "indicator"], sort=False)["mean"]
        return (by.max() - by.min()).rename("moved").reset_index()

    @property
    def has_values(self) -> bool:
        return len(self.by_year) > 0

    def listed(self, group: str, key: str) -> list[Any]:
        """A factor's values in the order of the file, where it lists them."""
        asked = self.found.manifest["asked"].get(group, {}).get(key)
        return asked if isinstance(asked, list) else []

    # in words
    def label(self, indicator: str) -> str:
        return words.indicator_label(indicator, self.lang)

    def factor(self, key: str) -> str:
        """A factor as it is written in the file, after the names of lever and parameter in words."""
        lever, _, parameter = key.partition("@")[0].partition(".")
        if lever not in catalogue():
            return key
        name = words.lever_label(lever, self.lang)
        if parameter:
            name = self.t(
                "page.parameter", lever=name, parameter=catalogue()[lever].parameters[parameter].label[self.lang]
            )
        return self.t("page.factor", lever=name, written=key)

    def unit(self, key: str) -> str:
        """The law's unit of a lever's parameter; empty for what has none."""
        lever, _, parameter = key.partition("@")[0].partition(".")
        return catalogue()[lever].parameters[parameter].unit if parameter and lever in catalogue() else ""

    def distance(self, value: float, indicator: str) -> str:
        """A difference without its sign; of shares in percentage points."""
        return self.study.difference(value, indicators.unit(indicator)).lstrip("+")

    def title(self) -> str:
        base = self.found.base
        return self.t("page.title", name=self.found.name, scenario=base.title.get(self.lang) or base.name)

    def lead(self) -> str:
        found = self.found
        return self.t("page.lead", points=len(found.points), replicates=found.replicates, runs=found.runs,
                      seed=found.seed, scale=found.scale, first=self.first, last=self.year)  # fmt: skip

    def answer(self) -> list[str]:
        """How wide the runs spread, and which lever and which uncertainty moves the first indicators furthest."""
        lines = []
        if not self.has_values:
            lines.append(self.t("page.nothing"))
        elif len(self.moved):
            lines.append(self.study.sentences(map(self.spread_sentence, SHOWN[:3])))
            lines += [self.study.sentences(filter(None, (self.moved_sentence(group, SHOWN[0]) for group in GROUPS)))]
        if n := len(self.found.failed):
            lines.append(self.t("page.failed_lead", n=n, runs=self.found.runs))
        return lines

    def spread_sentence(self, indicator: str) -> str:
        row = self.last_year().loc[indicator]
        low, mid, high = (self.study.amount(row[name], indicators.unit(indicator)) for name in ("p05", "p50", "p95"))
        return self.t("page.spread", label=self.label(indicator), year=self.year, median=mid,
                      interval=self.study.between(low, high))  # fmt: skip

    def moved_sentence(self, group: str, indicator: str) -> str:
        rows = self.moved[(self.moved["group"] == group) & (self.moved["indicator"] == indicator)].dropna()
        if not len(rows):
            return ""
        row = rows.loc[rows["moved"].idxmax()]
        moved = self.distance(row["moved"], indicator)
        key = f"page.furthest.{group}"
        return self.t(key, label=self.label(indicator), factor=self.factor(row["factor"]), moved=moved)

    def last_year(self) -> pd.DataFrame:
        return self.by_year[self.by_year["year"] == self.year].set_index("indicator")


def shares(values: pd.Series, listed: Sequence[Any]) -> list[tuple[str, pd.Index]]:
    """The points by value of a factor; of many values, by parts of the range with equally many points."""
    there = values.dropna()
    distinct = in_order(there, listed)
    if len(distinct) <= MOST_VALUES:
        return [(short(value), there.index[there == value]) for value in distinct]
    order = there.astype(float).sort_values(kind="stable")
    parts = [order.iloc[places] for places in np.array_split(np.arange(len(order)), MOST_VALUES)]
    return [(f"{short(part.iloc[0])} … {short(part.iloc[-1])}", part.index) for part in parts]


def in_order(values: pd.Series, listed: Sequence[Any]) -> list[Any]:
    """Different values: numbers by size, words as they are listed or else as they come."""
    found = set(values)
    if not any(isinstance(value, str) for value in found):
        return sorted(found)
    return [value for value in dict.fromkeys([*listed, *values]) if value in found]


def short(value: Any) -> str:
    """A factor's value as a short text."""
    if words.is_missing(value):
        return "–"
    if isinstance(value, str | bool | np.bool_):
        return str(value)
    return (f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}").replace("-", "−")
