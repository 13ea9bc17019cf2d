"""The model at its fitted values beside the official series, year by year: what `python run.py validate` shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from calibration import moments, stored
from sim import beliefs
from sim.indicators import official
from sim.result import Result
from sim.scenario import load_scenario
from sim.simulation import simulate

REGIONS = ("jilin", "jiangxi", "sichuan")
LAST = 2021
INDICATORS = (
    "rd_enterprise",
    "rd_government",
    "rd_expenditure",
    "rd_intensity",
    "rd_personnel",
    "invention_patents_granted",
    "invention_patents_in_force",
    "hnte",
    "rd_active_firms",
    "above_scale_firms",
    "fiscal_st_spending",
)
JUDGED = ("rd_enterprise", "rd_personnel", "invention_patents_in_force")
"""Indicators whose median is to lie within LIMIT of the official figure in every year of the fit."""

LIMIT, LIMIT_BROKEN, AIM = 0.15, 0.25, 0.07
BROKEN = {
    "jilin": {
        "rd_enterprise": range(2016, 2022),
        "rd_expenditure": range(2016, 2022),
        "rd_intensity": range(2016, 2022),
        "rd_personnel": range(2016, 2022),
    }
}
"""Years in which a series is broken (sim/data/README.md): cleaning of reports, anchor firms, label of the source."""

PACKAGE = {"jilin": "jilin_2018", "jiangxi": "jiangxi_2018", "sichuan": "sichuan_2018"}
"""Scenario of the package in force, where there is one; elsewhere the region runs under national law."""

QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}


class Validation(NamedTuple):
    """One region: its run, the table of `compared`, and what has changed since the values were fitted."""

    region: str
    result: Result
    table: pd.DataFrame
    stale: list[str]


def validate(
    regions: Sequence[str] = REGIONS,
    replicates: int = 20,
    seed: int = 1,
    scale: int = 1,
    threads: int | None = None,
    out: Path | None = None,
    progress: Callable[[float, float], None] | None = None,
    last: int = LAST,
) -> list[Validation]:
    """Run each region at its fitted values (drawn parameters) from 2012 to `last`, and lay it beside its series.

    Errors: those of `simulate`; ValueError for a region without fitted values.
    """
    found = []
    for place, region in enumerate(regions):

        def tick(done: float, of: float, place: int = place) -> None:
            if progress:
                progress(place * replicates + done * replicates / max(of, 1.0), len(regions) * replicates)

        scenario = load_scenario(PACKAGE.get(region, "national_law")).with_region(region).until(last)
        result = simulate(scenario, replicates, seed, scale, threads, out, tick, baseline=False)
        found.append(Validation(region, result, compared(result), stored.stale(region)))
    return found


def compared(result: Result) -> pd.DataFrame:
    """A row per indicator and year: quantiles over replicates, official value, gap, and whether it is within its limit.

    Columns: indicator, unit, year, p05, p25, p50, p75, p95, official, gap (median over official less one), is_fitted
    (year of the fit), is_broken (series), limit, is_within. NaN or None where there is no official value or no limit.
    """
    region = result.scenario.region
    rows = result.indicators
    rows = rows[(rows["quarter"] == 0) & rows["county"].astype(str).str.endswith("00")]
    rows = rows.astype({"indicator": str, "unit": str})
    by_year = rows[rows["indicator"].isin(INDICATORS)].groupby(["indicator", "unit", "year"])["value"]
    table = pd.DataFrame({name: by_year.quantile(q) for name, q in QUANTILES.items()}).reset_index()
    known = official(region)[["indicator", "year", "value"]].rename(columns={"value": "official"})
    table = table.merge(known.astype({"year": table["year"].dtype}), on=["indicator", "year"], how="left")
    table["gap"] = table["p50"] / table["official"] - 1.0
    table["is_fitted"] = table["year"] <= beliefs.fitted_to(region)
    broken = BROKEN.get(region, {})
    table["is_broken"] = [year in broken.get(name, ()) for name, year in zip(table.indicator, table.year, strict=True)]
    judged = table["indicator"].isin(JUDGED) & table["is_fitted"] & table["official"].notna()
    table["limit"] = np.where(judged, np.where(table["is_broken"], LIMIT_BROKEN, LIMIT), np.nan)
    table["is_within"] = [None if np.isnan(limit) else bool(abs(gap) <= limit) for limit, gap in zip(
        table["limit"], table["gap"], strict=True)]  # fmt: skip
    order = {name: place for place, name in enumerate(INDICATORS)}
    return table.sort_values(by=["indicator", "year"], key=lambda c: c.map(order) if c.name == "indicator" else c)


def counts(found: Sequence[Validation]) -> dict[str, int]:
    """How many cells are judged, within their limit, and within the aim."""
    table = pd.concat([one.table for one in found])
    judged = table[table["limit"].notna()]
    return {
        "judged": len(judged),
        "within": int((judged["gap"].abs() <= judged["limit"]).sum()),
        "aim": int((judged["gap"].abs() <= AIM).sum()),
    }


def summary(found: Sequence[Validation], page: Path) -> dict[str, object]:
    """Plain data of a validation, for `--json`."""
    return {
        "page": str(page),
        "fitted_from": moments.FIRST,
        **counts(found),
        "regions": [
            {
                "region": one.region,
                "run_id": one.result.run_id,
                "scenario": one.result.scenario.name,
                "replicates": one.result.replicates,
                "fitted_to": beliefs.fitted_to(one.region),
                "stale": one.stale,
                "cells": one.table.astype(object).where(one.table.notna(), None).to_dict("records"),
            }
            for one in found
        ],
    }
