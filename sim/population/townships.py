"""Rural towns and townships of 2012 and their farm households."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.stats import poisson as poisson_law

from sim.agents.township import TOWNSHIP
from sim.data import county_column
from sim.engine.luck import agent_key
from sim.population.keyed import normal_scores, uniform
from sim.population.recipe import recipe, rural_population, schooling_scores
from sim.rules import adoption, budgets


def make_townships(region: str, seed: int, belief: dict[str, float]) -> np.ndarray:
    """Rural towns and townships of one lane (TOWNSHIP), households spread evenly within a county."""
    keys, counties, households = _places(region)
    numbers, z = recipe(region), schooling_scores(region)
    out = np.zeros(len(keys), TOWNSHIP)
    out["key"], out["county"], out["households"] = keys, counties, households
    out["base_income"] = numbers["farm_income_2012"] * np.exp(0.15 * z[out["county"]])
    # more schooling, more use of a technique: +0.02 log points a standard deviation of schooling (A4 of the evidence)
    out["income_effect"] = belief["household_income_effect"] + 0.02 * z[out["county"]]
    add_villages(out, region, seed)
    start_adoption(out, belief)
    out["organisation"] = normal_scores(seed, budgets.TOWNSHIP_ORGANISATION, out["key"])
    return out


@cache
def _places(region: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(key, county, households) of every township, the same in every lane."""
    size, rows = recipe(region)["farm_household_size"], []
    each = (county_column(region, "n_town") + county_column(region, "n_township")).tolist()
    for place, (n, population) in enumerate(zip(each, rural_population(region).tolist(), strict=True)):
        rows += [(agent_key(place, 2, 1 + k), place, population / size / n) for k in range(int(n))]
    keys, counties, households = zip(*rows, strict=True)
    return np.array(keys, np.uint64), np.array(counties), np.array(households)


def add_villages(out: np.ndarray, region: str, seed: int) -> None:
    """Villages, poor villages, mark and rank of townships (TOWNSHIP).

    Poor villages go to counties with low schooling and much farming, by assumption; within a county by keyed lot.
    """
    numbers, z = recipe(region), schooling_scores(region)
    need = (county_column(region, "emp_share_primary") * np.exp(-0.5 * z))[out["county"]]
    out["villages"] = numbers["villages_per_township"]
    poor = poisson_law.ppf(
        uniform(seed, adoption.POOR_VILLAGES, out["key"]),
        numbers["poor_village_share"] * numbers["villages_per_township"] * need / need.mean(),
    )
    out["poor_villages"] = np.minimum(poor, out["villages"])
    out["is_poor"] = out["poor_villages"] >= numbers["poor_township"] * out["villages"]
    order = np.argsort(-out["poor_villages"], kind="stable")
    out["poverty_rank"][order] = np.arange(1, len(out) + 1)


def count_poor_villages(counties: np.ndarray, townships: np.ndarray, belief: dict[str, float]) -> None:
    """Poor villages of every county, its place by them, their households and what these earn (COUNTY).

    Of counties with equally many the first in the table comes first.

    Which counties the documents call poor is not in the data: those with most poor villages stand for them, ASSUMED.
    """
    np.add.at(counties["poor_villages"], townships["county"], townships["poor_villages"])
    order = np.argsort(-counties["poor_villages"], kind="stable")
    counties["poverty_rank"][order] = np.arange(1, len(counties) + 1)
    share, ratio = townships["poor_villages"] / townships["villages"], belief["poor_income_ratio"]
    households = townships["households"] * share
    np.add.at(counties["poor_households"], townships["county"], households)
    income = ratio * townships["base_income"] / (1.0 - share + share * ratio)
    np.add.at(counties["poor_income"], townships["county"], households * income)
    counties["poor_income"] /= np.maximum(counties["poor_households"], 1.0)


def start_adoption(out: np.ndarray, belief: dict[str, float]) -> None:
    """Adoption that ordinary extension alone would keep: take-up in contact equals abandonment without (TOWNSHIP)."""
    loss = belief["household_abandonment"] * (1.0 - belief["household_contact_base"])
    effects, which = np.unique(out["income_effect"], return_inverse=True)  # one a county
    for group, is_poor in (("ordinary", False), ("poor", True)):
        gains = [adoption.expected_gain(e, belief["poor_gain_gap"], is_poor) for e in effects.tolist()]
        weight, usual = belief["household_gain"], belief["household_reference_gain"]
        chance = [adoption.take_up(belief["household_take_up"], 0.0, 0.0, gain, 0.0, weight, usual) for gain in gains]
        taken = np.array(chance)[which] * belief["household_contact_base"]
        out[f"adoption_{group}"] = taken / (taken + loss)
    poor = out["poor_villages"] / out["villages"]
    out["adoption"] = (1.0 - poor) * out["adoption_ordinary"] + poor * out["adoption_poor"]
    out["adoption_2012"] = out["adoption"]
    ratio = belief["poor_income_ratio"]
    other = out["base_income"] / (1.0 - poor + poor * ratio)
    by_group = [
        share * part * np.exp(out["income_effect"] * out[f"adoption_{group}"])
        for group, share, part in (("ordinary", 1.0 - poor, 1.0), ("poor", poor, ratio))
    ]
    out["income"] = other * (by_group[0] + by_group[1])
