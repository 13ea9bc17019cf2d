"""How many runs a chunk holds: measured once, when a sweep begins, and kept in its manifest."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from typing import NamedTuple

from sim.experiments.sweep_lanes import Preparing, Run, run_stack
from sim.scenario import Scenario

SECONDS_PER_CHUNK = 2.5
MOST_PER_CHUNK = 2_000
MOST_BYTES = 1_000_000_000  # of the tallies of a stack
QUICK = 0.5  # seconds: a run that takes less is timed among others
TIMED_TOGETHER = 16
COARSE = 100  # scale of the run that loads the code: every step of the period, few agents


class Cost(NamedTuple):
    """Runs a chunk, runs side by side within it, and processor seconds a run."""

    runs_per_chunk: int
    runs_per_stack: int
    seconds_per_run: float


def measured_cost(
    base: Scenario, group: Sequence[Run], seed: int, scale: int, n_runs: int, workers: int | None = None
) -> Cost:
    """Time the first runs of a sweep, and choose chunks of a few seconds and stacks that stay in a processor's cache.

    A small sweep has smaller chunks, so that every worker has some. A run of few agents goes first and is not timed:
    it loads or makes the compiled code of the whole period, levers that begin late included.
    """
    from sim.simulation import FIRMS_AT_ONCE
    from sim.world import LaneOf, World, replicate_seed

    preparing = Preparing(base)
    run_stack(group[:1], preparing, seed, max(scale, COARSE))
    world = World([LaneOf(base, replicate_seed(seed, 0))], scale)
    seconds = _timed(group[:1], preparing, seed, scale)
    if seconds < QUICK and len(group) > 1:
        some = group[:TIMED_TOGETHER]
        seconds = _timed(some, preparing, seed, scale) / len(some)
    most = min(MOST_PER_CHUNK, MOST_BYTES // world.tally.nbytes)
    share = -(-n_runs // (2 * (workers or os.cpu_count() or 1)))
    chunk = max(1, min(round(SECONDS_PER_CHUNK / seconds), most, share))
    stack = max(1, FIRMS_AT_ONCE // max(1, len(world.alive("firms"))))
    return Cost(chunk, min(stack, chunk), round(seconds, 6))


def _timed(runs: Sequence[Run], preparing: Preparing, seed: int, scale: int) -> float:
    started = time.thread_time()
    run_stack(runs, preparing, seed, scale)
    return time.thread_time() - started
