"""A run that is killed leaves nothing that is taken for finished, and what it leaves is completed, not repeated."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.cli import main
from sim.result import Result
from sim.runs import RunFolder
from sim.scenario import load_scenario
from sim.simulation import simulate

REPOSITORY = Path(__file__).parents[1]
REPLICATES = 12


def typed(out: Path) -> list[str]:
    """What a user types: a short run on one thread."""
    options = ["--scale", "100", "--until", "2014", "--replicates", str(REPLICATES), "--threads", "1", "--json"]
    return ["run", "jiangxi_2018", *options, "--out", str(out)]


def command(out: Path) -> subprocess.Popen:
    """The command line, as a user starts it."""
    return subprocess.Popen(
        [sys.executable, "run.py", *typed(out)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run_folder(out: Path) -> RunFolder:
    """The folder of the scenario's own run (its baseline has another), there or not."""
    return RunFolder.planned(load_scenario("jiangxi_2018").until(2014), 1, 100, out)


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("parts", [4, pytest.param(0, marks=pytest.mark.slow)])
def test_a_killed_run_is_not_finished_and_the_next_one_completes_it(tmp_path, parts, uninterrupted):
    process, folder = command(tmp_path), run_folder(tmp_path)
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        if folder.path.exists() and len(list(folder.path.glob("records/replicate-*.json"))) >= parts:
            process.send_signal(signal.SIGKILL)
            break
        time.sleep(0.002)
    process.communicate()
    assert process.returncode == -signal.SIGKILL

    assert not folder.is_finished(REPLICATES)
    assert not (folder.path / "report.html").exists()
    there = set(range(REPLICATES)) - set(folder.missing(REPLICATES))
    assert len(there) >= parts
    assert main(typed(tmp_path)) == 0
    result = Result.read(folder.path)
    assert result.run_folder.is_finished(REPLICATES)
    assert (result.folder / "report.html").exists()
    assert result.run_folder.value_digests(REPLICATES) == uninterrupted.run_folder.value_digests(REPLICATES)
    assert result.verdicts.equals(uninterrupted.verdicts)

    there = {file: file.stat().st_mtime_ns for file in result.folder.rglob("*.*") if file.name != ".lock"}
    assert main(typed(tmp_path)) == 0
    assert {file: file.stat().st_mtime_ns for file in there} == there, "the same once more is read, not made again"


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory) -> Result:
    """The same run, left alone."""
    out = tmp_path_factory.mktemp("uninterrupted")
    simulate(load_scenario("jiangxi_2018").until(2014), REPLICATES, 1, 100, threads=1, out=out)
    return Result.read(run_folder(out).path)
