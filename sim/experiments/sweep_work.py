"""What a worker does with a chunk: simulate its runs, keep them as one part, say how it went.

A worker is told a folder and a number. All else it reads from the folder's manifest, which never changes.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import pyarrow as pa

from sim.errors import RunError, StorageError
from sim.experiments import sweep_tables
from sim.experiments.sweep_lanes import Preparing, Run, run_stack
from sim.experiments.sweep_store import SweepFolder
from sim.runs.environment import computing_versions, environment
from sim.runs.identity import model_digests

LONGEST_ERROR = 500


class Done(NamedTuple):
    """What became of a chunk: its part's name, how many runs failed, processor seconds in all and of simulating."""

    part: str
    failed: int
    seconds: float
    simulating: float


class Opened(NamedTuple):
    """A sweep as a worker knows it."""

    folder: SweepFolder
    preparing: Preparing
    places: list[str]


def run_chunk(folder: str, sweep_id: str, number: int, version: Mapping[str, str]) -> Done:
    """Run chunk `number` of the sweep in `folder` and write its part; one that is there already is left as it is.

    version: what `version_here` said where the sweep was begun. RunError: this process has another version of the
    model or of a package that computes, or does not see the folder. StorageError: the disk refused. A run that fails
    is a row, and the others are kept.
    """
    here = version_here()
    if what := next((name for name in version if version[name] != here.get(name)), None):
        found, allowed = here.get(what, "-")[:12], version[what][:12]
        raise RunError("sweep.other_model", host=socket.gethostname(), what=what, found=found, allowed=allowed)
    started = time.thread_time()
    opened = _opened(folder, sweep_id)
    if there := opened.folder.part(number):
        return Done(there.name, sweep_tables.n_failed([there]), time.thread_time() - started, 0.0)
    tables, failed, simulating = [], [], 0.0
    runs = opened.folder.chunk(number)
    stacks = -(-len(runs) // opened.folder.manifest["runs_per_stack"])
    at_once = -(-len(runs) // stacks)  # equal ones
    for first in range(0, len(runs), at_once):
        some, bad, seconds = _rows(opened, runs[first : first + at_once])
        tables += some
        failed += bad
        simulating += seconds
    if failed:
        tables.append(sweep_tables.failed_table(failed))
    part = opened.folder.write_part(number, sweep_tables.part_bytes(tables))
    return Done(part.name, len(failed), time.thread_time() - started, simulating)


def version_here() -> dict[str, str]:
    """What decides the bits of a result in this process: digests of the model, versions of what computes."""
    return {**model_digests(), **computing_versions(environment())}


def rows_of(folder: SweepFolder, run: Run) -> pa.Table:
    """The rows of one run, simulated by itself. Errors: whatever the run raises."""
    opened = _opened(str(folder.path), folder.id)
    return _table(opened, [run])[0]


def command(folder: SweepFolder, run: Run) -> str:
    """What is typed to repeat one run."""
    path = str(folder.path)
    quoted = f"'{path}'" if any(letter.isspace() for letter in path) else path
    return f"python run.py sweep {quoted} --only {run.point.id}/{run.replicate}"


def _rows(opened: Opened, runs: Sequence[Run]) -> tuple[list, list[tuple[Run, str, str]], float]:
    """Tables of some runs, those that failed, seconds of simulating. If one fails, each is run by itself."""
    try:
        table, seconds = _table(opened, runs)
        return [table], [], seconds
    except (RunError, MemoryError):
        raise  # no matter of a run
    except OSError as error:
        raise StorageError(
            "cli.cannot_read", file=error.filename or "?", reason=error.strerror or str(error)
        ) from error
    except Exception as error:
        if len(runs) == 1:
            said = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
            return [], [(runs[0], said, command(opened.folder, runs[0]))], 0.0
        each = [_rows(opened, [run]) for run in runs]
        return [t for one in each for t in one[0]], [f for one in each for f in one[1]], sum(one[2] for one in each)


def _table(opened: Opened, runs: Sequence[Run]) -> tuple[pa.Table, float]:
    """Rows of stacked runs, and seconds of simulating."""
    manifest = opened.folder.manifest
    stack = run_stack(runs, opened.preparing, manifest["seed"], manifest["scale"])
    values = sweep_tables.measured(stack, manifest["keep"] == "counties")
    return sweep_tables.table_of(runs, values, opened.folder.base.period[0], opened.places), stack.seconds


@lru_cache(maxsize=4)
def _opened(folder: str, sweep_id: str) -> Opened:
    """The sweep of this folder, read once a process. RunError: the folder is not there, or is another sweep's."""
    try:
        found = SweepFolder.existing(folder)
    except RunError as error:
        raise RunError("sweep.folder_not_seen", folder=folder, host=socket.gethostname()) from error
    if found.id != sweep_id:
        raise RunError("sweep.folder_not_seen", folder=folder, host=socket.gethostname())
    from sim import books

    region = found.base.region
    places = [books.region_code(region)]
    if found.manifest["keep"] == "counties":
        places += books.county_codes(region)
    return Opened(found, Preparing(found.base), places)
