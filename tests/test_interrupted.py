"""A run that is killed leaves nothing that is taken for finished, and what it leaves is completed, not repeated."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sim.result import Result
from sim.runs import RunFolder

REPOSITORY = Path(__file__).parents[1]
REPLICATES = 24


def command(out: Path) -> subprocess.Popen:
    """The command line, as a user starts it, on one thread."""
    options = ["--scale", "100", "--until", "2014", "--replicates", str(REPLICATES), "--threads", "1", "--json"]
    return subprocess.Popen(
        [sys.executable, "run.py", "run", "jiangxi_2018", *options, "--out", str(out)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run_folder(out: Path, name: str = "jiangxi_2018") -> RunFolder | None:
    """The folder of the scenario's own run (its baseline has another), or None while it is not there."""
    for plan in out.glob("*/scenario.yaml"):
        if f"name: {name}\n" in plan.read_text(encoding="utf-8"):
            return RunFolder(plan.parent, plan.parent.name)
    return None


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("parts", [0, 5])
def test_a_killed_run_is_not_finished_and_the_next_one_completes_it(tmp_path, parts, uninterrupted):
    process = command(tmp_path)
    deadline = time.monotonic() + 120
    while process.poll() is None and time.monotonic() < deadline:
        folder = run_folder(tmp_path)
        if folder is not None and len(list(folder.path.glob("records/*.json"))) >= parts:
            process.send_signal(signal.SIGKILL)
            break
        time.sleep(0.002)
    process.communicate()
    assert process.returncode == -signal.SIGKILL

    folder = run_folder(tmp_path)
    assert folder is not None
    assert not folder.is_finished(REPLICATES)
    assert not (folder.path / "report.html").exists()
    there = set(range(REPLICATES)) - set(folder.missing(REPLICATES))
    assert len(there) >= parts
    times = {part: (folder.path / "records" / f"{part}.json").exists() for part in there}
    whole = folder.read_indicators(sorted(there)) if there else None
    again = command(tmp_path)
    _, errors = again.communicate(timeout=300)
    assert again.returncode == 0, errors.decode()
    result = Result.read(folder.path)
    assert result.run_folder.is_finished(REPLICATES)
    assert (result.folder / "report.html").exists()
    if whole is not None and times:
        kept = result.indicators[result.indicators["replicate"].isin(there)]
        assert kept["value"].tolist() == whole["value"].tolist()
    assert result.run_folder.value_digests(REPLICATES) == uninterrupted.run_folder.value_digests(REPLICATES)
    assert result.verdicts.equals(uninterrupted.verdicts)


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory) -> Result:
    """The same run, left alone."""
    out = tmp_path_factory.mktemp("uninterrupted")
    process = command(out)
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors.decode()
    folder = run_folder(out)
    assert folder is not None
    return Result.read(folder.path)
