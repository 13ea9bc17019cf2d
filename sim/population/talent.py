"""R&D workers of 2012: the staff of every employer, and some without a post."""

from __future__ import annotations

import numpy as np

from sim.agents.talent import TALENT
from sim.population.keyed import agent_keys, count_within, normal_scores, uniform
from sim.population.recipe import recipe
from sim.rules import labour

TALENT_SLOTS = 1 << 30


def make_talent(
    region: str, seed: int, scale: int, belief: dict[str, float], counties, firms, institutes, year: int
) -> np.ndarray:
    """R&D workers of one lane in the first year (TALENT): the staff of every employer, and some without a post.

    Sets `n_needed`, `n_rd_workers`, `skill_sum` of firms and institutes. At scale K a worker stands for K.
    """
    wage = counties["skilled_wage"]
    home, employer = [], []
    for kind, rows, share in ((0, firms, belief["rd_labour_share"]), (1, institutes, belief["institute_labour_share"])):
        stands = rows["stands_for"] if kind == 0 else np.ones(len(rows))
        wanted = share * 4 * rows["rd"] / wage[rows["county"]] * stands / scale
        u = uniform(seed, labour.POSTS, rows["key"])
        rows["n_needed"] = np.floor(wanted) + (u < wanted - np.floor(wanted))
        rows["n_rd_workers"] = rows["n_needed"]
        home.append(np.repeat(rows["county"], rows["n_needed"]))
        ids = np.arange(len(rows)) if kind == 0 else -2 - np.arange(len(rows))
        employer.append(np.repeat(ids, rows["n_needed"]))
    employed = np.bincount(np.concatenate(home), minlength=len(counties))
    idle = np.floor(employed * recipe(region)["idle_share_2012"] + 0.5).astype(int)
    home.append(np.repeat(np.arange(len(counties)), idle))
    employer.append(np.full(idle.sum(), -1))
    place, boss = np.concatenate(home), np.concatenate(employer)
    order = np.argsort(place, kind="stable")
    place, boss = place[order], boss[order]
    slot = count_within(place)
    out = np.zeros(len(place), TALENT)
    out["key"] = agent_keys(place, 0, TALENT_SLOTS + slot)
    out["alive"], out["county"], out["employer"] = 1, place, boss
    skill = belief["skill_spread"] * normal_scores(seed, labour.SKILL, out["key"]) - 0.5 * belief["skill_spread"] ** 2
    out["skill"] = np.clip(np.floor(1000 * np.exp(skill) + 0.5), 300, 3000)
    out["born"] = (
        year - belief["newcomer_age"] - np.floor(belief["age_range_2012"] * uniform(seed, labour.AGE, out["key"]))
    )
    np.add.at(firms["skill_sum"], boss[boss >= 0], out["skill"][boss >= 0].astype(np.int64))
    np.add.at(institutes["skill_sum"], -2 - boss[boss <= -2], out["skill"][boss <= -2].astype(np.int64))
    return out
