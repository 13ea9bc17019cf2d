"""Keyed draws of many agents at once, their keys, and the nested sample at scale K."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from sim.engine.luck import GOLDEN, MIX_1, MIX_2, luck_key


def uniform(seed: int, stream: int, keys: np.ndarray, quarter: int = 0) -> np.ndarray:
    """Keyed uniforms of many agents at once; the same bits as `luck`. keys: uint64, any shape."""
    with np.errstate(over="ignore"):
        z = np.uint64(luck_key(seed, stream, quarter)) + keys.astype(np.uint64) * np.uint64(GOLDEN)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(MIX_1)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(MIX_2)
        return ((z ^ (z >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53


def normal_scores(seed: int, stream: int, keys: np.ndarray, quarter: int = 0) -> np.ndarray:
    """Keyed standard normal draws of many agents."""
    return ndtri(np.clip(uniform(seed, stream, keys, quarter), 1e-12, 1 - 1e-12))


def kept(n: int, scale: int) -> np.ndarray:
    """Which of n agents, in the order of counties, stay in the sample at scale K: every K-th of them.

    A systematic sample: a region and each of its parts keep their share of agents, give or take one, and the sample of
    a multiple of K is part of it. What the agents are like is drawn by their keys, so no trait is in step with K.
    """
    return np.arange(n) % scale == 0


def agent_keys(county: np.ndarray, quarter: int, slot: np.ndarray) -> np.ndarray:
    """Keys of many agents at once; the same as `engine.luck.agent_key`."""
    key = (np.uint64(quarter) << np.uint64(44)) | (county.astype(np.uint64) << np.uint64(32)) | slot.astype(np.uint64)
    return key + np.uint64(1)


def count_within(places: np.ndarray) -> np.ndarray:
    """0, 1, 2 ... within each run of equal places (sorted)."""
    first = np.searchsorted(places, places)
    return np.arange(len(places)) - first
