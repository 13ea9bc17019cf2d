"""First point fit of a region: levels of 2012 and a few trends, against the official series.

    python -m calibration.fit jiangxi

Writes calibration/fitted/<region>.yaml and <region>_rest_of_economy.csv. Everything else keeps its prior's median.
Least squares on logs over the years with data; weights are one over the spread given with each moment. The policy
package that was in force is in force here where its scenario exists, so the fit says nothing about what a lever does;
elsewhere the region runs under national law. A region without fitted values starts from Jiangxi's. A part of a
province takes the province's values, and is fitted in a few levels (OF_A_PART) to its derived series.
"""

from __future__ import annotations

import sys
from math import log
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from sim import beliefs, inputs
from sim.data import REGIONS
from sim.region_series import region_series
from sim.scenario import Scenario, load_scenario
from sim.world import LaneOf, World, replicate_seed

FOLDER = Path(__file__).parent / "fitted"
LAST_YEAR = 2021
SEEDS = 4
YI = 1e8
RELABELLED_SHARE = 0.242  # of reported R&D: Chen, Liu, Suarez Serrato and Xu 2021 (E20), recognised firms to 2011

# parameter -> (least, most, scale of a step)
FREE = {
    "habit_level": (-2.0, 3.0, 0.05),
    "start_level": (-9.0, 1.0, 0.05),
    "start_trend": (-0.6, 0.5, 0.02),
    "meets_other_criteria": (0.02, 0.9, 0.03),
    "relabelling_curvature": (0.3, 4.0, 0.05),
    "certification_cost": (40_000.0, 400_000.0, 10_000.0),
    "standing_of_hnte": (0.0, 0.01, 0.0005),
    "criteria_trend": (0.0, 0.08, 0.01),
    "patent_yield": (0.02, 2.0, 0.02),
    "patent_trend": (-0.2, 0.3, 0.01),
    "entry_rate": (0.02, 0.4, 0.01),
    "entry_trend": (-0.1, 0.2, 0.01),
    "wage_2012": (40_000.0, 250_000.0, 3_000.0),
    "wage_trend": (0.0, 0.15, 0.005),
}

OF_A_PART = ("habit_level", "patent_yield", "wage_2012")
"""What is fitted in a part of a province; all else is the province's."""

PACKAGE = {"jiangxi": "jiangxi_2018"}
"""Scenario of the policy that was in force, where there is one."""

DOUBTFUL = {
    "jilin": [("", 2017, 2021, 10.0)],
    "jilin_city": [("", 2017, 2021, 10.0)],
    "sichuan": [("hnte", 2013, 2021, 10.0)],
}
"""(statistic or "" for all, first year, last year, factor on its spread): what counts less in a region's fit.

Jilin from 2017: cleaning of reports, anchor firms and a changed label of the source of funds (sim/data/README.md,
breaks). Sichuan's recognised firms: most are small services with little R&D, of which the model has too few; fitted
in full they would pull R&D off its series."""


def wider(region: str, statistic: str, year: int) -> float:
    """Factor on the spread of a statistic in a year."""
    factors = [
        factor
        for name, first, last, factor in DOUBTFUL.get(region, [])
        if name in ("", statistic) and first <= year <= last
    ]
    return max(factors, default=1.0)


def moments(region: str) -> list[tuple[str, int, float, float]]:
    """(statistic, year, official value in our unit, spread of its log) that the fit looks at."""
    rows = []
    for name, indicator, factor, spread, years in (
        ("rd_enterprise", "rd_funded_by_enterprises", YI, 0.03, range(2012, LAST_YEAR + 1)),
        ("rd_personnel", "rd_personnel_fte", 1.0, 0.08, range(2012, LAST_YEAR + 1)),
        ("patents_in_force", "invention_patents_in_force", 1.0, 0.05, range(2013, LAST_YEAR + 1)),
        ("hnte", "hnte_stock", 1.0, 0.05, range(2013, LAST_YEAR + 1)),
        ("above_scale", "above_scale_industrial_firms", 1.0, 0.03, range(2013, LAST_YEAR + 1)),
        ("above_scale_active", "above_scale_industrial_firms_with_rd_activity", 1.0, 0.05, range(2013, LAST_YEAR + 1)),
    ):
        data = region_series(region, indicator)
        rows += [
            (name, year, data[year] * factor, spread * wider(region, name, year)) for year in years if year in data
        ]
    rows.append(("relabelled_share", 2018, RELABELLED_SHARE, 0.15))
    return rows


def in_force(region: str) -> Scenario:
    """The region under the policy that was in force, as far as there is a scenario of it."""
    return load_scenario(PACKAGE[region]) if region in PACKAGE else national_law(region)


def national_law(region: str) -> Scenario:
    """The region under national law alone."""
    return load_scenario("national_law").with_region(region)


def simulated(scenario: Scenario, values: dict[str, float]) -> dict[str, np.ndarray]:
    """Yearly statistics (mean over seeds) of a run at scale 1 with central parameters and these fitted values."""
    scenario = scenario.with_values({"assumptions.parameters": "central"}).until(LAST_YEAR)
    world = World([LaneOf(scenario, replicate_seed(1, k), k, values) for k in range(SEEDS)])
    while world.quarter_number < world.n_quarters:
        world.step()
    t = {name: world.tally[name].sum(axis=2).mean(axis=0) for name in world.tally.dtype.names or ()}

    def flow(name: str) -> np.ndarray:
        return t[name].reshape(-1, 4).sum(axis=1)

    def stock(name: str) -> np.ndarray:
        return t[name].reshape(-1, 4)[:, 3]

    own = flow("yuan_rd_enterprise_real") + flow("yuan_rd_relabelled") + flow("yuan_rd_institutes_contracts")
    return {
        "rd_enterprise": own - flow("yuan_rd_firms_government"),
        "rd_personnel": stock("n_rd_personnel"),
        "patents_in_force": stock("invention_patents_in_force"),
        "hnte": stock("n_hnte"),
        "above_scale": stock("n_above_scale"),
        "above_scale_active": stock("n_above_scale_rd_active"),
        "relabelled_share": flow("yuan_rd_relabelled") / own,
        "value_added": flow("value_added"),
    }


def begin(region: str) -> None:
    """Files to begin with for a region that has none: those of its province, else Jiangxi's."""
    for end in (".yaml", "_rest_of_economy.csv"):
        if not (FOLDER / f"{region}{end}").exists():
            first = REGIONS[region].get("part_of", "jiangxi")
            (FOLDER / f"{region}{end}").write_text((FOLDER / f"{first}{end}").read_text(encoding="utf-8"), "utf-8")


def fit(region: str, evaluations: int = 3) -> dict[str, float]:
    """Least-squares fit of the free values, the others as they stand; prints what it reaches."""
    values, rows, scenario = beliefs.fitted(REGIONS[region].get("part_of", region)), moments(region), in_force(region)
    free = OF_A_PART if "part_of" in REGIONS[region] else tuple(FREE)
    scales = np.array([FREE[name][2] for name in free])
    low, high = (np.array([FREE[name][k] for name in free]) / scales for k in (0, 1))

    def at(x: np.ndarray) -> dict[str, float]:
        return values | {name: float(v) for name, v in zip(free, x * scales, strict=True)}

    def misfit(x: np.ndarray) -> np.ndarray:
        out = simulated(scenario, at(x))
        found = [
            (log(max(out[name][year - 2012], 1e-9)) - log(official)) / spread for name, year, official, spread in rows
        ]
        # a weak pull to where we began keeps what the series do not determine
        return np.array([*found, *(0.05 * (x - start))])

    start = np.clip(np.array([values[name] for name in free]) / scales, low + 1e-6, high - 1e-6)
    best = least_squares(misfit, start, bounds=(low, high), diff_step=1e-9, jac=_jacobian(misfit), max_nfev=evaluations)
    result = at(best.x)
    out = simulated(scenario, result)
    for name, year, official, _ in rows:
        print(f"{name:20s} {year}  official {official:18,.3f}  model {out[name][year - 2012]:18,.3f}")
    return result


def _jacobian(misfit):
    """Forward differences with steps of one scale: luck makes smaller steps useless."""

    def jacobian(x, *_):
        base = misfit(x)
        return np.stack([(misfit(x + step) - base) for step in np.eye(len(x))], axis=1)

    return jacobian


def write(region: str, values: dict[str, float]) -> None:
    """Store the fitted values, and the share of official GDP outside modelled firms (run without new policy)."""
    from ruamel.yaml import YAML

    with (FOLDER / f"{region}.yaml").open("w", encoding="utf-8") as file:
        file.write(
            "# Made by calibration/fit.py: a first point fit to the official series; see calibration/README.md.\n"
        )
        YAML().dump({"region": region, "values": {k: float(f"{v:.6g}") for k, v in values.items()}}, file)
    added = simulated(national_law(region), values)["value_added"]
    table = inputs.yearly(region, "central", 2012, LAST_YEAR)
    with (FOLDER / f"{region}_rest_of_economy.csv").open("w", encoding="utf-8") as file:
        file.write(
            "# Made by calibration/fit.py: one less modelled value added over official GDP (census-revised basis)\n"
        )
        file.write("year,share_of_gdp\n")
        for year, value in zip(range(2012, LAST_YEAR + 1), added, strict=True):
            file.write(f"{year},{1.0 - value / table['gdp'][year]:.6f}\n")


if __name__ == "__main__":
    region_name = sys.argv[1] if len(sys.argv) > 1 else "jiangxi"
    begin(region_name)
    fitted_values = fit(region_name)
    print(fitted_values)
    write(region_name, fitted_values)
