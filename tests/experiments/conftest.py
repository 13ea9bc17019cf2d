"""What these tests share: small scenarios of one city and their runs; a Dask client and an undisturbed sweep.

The city's scenarios are those of nine counties, whose levers begin in the middle of 2016.
"""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from experiments.sweeps import every_run_once, written

from sim.experiments import sweep
from sim.scenario import Scenario, load_scenario

SIZE = {"seed": 1, "scale": 20}


@pytest.fixture(scope="session")
def plain() -> Scenario:
    """The city's document to the end of 2017."""
    return load_scenario("jilin_city_2016").until(2017)


@pytest.fixture(scope="session")
def more(plain) -> Scenario:
    """The same with a larger reward for firms that are recognised, from 2013 on."""
    return plain.with_values({"hnte_cit_rate.local_reward@2013-01-01": 500_000})


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """A folder of run folders that these tests share."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="session")
def compared(plain, more, kept):
    """Both, 20 pairs."""
    from sim.experiments.compare import compare

    return compare(plain, more, replicates=20, out=kept, **SIZE)


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
