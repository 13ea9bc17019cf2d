"""Golden results: yearly regional medians of key indicators of a scenario, kept beside it.

    python scenarios/expected/refresh.py [SCENARIO ...]

writes scenarios/expected/<scenario>.csv anew (default: every scenario that has one, or jiangxi_2018): of jiangxi_2018
every key indicator of every year, of the others a few, in the years of MILESTONES. When numbers move, the changelog
says which and why.
"""

import platform
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))  # also when it is run as a script from a checkout

import pandas as pd

FOLDER = Path(__file__).parent
RUN: dict[str, Any] = {"replicates": 3, "seed": 1, "scale": 50}
INDICATORS = (
    "gdp",
    "rd_expenditure",
    "rd_enterprise",
    "rd_real",
    "rd_intensity",
    "rd_active_firms",
    "rd_personnel",
    "hnte",
    "super_deduction_claimants",
    "outside_contracts",
    "invention_patents_in_force",
    "fiscal_st_spending",
    "tax_paid",
    "innovative_counties",
    "innovative_townships_share",
    "farm_household_income",
    "firms",
)
FEW = ("rd_expenditure", "rd_active_firms", "hnte", "outside_contracts", "fiscal_st_spending", "farm_household_income")
MILESTONES = {  # of a scenario of which few numbers are kept: the years, the last of which ends the run
    "jilin_2018": (2018, 2020, 2022),
    "sichuan_2018": (2018, 2020, 2022),
    "jilin_2021": (2021, 2023, 2025),
    "jilin_city_2016": (2016, 2018, 2020),
}


def processor() -> str:
    """Type of processor, which decides the last bits (the C library's exp differs with and without FMA)."""
    return platform.machine()


def kept_of(scenario: str) -> tuple[str, ...]:
    """The indicators that are kept of a scenario."""
    return FEW if scenario in MILESTONES else INDICATORS


def measured(scenario: str) -> pd.DataFrame:
    """year, indicator, value: medians over the replicates of the region's yearly values."""
    from sim.books import region_code
    from sim.scenario import load_scenario
    from sim.simulation import simulate

    chosen, years = load_scenario(scenario), MILESTONES.get(scenario)
    if years:
        chosen = chosen.until(years[-1])
    with TemporaryDirectory() as out:
        rows = simulate(chosen, **RUN, out=out, baseline=False).indicators
    rows = rows[(rows["county"] == region_code(chosen.region)) & (rows["quarter"] == 0)]
    rows = rows[rows["indicator"].isin(kept_of(scenario)) & rows["year"].isin(years or rows["year"])]
    table = rows.astype({"indicator": str}).groupby(["year", "indicator"])["value"].median()
    return table.reset_index()


def expected(scenario: str) -> tuple[pd.DataFrame, str]:
    """(what is kept, the type of processor that it was made on)."""
    file = FOLDER / f"{scenario}.csv"
    first = file.read_text(encoding="utf-8").splitlines()[0]
    return pd.read_csv(file, comment="#"), first.removeprefix("# made on ").strip()


def refresh(scenario: str) -> Path:
    """Run the scenario and keep what it found."""
    file = FOLDER / f"{scenario}.csv"
    text = measured(scenario).to_csv(index=False, float_format="%.17g")
    file.write_text(f"# made on {processor()}\n{text}", encoding="utf-8")
    return file


if __name__ == "__main__":
    names = sys.argv[1:] or sorted(file.stem for file in FOLDER.glob("*.csv")) or ["jiangxi_2018"]
    for name in names:
        print(refresh(name))
