"""Runs of the model for the fit: many candidates, each under the same few seeds, stacked as lanes of few worlds."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from calibration.moments import LAST, measured
from sim.scenario import load_scenario
from sim.world import LaneOf, World, replicate_seed

FIRMS_AT_ONCE = 40_000
"""Firms that one world holds at most when it starts, over its lanes."""


class Request(NamedTuple):
    """Candidates to run: parameters by name, for one region."""

    region: str
    candidates: Sequence[Mapping[str, float]]


def run(
    requests: Sequence[Request], scale: int, seeds: int, last: int = LAST, threads: int | None = None
) -> list[dict[str, np.ndarray]]:
    """What the fit looks at, mean over seeds, for every request: indicator -> [candidate, year].

    The package in force to 2017 was national law alone. Parameters that are neither fitted nor among the candidate's
    stand at their median. Results do not depend on threads or on how lanes are stacked.
    """
    at_once = max(1, FIRMS_AT_ONCE * scale // (12_000 * seeds))
    tasks = [
        (place, request.region, request.candidates[first : first + at_once])
        for place, request in enumerate(requests)
        for first in range(0, len(request.candidates), at_once)
    ]

    def work(task: tuple[int, str, Sequence[Mapping[str, float]]]) -> tuple[int, dict[str, np.ndarray]]:
        place, region, candidates = task
        return place, _stacked(region, candidates, scale, seeds, last)

    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        done = list(pool.map(work, tasks))
    found = []
    for place in range(len(requests)):
        parts = [part for where, part in done if where == place]
        found.append({name: np.concatenate([part[name] for part in parts]) for name in parts[0]})
    return found


def _stacked(
    region: str, candidates: Sequence[Mapping[str, float]], scale: int, seeds: int, last: int
) -> dict[str, np.ndarray]:
    scenario = load_scenario("national_law").with_region(region).until(last)
    scenario = scenario.with_values({"assumptions.parameters": "central"})
    lanes = [LaneOf(scenario, replicate_seed(1, k), k, values) for values in candidates for k in range(seeds)]
    world = World(lanes, scale)
    while world.quarter_number < world.n_quarters:
        world.step()
    return {name: by_lane.reshape(len(candidates), seeds, -1).mean(axis=1) for name, by_lane in measured(world).items()}
