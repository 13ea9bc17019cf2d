"""A sweep: one scenario under many values of levers (ours to choose) and uncertainties (not ours).

from sim.experiments import sweep

found = sweep.run("reward_and_growth", replicates=4, scale=100)  # or a file of your own
found.points, found.values(["hnte"]), found.summary(["hnte"])
found = sweep.load("runs/sweep-reward_and_growth")  # later, or elsewhere
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.errors import RunError
from sim.experiments import sweep_dask, sweep_store, sweep_tables, sweep_work
from sim.experiments.sweep_cost import Cost, measured_cost
from sim.experiments.sweep_file import SweepPlan, load_sweep, plan_of
from sim.experiments.sweep_lanes import Run
from sim.experiments.sweep_points import Point
from sim.experiments.sweep_results import Sweep
from sim.experiments.sweep_store import SweepFolder
from sim.runs.folder import DEFAULT_OUT
from sim.runs.identity import canonical, model_digests
from sim.scenario import Problem, Scenario, ScenarioError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Sweep", "begin", "load", "run", "run_one"]

DEFAULT_SIZE = {"replicates": 20, "seed": 1, "scale": 1}
MOST_RUNS = 20_000_000
MOST_DIFFERENCES = 6


def begin(
    file: str | Path | Scenario,
    *,
    points: Iterable[Mapping[str, Any]] | None = None,
    name: str | None = None,
    replicates: int | None = None,
    seed: int | None = None,
    scale: int | None = None,
    until: int | None = None,
    out: str | Path | None = None,
    workers: int | None = None,
    runs_per_chunk: int | None = None,
    lang: str = "en",
) -> Path:
    """Check a sweep and make its folder, or find the one that was begun; the folder. Nothing is run yet.

    file: a sweep's name, its file, the folder of one that was begun, or, with `points`, a scenario. points: values by
    key, instead of the file's design. name: of the folder `sweep-<name>` that is made in `out`; None: the file's.
    replicates, seed, scale: as of `simulate`; None: what the file says, else 20, 1, 1. until: last year. workers: for
    how many a small sweep is cut up. runs_per_chunk: None measures how many take one to five seconds. lang: of messages
    about the file. ScenarioError: all that is wrong with file or points. RunError: the folder is another sweep's.
    """
    size = {"replicates": replicates, "seed": seed, "scale": scale}
    given = {what: number for what, number in size.items() if number is not None}
    if isinstance(file, Scenario):
        if points is None:
            raise ValueError("a sweep over a scenario needs points; a single scenario is run by sim.simulate")
        plan = plan_of(file)
    elif (Path(file) / "manifest.json").is_file():
        folder = SweepFolder.existing(file)
        _refuse_changes(folder, given | ({"period": [folder.manifest["period"][0], until]} if until else {}))
        return folder.path
    else:
        plan = load_sweep(file, lang)
    if name is not None:
        plan = replace(plan, name=name)
    if until is not None:
        plan = plan.until(until, lang)
    if points is not None:
        plan = plan.with_points(points, lang)
    return _folder(plan, given, Path(out or DEFAULT_OUT), runs_per_chunk, workers, lang).path


def run(
    file: str | Path | Scenario,
    *,
    scheduler: Any = None,
    workers: int | None = None,
    progress: sweep_dask.Tick | None = None,
    **how: Any,
) -> Sweep:
    """Run a sweep, or what is missing of it, and read it back.

    file and how: as of `begin`. scheduler: address of a Dask scheduler, or a Client; None: `workers` processes on this
    machine (default: its processors). A script that starts those stands under `if __name__ == "__main__":`.
    progress(Progress) is called as parts arrive. Errors: those of `begin`; RunError: nobody answers at the address, or
    a worker has another version or does not see the folder; StorageError: the disk; Lost: scheduler or workers.

    Every point has the same luck. A run's values are those of `simulate`, whatever else is run, where and in which
    order; what is there already is not run again. A run that fails is a row of `failed`.
    """
    sweep_dask.knock(scheduler)
    folder = SweepFolder.existing(begin(file, workers=workers, **how))
    _refuse_changes(folder, {"digests": dict(model_digests())})
    with folder.held():
        whole, others = folder.parts()
        folder.remove(others)
        missing = [number for number in range(folder.n_chunks) if number not in whole]
        new = sum(folder.n_runs(number) for number in missing)
        spent: dict[str, Any] = {"done": [], "seconds": 0.0, "new": new, "redone": len(others)}
        if missing:
            started = time.monotonic()
            with sweep_dask.connected(scheduler, workers) as client:
                failed = sweep_tables.n_failed([whole[number] for number in sorted(whole)])
                spent["done"] = sweep_dask.run_chunks(client, folder, missing, progress or (lambda _: None), failed)
            spent["seconds"] = time.monotonic() - started
        _, others = folder.parts()
        folder.remove(others)  # two workers may have run a chunk: one part counts
        folder.remove_drafts()
    return Sweep(folder, spent)


def run_one(path: str | Path, point: str, replicate: int) -> pd.DataFrame:
    """Simulate one run of the sweep in a folder, in this process, and keep nothing: its rows as in `Sweep.values`.

    RunError: no such run, or the sweep was begun with another version of the model. Whatever the run raises.
    """
    folder = SweepFolder.existing(path)
    known = {one.id: one for one in folder.points}
    last = folder.manifest["replicates"] - 1
    if point not in known or not 0 <= replicate <= last:
        raise RunError("sweep.not_a_run", found=f"{point}/{replicate}", last=last)
    _refuse_changes(folder, {"digests": dict(model_digests())})
    return sweep_work.rows_of(folder, Run(known[point], replicate)).to_pandas().drop(columns=["error", "command"])


def load(path: str | Path) -> Sweep:
    """The sweep in a folder, finished or not, read back. RunError: there is none; Damaged: it is not as written."""
    return Sweep(SweepFolder.existing(path))


def _folder(
    plan: SweepPlan, given: Mapping[str, int], out: Path, chunk: int | None, workers: int | None, lang: str
) -> SweepFolder:
    """The folder of this sweep: made, or the one that is there if it is of the same sweep.

    RunError: it is another sweep's. ScenarioError: a point's scenario cannot be.
    """
    chosen = {**DEFAULT_SIZE, **plan.size, **given}
    asked = canonical(plan.asked())
    path = out / f"sweep-{plan.name}"
    if (path / "manifest.json").exists():
        folder = SweepFolder.existing(path)
        _refuse_changes(folder, {"asked": asked, **chosen})
        return folder
    rows = plan.points()
    distinct = list(dict.fromkeys(point.id for point in rows))
    places = {name: place for place, name in enumerate(distinct)}
    points = list({point.id: point for point in rows}.values())
    if len(points) * chosen["replicates"] > MOST_RUNS:
        raise RunError("sweep.too_many_runs", found=len(points) * chosen["replicates"], allowed=MOST_RUNS)
    _check_points(plan, points, lang)
    grouped = sweep_store.groups(points, chosen["replicates"])
    if chunk is None:
        cost = measured_cost(plan.base, grouped[0], chosen["seed"], chosen["scale"], sum(map(len, grouped)), workers)
    else:
        cost = Cost(chunk, chunk, 0.0)
    manifest = {
        "name": plan.name,
        **chosen,
        "keep": plan.keep,
        "region": plan.base.region,
        "period": list(plan.base.period),
        "asked": asked,
        "digests": dict(model_digests()),
        "points": [{"id": point.id, **point.plain()} for point in points],
        "design": [places[point.id] for point in rows],
        "runs_per_stack": cost.runs_per_stack,
        "seconds_per_run": cost.seconds_per_run,
        "chunks": sweep_store.chunk_sizes([len(group) for group in grouped], cost.runs_per_chunk),
        "base": plan.base.model_dump(mode="json", exclude={"path"}),
    }
    return SweepFolder.create(path, manifest)


def _check_points(plan: SweepPlan, points: Sequence[Point], lang: str) -> None:
    """Can every point's scenario be? ScenarioError: those that cannot, each with its values."""
    found: dict[str, Problem] = {}
    seen = set()
    for point in points:
        values = {**point.levers, **point.assumptions}
        key = repr(sorted(values.items()))
        if key in seen:
            continue
        seen.add(key)
        try:
            plan.base.with_values(values, lang)
        except ScenarioError as error:
            said = ", ".join(f"{name}: {value}" for name, value in values.items())
            for one in error.problems:
                found.setdefault(one.message, replace(one, file=str(plan.path), message=f"{said}: {one.message}"))
            if len(found) >= MOST_DIFFERENCES:
                break
    if found:
        raise ScenarioError(found.values())


def _refuse_changes(folder: SweepFolder, now: Mapping[str, Any]) -> None:
    """RunError: the sweep in the folder was begun with something else; names what differs."""
    then = {name: folder.manifest[name] for name in now}
    if found := list(_differences(then, now)):
        more = ["…"] if len(found) > MOST_DIFFERENCES else []
        said = "; ".join(found[:MOST_DIFFERENCES] + more)
        raise RunError("sweep.edited", folder=folder.path, differences=said)


def _differences(then: Any, now: Any, where: str = "") -> Iterable[str]:
    """Every place in which two trees of plain data differ: "levers.x: 1 -> 2"."""
    if isinstance(then, dict) and isinstance(now, dict):
        for key in [*then, *(key for key in now if key not in then)]:
            place = where if key == "asked" and not where else f"{where}.{key}".lstrip(".")
            yield from _differences(then.get(key, "-"), now.get(key, "-"), place)
    elif then != now:
        yield f"{where}: {_short(then)} -> {_short(now)}"


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 40 else f"{text[:37]}…"
