"""The patent office: how fast it decides, and what of a region's patents its official series alone give away.

Grants of invention patents rose by half in 2015 in every province at once: examiners, not firms. That speed is an
input, the same for all regions, from national applications and grants:

    decisions a year      D = s r P        s speed of the office, r = 4 x patent_grant_rate, P applications pending
    grants                G = rho D        rho share of decisions that are grants
    pending               P' = P + A - D   A applications

with P taken at the middle of the year. At the start P = A / (r + g), as if applications A had always grown by g, the
nation's growth of 2011-2013.
rho is such that the speed is 1 on average (of logs) over BASE; a speed of a year rests on data to that year and BASE.
"""

from __future__ import annotations

from functools import cache
from math import log
from typing import NamedTuple

from sim.beliefs import priors, quantile
from sim.region_series import filled, region_series

BASE = (2012, 2017)
"""Years (first, last) over which the office works at speed 1 on average, and from which regions' shares are derived."""


class PatentShares(NamedTuple):
    """What official series to 2017 say of a region's patents (DERIVED)."""

    grant_ratio: float  # share of decisions that are grants
    pending_over_in_force: float  # applications pending over patents in force, at the start of BASE
    lapse: float  # share of patents in force that lapses in a year


def _decided_a_year() -> float:
    return 4.0 * quantile(priors()["patent_grant_rate"].prior, 0.5)


def _pending_at_start(applications: dict[int, float]) -> float:
    nation, before = region_series("china", "invention_patent_applications"), BASE[0] - 1
    growth = 0.5 * log(nation[before + 2] / nation[before])
    return applications[before] / (_decided_a_year() + growth)


def _speeds(grant_ratio: float) -> dict[int, float]:
    """Speed by year that the national series imply at this share of grants among decisions."""
    applications, grants = (
        region_series("china", "invention_patent_applications"),
        region_series("china", "invention_patents_granted"),
    )
    pending, found = _pending_at_start(applications), {}
    for year in sorted(year for year in grants if year >= BASE[0] and year in applications):
        decided = grants[year] / grant_ratio
        found[year] = decided / (_decided_a_year() * (pending + 0.5 * (applications[year] - decided)))
        pending += applications[year] - decided
    return found


@cache
def speeds() -> dict[int, float]:
    """Speed of the patent office by year (ratio, 1 on average over BASE), to the last national datum."""
    low, high = 0.1, 1.0  # the mean speed falls in the share of grants: halve the interval
    for _ in range(60):
        middle = 0.5 * (low + high)
        found = _speeds(middle)
        mean = sum(log(found[year]) if found[year] > 0.0 else 9.0 for year in range(BASE[0], BASE[1] + 1))
        low, high = (middle, high) if mean > 0.0 else (low, middle)
    return found


def speed(year: int) -> float:
    """Speed of the patent office in a year (ratio): 1 before BASE and after the last datum."""
    return speeds().get(year, 1.0)


@cache
def shares_of(region: str) -> PatentShares:
    """Grant ratio, pending applications and lapse of a region, from its series to the end of BASE; gaps are filled.

    ValueError: the region has no such series.
    """
    years = range(BASE[0], BASE[1] + 1)
    names = ("invention_patent_applications", "invention_patents_granted", "invention_patents_in_force")
    known = [{year: v for year, v in region_series(region, name).items() if year <= BASE[1]} for name in names]
    if not all(known):
        raise ValueError(f"region {region!r} lacks official series of invention patents")
    applications, grants, in_force = (filled(values, BASE[0] - 1, BASE[1]) for values in known)
    start = _pending_at_start(applications)
    pending, decided = start, 0.0
    for year in years:
        rate = speed(year) * _decided_a_year()
        now = rate * (pending + 0.5 * applications[year]) / (1.0 + 0.5 * rate)
        decided += now
        pending += applications[year] - now
    lapsed = sum(in_force[year - 1] + grants[year] - in_force[year] for year in years)
    held = sum(0.5 * (in_force[year - 1] + in_force[year]) for year in years)
    granted = sum(grants[year] for year in years)
    return PatentShares(granted / decided, start / in_force[BASE[0] - 1], lapsed / held)
