"""Inputs that no policy of the scenario moves: growth of demand, the rest of the economy, budgets, central money.

Until the last datum they follow the official series; afterwards the scenario's growth assumption. Units: yuan.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from math import exp, log

import numpy as np
import pandas as pd

from sim.beliefs import fitted_to, priors, quantile
from sim.data import REGIONS, series
from sim.lanes import GIVEN
from sim.patent_office import speed
from sim.region_series import filled, region_series

YI = 1e8
"""yuan in an yi (100 million), the unit of the yearbooks"""

GROWTH = {"low": (0.05, 0.03), "central": (0.065, 0.045), "high": (0.08, 0.06)}
"""Yearly growth of nominal GDP after the last datum: (first year, 2035), linear between; assumption."""


def growth_after(scenario_growth: str, year: int) -> float:
    """Assumed growth of nominal GDP in a year after the last datum (share a year)."""
    first, last = GROWTH[scenario_growth]
    share = min(1.0, max(0.0, (year - 2022) / 13.0))
    return first + (last - first) * share


def yearly(region: str, growth: str, first: int, last: int) -> pd.DataFrame:
    """Yearly inputs of a region (yuan; persons): gdp, expenditure, st_spending, government_rd, other_rd, population."""
    data = {
        "gdp": region_series(region, "gdp_nominal_revised"),
        "published": region_series(region, "gdp_nominal_first_published"),
        "expenditure": region_series(region, "fiscal_expenditure_total"),
        "st_spending": region_series(region, "fiscal_st_expenditure"),
        "government_rd": region_series(region, "rd_funded_by_government"),
        "rd": region_series(region, "rd_expenditure"),
        "enterprise_rd": region_series(region, "rd_funded_by_enterprises"),
        "population": region_series(region, "population_yearend"),
    }
    for year, value in data["published"].items():
        data["gdp"].setdefault(year, value)
    data_end = max(data["expenditure"])
    rows = {}
    for name in ("gdp", "expenditure", "st_spending", "government_rd", "population"):
        rows[name] = filled(data[name], first, data_end)
    rows["other_rd"] = filled(
        {
            y: max(data["rd"][y] - data["enterprise_rd"][y] - data["government_rd"][y], 0.01)
            for y in data["enterprise_rd"]
        },
        first,
        data_end,
    )
    table = pd.DataFrame(rows) * YI
    table["population"] = table["population"] / YI * 1e4
    for year in range(data_end + 1, last + 1):
        factor = 1.0 + growth_after(growth, year)
        table.loc[year] = table.loc[year - 1] * factor
        table.loc[year, "population"] = table.loc[year - 1, "population"]
    return table.loc[first:last]


def last_datum(region: str) -> int:
    """Last year whose official series feed the inputs."""
    return max(region_series(region, "fiscal_expenditure_total"))


@cache
def rest_of_economy(region: str) -> dict[int, float]:
    """Share of official GDP outside modelled firms by year (calibration/fitted/<region>_rest_of_economy.csv).

    Fixed once for a region, equal in every replicate and scenario; see calibration/README.md.
    """
    file = resources.files("calibration").joinpath(f"fitted/{region}_rest_of_economy.csv")
    with file.open(encoding="utf-8") as text:
        table = pd.read_csv(text, comment="#")
    return dict(zip(table["year"].astype(int), table["share_of_gdp"].astype(float), strict=True))


OVERSTATED_YEARS = range(2012, 2017)
"""Years before the books were cleaned."""

ORDINARY_REVISION = 0.05
"""Downward revision of GDP (share) that is no sign of overstated books; assumption."""

CLEANED = {2016: 0.0, 2017: 0.5, 2018: 1.0}
"""Part of the overstatement that had left the reports by the end of a year: the regulation on the
Statistics Law is in force since August 2017 (RECALLED). That it took two years to work is an assumption."""


def uncleaned(year: int) -> float:
    """Share of the overstatement of the province's books that is still in the reports of a year."""
    return 1.0 - CLEANED[min(max(year, min(CLEANED)), max(CLEANED))]


@cache
def overstatement(region: str) -> float:
    """By how much the province's books overstated its economy before they were cleaned (share, at least 0).

    GDP as first published over GDP as revised after the census of 2018, mean of 2012-16, less one: Jilin 0.39. Up to
    ORDINARY_REVISION it is a census's usual business and no overstatement: Jiangxi and Sichuan. A part of a province
    has its province's.
    """
    whole = REGIONS[region].get("part_of") or region
    published, revised = (series(whole, f"gdp_nominal_{vintage}") for vintage in ("first_published", "revised"))
    ratios = [published[year] / revised[year] - 1.0 for year in OVERSTATED_YEARS]
    mean = sum(ratios) / len(ratios)
    return mean if mean > ORDINARY_REVISION else 0.0


LOCAL_MONEY = ("institutes_share_of_local_st", "province_share_of_budget", "prefecture_share_of_budget")
"""Parameters that say how much of the region's S&T spending its counties may put into institutes."""


def given(scenario) -> np.ndarray:
    """Inputs of every quarter of a scenario: structured array (GIVEN) of length 4 * years."""
    first, last = scenario.period
    region = scenario.region
    table = yearly(region, scenario.assumptions["growth"], first, last + 1)
    end, fit_end = last_datum(region), fitted_to(region)
    rest = rest_of_economy(region)
    rest_last = max(rest)
    belief = {name: quantile(priors()[name].prior, 0.5) for name in LOCAL_MONEY}
    # counties alone pay institutes; what is not theirs comes from above
    own_share = belief["institutes_share_of_local_st"] * (
        1.0 - belief["province_share_of_budget"] - belief["prefecture_share_of_budget"]
    )
    # without the policy the S&T share of 2017 stays: later data hold the policy's own effect
    st_share = (table["st_spending"] / table["expenditure"]).to_dict()
    overstated = overstatement(region)
    out = np.zeros(4 * (last - first + 1), GIVEN)
    for q in range(len(out)):
        year, season = first + q // 4, q % 4 + 1
        row = out[q]
        row["year"], row["season"] = year, season
        row["date"] = year * 10000 + (season * 3 - 2) * 100 + 1
        now, start = table.loc[year], table.loc[first]
        row["gdp_growth"] = exp(log(table["gdp"][year + 1] / now["gdp"]) / 4.0)
        row["gdp_index"] = now["gdp"] / start["gdp"]
        row["rest_of_economy"] = now["gdp"] / 4.0 * rest[min(year, rest_last)]
        row["fiscal_expenditure"] = now["expenditure"]
        row["fiscal_st_share"] = st_share[min(year, 2017)]
        # government money to firms' R&D is not known apart, so what is not local goes to institutes
        local = own_share * now["st_spending"]
        row["central_institute_rd"] = max(now["government_rd"] - local, 0.0)
        row["other_institute_rd"] = now["other_rd"]
        row["population"] = now["population"]
        years = q / 4.0
        row["years"] = years
        row["office_speed"] = speed(year)
        row["reports_overstated"] = overstated * uncleaned(year)
        # province trends were learnt in the years of the fit and are not carried on
        row["years_of_trend"] = min(years, float(fit_end + 1 - first))
        row["years_past_fit"] = max(0.0, years - float(fit_end + 1 - first))
        row["gdp_since_fit"] = now["gdp"] / table["gdp"][fit_end] if year > fit_end else 1.0
        row["years_past_data"] = max(0.0, years - float(end + 1 - first))
    return out
