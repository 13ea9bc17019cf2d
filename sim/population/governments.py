"""The levels of government above the counties: the province and its prefectures."""

from __future__ import annotations

from functools import cache

import numpy as np

from sim.agents.levels_above import PREFECTURE, PROVINCE
from sim.data import county_column


@cache
def prefecture_places(region: str) -> np.ndarray:
    """Place of each county's prefecture among the region's prefectures, these in the order of their codes."""
    return np.unique(county_column(region, "prefecture_code").astype(int), return_inverse=True)[1]


def make_prefectures(region: str, counties: np.ndarray) -> np.ndarray:
    """Prefecture records of one lane (PREFECTURE, in the order of their codes)."""
    out = np.zeros(counties["prefecture"].max() + 1, PREFECTURE)
    out["key"] = np.unique(county_column(region, "prefecture_code").astype(int))
    np.add.at(out["share_budget"], counties["prefecture"], counties["share_budget"])
    return out


def make_provinces(region: str) -> np.ndarray:
    """The record of the lane's province (PROVINCE): Jilin City's is Jilin."""
    out = np.zeros(1, PROVINCE)
    out["key"] = int(county_column(region, "code")[0]) // 10_000 * 10_000
    return out
