"""Distances between counties, and how near that makes them."""

from functools import cache

import numpy as np

from sim.data import counties as county_table


def proximity(region: str, decay: float) -> np.ndarray:
    """exp(-decay * distance in km) between counties, 0 on the diagonal: shape (counties, counties)."""
    near = np.exp(-decay * _distances(region))
    np.fill_diagonal(near, 0.0)
    return near


@cache
def _distances(region: str) -> np.ndarray:
    """Great-circle distances between counties in km: shape (counties, counties)."""
    table = county_table(region)
    lon, lat = np.radians(table["lon"].to_numpy(float)), np.radians(table["lat"].to_numpy(float))
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    return 2 * 6371.0 * np.arcsin(np.sqrt(half))
