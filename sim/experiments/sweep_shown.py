"""What the command line shows of a sweep: progress, what came of it, what failed and how to repeat it."""

from __future__ import annotations

import shlex
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sim.cli_options import Shared
from sim.errors import RunError
from sim.experiments import sweep, sweep_dask
from sim.experiments.sweep_dask import Progress
from sim.text import say

SHOWN = 5  # failed runs
LINE_EVERY = 10.0  # seconds between lines where there is no terminal


def run(given: Shared) -> dict[str, Any]:
    """Run what is missing of a sweep, say what came of it (unless `--json`); the summary for a program."""
    from sim.report.sweeps import Shown

    sizes = {name: getattr(given, name) for name in ("replicates", "seed", "scale") if name in given.typed}
    sweep_dask.knock(given.scheduler)  # measuring, which begins a sweep, takes its time
    folder = sweep.begin(
        given.scenario, **sizes, until=given.until, out=given.out, workers=given.threads, lang=given.lang
    )
    try:
        with shown(given.lang, quiet=given.json) as tick:
            found = sweep.run(folder, scheduler=given.scheduler, workers=given.threads, progress=tick)
    except BaseException:
        if any((folder / "parts").glob("*.parquet")):
            print(say("sweep.kept", given.lang, folder=folder), file=sys.stderr)
        raise
    page = Shown(found, given.lang, f"python run.py sweep {shlex.quote(given.scenario)}")
    report = page.keep()
    told = summary(found) | page.plain(report)
    if not given.json:
        _tell(found, told, given.lang)
    return told


def repeat(given: Shared) -> dict[str, Any]:
    """Simulate one run of a sweep's folder again; whatever it raises is the answer."""
    if not (Path(given.scenario) / "manifest.json").is_file():
        raise RunError("sweep.only_of_folder", found=given.scenario)
    point, _, number = given.only.partition("/")
    rows = sweep.run_one(given.scenario, point, int(number) if number.isdecimal() else -1)
    if not given.json:
        last = int(rows["year"].max())
        print(say("sweep.repeated", given.lang, point=point, replicate=number, last=last))
    return {
        "point": point,
        "replicate": int(number),
        "rows": rows.astype(object).where(rows.notna(), None).to_dict("records"),
    }


def summary(found: sweep.Sweep) -> dict[str, Any]:
    """What came of a sweep, as plain data."""
    failed = found.failed
    return {
        "folder": str(found.folder),
        "name": found.name,
        "sweep_id": found.sweep_id,
        "points": len(found.points),
        "replicates": found.replicates,
        "seed": found.seed,
        "scale": found.scale,
        "runs": found.runs,
        "missing": found.missing,
        "failed": failed.to_dict("records"),
        **{name: found.spent[name] for name in ("new", "seconds", "redone")},
    }


def _tell(found: sweep.Sweep, told: dict[str, Any], lang: str) -> None:
    counts = {**told, "seconds": f"{told['seconds']:.1f}"}
    print(say("sweep.ran", lang, **counts))
    if told["redone"]:
        print(say("sweep.redone", lang, number=told["redone"]))
    if told["failed"]:
        print(say("sweep.failed", lang, number=len(told["failed"])))
        for row in told["failed"][:SHOWN]:
            print(say("sweep.failed_row", lang, **row))
            print(say("sweep.repeat", lang, **row))
        if len(told["failed"]) > SHOWN:
            print(say("sweep.more", lang, number=len(told["failed"]) - SHOWN))
    print(say("sweep.report", lang, value=told["report"]))
    print(say("sweep.tables", lang, value=found.folder / "tables"))
    print(say("sweep.folder", lang, folder=found.folder))
    print(say("sweep.read_back", lang, folder=str(found.folder)))


@contextmanager
def shown(lang: str, quiet: bool = False) -> Iterator[Callable[[Progress], None]]:
    """Show on the error stream how far a sweep is: a line that changes in a terminal, else one every ten seconds."""
    if quiet:
        yield lambda _: None
        return
    last: list[Progress] = []
    ended = threading.Event()
    changing = sys.stderr.isatty()

    def show() -> None:
        while not ended.wait(0.5 if changing else LINE_EVERY):
            if last:
                line = words(last[-1], lang)
                print(
                    f"\r{line}\x1b[K" if changing else line, end="" if changing else "\n", file=sys.stderr, flush=True
                )

    shower = threading.Thread(target=show, daemon=True)
    shower.start()
    try:
        yield last.append
    finally:
        ended.set()
        shower.join(timeout=2.0)
        if changing and last:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def words(now: Progress, lang: str) -> str:
    """One line: done, failed, rate, time left, workers."""
    left = rate = say("sweep.progress.unknown", lang)
    if now.rate > 0:
        left, rate = str(timedelta(seconds=round(now.seconds_left))), f"{now.rate:.3g}"
    workers = now.workers or say("sweep.progress.waiting", lang)
    return say(
        "sweep.progress.line", lang, done=now.done, total=now.total, failed=now.failed, rate=rate, left=left,
        workers=workers,
    )  # fmt: skip
