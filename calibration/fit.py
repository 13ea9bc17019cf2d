"""Joint point fit of the provinces to their official series of 2012-2017.

    python -m calibration.fit            fits jilin, jiangxi and sichuan together and stores what it finds
    python -m calibration.fit jiangxi    fits some alone (their pooled parameters then lean on the priors alone)

1. Search, province by province: Optuna draws batches of candidates around the priors, shared parameters at their
   medians.
2. Gauss-Newton (Levenberg-Marquardt), all provinces and the shared parameters together, at scale 10.
3. The same at scale 1, so that the constants are those of the whole population.

Every candidate runs under the same seeds, so luck cancels between candidates; a mean over seeds is compared. The same
sources, data and packages give the same values.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from calibration import moments, stored
from calibration.runs import Request, run
from calibration.space import FARTHEST, Space, value
from sim.data import REGIONS as ALL_REGIONS
from sim.patent_office import shares_of

REGIONS = ("jilin", "jiangxi", "sichuan")
SEEDS = 4
SEARCH = {"batches": 8, "candidates": 16, "scale": 20, "seeds": 2}
STEP = 0.3
"""Step of the derivatives (in z): luck makes smaller steps useless."""

DAMPING = (0.0, 0.5, 2.0, 8.0)
LEVELS = {"habit_level": "rd_enterprise", "wage_2012": "rd_personnel", "patent_yield": "invention_patents_granted"}
"""Constants that match a level of 2012: searched close to where the medians' run asks for them."""

LEVELS_OF_A_PART = ("habit_level", "wage_2012")
"""What is matched anew where a region is a part of a province and takes all else from it."""


class Stage(NamedTuple):
    """Some rounds of Levenberg-Marquardt: scale and seeds at which misfits and their derivatives are taken."""

    scale: int
    seeds: int
    scale_of_derivatives: int
    seeds_of_derivatives: int
    rounds: int


STAGES = (Stage(10, SEEDS, 10, SEEDS, 2), Stage(1, SEEDS, 2, 3, 7))


class Model:
    """The model as the fit sees it: a vector of z in, misfits out."""

    def __init__(self, space: Space, threads: int | None = None) -> None:
        self.space, self.threads, self.lanes = space, threads, 0
        self.derived = {region: derived(region) for region in space.regions}

    def values(self, region: str, z: np.ndarray) -> dict[str, float]:
        """All fitted parameters of a region at z: free and derived."""
        return self.space.values(region, z) | self.derived[region]

    def misfits(self, points: dict[str, list[np.ndarray]], scale: int, seeds: int) -> dict[str, list[np.ndarray]]:
        """Whitened misfits of some points z, region by region."""
        requests = [Request(region, [self.values(region, z) for z in some]) for region, some in points.items()]
        self.lanes += seeds * sum(len(some) for some in points.values())
        found = run(requests, scale, seeds, threads=self.threads)
        return {
            request.region: [
                moments.misfit(request.region, {name: of[k] for name, of in model.items()})
                for k in range(len(request.candidates))
            ]
            for request, model in zip(requests, found, strict=True)
        }

    def totals(self, points: list[np.ndarray], scale: int, seeds: int) -> list[np.ndarray]:
        """Misfits of all regions and of the priors, end to end, for each point."""
        apart = self.misfits({region: points for region in self.space.regions}, scale, seeds)
        return [
            np.concatenate([*(apart[region][k] for region in self.space.regions), self.space.prior_misfit(z)])
            for k, z in enumerate(points)
        ]


def derived(region: str) -> dict[str, float]:
    """The parameters that official series of patents alone give (of the province, for a part of one)."""
    shares = shares_of(ALL_REGIONS[region].get("part_of", region))
    return {
        "patent_grant_ratio": shares.grant_ratio,
        "pending_2012": shares.pending_over_in_force,
        "patent_lapse": shares.lapse,
    }


def search(region: str, model: Model, seed: int = 1) -> np.ndarray:
    """Best z of the region's own parameters that Optuna finds, the shared ones at their medians."""
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    alone = Space([region], shared=(), own=model.space.own)
    of_region = Model(alone, model.threads)
    levels = [name for name in LEVELS if name in alone.own]
    level = match_levels(of_region, region, np.zeros(alone.size), levels, SEARCH["scale"], SEARCH["seeds"])
    bounds = [(level[k] - 0.3, level[k] + 0.3) if name in LEVELS else (-1.5, 1.5) for k, name in enumerate(alone.own)]
    sampler = optuna.samplers.TPESampler(seed=seed, multivariate=True, constant_liar=True, n_startup_trials=32)
    study = optuna.create_study(sampler=sampler)
    study.enqueue_trial(dict(zip(alone.own, level, strict=True)))
    for _ in range(SEARCH["batches"]):
        trials = [study.ask() for _ in range(SEARCH["candidates"])]
        points = [
            np.array([trial.suggest_float(name, *ends) for name, ends in zip(alone.own, bounds, strict=True)])
            for trial in trials
        ]
        found = of_region.totals(points, SEARCH["scale"], SEARCH["seeds"])
        for trial, misfit in zip(trials, found, strict=True):
            study.tell(trial, float(misfit @ misfit))
    model.lanes += of_region.lanes
    return np.array([study.best_params[name] for name in alone.own])


def match_levels(model: Model, region: str, z: np.ndarray, names: Sequence[str], scale: int, seeds: int) -> np.ndarray:
    """z with the named constants of LEVELS moved until the model meets the region's figures of 2012."""
    z = z.copy()
    for _ in range(3):
        (found,) = run([Request(region, [model.values(region, z)])], scale, seeds, threads=1)
        model.lanes += seeds
        gap = {
            target.moment.indicator: target.logs[0] - np.log(found[target.moment.indicator][0][0])
            for target in moments.targets(region)
        }
        for name in names:
            place = model.space.places(region)[len(model.space.shared) + model.space.own.index(name)]
            lift = gap["rd_enterprise"] - gap["rd_personnel"] if name == "wage_2012" else gap[LEVELS[name]]
            slope = np.log(value(name, 0.1) / value(name, -0.1)) / 0.2 if name != "habit_level" else 1.0
            z[place] = np.clip(z[place] + 0.8 * lift / slope, -FARTHEST, FARTHEST)
    return z


def derivatives(model: Model, z: np.ndarray, scale: int, seeds: int) -> tuple[np.ndarray, np.ndarray]:
    """(misfit at z, its Jacobian by forward differences); a region runs only what it depends on."""
    space = model.space
    points = {}
    for region in space.regions:
        places = space.places(region)
        points[region] = [z, *(z + _away(z[k]) * np.eye(space.size)[k] for k in places)]
    found = model.misfits(points, scale, seeds)
    rows, base = [], []
    for region in space.regions:
        first, *moved = found[region]
        block = np.zeros((len(first), space.size))
        for k, misfit in zip(space.places(region), moved, strict=True):
            block[:, k] = (misfit - first) / _away(z[k])
        rows.append(block)
        base.append(first)
    misfit = np.concatenate([*base, space.prior_misfit(z)])
    return misfit, np.concatenate([*rows, space.prior_jacobian()])


def _away(z: float) -> float:
    """A step of the derivatives, towards the prior's median."""
    return -STEP if z > 0.0 else STEP


def damped_steps(z: np.ndarray, misfit: np.ndarray, jacobian: np.ndarray) -> list[np.ndarray]:
    """Levenberg-Marquardt candidates from z, one for each damping."""
    normal, slope = jacobian.T @ jacobian, jacobian.T @ misfit
    return [
        np.clip(z - np.linalg.solve(normal + damping * np.eye(len(z)), slope), -FARTHEST, FARTHEST)
        for damping in DAMPING
    ]


def polish(model: Model, z: np.ndarray, say=print) -> np.ndarray:
    """Levenberg-Marquardt from z through STAGES; the best point found."""
    for stage in STAGES:
        (misfit,) = model.totals([z], stage.scale, stage.seeds)
        for number in range(stage.rounds):
            _, jacobian = derivatives(model, z, stage.scale_of_derivatives, stage.seeds_of_derivatives)
            steps = damped_steps(z, misfit, jacobian)
            found = model.totals(steps, stage.scale, stage.seeds)
            losses = [float(m @ m) for m in found]
            before, best = float(misfit @ misfit), int(np.argmin(losses))
            say(f"scale {stage.scale}, round {number + 1}: loss {before:.2f} -> {losses[best]:.2f}, {model.lanes} runs")
            if losses[best] < before:
                z, misfit = steps[best], found[best]
            if losses[best] > 0.99 * before:
                break
    return z


def fit(regions: Sequence[str] = REGIONS, threads: int | None = None, say=print) -> dict[str, dict[str, float]]:
    """Fitted values of each region, free and derived."""
    for region in regions:
        stored.begin(region)
    space = Space(regions)
    model = Model(space, threads)
    z = np.zeros(space.size)
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        for region, own in zip(regions, pool.map(lambda region: search(region, model), regions), strict=True):
            z[space.places(region)[len(space.shared) :]] = own
    say(f"searched: {model.lanes} runs")
    z = polish(model, z, say)
    for k, name in enumerate(space.shared):
        say(f"{name:24s} {value(name, z[k]):10.4g}  z {z[k]:+.2f}")
    for region in regions:
        for name, k in zip(space.own, space.places(region)[len(space.shared) :], strict=True):
            say(f"{region:8s} {name:24s} {value(name, z[k]):10.4g}  z {z[k]:+.2f}")
    found = {region: model.values(region, z) for region in regions}
    return found | {part: of_a_part(part, model, z) for part in ALL_REGIONS if _province(part) in regions}


def _province(region: str) -> str | None:
    return ALL_REGIONS[region].get("part_of")


def of_a_part(region: str, model: Model, z: np.ndarray) -> dict[str, float]:
    """Values of a part of a province: the province's, with LEVELS_OF_A_PART matched to its derived figures of 2012."""
    space = model.space
    alone = Model(Space([region], shared=space.shared, own=space.own), model.threads)
    own = z[space.places(str(_province(region)))]
    stored.begin(region)
    return alone.values(region, match_levels(alone, region, own, LEVELS_OF_A_PART, 1, SEEDS))


def main(arguments: Sequence[str]) -> None:
    """Fit, store, and show how near the values come."""
    regions = tuple(arguments) or REGIONS
    started = time.perf_counter()

    def say(line: str) -> None:
        print(f"{time.perf_counter() - started:6.0f} s  {line}", flush=True)

    values = fit(regions, say=say)
    stored.write(values, seeds=SEEDS, seconds=time.perf_counter() - started)
    say("stored")


if __name__ == "__main__":
    main(sys.argv[1:])
