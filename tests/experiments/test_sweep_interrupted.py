"""Workers, scheduler and driver may die at any moment: resumed, a sweep has every run once, as if nothing had been."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from experiments.sweeps import RUNS, begun, every_run_once, same, written

from sim.experiments import sweep

REPOSITORY = Path(__file__).parents[2]
DEADLINE = 120

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")]


def n_parts(folder):
    return len(list((folder / "parts").glob("*.parquet")))


def typed(folder, *options):
    """The command line that resumes a sweep, as a user starts it: in a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, "run.py", "sweep", str(folder), "--lang", "en", *options],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for(what, process=None):
    deadline = time.monotonic() + DEADLINE
    while not what():
        assert time.monotonic() < deadline and (process is None or process.poll() is None)
        time.sleep(0.002)


def others_of(group):
    """Processes of a group that are still there."""
    told = subprocess.run(["ps", "-o", "pid=", "-g", str(group)], capture_output=True, text=True).stdout
    return told.split()


def test_a_killed_worker_costs_nothing(tmp_path, client, undisturbed):
    from distributed import LocalCluster

    folder = begun(written(tmp_path), tmp_path, client)
    killed = []

    def kill(now):
        if now.done >= 3 and not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    quiet = {"dashboard_address": "127.0.0.1:0", "silence_logs": logging.CRITICAL}
    with LocalCluster(n_workers=1, threads_per_worker=1, **quiet) as cluster:
        found = sweep.run(folder, scheduler=cluster.scheduler_address, progress=kill)
    assert killed and len(found.spent["done"]) == found.spent["new"] <= RUNS
    assert same(every_run_once(found), undisturbed)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_driver_that_is_killed_or_stopped_leaves_what_is_whole(tmp_path, client, undisturbed, how):
    folder = begun(written(tmp_path), tmp_path, client)
    process = typed(folder, "--threads", "1")
    try:
        wait_for(lambda: n_parts(folder) >= 4, process)
        if how == signal.SIGINT:
            os.killpg(process.pid, how)  # as a terminal does it: everybody is told
        else:
            process.send_signal(how)
        _, said = process.communicate(timeout=60)
        if how == signal.SIGINT:
            assert process.returncode == 130 and "Finished parts are kept" in said and "Traceback" not in said
        else:
            assert process.returncode == -signal.SIGKILL
        wait_for(lambda: not others_of(process.pid))  # no worker stays behind
    finally:
        if process.poll() is None:
            process.kill()
    there = {file: file.stat().st_mtime_ns for file in (folder / "parts").glob("*.parquet")}
    assert 4 <= len(there) < RUNS
    found = sweep.run(folder, scheduler=client)
    assert same(every_run_once(found), undisturbed)
    assert found.spent["new"] == RUNS - len(there)
    assert {file: file.stat().st_mtime_ns for file in there} == there, "what is there is not run again"
    assert not list(folder.rglob("*.tmp"))


def test_a_killed_scheduler_is_said_and_costs_what_was_under_way(tmp_path, client, undisturbed):
    folder = begun(written(tmp_path), tmp_path, client)
    place = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": REPOSITORY}
    quiet = ["--no-dashboard", "--scheduler-file", str(place)]
    scheduler = subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *quiet], **options)
    worker = subprocess.Popen(
        [*dask, "worker", "--nthreads", "1", "--no-dashboard", "--death-timeout", "10", "--scheduler-file", str(place)],
        **options,
    )
    try:
        wait_for(place.exists, scheduler)

        wait_for(lambda: place.stat().st_size > 0)
        process = typed(folder, "--scheduler", json.loads(place.read_text())["address"])
        wait_for(lambda: n_parts(folder) >= 3, process)
        scheduler.send_signal(signal.SIGKILL)
        _, said = process.communicate(timeout=90)
        assert process.returncode == 1 and "scheduler was lost" in said and "Traceback" not in said
    finally:
        for one in (scheduler, worker):
            one.kill()
            one.wait()
    assert 3 <= n_parts(folder) < RUNS
    assert same(every_run_once(sweep.run(folder, scheduler=client)), undisturbed)
