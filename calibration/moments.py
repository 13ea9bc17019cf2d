"""What the fit looks at: official series of a region, what the model says of the same, and how far they may part.

    log y = log M + d + e        y official, M model
    d' = d + g,  g' = phi g + s z        discrepancy: the model's growth is wrong by a shock with memory
    e: error of observation

Growth and level thus count together: a year's growth that the model misses is not charged again in every later year.
The shocks are about two thirds of those that a forecast needs (0.045 for R&D, 0.06 personnel, 0.08 grants): the fit is
to follow the series as far as plausible parameters can, and what is left is for the discrepancy of the forecast. The
covariance of log y - log M over a series' years follows, and the misfit is its whitened difference.
"""

from __future__ import annotations

from importlib import import_module
from math import log
from typing import NamedTuple

import numpy as np

from sim.indicators import FLOWS, STOCKS
from sim.region_series import region_series
from sim.world import World

FIRST, LAST = 2012, 2017
"""Years of the fit. Trends of the provinces hold until LAST (`fitted_to` of calibration/fitted/)."""


class Moment(NamedTuple):
    """One official series of the fit."""

    indicator: str  # of sim.indicators
    panel: str  # name of the official series
    factor: float  # from the panel's unit to ours
    observed: float  # spread of the error of observation (log)
    shock: float  # spread of the yearly shock to growth (log)
    memory: float  # memory of that shock
    level: float  # spread of the discrepancy in the first year (log)


MOMENTS = (
    Moment("rd_enterprise", "rd_funded_by_enterprises", 1e8, 0.02, 0.03, 0.4, 0.01),
    Moment("rd_personnel", "rd_personnel_fte", 1.0, 0.04, 0.04, 0.0, 0.01),
    Moment("invention_patents_granted", "invention_patents_granted", 1.0, 0.02, 0.06, 0.0, 0.03),
    Moment("invention_patents_in_force", "invention_patents_in_force", 1.0, 0.01, 0.02, 0.4, 0.02),
    Moment("above_scale_firms", "above_scale_industrial_firms", 1.0, 0.02, 0.02, 0.0, 0.02),
    Moment("hnte", "hnte_stock", 1.0, 0.02, 0.1, 0.0, 0.05),
)

BROKEN = {
    ("jilin", "rd_enterprise"): (2016, 2017),
    ("jilin", "rd_personnel"): (2016, 2017),
}
"""Years in which a series mixes reports cleaned, anchor firms and labels (sim/data/README.md): shock BROKEN_SHOCK."""

BROKEN_SHOCK = 0.06


BEGINNING = (0.15, 0.1)
"""Log growth a year (mean, spread) of above-scale firms with R&D over the first seven quarters: 16 % nationally in 2013
(47,204 to 54,832 firms; RECALLED). The number of 2012 is the recipe's; without this the first year would make up for
whatever the hazard of starting R&D and that number do not agree on, and differ in kind from the years before it."""


SPREADING = (0.155, 0.1)
"""Log growth a year (mean, spread among provinces) of above-scale firms with R&D over the years of the fit: nationally
from 47,204 in 2012 to 102,218 in 2017 (RECALLED); the spread is that of Jilin's, Jiangxi's and Sichuan's own growth of
2018-20 (0.04, 0.18 and 0.27 a year). Without it R&D could grow by what active firms spend alone."""


class Target(NamedTuple):
    """The official values of one moment in a region: years, logs, and what whitens differences of logs."""

    moment: Moment
    years: tuple[int, ...]
    logs: np.ndarray
    whitener: np.ndarray


def official(region: str, panel: str, factor: float = 1.0) -> dict[int, float]:
    """Official values by year of the fit, in our unit."""
    return {year: value * factor for year, value in region_series(region, panel).items() if FIRST <= year <= LAST}


def covariance(moment: Moment, years: tuple[int, ...], broken: tuple[int, ...] = ()) -> np.ndarray:
    """Covariance of log y - log M over `years`, from the equations above."""
    span = LAST - FIRST + 1
    growth = np.zeros((span, span))  # growth[t, k]: what a unit shock in year k does to growth in year t
    for t in range(1, span):
        for k in range(1, t + 1):
            growth[t, k] = moment.memory ** (t - k)
    spread = [BROKEN_SHOCK if FIRST + k in broken else moment.shock for k in range(span)]
    paths = np.cumsum(growth, axis=0) * np.array(spread)
    full = paths @ paths.T + moment.level**2 + moment.observed**2 * np.eye(span)
    chosen = [year - FIRST for year in years]
    return full[np.ix_(chosen, chosen)]


def targets(region: str) -> list[Target]:
    """What the fit looks at in a region: the moments that have official values in the years of the fit."""
    found = []
    for moment in MOMENTS:
        values = official(region, moment.panel, moment.factor)
        if not values:
            continue
        years = tuple(sorted(values))
        inverse = np.linalg.inv(
            np.linalg.cholesky(covariance(moment, years, BROKEN.get((region, moment.indicator), ())))
        )
        found.append(Target(moment, years, np.array([log(values[year]) for year in years]), inverse))
    return found


def yearly(world: World) -> dict[str, np.ndarray]:
    """Fields of a finished world's tally, summed over counties: [lane, year]; flows of the year, stocks at its end."""
    lanes, quarters, _ = world.tally.shape
    found = {}
    for name in (*FLOWS, *STOCKS):
        by_quarter = world.tally[name].sum(axis=2).reshape(lanes, quarters // 4, 4)
        found[name] = by_quarter.sum(axis=2) if name in FLOWS else by_quarter[:, :, 3]
    return found


def measured(world: World) -> dict[str, np.ndarray]:
    """The fit's indicators of a finished world, `rd_active_firms` and `value_added` (yuan): [lane, year]; and
    the log growth a year of above-scale firms with R&D over the first seven quarters (`beginning`) and over the years
    of the fit (`spreading`): [lane, 1]."""
    fields = yearly(world)
    names = (*(m.indicator for m in MOMENTS), "rd_active_firms")
    found = {name: import_module(f"sim.indicators.{name}").measure(fields) for name in names}
    active = np.maximum(world.tally["n_above_scale_rd_active"].sum(axis=2), 1.0)
    beginning = np.log(active[:, 7:8] / active[:, :1]) / 1.75
    spreading = np.log(active[:, 4 * (LAST - FIRST) + 3 :][:, :1] / active[:, 3:4]) / (LAST - FIRST)
    return found | {"value_added": fields["value_added"], "beginning": beginning, "spreading": spreading}


def misfit(region: str, model: dict[str, np.ndarray]) -> np.ndarray:
    """Whitened differences of logs, official less model, of all moments of a region; model: indicator -> by year."""
    parts = []
    for target in targets(region):
        path = model[target.moment.indicator]
        parts.append(target.whitener @ (target.logs - np.log([max(path[year - FIRST], 1e-9) for year in target.years])))
    for name, (growth, spread) in (("beginning", BEGINNING), ("spreading", SPREADING)):
        parts.append((model[name] - growth) / spread)
    return np.concatenate(parts)
