"""What tests of sweeps share: a Dask client in this process, and an undisturbed sweep to compare with."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from experiments.sweeps import every_run_once, written

from sim.experiments import sweep


@pytest.fixture(scope="session")
def client() -> Iterator[Any]:
    """One worker in a thread of this process: nothing to start, and what a test puts in place of a function holds."""
    from distributed import Client

    quiet = {"dashboard_address": "127.0.0.1:0", "set_as_default": False, "silence_logs": logging.CRITICAL}
    with Client(processes=False, n_workers=1, threads_per_worker=1, **quiet) as one:
        yield one


@pytest.fixture(scope="session")
def undisturbed(client: Any, tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    """The values of the small sweep that nothing disturbed."""
    out: Path = tmp_path_factory.mktemp("undisturbed")
    return every_run_once(sweep.run(written(out), out=out, scheduler=client, runs_per_chunk=10))
