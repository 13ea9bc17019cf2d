"""Firms of 2012: above-scale industry, technology services, and the certainty stratum."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import poisson as poisson_law

from sim.agents.firm import FIRM
from sim.engine.luck import decision
from sim.population.draws import (
    CERTAIN,
    CERTAIN_SLOTS,
    SERVICE,
    active_chance,
    certain_stratum,
    drawn_sales,
    drawn_sector,
    firm_keys,
    hnte_chance,
)
from sim.population.fortunes import live_through_years_before
from sim.population.keyed import agent_keys, kept, normal_scores, uniform
from sim.population.recipe import recipe
from sim.rules import recognition
from sim.sectors import sector_table

STATE_DRAW = decision("start.is_state", "is a firm of 2012 state-owned?")
HABIT_DRAW = decision("start.rd_habit", "a firm's own R&D habit")
ACTIVE_DRAW = decision("start.rd_active", "does a firm do R&D in 2012?")
PRODUCTIVITY_DRAW = decision("start.productivity", "a firm's productivity in 2012")
AGE_DRAW = decision("start.age", "age of a firm of 2012")
CLAIMS_DRAW = decision("start.claims", "did an active firm claim in 2012?")
HNTE_DRAW = decision("start.hnte", "was an eligible firm an HNTE in 2012?")
EXPIRY_DRAW = decision("start.hnte_until", "when does the certificate of 2012 end?")
SME_DRAW = decision("start.is_tech_sme", "is a firm of 2012 a technology SME?")
PATENT_DRAW = decision("start.patents", "patents in force in 2012")
PENDING_DRAW = decision("start.patents_pending", "applications pending in 2012")


def make_firms(region: str, seed: int, scale: int, belief: dict[str, float], first_quarter: int) -> np.ndarray:
    """Firms of 2012 of one lane (FIRM, in the order of their keys)."""
    out = _places(region, seed, scale)
    _trade(out, region, seed, belief, first_quarter)
    _research(out, region, seed, belief)
    live_through_years_before(out, seed, belief, first_quarter)
    _recognition(out, region, seed, belief, first_quarter)
    _patents(out, region, seed, belief)
    return out


def _places(region: str, seed: int, scale: int) -> np.ndarray:
    """The firms that the sample keeps, with key, county and kind."""
    place, slot, kind = firm_keys(region, seed)
    keys = agent_keys(place, 0, slot)
    stay = (kind == CERTAIN) | kept(len(keys), scale)
    order = np.argsort(keys[stay], kind="stable")
    place, kind, keys = (x[stay][order] for x in (place, kind, keys))
    out = np.zeros(len(keys), FIRM)
    out["key"], out["alive"], out["county"] = keys, 1, place
    out["stands_for"] = np.where(kind == CERTAIN, 1, scale)
    out["is_certain"], out["is_service"] = kind == CERTAIN, kind == SERVICE
    return out


def _listed(out: np.ndarray, region: str) -> pd.DataFrame:
    """Rows of the certainty stratum of those firms that belong to it, in their order."""
    keys = out["key"][out["is_certain"] == 1].astype(np.int64)
    return certain_stratum(region).set_index("rank").reindex((keys - 1) % (1 << 32) - CERTAIN_SLOTS)


def _trade(out: np.ndarray, region: str, seed: int, belief: dict[str, float], first_quarter: int) -> None:
    """Sector, ownership, sales, productivity, age."""
    numbers, keys = recipe(region), out["key"]
    certain, service = out["is_certain"] == 1, out["is_service"] == 1
    listed = _listed(out, region)
    out["sector"] = drawn_sector(region, seed, keys, service)
    out["sector"][certain] = listed["sector_place"]
    out["is_state"] = (uniform(seed, STATE_DRAW, keys) < numbers["state_share_of_industry"]) & ~service
    out["is_state"][certain] = listed["is_state"]
    sales = drawn_sales(seed, keys, service, numbers)
    sales[certain] = listed["sales"]
    out["sales_year"], out["sales"], out["sales_before"] = sales, sales / 4, sales / 4
    spread = np.where(certain, 0.0, 1.0)
    out["productivity"] = belief["productivity_spread_2012"] * spread * normal_scores(seed, PRODUCTIVITY_DRAW, keys)
    age = -belief["mean_age_2012"] * np.log1p(-uniform(seed, AGE_DRAW, keys))
    out["founded"] = first_quarter - np.minimum(4 * age, 160).astype(int) - 1


def _research(out: np.ndarray, region: str, seed: int, belief: dict[str, float]) -> None:
    """Habit, technology SMEs, who does R&D and how much, knowledge, who claims the super-deduction."""
    numbers, keys, sales = recipe(region), out["key"], out["sales_year"]
    certain, service = out["is_certain"] == 1, out["is_service"] == 1
    sectors = sector_table()
    spread = np.where(certain, 0.0, 1.0)
    out["rd_habit"] = belief["habit_spread"] * spread * normal_scores(seed, HABIT_DRAW, keys)
    sme = uniform(seed, SME_DRAW, keys) < np.where(
        service, numbers["tech_sme_share_of_services"], numbers["tech_sme_share_of_industry"]
    )
    out["is_tech_sme"] = sme & (sales < belief["tech_sme_sales"])
    out["rd_habit"] += belief["habit_of_certain_firms"] * certain
    out["rd_habit"] += (
        belief["habit_of_state_firms"] * out["is_state"] + belief["habit_of_tech_smes"] * out["is_tech_sme"]
    )
    high_tech = sectors["is_high_tech"].to_numpy()[out["sector"]] == 1
    chance = active_chance(sales, service, high_tech, numbers)
    out["is_rd_active"] = (uniform(seed, ACTIVE_DRAW, keys) < chance) | certain
    habit = np.log(sectors["rd_intensity"].to_numpy())[out["sector"]]
    size = (belief["rd_size_elasticity"] - 1.0) * np.log(sales / 20e6)
    rd = np.exp(belief["habit_level"] - belief["rd_gap_2012"] + habit + out["rd_habit"] + size) * sales / 4
    out["rd"] = np.where(out["is_rd_active"], rd, 0.0)
    out["rd_done"], out["rd_year"] = out["rd"], 4 * out["rd"]
    out["knowledge"] = belief["knowledge_2012"] * out["rd"] / belief["knowledge_decay_quarter"]
    out["claims"] = (uniform(seed, CLAIMS_DRAW, keys) < belief["claim_share_2012"]) & (out["is_rd_active"] == 1)


def _recognition(out: np.ndarray, region: str, seed: int, belief: dict[str, float], first_quarter: int) -> None:
    """Merit, cost of an application, and the certificates of 2012."""
    keys = out["key"]
    high_tech = sector_table()["is_high_tech"].to_numpy()[out["sector"]] == 1
    out["merit"] = uniform(seed, recognition.MEETS_OTHER_CRITERIA, keys)
    certain, stated = out["is_certain"] == 1, _listed(out, region)["merit"].to_numpy(float)
    out["merit"][certain] = np.where(np.isnan(stated), out["merit"][certain], stated)
    cost = belief["certification_spread"] * normal_scores(seed, recognition.CERTIFICATION_COST_DRAW, keys)
    out["certification_cost"] = belief["certification_cost"] * np.exp(cost)
    eligible = (out["is_rd_active"] == 1) & high_tech & (out["merit"] < recipe(region)["merit_2012"])
    out["is_hnte"] = eligible & (uniform(seed, HNTE_DRAW, keys) < hnte_chance(region))
    until = first_quarter + 3 + 4 * np.floor(3 * uniform(seed, EXPIRY_DRAW, keys)).astype(int)
    out["hnte_until"] = np.where(out["is_hnte"] == 1, until, 0)


def _patents(out: np.ndarray, region: str, seed: int, belief: dict[str, float]) -> None:
    """Patents in force, spread over firms by their R&D, and applications pending."""
    numbers, keys = recipe(region), out["key"]
    in_force = numbers["invention_patents_in_force_2012"] * (1 - numbers["institute_share_of_patents"])
    mean = in_force * out["rd"] * 4 / numbers["expected_rd_2012"]
    out["patents"] = poisson_law.ppf(uniform(seed, PATENT_DRAW, keys), mean)
    out["patents_pending"] = poisson_law.ppf(uniform(seed, PENDING_DRAW, keys), belief["pending_2012"] * mean)
