"""A world saved at any quarter goes on as if nothing had happened; a damaged or foreign file is refused by name."""

import copy
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import mesa
import numpy as np
import pytest

from sim import snapshots
from sim.agents import Firm
from sim.errors import Damaged, RunError, StorageError
from sim.model import CountyInnovationModel
from sim.plain_world import PlainWorld
from sim.snapshots import continued
from sim.world import LaneOf, World, first_difference, replicate_seed
from tests.worlds import differences, from_the_start, lanes_of, run, unlike, world_of

YEARS = ("ledgers", "forgone_by_year", "contracts")


@pytest.fixture(scope="module")
def busy(jiangxi):
    """Every lever at work from the first day."""
    return from_the_start(jiangxi.until(2014))


@pytest.fixture(scope="module")
def uninterrupted(busy):
    """Two lanes, run without a stop."""
    return run(world_of(busy, replicates=[0, 3]))


def unequal(a: World, b: World) -> list[str]:
    """Everything in which two worlds of the same lanes differ: lanes, every part, tally, every yearly book."""
    found = [part for place in range(len(a.runs)) for part in differences(a, b, place, place)]
    for name, part in a.parts.items():
        if part.dtype.names is None:
            found += [name] if part.tobytes() != b.parts[name].tobytes() else []
        else:
            found += [f"{name}.{field}" for field in deep(part, b.parts[name])]
    for book in YEARS:
        mine, other = getattr(a, book), getattr(b, book)
        found += [book] if list(mine) != list(other) else []
        found += [f"{book} {year}" for year in mine if mine[year].tobytes() != other[year].tobytes()]
    return found


def deep(a: np.ndarray, b: np.ndarray) -> list[str]:
    """Fields that differ, those of records within records included."""
    nested = [name for name in a.dtype.names or () if a.dtype[name].names]
    plain = [name for name in unlike(a, b) if name not in nested]
    return plain + [f"{name}.{one}" for name in nested for one in deep(a[name], b[name])]


@pytest.mark.parametrize("quarter", [0, 1, 3, 4, 6, 11, 12])
def test_a_world_goes_on_as_if_it_had_not_been_saved(busy, uninterrupted, tmp_path, quarter):
    world, file = run(world_of(busy, replicates=[0, 3]), quarter), tmp_path / "world.npz"
    world.save(file)
    again = World.load(file)
    assert unequal(world, again) == [] and [x._asdict() for x in again.runs] == [x._asdict() for x in world.runs]
    assert (again.year, again.season, again.scale) == (world.year, world.season, world.scale)
    assert unequal(run(again), uninterrupted) == []
    assert os.listdir(tmp_path) == ["world.npz"]


def test_a_saved_world_grows_and_compiles_nothing_anew(busy, uninterrupted, tmp_path):
    from sim import steps
    from sim.engine.compile import compiled

    run(world_of(busy, replicates=[0, 3]), 5).save(tmp_path / "world.npz")
    world = World.load(tmp_path / "world.npz")
    known = len(compiled(steps.firms_settle).signatures)  # type: ignore[attr-defined]
    for name in ("firms", "talent"):
        world._grow(name, 37)
    run(world)
    assert len(compiled(steps.firms_settle).signatures) == known  # type: ignore[attr-defined]
    assert [differences(world, uninterrupted, place, place) for place in (0, 1)] == [[], []]


def test_lanes_of_several_scenarios_and_parameters_set_by_hand_are_kept(busy, tmp_path):
    seed = replicate_seed(1, 0)
    other = busy.with_values({"innovation_voucher": "off"})
    world = run(World([LaneOf(busy, seed, 0, {"interest": 0.07}), LaneOf(other, seed), LaneOf(busy, seed, 2)], 100), 6)
    world.save(tmp_path / "world.npz")
    again = World.load(tmp_path / "world.npz")
    assert [x.scenario == y.scenario for x, y in zip(again.runs, world.runs, strict=True)] == [True] * 3
    assert again.runs[0].parameters == {"interest": 0.07} and again.runs[1].parameters is None
    assert again.runs[0].scenario is again.runs[2].scenario and again.calendars[0][0] is again.calendars[2][0]
    assert unequal(run(again), run(world)) == []


@pytest.fixture(scope="module")
def snapshot(busy, tmp_path_factory):
    """The bytes of a snapshot of a small world."""
    file = tmp_path_factory.mktemp("snapshot") / "world.npz"
    run(world_of(busy, 1000), 2).save(file)
    return file.read_bytes()


@pytest.fixture
def saved(snapshot, tmp_path):
    """A file of one's own with that snapshot."""
    file = tmp_path / "world.npz"
    file.write_bytes(snapshot)
    return file


@pytest.mark.parametrize("left", [0, 1, 100, 0.5, 0.99, -1])
def test_a_cut_file_is_refused_by_name(saved, left):
    whole = saved.read_bytes()
    saved.write_bytes(whole[: left if isinstance(left, int) else int(left * len(whole))])
    with pytest.raises(Damaged, match=r"world\.npz is no whole snapshot.*World\.save"):
        World.load(saved)


def test_a_changed_file_is_refused_wherever_it_was_changed(saved):
    whole = saved.read_bytes()
    for place in np.linspace(40, len(whole) - 1, 25).astype(int).tolist():
        saved.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        try:
            world = World.load(saved)
        except (Damaged, RunError) as error:
            assert "world.npz" in str(error)
        else:  # a byte that says nothing, such as a date in the zip's directory
            saved.write_bytes(whole)
            assert unequal(world, World.load(saved)) == []


def test_a_file_that_was_written_with_other_contents_is_refused(saved):
    with np.load(saved) as file:
        arrays = dict(file)
    arrays["tally"] = arrays["tally"] ^ 1
    np.savez(saved, **arrays)
    with pytest.raises(Damaged, match="digest"):
        World.load(saved)


def test_other_files_are_refused(tmp_path):
    with pytest.raises(RunError, match=r"no file .*world\.npz"):
        World.load(tmp_path / "world.npz")
    (tmp_path / "text").write_text("a note")
    np.savez(tmp_path / "other.npz", a=np.zeros(3))
    for name in ("text", "other.npz"):
        with pytest.raises(Damaged, match=name):
            World.load(tmp_path / name)
    with pytest.raises(StorageError):
        World.load(tmp_path)


@pytest.mark.parametrize("what", ["model", "calibration"])
def test_a_snapshot_of_another_version_is_refused(saved, monkeypatch, what):
    here = snapshots.model_digests()
    monkeypatch.setattr(snapshots, "model_digests", lambda: {**here, what: "f" * 64})
    with pytest.raises(
        RunError, match=rf"world\.npz.*another version.*{what}: found {here[what][:12]}, allowed ffffff"
    ):
        World.load(saved)


def test_a_plain_world_is_not_saved(busy, tmp_path):
    with pytest.raises(TypeError, match="PlainWorld"):
        PlainWorld(lanes_of(busy), 1000).save(tmp_path / "world.npz")


def test_a_disk_that_refuses_leaves_the_old_file(saved, monkeypatch):
    old = saved.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="full"):
        World.load(saved).save(saved)
    assert saved.read_bytes() == old and os.listdir(saved.parent) == ["world.npz"]


KILLED = """
import os
import sys
import time

from sim.world import World
world = World.load(sys.argv[1])
os.replace = lambda *names: (print("written", flush=True), time.sleep(60))
world.tally["gdp"][:] = 1.0
world.save(sys.argv[1])
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_a_kill_in_the_middle_of_writing_leaves_the_old_file(saved):
    old = saved.read_bytes()
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(saved)], cwd=Path(__file__).parents[1], stdout=subprocess.PIPE
    )
    assert process.stdout and process.stdout.readline().strip() == b"written"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert saved.read_bytes() == old
    assert World.load(saved).quarter_number == 2


VALUES = {"innovation_voucher.annual_budget_county@2013-07-01": 9_000_000.0}


@pytest.mark.parametrize(
    "values, parting", [(VALUES, 6), ({}, 12), ({"assumptions.parameters": "central"}, 0)], ids=str
)
def test_a_changed_scenario_goes_on_from_the_last_quarter_before_it_differs(busy, tmp_path, values, parting):
    changed = busy.with_values(values)
    world = world_of(busy, replicates=[0, 3])
    files = []
    while world.quarter_number < world.n_quarters:
        if world.quarter_number % 3 == 0:
            files.append(tmp_path / f"{world.quarter_number}.npz")
            world.save(files[-1])
        world.step()
    assert first_difference(world, changed) == parting
    from_files = continued(changed, reversed(files))
    assert from_files.quarter_number == max(q for q in (0, 3, 6, 9) if q <= parting)
    start = run(world_of(changed, replicates=[0, 3]))
    assert unequal(run(from_files), start) == []
    assert continued(changed, [world, files[0]]).quarter_number == (12 if parting == 12 else 0)
    assert unequal(run(continued(changed, [world])), start) == []
    assert world.quarter_number == 12


def test_a_live_world_stays_as_it_is_when_another_goes_on_from_it(busy, uninterrupted):
    world = run(world_of(busy, replicates=[0, 3]), 5)
    other = continued(busy.with_values(VALUES), [world])
    assert other.quarter_number == 5
    run(other)
    assert unequal(run(world), uninterrupted) == []


def test_sources_of_several_runs_are_refused(busy):
    for other in (world_of(busy, replicates=[1]), world_of(busy, 50), world_of(busy, seed=2)):
        with pytest.raises(ValueError, match="another run"):
            continued(busy, [world_of(busy), other])
    with pytest.raises(ValueError, match="period"):
        continued(busy.until(2013), [world_of(busy)])
    with pytest.raises(ValueError, match="no world"):
        continued(busy, [])


@pytest.mark.parametrize("quarter", [0, 5, 12])
def test_a_model_goes_on_as_if_it_had_not_been_saved(busy, tmp_path, quarter):
    model = CountyInnovationModel(scenario=busy, rng=3, scale=100)
    for _ in range(quarter):
        model.step()
    model.agents.shuffle()  # the user's luck goes on, too
    model.save(tmp_path / "model.npz")
    again = CountyInnovationModel.load(tmp_path / "model.npz")
    assert again.steps == model.steps == quarter and again.date == model.date and again.running == model.running
    for one in (model, again):
        while one.running:
            one.step()
    assert unequal(model.world, again.world) == []
    assert again.datacollector.model_vars == model.datacollector.model_vars
    assert again.random.random() == model.random.random() and again.rng.random() == model.rng.random()
    assert again.agents_by_type[Firm].get("key") == model.agents_by_type[Firm].get("key")


def test_a_model_with_agents_of_the_user_s_own_is_not_saved(busy, tmp_path):
    model = CountyInnovationModel(scenario=busy, scale=1000)
    visitor = mesa.Agent(model)
    with pytest.raises(TypeError, match="pickle"):
        model.save(tmp_path / "model.npz")
    visitor.remove()
    model.save(tmp_path / "model.npz")
    model.agents_by_type[Firm][0].mood = "good"
    with pytest.raises(TypeError, match="pickle"):
        copy.deepcopy(model).save(tmp_path / "model.npz")


def test_what_holds_no_model_is_not_loaded_as_one(saved, busy):
    with pytest.raises(ValueError, match=r"world\.npz.*World\.load"):
        CountyInnovationModel.load(saved)

    class Own(CountyInnovationModel):
        def __init__(self):
            super().__init__(scenario=busy, scale=1000)

    with pytest.raises(TypeError, match="pickle"):
        Own.load(saved)


def test_loading_is_quick_beside_running(busy, tmp_path):
    """A guard against building the population anew: a snapshot of the whole province opens at once."""
    world = run(world_of(busy, 10), 1)
    world.save(tmp_path / "world.npz")
    began = time.perf_counter()
    World.load(tmp_path / "world.npz")
    assert time.perf_counter() - began < 5.0
