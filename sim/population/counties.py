"""County governments of 2012, with what they know of their county."""

from __future__ import annotations

import numpy as np

from sim.agents.government import COUNTY
from sim.data import county_column
from sim.population.governments import prefecture_places
from sim.population.institutes import make_institutes
from sim.population.keyed import normal_scores
from sim.population.recipe import recipe, rural_population, schooling_scores, shares
from sim.rules import budgets


def make_counties(region: str, seed: int, belief: dict[str, float]) -> np.ndarray:
    """County records of one lane (COUNTY, in the order of the county table)."""
    weight, numbers = shares(region), recipe(region)
    keys = county_column(region, "code").astype(np.uint64)
    out = np.zeros(len(keys), COUNTY)
    out["key"] = keys
    out["prefecture"] = prefecture_places(region)
    out["population"] = county_column(region, "pop_2010")
    z = schooling_scores(region)
    out["schooling"] = z
    out["share_budget"], out["share_rest"] = weight["budget"], weight["rest"]
    out["share_graduates"] = weight["graduates"]
    industry, services = numbers["industry_firms"] * weight["industry"], numbers["service_firms"] * weight["services"]
    out["expected_firms"] = industry + services
    out["share_service_firms"] = services / (industry + services)
    quality = belief["delivery_spread"] * normal_scores(seed, budgets.DELIVERY_QUALITY, keys)
    out["delivery_quality"] = np.exp(quality + belief["delivery_schooling"] * z - 0.5 * belief["delivery_spread"] ** 2)
    out["absorptive_capacity"] = 1.0 / (1.0 + np.exp(-belief["absorption_schooling"] * z))
    spread = belief["st_propensity_spread"]
    propensity = np.exp(spread * normal_scores(seed, budgets.ST_PROPENSITY, keys) - 0.5 * spread * spread)
    out["st_propensity"] = propensity / (propensity * weight["budget"].to_numpy()).sum()
    out["st_propensity_usual"] = out["st_propensity"]
    size = np.argsort(np.argsort(-out["share_budget"], kind="stable"), kind="stable")
    out["tier"] = 3 * size // len(out)
    out["effort"], out["subsidy_chance"], out["entry_cost"] = 1.0, 1.0, 1.0
    out["skilled_wage"] = belief["wage_2012"] * np.exp(0.1 * z)
    out["skilled_wage_2012"] = out["skilled_wage"]
    institutes = make_institutes(region, belief)
    np.add.at(out["institute_weight"], institutes["county"], institutes["weight"])
    out["housing_cost"] = np.exp(0.3 * z)
    out["housing_cost_2012"] = out["housing_cost"]
    out["natives_outside"] = natives_outside(region)
    out["is_zone_seat"][np.argmax(rural_population(region))] = 1
    return out


def natives_outside(region: str) -> np.ndarray:
    """Natives of each county who live elsewhere (persons): by assumption, what natural growth would have left there.

    Residents of 2010, grown at the recipe's natural rate to 2020, less those of 2020; not below the recipe's floor.
    """
    numbers, residents = recipe(region), county_column(region, "pop_2010").astype(float)
    stayed = residents * (1.0 + numbers["natural_growth_2010_2020"])
    floor = numbers["natives_outside_floor"] * residents
    return np.maximum(stayed - county_column(region, "pop_2020").astype(float), floor)
