"""Scenarios and small runs that many tests share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sim.scenario import Scenario, load_scenario


@pytest.fixture(scope="session")
def jiangxi() -> Scenario:
    """The default scenario to the end of 2020."""
    return load_scenario("jiangxi_2018").until(2020)


@pytest.fixture(scope="session")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for run folders, gone after the tests."""
    return tmp_path_factory.mktemp("runs")


@pytest.fixture(scope="session")
def simulated(out: Path) -> Callable:
    """`simulate` without a baseline into the temporary folder; equal runs are read there, not run again."""
    from sim.simulation import simulate

    def run(scenario: Scenario, replicates: int = 2, seed: int = 1, scale: int = 50, **options):
        return simulate(scenario, replicates, seed, scale, out=options.pop("out", out), baseline=False, **options)

    return run
