"""The recipe of a region's population: its numbers, each with its status, and the weights that spread them.

A part of a province (Jilin City) has no numbers of its own: it takes the province's, and of what is counted for the
whole province its counties' part, by the weight that the number's row names (`spread_by`).
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.data import FOLDER, REGIONS, county_column
from sim.data import counties as county_table


class Number(NamedTuple):
    """A number of the recipe. `spread_by`: weight by which a part of the region has its part of it ("" = the same)."""

    value: float
    unit: str
    source: str
    status: str
    spread_by: str = ""


@cache
def _file() -> dict[str, dict[str, dict[str, Any]]]:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load((FOLDER / "recipe.yaml").read_text(encoding="utf-8"))


@cache
def numbers(region: str) -> dict[str, Number]:
    """The recipe of a region with units, sources and statuses; ValueError when the region has none."""
    province = REGIONS.get(region, {}).get("part_of", region)
    table = _file()
    if province not in table or province == "shared":
        have = ", ".join(sorted(set(table) - {"shared"}))
        raise ValueError(f"region {region!r} has no population recipe; there is one for: {have}")
    written = table["shared"] | table[province]
    rows = {name: Number(**(row | {"value": float(row["value"])})) for name, row in written.items()}
    if province == region:
        return rows
    return {name: _part(row, region, province) for name, row in rows.items()}


def _part(row: Number, region: str, province: str) -> Number:
    """A number of the province for a part of it, in whole units: the counties' weight times it; ASSUMED."""
    if not row.spread_by:
        return row
    share = share_of_province(region, province, row.spread_by)
    source = f"{province}'s {row.value:g} x {share:.3f}, its counties' weight ({row.spread_by}); there: {row.source}"
    return row._replace(value=float(np.floor(row.value * share + 0.5)), source=source, status="ASSUMED")


@cache
def recipe(region: str) -> dict[str, float]:
    """The recipe's numbers for a region; ValueError when the region has none."""
    return {name: row.value for name, row in numbers(region).items()}


@cache
def share_of_province(region: str, province: str, weight: str) -> float:
    """Weight of a part's counties among those of its province (share); "certain": of its largest R&D performers."""
    inside = county_table(province)["code"].isin(county_table(region)["code"]).to_numpy()
    if weight == "certain":
        listed = certain_rows(province)["county"].astype(str)
        return float(listed.isin(county_table(region)["code"]).mean())
    return float(shares(province)[weight].to_numpy()[inside].sum())


@cache
def shares(region: str) -> pd.DataFrame:
    """Fixed weights of a region's counties (each column sums to 1).

    They use the population of 2010, in which development zones are counted in their counties. What the census of 2020
    says of a county (employment, schooling) leaves out the zones attached to it, and is taken to hold for them too.
    """
    table = county_table(region)
    population = table["pop_2010"].astype(float)
    working = population * 0.55
    out = pd.DataFrame(
        {
            "industry": working * table["emp_share_manufacturing"],
            "services": working * (table["emp_share_ict"] + table["emp_share_sci_tech"]),
            "science": working * table["emp_share_sci_tech"],
            "budget": population,
            # value added per worker of the three sectors of the region: judgement, farm : industry : services
            "rest": working
            * (
                0.35 * table["emp_share_primary"]
                + 1.6 * table["emp_share_secondary"]
                + 1.2 * table["emp_share_tertiary"]
            ),
            "graduates": population * (table["tertiary_educated_share_of_pop_2020"] + 0.02),
        }
    )
    return out / out.sum()


@cache
def schooling_scores(region: str) -> np.ndarray:
    """Mean years of schooling of 2020 by county, in standard deviations from the region's mean county."""
    schooling = county_column(region, "mean_years_schooling_2020")
    return (schooling - schooling.mean()) / schooling.std()


def certain_rows(region: str) -> pd.DataFrame:
    """Rows of the certainty stratum of a province, or those of it that lie in a part of it, by rank."""
    table = pd.read_csv(FOLDER / "certainty_stratum.csv")
    province = REGIONS.get(region, {}).get("part_of", region)
    inside = table["county"].astype(str).isin(county_table(region)["code"])
    return table[(table["region"] == province) & inside].sort_values("rank").reset_index(drop=True)


def rural_population(region: str) -> np.ndarray:
    """Rural residents of each county in 2012 (persons)."""
    numbers = recipe(region)
    urban = county_column(region, "urban_share_2020") * numbers["urban_share_2012"] / numbers["urban_share_2020"]
    return county_column(region, "pop_2010").astype(float) * (1.0 - np.minimum(0.97, urban))
