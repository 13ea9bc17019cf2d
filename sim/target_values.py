"""What a target is judged on: the values of a reading by replicate and year, out of a run's indicators."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from sim.target_file import Progress, Reading

Yearly = dict[tuple[str, bool], pd.DataFrame]  # by indicator and whether it is the region's: a column a year


def yearly(indicators: pd.DataFrame, needed: set[str]) -> Yearly:
    """[(replicate, county), year] of each needed indicator: of the region, and of its counties."""
    rows = indicators[(indicators["quarter"] == 0) & indicators["indicator"].isin(needed)]
    county = rows["county"].astype("category").cat.remove_unused_categories()
    codes = county.cat.categories.astype(str)  # GB/T 2260: one that ends in 00 is a province or prefecture, no county
    is_region = codes.str.endswith("00")[county.cat.codes]
    cells = rows[["replicate", "year", "value"]].assign(county=county)
    groups = cells.groupby([rows["indicator"].astype("category"), is_region], observed=True)
    return {
        (str(name), bool(of_region)): found.pivot(index=["replicate", "county"], columns="year", values="value")
        for (name, of_region), found in groups
    }


def values_of(rows: Yearly, reading: Reading, start_year: int) -> pd.DataFrame | None:
    """[replicate, year] of a reading's indicator, aggregated as it says; None where the run does not have it."""
    tables = []
    for name in reading.needs():
        found = rows.get((name, reading.aggregation == "region"))
        if found is None:
            return None
        tables.append(found)
    table = tables[0]
    if reading.per is not None:
        table = table / tables[1].where(tables[1] != 0.0)
    if reading.plus is not None:
        table = table + tables[-1]
    if reading.both is not None:
        table = table.where(table <= tables[-1], tables[-1])
    if reading.factor != 1.0:
        table = table * reading.factor
    if reading.progress is not None:
        table = contribution(table, reading.progress)
    if reading.scaled and reading.start is not None:
        table = _over(table, start_year) * float(reading.start.value or 0.0)
    if reading.since is not None:
        table = table.loc[:, table.columns >= reading.since].cumsum(axis=1)
    if reading.base_year is not None:
        table = _over(table, reading.base_year)
    if reading.counties:
        table = table[table.index.isin(reading.counties, level="county")]
        if table.empty:
            return None
    if reading.aggregation == "share_of_prefectures":
        return _share_of_prefectures(table, reading)
    if reading.aggregation == "share_of_counties":
        most = np.inf if reading.each_most is None else reading.each_most
        table = ((table >= reading.each) & (table <= most)).astype(np.float64).where(table.notna())
    if reading.aggregation == "region":
        return table.droplevel("county") + 0.0  # the region is one place; and no minus zero
    by_replicate = table.groupby(level="replicate")
    if reading.aggregation == "county_sum":
        return by_replicate.sum(min_count=1)
    return by_replicate.median() if reading.aggregation == "county_median" else by_replicate.mean()


def _over(table: pd.DataFrame, year: int) -> pd.DataFrame:
    """Values as multiples of those of a year; NaN where that year has nothing, of which there is no multiple."""
    if year not in table.columns:
        return table * float("nan")
    return table.div(table[year].where(table[year] > 0.0), axis=0)


def meets(values: Any, operator: str, value: float, tolerance: float = 0.0) -> Any:
    """Which values meet a target: ">=", ">", "<=", or "~" (within tolerance * value on either side)."""
    if operator == "~":  # a whisker for decimals: 0.9 * 20 must let 18 pass
        return np.abs(np.asarray(values) - value) <= tolerance * abs(value) * (1.0 + 1e-12)
    if operator == ">=":
        return np.asarray(values) >= value
    if operator == ">":
        return np.asarray(values) > value
    if operator == "<=":
        return np.asarray(values) <= value
    raise ValueError(f"no operator {operator!r} for a number; there are >=, >, <=, ~")


def why_none(run: Yearly, reading: Reading) -> str:
    """Why a run has no values for a reading: it lacks the indicator, or has it of other places alone."""
    of_region = reading.aggregation == "region"
    lacking = [name for name in reading.needs() if (name, of_region) not in run]
    if lacking and all((name, not of_region) in run for name in lacking):
        return "only_of_counties" if of_region else "only_of_the_region"
    return "not_in_run"


def _share_of_prefectures(table: pd.DataFrame, reading: Reading) -> pd.DataFrame | None:
    """[replicate, year]: share of the prefectures named that reach `each` over their counties, or had it before."""
    codes = table.index.get_level_values("county").astype(str).str[:4]
    inside = codes.isin(reading.prefectures)
    if not inside.any():
        return None
    replicate = table.index.get_level_values("replicate")[inside]
    summed = table[inside].groupby([replicate, codes[inside].rename("prefecture")]).sum()
    has = summed >= reading.each
    has[summed.index.get_level_values("prefecture").isin(reading.have)] = True
    return has.groupby(level="replicate").sum() / float(len(reading.prefectures))


def contribution(gdp: pd.DataFrame, assumed: Progress) -> pd.DataFrame:
    """Contribution of progress to growth (%), by year from `assumed.years` after the first on.

        c = 100 (y - a k - (1 - a) l) / y

    y, k, l yearly growth of real GDP, capital and labour over the years, a capital's share of income (Solow 1957). Only
    y is the model's, less the assumed growth of prices; no series of capital by county is in our data. NaN where GDP
    does not grow by 1 % a year at least, where the quotient says nothing.
    """
    earlier = gdp.shift(assumed.years, axis=1)
    grown = (gdp / earlier.where(earlier > 0.0)) ** (1.0 / assumed.years) / (1.0 + assumed.prices) - 1.0
    inputs = assumed.capital_share * assumed.capital + (1.0 - assumed.capital_share) * assumed.labour
    return 100.0 * (grown - inputs) / grown.where(grown >= 0.01)


def growth_since(run: Yearly, reading: Reading, start_year: int, values: pd.DataFrame, deadline: int) -> float:
    """Median over replicates of the value judged over that of the start year; NaN where there is no such ratio.

    values: those of the reading, of the replicates that are judged.
    """
    if reading.base_year is not None or reading.progress is not None:
        return float("nan")
    at_deadline, years = values[deadline], values
    if reading.since is not None:
        whole = values_of(run, reading.model_copy(update={"since": None}), start_year)
        years = values[[]] if whole is None else whole
    if start_year not in years.columns:
        return float("nan")
    start = years.loc[at_deadline.index, start_year]
    return float((at_deadline / start.where(start > 0.0)).median())


def start_for_half(value: float, growth: float, start: float, gap: float) -> float:
    """The start at which half the replicates meet a target, if each goes on from there as it did from its own start.

        s* = value / median of (value judged / own start)

    growth: that median. From a start of nothing no ratio leads on; then it is the start less the median's lead over
    the target: s* = start - gap. NaN where even less than nothing would do.
    """
    half = value / growth if start > 0.0 and np.isfinite(growth) and growth > 0.0 else start - gap
    return half if half >= 0.0 else float("nan")
