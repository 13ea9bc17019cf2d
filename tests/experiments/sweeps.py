"""A sweep that takes a second, for tests of what carries sweeps: nine counties, two levers, an uncertainty."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from sim.experiments import sweep

SMALL = """\
schema: 1
scenario: jilin_city_2016
until: 2017
design: grid
levers:
  innovation_voucher.annual_budget_county: [0 yuan, 200_000 yuan]
  hnte_cit_rate.local_reward@2017-01-01: [0 yuan, 300_000 yuan]
uncertainties:
  parameters.user_cost_elasticity: {from: -1.5, to: -0.5, steps: 2}
replicates: 3
scale: 100
"""
RUNS = 2 * 2 * 2 * 3


def written(folder: Path, text: str = SMALL, name: str = "small") -> Path:
    """A sweep file in a folder."""
    file = folder / f"{name}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def begun(file: Path, out: Path, client: Any, parts: int = 0, runs_per_chunk: int = 1, **options: Any) -> Path:
    """The folder of a sweep that was stopped after some parts."""

    class Enough(Exception):
        pass

    def stop(now: Any) -> None:
        if now.done >= parts * runs_per_chunk:
            raise Enough

    folder = sweep.begin(file, out=out, runs_per_chunk=runs_per_chunk, **options)
    try:
        sweep.run(folder, scheduler=client, progress=stop)
    except Enough:
        return folder
    raise AssertionError("the sweep was not stopped")


def every_run_once(found: sweep.Sweep) -> pd.DataFrame:
    """The values of a complete sweep, after it was made sure that every run is there and none twice."""
    values = found.values()
    keys = values[["point", "replicate", "year", "county"]]
    assert not keys.duplicated().any()
    assert found.missing == 0 and not found.damaged
    ran = values[["point", "replicate"]].drop_duplicates()
    assert len(ran) + len(found.failed) == found.runs == len(found.points) * found.replicates
    return values


def same(a: pd.DataFrame, b: pd.DataFrame) -> bool:
    """Are two tables of values the same, bit for bit?"""
    columns = [name for name in a.columns if name not in ("point", "county")]
    keys = all((a[name].astype(str).to_numpy() == b[name].astype(str).to_numpy()).all() for name in ("point", "county"))
    return keys and all(a[name].to_numpy().tobytes() == b[name].to_numpy().tobytes() for name in columns)


Undisturbed = Callable[[], pd.DataFrame]
