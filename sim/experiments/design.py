"""Where a sweep looks: grids, Latin hypercubes and Sobol points in the unit cube.

Every design is a table of numbers in [0, 1): a row per point, a column per factor. The same call gives the same table
on every machine and with every version of the packages, so that a sweep can be resumed by its file.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import product

import numpy as np

from sim.population.keyed import uniform

DESIGNS = ("grid", "latin_hypercube", "sobol")
MOST_FACTORS = 1_000
_BITS = 30


def grid(sizes: Sequence[int]) -> list[tuple[int, ...]]:
    """Every combination of `sizes[j]` choices, by number; the last factor changes fastest."""
    return list(product(*(range(size) for size in sizes)))


def latin_hypercube(points: int, names: Sequence[str], seed: int = 1) -> np.ndarray:
    """Of every factor one value in each of `points` equal parts of its range, in an order of its own.

    u = (place + jitter) / points       place: a random order of 0 .. points - 1, of the factor's own name
    """
    rows = np.arange(points, dtype=np.uint64)
    columns = []
    for name in names:
        place = np.empty(points)
        place[np.argsort(uniform(seed, _stream(f"order.{name}"), rows), kind="stable")] = np.arange(points)
        columns.append((place + uniform(seed, _stream(f"jitter.{name}"), rows)) / points)
    return np.column_stack(columns) if columns else np.zeros((points, 0))


def sobol(points: int, names: Sequence[str], seed: int = 1) -> np.ndarray:
    """The first points of Sobol's sequence, each factor's digits shifted by luck of its own.

    points must be a power of two: then every half, quarter, eighth ... of a factor's range holds equally many, and so
    do many boxes of several factors. The shift flips binary digits, which keeps that. ValueError: no power of two.
    """
    if points < 1 or points & (points - 1):
        raise ValueError(f"points of a Sobol design must be a power of two, not {points}")
    if not names:
        return np.zeros((points, 0))
    from scipy.stats.qmc import Sobol

    plain = Sobol(len(names), scramble=False, bits=_BITS).random_base2(points.bit_length() - 1)
    digits = np.round(plain * 2.0**_BITS).astype(np.uint64)
    shift = [uniform(seed, _stream(f"shift.{name}"), np.zeros(1, np.uint64))[0] for name in names]
    # half a digit further: no point lies on an end of a range
    return ((digits ^ (np.array(shift) * 2.0**_BITS).astype(np.uint64)) + 0.5) / 2.0**_BITS


def _stream(name: str) -> int:
    """A factor's own stream of luck, by its name alone: another factor more or less moves no other."""
    return zlib.crc32(f"design.{name}".encode())
