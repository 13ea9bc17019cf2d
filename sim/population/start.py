"""The whole of a lane's population as it starts, in the order in which one part builds on another."""

from __future__ import annotations

from math import exp

import numpy as np

from sim.population.counties import make_counties
from sim.population.firms import make_firms
from sim.population.funds import make_funds
from sim.population.governments import make_prefectures, make_provinces
from sim.population.institutes import equip_institutes, make_institutes
from sim.population.talent import make_talent
from sim.population.townships import count_poor_villages, make_townships
from sim.sectors import N_SECTORS, SECTOR, sector_shares, sector_table


def make_lane(
    region: str, first_year: int, seed: int, scale: int, belief: dict[str, float], institute_money: float
) -> dict[str, np.ndarray]:
    """Everybody who is there as a lane starts: the name of each population and its records.

    seed: the lane's luck; scale: one firm and one worker in K; belief: parameters of the rules; institute_money:
    government money for institutes' R&D in the first quarter (yuan).
    """
    counties = make_counties(region, seed, belief)
    firms = make_firms(region, seed, scale, belief, 4 * first_year)
    institutes = make_institutes(region, belief)
    equip_institutes(region, institutes, seed, belief, counties, institute_money)
    price = belief["interest"] + belief["knowledge_decay"]
    firms["user_cost_2012"], firms["user_cost"] = price, price
    talent = make_talent(region, seed, scale, belief, counties, firms, institutes, first_year)
    np.add.at(counties["n_workforce"], talent["county"], 1)
    townships = make_townships(region, seed, belief)
    np.add.at(counties["farm_households"], townships["county"], townships["households"])
    count_poor_villages(counties, townships, belief)
    return {
        "provinces": make_provinces(region),
        "prefectures": make_prefectures(region, counties),
        "counties": counties,
        "firms": firms,
        "institutes": institutes,
        "talent": talent,
        "townships": townships,
        "funds": make_funds(region, seed, counties, 4 * first_year),
        "sectors": _make_sectors(region, firms, institutes),
    }


def _make_sectors(region: str, firms: np.ndarray, institutes: np.ndarray) -> np.ndarray:
    """Sector records of one lane, with the sales of the firms at the start."""
    table, out = sector_table(), np.zeros(N_SECTORS, SECTOR)
    for name in (
        "is_manufacturing",
        "is_high_tech",
        "is_strategic_emerging",
        "on_negative_list",
        "is_integrated_circuits",
    ):
        out[name] = table[name]
    out["rd_habit"] = np.log(table["rd_intensity"])
    out["value_added_share"], out["demand_lead"] = table["value_added_share"], table["demand_lead"]
    shares = sector_shares(region)
    out["share_of_industry"], out["share_of_services"] = (
        shares["share_of_industry_firms"],
        shares["share_of_service_firms"],
    )
    out["index"], out["clearing"] = 1.0, 1.0
    out["n_institutes"] = np.bincount(institutes["field"], minlength=N_SECTORS)
    weight = firms["sales"] * firms["stands_for"]
    strong = np.array([exp(x) for x in firms["productivity"]])
    out["sales_start"] = np.bincount(firms["sector"], weight, N_SECTORS)
    out["share_of_firms"] = np.bincount(firms["sector"], firms["stands_for"], N_SECTORS) / firms["stands_for"].sum()
    total = np.bincount(firms["sector"], weight * strong, N_SECTORS)
    out["strength"] = np.where(out["sales_start"] > 0, total / np.maximum(out["sales_start"], 1.0), 1.0)
    out["strength_start"] = out["strength"]
    return out
