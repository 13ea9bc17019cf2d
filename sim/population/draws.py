"""Distributions of firms in 2012: where they are, in which sector, how large, whether they do R&D, who is an HNTE."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd
from scipy.special import ndtri
from scipy.stats import poisson as poisson_law

from sim.data import REGIONS, county_column
from sim.data import counties as county_table
from sim.engine.luck import decision
from sim.population.keyed import agent_keys, count_within, uniform
from sim.population.recipe import certain_rows, recipe, shares
from sim.sectors import sector_shares, sector_table

INDUSTRY, SERVICE, CERTAIN = 0, 1, 2
SERVICE_SLOTS = 1 << 20
CERTAIN_SLOTS = 1 << 21

N_INDUSTRY = decision("start.n_industry", "number of industrial firms of a county in 2012")
N_SERVICES = decision("start.n_services", "number of technology service firms of a county in 2012")
SECTOR_DRAW = decision("start.sector", "sector of a firm of 2012")
SALES_DRAW = decision("start.sales", "sales of a firm of 2012")


@cache
def certain_stratum(region: str) -> pd.DataFrame:
    """The region's largest R&D performers: county, sector, ownership by stated assumption, sales by their rank.

    In a part of a province they are those of the province that lie there, with the rank that they have in it.
    """
    rows = certain_rows(region)
    places = {int(code): place for place, code in enumerate(county_table(region)["code"].astype(int))}
    rows["place"] = rows["county"].astype(int).map(places)
    sectors = {name: place for place, name in enumerate(sector_table()["sector"])}
    rows["sector_place"] = rows["sector"].map(sectors)
    province = REGIONS[region].get("part_of", region)
    rows["sales"] = certain_sales(rows["rank"].to_numpy(), recipe(province))
    return rows


def firm_keys(region: str, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(county place, slot, kind) of all firms of 2012 at scale 1; kind INDUSTRY, SERVICE or CERTAIN."""
    weight, numbers = shares(region), recipe(region)
    codes = county_column(region, "code").astype(np.uint64)
    n_industry = poisson_law.ppf(
        uniform(seed, N_INDUSTRY, codes), (numbers["industry_firms"] - numbers["certain_firms"]) * weight["industry"]
    )
    n_service = poisson_law.ppf(uniform(seed, N_SERVICES, codes), numbers["service_firms"] * weight["services"])
    certain = certain_stratum(region)
    places = [np.repeat(np.arange(len(codes)), n.astype(int)) for n in (n_industry, n_service)]
    places.append(certain["place"].to_numpy())
    slots = [
        count_within(places[0]),
        SERVICE_SLOTS + count_within(places[1]),
        CERTAIN_SLOTS + certain["rank"].to_numpy(),
    ]
    kinds = [np.full(len(place), kind) for kind, place in enumerate(places)]
    return np.concatenate(places), np.concatenate(slots), np.concatenate(kinds)


def body_sales(q: np.ndarray | float, numbers: dict[str, float]) -> np.ndarray:
    """Yearly sales (yuan) at quantile q of the lognormal body of industrial firms, above 20m yuan."""
    return 20e6 + numbers["industry_sales_median_above_floor"] * np.exp(numbers["industry_sales_spread"] * ndtri(q))


def industry_sales(u: np.ndarray, numbers: dict[str, float]) -> np.ndarray:
    """Yearly sales of industrial firms (yuan) at quantiles u: lognormal body above 20m yuan, Pareto tail.

    The tail ends where the certainty stratum begins, so that no lot makes a giant.
    """
    tail = numbers["tail_share"]
    stratum = numbers["certain_firms"] / numbers["industry_firms"]
    left = np.clip((1.0 - u) / tail, stratum / tail, 1.0)
    pareto = body_sales(1.0 - tail, numbers) * left ** (-1.0 / numbers["sales_tail_exponent"])
    return np.where(u < 1.0 - tail, body_sales(np.clip(u, 1e-9, 1.0 - tail), numbers), pareto)


def certain_sales(rank: np.ndarray, numbers: dict[str, float]) -> np.ndarray:
    """Yearly sales of the certainty stratum (yuan): the Pareto tail's own values at their ranks."""
    n, tail = numbers["industry_firms"], numbers["tail_share"]
    edge = body_sales(1 - tail, numbers)
    return edge * ((rank - 0.5) / (n * tail)) ** (-1.0 / numbers["sales_tail_exponent"])


def drawn_sector(region: str, seed: int, keys: np.ndarray, service: np.ndarray) -> np.ndarray:
    """Sector places of firms, by the region's shares of industrial and of service firms."""
    u, out = uniform(seed, SECTOR_DRAW, keys), np.zeros(len(keys), np.int64)
    table = sector_shares(region)
    for flag, column in ((service, "share_of_service_firms"), (~service, "share_of_industry_firms")):
        edges = np.cumsum(table[column].to_numpy())
        out[flag] = np.minimum(np.searchsorted(edges / edges[-1], u[flag], side="right"), len(edges) - 1)
    return out


def drawn_sales(seed: int, keys: np.ndarray, service: np.ndarray, numbers: dict[str, float]) -> np.ndarray:
    """Yearly sales of firms (yuan); services between 0.5m and 500m."""
    u = uniform(seed, SALES_DRAW, keys)
    z = ndtri(np.clip(u, 1e-9, 1 - 1e-4))
    small = numbers["service_sales_median"] * np.exp(numbers["service_sales_spread"] * z)
    return np.where(service, np.clip(small, 0.5e6, 500e6), industry_sales(u, numbers))


def active_chance(sales: np.ndarray, service: np.ndarray, high_tech: np.ndarray, numbers: dict) -> np.ndarray:
    """Chance that a firm did R&D in 2012: logit in size, service and high-tech industry."""
    pull = numbers["active_level"] + numbers["active_size"] * np.log(sales / 40e6)
    pull = pull + numbers["active_service"] * service + numbers["active_high_tech"] * high_tech
    return 1.0 / (1.0 + np.exp(-pull))


@cache
def hnte_chance(region: str) -> float:
    """Chance that an eligible firm was an HNTE in 2012, so that their expected number is the recipe's.

    The expected number of eligible firms is taken at scale 1 from the population of seed 0, the reference.
    """
    numbers = recipe(region)
    place, slot, kind = firm_keys(region, 0)
    keys = agent_keys(place, 0, slot)
    service = kind == SERVICE
    high_tech = sector_table()["is_high_tech"].to_numpy()[drawn_sector(region, 0, keys, service)] == 1
    active = active_chance(drawn_sales(0, keys, service, numbers), service, high_tech, numbers)
    return min(0.95, numbers["hnte_2012"] / float((active * high_tech * numbers["merit_2012"]).sum()))
