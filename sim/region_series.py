"""Official yearly series of a region as the model takes them; for a part of a province, derived from the province's.

Of Jilin City only the people of two censuses and the GDP of four years are in the panel. The rest is Jilin's series
times a weight that is stated here, all ASSUMED:

- R&D, its personnel, S&T spending, recognised firms, invention patents: the nine counties' share of the province's
  employment in science and technology, the same in every year;
- firms above scale: their share of manufacturing employment, the same in every year;
- people: the share of the province's people at the censuses of 2010 and 2020, geometric between them, then the last;
- fiscal expenditure: by people; rural income per head: the province's;
- GDP (census-revised basis): its own from 2019; before, by people times the GDP per head of 2019 over the province's.
  Its GDP of 2015 was published before the census of 2018 cut the province's by a quarter and is not comparable.
"""

from __future__ import annotations

from functools import cache
from math import exp, log

from sim.data import REGIONS, series

FIRST, LAST = 2010, 2021
BY_SCIENCE = (
    "rd_expenditure",
    "rd_funded_by_enterprises",
    "rd_funded_by_government",
    "rd_personnel_fte",
    "fiscal_st_expenditure",
    "hnte_stock",
    "invention_patents_in_force",
)
BY_INDUSTRY = ("above_scale_industrial_firms", "above_scale_industrial_firms_with_rd_activity")
COMPARABLE_GDP_FROM = 2019


def region_series(region: str, indicator: str) -> dict[int, float]:
    """Value by year, in the panel's unit; {} where there is none. ValueError for an unknown region or indicator."""
    found, province = series(region, indicator), REGIONS[region].get("part_of")
    if province is None:
        return found
    whole = series(province, indicator)
    if indicator in BY_SCIENCE + BY_INDUSTRY:
        from sim.population.recipe import share_of_province  # here, for a check of a scenario needs no population

        weight = share_of_province(region, province, "science" if indicator in BY_SCIENCE else "industry")
        return {year: value * weight for year, value in whole.items()}
    if indicator in ("population_yearend", "fiscal_expenditure_total"):
        return {year: value * share_of_people(region, province)[year] for year, value in whole.items()}
    if indicator == "income_rural_pc":
        return whole
    if indicator == "gdp_nominal_revised":
        return _gdp(region, province, whole)
    return found


@cache
def share_of_people(region: str, province: str) -> dict[int, float]:
    """Share of the province's people who live in its part, by year."""
    people = series(province, "population_yearend")
    counted = {year: n / (people[year] * 1e4) for year, n in series(region, "population_census").items()}
    return filled(counted, FIRST, LAST)


def _gdp(region: str, province: str, whole: dict[int, float]) -> dict[int, float]:
    """GDP of a part of a province (100m yuan): its own where comparable, else by people and the first such ratio."""
    people = share_of_people(region, province)
    published = series(region, "gdp_nominal_first_published")
    own = {year: value for year, value in published.items() if year >= COMPARABLE_GDP_FROM}
    first = min(own)
    per_head = own[first] / whole[first] / people[first]
    return {year: value * people[year] * per_head for year, value in whole.items()} | own


def filled(values: dict[int, float], first: int, last: int) -> dict[int, float]:
    """A yearly series with gaps filled geometrically, and the first and the last datum held beyond them."""
    years = sorted(values)
    out = {}
    for year in range(first, last + 1):
        if year in values:
            out[year] = values[year]
            continue
        before = [y for y in years if y < year]
        after = [y for y in years if y > year]
        if before and after:
            a, b = before[-1], after[0]
            share = (year - a) / (b - a)
            out[year] = exp(log(values[a]) * (1 - share) + log(values[b]) * share)
        elif after:
            out[year] = values[after[0]]
        else:
            out[year] = values[before[-1]]
    return out
