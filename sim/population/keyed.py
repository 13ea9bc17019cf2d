"""Keyed draws of many agents at once, their keys, and the nested sample at scale K."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from sim.engine.luck import GOLDEN, MIX_1, MIX_2, luck_key
from sim.rules import entry


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


def kept(keys: np.ndarray, scale: int) -> np.ndarray:
    """Which agents stay in the sample at scale K: hash(key) < 1 / K, whatever the seed, so samples are nested."""
    return uniform(0, entry.ENTRANT_KEPT, keys) < 1.0 / scale


def agent_keys(county: np.ndarray, quarter: int, slot: np.ndarray) -> np.ndarray:
    """Keys of many agents at once; the same as `engine.luck.agent_key`."""
    key = (np.uint64(quarter) << np.uint64(44)) | (county.astype(np.uint64) << np.uint64(32)) | slot.astype(np.uint64)
    return key + np.uint64(1)


def count_within(places: np.ndarray) -> np.ndarray:
    """0, 1, 2 ... within each run of equal places (sorted)."""
    first = np.searchsorted(places, places)
    return np.arange(len(places)) - first
