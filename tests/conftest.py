"""Scenarios and small runs that many tests share; two processes for the whole collection of tests."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.scenario import Scenario, load_scenario


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> None:
    """All tests run in two processes, each file in one of them; chosen ones, and `-n 0`, in this one alone."""
    options = config.option
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    chosen = [*config.args] != [*config.getini("testpaths")] or options.keyword or getattr(options, "lf", False)
    several = config.pluginmanager.hasplugin("xdist") and (os.cpu_count() or 1) > 1
    if several and not chosen and options.numprocesses is None and not options.usepdb and not options.collectonly:
        options.numprocesses = 2
    if several and options.numprocesses and options.dist == "no":
        options.dist = "loadfile"  # tests of a file share what they run


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
