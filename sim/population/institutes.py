"""Institutes of 2012: universities and research institutes, placed by S&T employment."""

from __future__ import annotations

import numpy as np

from sim.agents.institute import INSTITUTE
from sim.engine.luck import agent_key
from sim.population.recipe import recipe, shares


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
