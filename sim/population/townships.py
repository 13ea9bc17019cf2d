"""Rural towns and townships of 2012 and their farm households."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.agents.township import TOWNSHIP
from sim.data import counties as county_table
from sim.engine.luck import agent_key
from sim.population.keyed import normal_scores
from sim.population.recipe import recipe, schooling_scores
from sim.rules import budgets


def make_townships(region: str, seed: int, belief: dict[str, float]) -> np.ndarray:
    """Rural towns and townships of one lane (TOWNSHIP), households spread evenly within a county."""
    table, numbers = county_table(region), recipe(region)
    rows: list[Any] = []
    urban = table["urban_share_2020"].to_numpy(float) * numbers["urban_share_2012"] / numbers["urban_share_2020"]
    rural = 1.0 - np.minimum(0.97, urban)
    for place, (n, population) in enumerate(
        zip(table["n_town"] + table["n_township"], table["pop_2010"] * rural, strict=True)
    ):
        rows += [
            (agent_key(place, 2, 1 + k), place, population / numbers["farm_household_size"] / n) for k in range(int(n))
        ]
    out = np.zeros(len(rows), TOWNSHIP)
    out["key"], out["county"], out["households"] = zip(*rows, strict=True)
    # ordinary extension alone would keep this share: take-up in contact equals abandonment without
    gain = belief["household_take_up"] * belief["household_contact_base"]
    loss = belief["household_abandonment"] * (1.0 - belief["household_contact_base"])
    out["adoption"] = gain / (gain + loss)
    z = schooling_scores(region)
    out["base_income"] = numbers["farm_income_2012"] * np.exp(0.15 * z[out["county"]])
    out["income"] = out["base_income"]
    # more schooling, more use of a technique: +0.02 log points a standard deviation of schooling (A4 of the evidence)
    out["income_effect"] = belief["household_income_effect"] + 0.02 * z[out["county"]]
    out["organisation"] = normal_scores(seed, budgets.TOWNSHIP_ORGANISATION, out["key"])
    return out
