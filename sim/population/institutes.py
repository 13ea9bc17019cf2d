"""Institutes of 2012: universities and research institutes, placed by S&T employment."""

from __future__ import annotations

import numpy as np

from sim.agents.institute import INSTITUTE
from sim.engine.luck import agent_key
from sim.population.keyed import normal_scores, uniform
from sim.population.recipe import recipe, shares
from sim.rules.institutes import INSTITUTE_FIELD, INVENTOR_SHARE
from sim.sectors import sector_shares


def dealt_out(weight: np.ndarray, n: int) -> list[int]:
    """Places of n seats in turn by largest remainder: each goes where weight times n exceeds the seats most."""
    seats, out = np.zeros(len(weight)), []
    for _ in range(n):
        place = int(np.argmax(weight * n - seats))
        seats[place] += 1
        out.append(place)
    return out


def make_institutes(region: str, belief: dict[str, float]) -> np.ndarray:
    """Institutes of one lane (INSTITUTE): placed by S&T employment, sizes by rank (1 / sqrt(rank)), by assumption."""
    numbers, weight = recipe(region), shares(region)["science"].to_numpy()
    n = int(numbers["n_institutes"])
    out = np.zeros(n, INSTITUTE)
    out["county"] = dealt_out(weight, n)
    out["weight"] = 1.0 / np.sqrt(np.arange(1, n + 1))
    out["weight"] /= out["weight"].sum()
    order = np.argsort(out["county"], kind="stable")
    out = out[order]
    out["alive"] = 1
    out["key"] = [agent_key(int(c), 1, 1 + i) for i, c in enumerate(out["county"])]
    in_force = numbers["invention_patents_in_force_2012"] * numbers["institute_share_of_patents"]
    out["patents"] = np.floor(in_force * out["weight"] + 0.5)
    out["patents_pending"] = np.floor(belief["pending_2012"] * out["patents"] + 0.5)
    return out


def equip_institutes(
    region: str, institutes: np.ndarray, seed: int, belief: dict[str, float], counties: np.ndarray, money: float
) -> None:
    """Technology fields, inventors' shares and stocks of one lane's institutes, in place; `money` R&D of a year (yuan).

    Fields are drawn by the industries that the county's mix of industry and services leads one to expect: nobody lists
    them, so this is an assumption. Bargained shares are logistic around the median.
    """
    table = sector_shares(region)
    services = counties["share_service_firms"][institutes["county"]][:, None]
    firms = services * table["share_of_service_firms"].to_numpy()
    firms = firms + (1.0 - services) * table["share_of_industry_firms"].to_numpy()
    edges = np.cumsum(firms, axis=1)
    u = uniform(seed, INSTITUTE_FIELD, institutes["key"])
    institutes["field"] = (edges / edges[:, -1:] <= u[:, None]).sum(axis=1)
    median = belief["inventor_share"]
    z = belief["inventor_share_spread"] * normal_scores(seed, INVENTOR_SHARE, institutes["key"])
    institutes["inventor_share"] = 1.0 / (1.0 + (1.0 - median) / median * np.exp(-z))
    institutes["effort"], institutes["time_research"] = 1.0, 1.0
    institutes["rd"] = institutes["rd_done"] = money / 4.0 * institutes["weight"]
    institutes["research_money"] = 4.0 * institutes["rd"]
    institutes["knowledge"] = 0.8 * institutes["rd"] / belief["knowledge_decay_quarter"]
