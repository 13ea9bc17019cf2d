"""A sweep: its throughput against mesa.batch_run, what it costs beyond simulating, what it stores and reads back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import mesa
import numpy as np

from sim.bench.asked import ASKED, Row
from sim.bench.batch import PlainModel
from sim.bench.worlds import scenario_of
from sim.experiments import sweep, sweep_dask, sweep_tables
from sim.experiments.sweep_lanes import Preparing, run_stack
from sim.experiments.sweep_points import Point
from sim.experiments.sweep_store import SweepFolder, chunk_sizes
from sim.model import REPORTED

REWARD = "hnte_cit_rate.local_reward@2016-07-01"
WORKERS = 2
FULL = 100_000
AT_ONCE = 200
"""Runs of a part in the measurement of what is stored: a few seconds of runs of this size."""


def sweep_over_batch(n_plain: int, n_points: int, replicates: int, scale: int, until: int) -> Iterator[Row]:
    """Processor seconds a run of mesa.batch_run over those of a sweep, all its processes together; and its overhead.

    The points are rewards from the middle of 2016 on; until then their runs are the same, and run once. Neither the
    start of workers nor the measuring of chunk sizes is counted: a sweep has both once, and they are told.
    """
    base = scenario_of("jilin_city", until)
    points = [{REWARD: 10_000 * number} for number in range(n_points)]
    start = time.process_time()
    scenarios = [base.with_values(values) for values in points[:n_plain]]
    parameters = {"scenario": scenarios, "scale": scale, "rng": [1]}
    told = mesa.batch_run(PlainModel, parameters, number_processes=1, max_steps=10_000, display_progress=False)
    plain = (time.process_time() - start) / len(told)
    with TemporaryDirectory() as out, sweep_dask.connected(None, WORKERS) as client:
        options: dict[str, Any] = {"scale": scale, "out": out}
        warm = [{REWARD: 1 + number} for number in range(4 * WORKERS)]  # loads the compiled code in every worker
        sweep.run(base, points=warm, name="warm", replicates=1, runs_per_chunk=1, scheduler=client, **options)
        start = time.process_time()
        folder = sweep.begin(base, points=points, name="bench", replicates=replicates, workers=WORKERS, **options)
        beginning = time.process_time() - start
        clock, start = time.perf_counter(), _seconds(client)
        found = sweep.run(folder, scheduler=client)
        spent, clock = _seconds(client) - start, time.perf_counter() - clock
        last = found.values(years=[until]).query("replicate == 0")
    for row, mine in zip(told, last.head(n_plain).itertuples(), strict=True):
        for name in ("hnte", "invention_patents_in_force"):  # stocks: those of the year are those of its last quarter
            if name in REPORTED and row[name] != getattr(mine, name):
                raise AssertionError("the plain version and the run of the sweep differ")
    simulating = sum(done.simulating for done in found.spent["done"])
    chunks = [done.seconds for done in found.spent["done"]]
    size = f"Jilin City, scale {scale}, to {until}, {n_points} points x {replicates} replicates"
    yield Row(
        ASKED["sweep"],
        plain / (spent / found.runs),
        f"{size}: {len(told)} runs of batch_run {plain:.2f} s each, of the sweep {1e3 * spent / found.runs:.1f} ms "
        f"each in all processes; {clock:.1f} s by the clock with {WORKERS} workers; before that {beginning:.1f} s to "
        "begin",
    )
    yield Row(
        ASKED["sweep_overhead"],
        100.0 * (spent / simulating - 1.0),
        f"{size}: {spent:.2f} s in all processes, of which simulating {simulating:.2f} s; {len(chunks)} chunks of "
        f"{min(chunks):.1f}-{max(chunks):.1f} s",
    )


def _seconds(client: Any) -> float:
    """Processor seconds so far of this process, which holds the scheduler, and of all workers."""
    return time.process_time() + sum(client.run(time.process_time).values())


def stored(n_runs: int) -> Iterator[Row]:
    """Size on disk of the results of small runs, and the time to read and summarise them by year.

    A few hundred runs are real; the others have their values with other digits, so that nothing packs better than it
    would. Sizes and times of fewer runs than 100,000 are told as if there were so many.
    """
    base, replicates = scenario_of("jilin_city"), 20
    points = [Point({REWARD: float(number)}) for number in range(n_runs // replicates)]
    manifest = {
        "name": "stored",
        "replicates": replicates,
        "seed": 1,
        "scale": 100,
        "region": base.region,
        "points": [{"id": point.id, **point.plain()} for point in points],
        "design": list(range(len(points))),
        "chunks": chunk_sizes([len(points)] * replicates, AT_ONCE),
        "base": base.model_dump(mode="json", exclude={"path"}),
    }
    with TemporaryDirectory() as out:
        folder = SweepFolder.create(Path(out) / "sweep-stored", manifest)
        start = time.process_time()
        size = _fill(folder)
        writing = time.process_time() - start
        found = sweep.load(folder.path)
        clock, start = time.perf_counter(), time.process_time()
        table = found.summary()
        clock, seconds = time.perf_counter() - clock, time.process_time() - start
        start = time.perf_counter()
        found.summary(quantiles=False)
        means = time.perf_counter() - start
    assert table["n"].max() == n_runs
    more = FULL / n_runs
    years = base.period[1] - base.period[0] + 1
    what = f"{n_runs:,} runs of {years} years, {len(table) // years} indicators, {folder.n_chunks} parts"
    yield Row(
        ASKED["sweep_stored"],
        more * size / 1e9,
        f"{what}: {size / n_runs:,.0f} bytes a run, exact; made up and written in {1e3 * writing / n_runs:.2f} ms each",
    )
    yield Row(
        ASKED["sweep_summary"],
        more * clock,
        f"{what}: n, mean and three quantiles {more * clock:.2f} s by the clock, {more * seconds:.2f} processor "
        f"seconds; n and mean alone {more * means:.2f} s by the clock",
    )


def _fill(folder: SweepFolder) -> int:
    """Write all parts of a sweep; their bytes. The first chunk's runs are simulated, the others made from them."""
    runs = folder.chunk(0)
    stack = run_stack(runs, Preparing(folder.base), 1, folder.manifest["scale"])
    real = sweep_tables.measured(stack, counties=False)
    luck, total = np.random.default_rng(1), 0
    for number in range(folder.n_chunks):
        chunk = folder.chunk(number)
        values = {}
        for name, block in real.items():
            drawn = block[:, luck.integers(0, len(runs), len(chunk))]
            whole = bool(np.all((drawn == np.floor(drawn)) & (np.abs(drawn) < 1e6) | np.isnan(drawn)))
            values[name] = drawn if whole else drawn * (1.0 + 1e-3 * luck.standard_normal(drawn.shape))
        table = sweep_tables.table_of(chunk, values, folder.base.period[0], ["220200"])
        total += folder.write_part(number, sweep_tables.part_bytes([table])).stat().st_size
    return total
