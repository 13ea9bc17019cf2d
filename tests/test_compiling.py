"""The first run compiles in several processes: the same code, found by all, and nothing lost when one of them ends."""

import inspect
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numba
import pytest

from sim.compiling import all_steps, make_ready, types_of_populations
from sim.engine.compile import cache_folder
from sim.runs.files import locked
from tests.worlds import world_of

REPOSITORY = Path(__file__).parents[1]

SCRIPT = """
from sim import compiling, steps
from sim.engine.compile import compiled, is_kept

started = []
helper, compiling.FUNCTIONS_A_PROCESS = compiling._helper, 1
compiling._helper = lambda: started.append(1) or helper()
light = [steps.fortunes_turn, steps.statuses_are_counted, steps.talent_is_counted, steps.places_are_counted]
compiling.is_run = lambda step, levers: step in light
{before}
compiling.make_ready((), processes=2)
print(len(started), sum(is_kept(compiled(step), compiling.types_of(step)) for step in light))
"""

STEP = """
import hashlib
from sim import steps
from sim.compiling import READY
from sim.scenario import load_scenario
from tests.worlds import world_of

READY.add(steps.fortunes_turn)
world = world_of(load_scenario("national_law"))
world.law_takes_effect()
world.do(steps.fortunes_turn)
twin = world.run(steps.fortunes_turn)
print(sum(twin.stats.cache_hits.values()), hashlib.sha256(world["firms"].tobytes()).hexdigest())
"""


def start(folder: Path, code: str) -> subprocess.Popen:
    """A script that nothing guards against being imported, with its own folder of compiled code."""
    script = folder / "script.py"
    script.write_text(code, encoding="utf-8")
    around = os.environ | {"COUNTY_INNOVATION_CACHE": str(folder / "cache"), "PYTHONPATH": str(REPOSITORY)}
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, str(script)], env=around, text=True, start_new_session=True, **pipes)


def said(process: subprocess.Popen) -> list[str]:
    """The words that a script prints; it must end well."""
    out, errors = process.communicate(timeout=240)
    assert process.returncode == 0, errors
    return out.split()


def test_the_types_that_are_compiled_for_are_those_of_a_world(jiangxi):
    world = world_of(jiangxi)
    asked = {name for step in all_steps().values() for name in inspect.signature(step).parameters}
    assert asked <= set(types_of_populations())
    assert {name: numba.typeof(world[name]) for name in types_of_populations()} == types_of_populations()


@pytest.mark.slow
def test_of_several_runs_one_compiles_and_all_find_the_code(tmp_path):
    found = [said(process) for process in [start(tmp_path, SCRIPT.format(before="")) for _ in range(3)]]
    assert sorted(started for started, _ in found) == ["0", "0", "1"]
    assert {kept for _, kept in found} == {"4"}


def test_a_process_that_is_killed_costs_no_more_than_its_step(tmp_path):
    kill = "feed = compiling._feed\ncompiling._feed = lambda helper, left: helper.kill() or feed(helper, left)"
    started, kept = said(start(tmp_path, SCRIPT.format(before=kill)))
    assert started == "1"
    assert int(kept) >= 3


@pytest.mark.parametrize("of", ["no place for it", "no process to be had"])
def test_without_a_folder_or_a_process_a_run_compiles_by_itself(tmp_path, of):
    if of == "no place for it":
        (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
        code = SCRIPT.format(before="").replace("print(", "compiled(light[0]).compile(compiling.types_of(light[0]))\n#")
        assert said(start(tmp_path, code + "\nprint(len(started))")) == ["0"]
    else:
        refuse = "def refused(*given, **more):\n    raise OSError\ncompiling.subprocess.Popen = refused"
        assert said(start(tmp_path, SCRIPT.format(before=refuse)))[1] == "4"


@pytest.mark.skipif(os.name != "posix", reason="needs SIGINT to a group of processes")
def test_ctrl_c_ends_all_processes(tmp_path):
    tell = "feed = compiling._feed\ncompiling._feed = lambda *given: print('now', flush=True) or feed(*given)"
    process = start(
        tmp_path, SCRIPT.format(before=tell).replace("light = [", "light = [steps.governments_set_budgets, ")
    )
    assert process.stdout and process.stdout.readline() == "now\n"
    time.sleep(1.0)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode != 0
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.slow
def test_a_further_process_leaves_the_same_code_and_ends_with_its_user(tmp_path):
    serving = start(tmp_path, "from sim.compiling import serve\nserve()")
    assert serving.stdin and serving.stdout
    serving.stdin.write("sim.steps.markets.fortunes_turn\n")
    serving.stdin.flush()
    assert serving.stdout.readline() == "done\n"
    loaded = said(start(tmp_path, STEP))
    serving.stdin.write("sim.steps.governments.governments_set_budgets\n")
    serving.stdin.close()
    assert serving.wait(timeout=10) == 0, "in the midst of a step of many seconds"
    (alone := tmp_path / "alone").mkdir()
    compiled_here = said(start(alone, STEP))
    assert (loaded[0], compiled_here[0]) == ("1", "0")
    assert loaded[1] == compiled_here[1]


def test_what_is_ready_is_asked_for_no_more():
    make_ready((), processes=1)
    with locked(cache_folder()):  # who asked again would wait for ever
        make_ready((), processes=1)
