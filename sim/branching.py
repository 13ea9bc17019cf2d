"""Lanes that part: runs that are the same up to a quarter share one lane until then, and one each from there on."""

from __future__ import annotations

import copy
from collections.abc import Sequence

import numpy as np

from sim.world import KINDS, Calendar, LaneOf, World


def branched(world: World, places: Sequence[int], lanes: Sequence[LaneOf], calendars: Sequence[Calendar]) -> World:
    """A world whose lane i goes on, from the quarter that comes next, where lane places[i] of `world` stands.

    lanes, calendars: what each lane runs from now on. Its past is that of the lane that it comes from, so the two must
    have been the same so far, seed and parameters included. `world` stays as it is. Bit for bit a run from the start.
    """
    twin = copy.copy(world)
    twin.runs, twin.calendars = list(lanes), list(calendars)
    n = len(world.runs)
    twin.parts = {name: _picked(part, n, places) for name, part in world.parts.items() if name != "line"}
    rows = twin.parts["lanes"]
    for name, kind in KINDS.items():
        block = len(twin.parts[name]) // len(places)
        used = rows[f"end_{kind}"] - rows[f"first_{kind}"]
        rows[f"first_{kind}"] = block * np.arange(len(places))
        rows[f"end_{kind}"] = rows[f"first_{kind}"] + used
        rows[f"limit_{kind}"] = rows[f"first_{kind}"] + block
    twin._lines()
    twin.tally = np.zeros((len(places), *world.tally.shape[1:]), world.tally.dtype)
    so_far = world.quarter_number
    _bytes(twin.tally)[:, :so_far] = _bytes(world.tally)[:, :so_far][list(places)]
    for name in ("ledgers", "forgone_by_year", "contracts"):
        setattr(twin, name, {year: _picked(part, n, places) for year, part in getattr(world, name).items()})
    return twin


def _picked(part: np.ndarray, n: int, places: Sequence[int]) -> np.ndarray:
    """The blocks of some lanes of n, one after another, in memory of their own, so that they can grow."""
    block = len(part) // n
    out = np.empty((len(places) * block, *part.shape[1:]), part.dtype)
    if out.nbytes:  # as bytes: numpy copies records field by field
        out.view(np.uint8).reshape(len(places), -1)[:] = part.view(np.uint8).reshape(n, -1)[list(places)]
    return out


def _bytes(tally: np.ndarray) -> np.ndarray:
    """A tally [lane, quarter, county] as [lane, quarter, byte]."""
    return tally.view(np.uint8).reshape(*tally.shape[:2], -1)
