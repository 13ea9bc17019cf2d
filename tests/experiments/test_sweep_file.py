"""Sweep files: what they say, every mistake with its line and the nearest name, and what a design promises."""

import numpy as np
import pytest
from experiments.sweeps import SMALL, begun, every_run_once, same, written

from sim.cli import main
from sim.errors import Damaged, RunError
from sim.experiments import design, sweep
from sim.experiments.sweep_file import load_sweep, sweep_names
from sim.scenario import ScenarioError

HEAD = "schema: 1\nscenario: jilin_city_2016\nuntil: 2020\n"
NAMES = ["a", "b", "c"]


def points(folder, text):
    return load_sweep(written(folder, HEAD + text)).points()


def mistakes(folder, text, head=HEAD):
    with pytest.raises(ScenarioError) as found:
        load_sweep(written(folder, head + text))
    return found.value.problems


def test_a_grid_is_every_combination_and_the_last_factor_changes_fastest(tmp_path):
    found = points(
        tmp_path,
        "levers:\n  hnte_cit_rate.local_reward: {from: 0, to: 200_000, steps: 3}\n  talent_grants: [on, off]\n"
        "uncertainties:\n  assumptions.growth: [low, high]\n",
    )
    rows = [(*one.levers.values(), *one.uncertainties.values()) for one in found]
    assert rows == [(x, y, z) for x in (0.0, 100_000.0, 200_000.0) for y in ("on", "off") for z in ("low", "high")]


def test_levers_and_uncertainties_with_a_design_each_are_crossed(tmp_path):
    found = points(
        tmp_path,
        "design: {levers: grid, uncertainties: sobol}\npoints: {uncertainties: 4}\n"
        "levers:\n  hnte_cit_rate.local_reward: [0, 1 万元]\n"
        "uncertainties:\n  parameters.user_cost_elasticity: prior\n  parameters.start_gain: {from: 5, to: 15}\n",
    )
    assert [one.levers["hnte_cit_rate.local_reward"] for one in found] == [0.0] * 4 + [10_000.0] * 4
    futures = [tuple(one.uncertainties.values()) for one in found]
    assert futures[:4] == futures[4:] and len(set(futures)) == 4
    assert all(-2.2 <= elasticity <= -0.2 and 5 <= gain <= 15 for elasticity, gain in futures)


@pytest.mark.parametrize("n", [1, 7, 64])
def test_a_latin_hypercube_has_one_value_in_every_part_of_every_range(n):
    table = design.latin_hypercube(n, NAMES)
    for column in table.T:
        assert sorted(np.floor(column * n).astype(int)) == list(range(n))
    assert n == 1 or not np.array_equal(np.argsort(table[:, 0]), np.argsort(table[:, 1]))


@pytest.mark.parametrize("n", [1, 8, 64])
def test_sobol_points_fill_every_binary_part_of_every_range_equally(n):
    table = design.sobol(n, NAMES)
    for column in table.T:
        assert sorted(np.floor(column * n).astype(int)) == list(range(n))
    if n == 64:  # the first two factors are a (0, 6, 2) net: one point in every box of area 1/64
        for bits in range(7):
            boxes = {(int(x * 2**bits), int(y * 2 ** (6 - bits))) for x, y in table[:, :2]}
            assert len(boxes) == 64
    assert table.min() > 0.0 and table.max() < 1.0


def test_sobol_integrates_better_than_chance():
    table = design.sobol(256, ["x", "y", "z", "w"])
    assert abs(np.prod(table * 2, axis=1).mean() - 1.0) < 0.02  # chance: 0.09


@pytest.mark.parametrize("draw", [design.sobol, design.latin_hypercube])
def test_a_factor_more_moves_no_other_and_a_seed_moves_all(draw):
    few, many = draw(16, ["a", "b"]), draw(16, ["a", "b", "c"])
    assert np.array_equal(few, many[:, :2])
    assert not np.any(draw(16, ["a"], 2) == few[:, :1])


def test_the_numbers_of_a_design_are_the_same_everywhere():
    assert design.latin_hypercube(4, ["a"])[:, 0] == pytest.approx([0.010821015, 0.637421387, 0.492497755, 0.898230695])
    assert design.sobol(4, ["a"])[:, 0] == pytest.approx([0.287128386, 0.787128386, 0.537128386, 0.037128386])


@pytest.mark.parametrize(
    "text, line, said, nearest",
    [
        ("levers:\n  hnte_cit_rat.local_reward: [0, 1]\n", 5, "there is no lever hnte_cit_rat", "hnte_cit_rate"),
        ("levers:\n  hnte_cit_rate.local_rewards: [0, 1]\n", 5, "has no parameter local_rewards", "local_reward"),
        ("levers:\n  hnte_cit_rate.local_reward: []\n", 5, "the list is empty", ""),
        ("levers:\n  hnte_cit_rate.local_reward: {from: 5, to: 5, steps: 2}\n", 5, "range 5 – 5 is empty", ""),
        ("levers:\n  hnte_cit_rate.local_reward: [1, 1]\n", 5, "twice", ""),
        ("levers:\n  hnte_cit_rate.local_reward: [0, 5 persons]\n", 5, "wrong unit", ""),
        ("levers:\n  hnte_cit_rate.local_reward@2031-01-01: [0, 1]\n", 5, "2031-01-01 is not within", ""),
        ("levers:\n  hnte_cit_rate: [on, off]\n", 5, "cannot be switched off", ""),
        ("levers:\n  assumptions.growth: [low, high]\n", 5, "not ours to choose", ""),
        ("uncertainties:\n  hnte_cit_rate.local_reward: [0, 1]\n", 5, "is a lever, ours to choose", ""),
        ("uncertainties:\n  assumptions.grwth: [low]\n", 5, "there is no assumptions.grwth", "assumptions.growth"),
        ("uncertainties:\n  assumptions.growth: [low, hgh]\n", 5, "found hgh", "high"),
        ("uncertainties:\n  parameters.start_gian: prior\n", 5, "no parameters.start_gian", "parameters.start_gain"),
        ("uncertainties:\n  parameters.start_gain: {from: 5, to: 50, steps: 2}\n", 5, "50 is out of range", ""),
        ("uncertainties:\n  parameters.start_gain: prior\n", 5, "a grid needs a list of values", ""),
        ("design: latin_hypercube\nlevers:\n  talent_grants: [on, off]\n", 4, "needs a number of points", ""),
        ("design: sobol\npoints: 100\nlevers:\n  talent_grants: [on, off]\n", 5, "power of two", "128"),
        ("design: sobl\npoints: 4\nlevers:\n  talent_grants: [on, off]\n", 4, "found sobl", "sobol"),
        ("points: 4\nlevers:\n  talent_grants: [on, off]\n", 4, "a grid has as many points", ""),
        ("replicates: 0\nlevers:\n  talent_grants: [on, off]\n", 4, "wanted a whole number", ""),
        ("leavers:\n  talent_grants: [on, off]\n", 4, "there is no leavers", "levers"),
        ("", 1, "Nothing is varied", ""),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_its_line_and_the_nearest_name(tmp_path, text, line, said, nearest):
    found = mistakes(tmp_path, text)
    assert said in found[0].message and found[0].line == line
    assert found[0].nearest == nearest


def test_all_mistakes_are_said_at_once(tmp_path):
    found = mistakes(tmp_path, "levers:\n  x: [1]\n  talent_grants: []\nuncertainties:\n  y: [2]\nkeep: all\n")
    assert sorted(one.line for one in found) == [5, 6, 8, 9]


def test_mistakes_of_the_scenario_are_passed_on(tmp_path, capsys):
    found = mistakes(tmp_path, "", "schema: 1\nscenario: jilin_city\nlevers: {talent_grants: [on, off]}\n")
    assert any("cannot be used" in one.message for one in found) and any(
        one.nearest == "jilin_city_2016" for one in found
    )
    assert main(["sweep", "reward_and_grwth", "--lang", "en"]) == 2
    assert "Did you mean reward_and_growth?" in capsys.readouterr().err
    assert main(["sweep", str(tmp_path / "none.yaml"), "--lang", "en"]) == 2


def test_a_point_beyond_what_governments_spend_is_refused_before_anything_is_run(tmp_path, client):
    file = written(tmp_path, HEAD + "levers:\n  innovation_voucher.annual_budget_county: [0, 9_000_000_000]\n")
    with pytest.raises(ScenarioError, match=r"annual_budget_county: 9000000000.*budgets of counties"):
        sweep.run(file, out=tmp_path, scheduler=client, scale=100)
    assert not list(tmp_path.glob("sweep-*"))


def test_the_sweeps_that_come_with_the_simulator_are_valid():
    assert sweep_names()
    for name in sweep_names():
        assert len(load_sweep(name).points()) > 1


def test_an_edited_file_is_refused_and_nothing_is_touched(tmp_path, client, undisturbed):
    folder = begun(written(tmp_path), tmp_path, client, parts=2, runs_per_chunk=8)
    before = {file: file.read_bytes() for file in folder.rglob("*.*") if file.is_file() and file.name != ".lock"}
    edited = written(tmp_path, SMALL.replace("300_000", "250_000").replace("steps: 2", "steps: 3"))
    with pytest.raises(RunError, match="begun with something else") as refused:
        sweep.run(edited, out=tmp_path, scheduler=client)
    said = str(refused.value)
    assert "levers.hnte_cit_rate.local_reward@2017-01-01" in said and "steps: 2 -> 3" in said
    for other in ({"seed": 2}, {"replicates": 5}, {"scale": 50}, {"until": 2018}):
        with pytest.raises(RunError, match="begun with something else"):
            sweep.run(written(tmp_path), out=tmp_path, scheduler=client, **other)
        with pytest.raises(RunError, match="begun with something else"):
            sweep.run(folder, scheduler=client, **other)
    assert all(file.read_bytes() == data for file, data in before.items())
    file = written(tmp_path, SMALL.replace("levers:", "levers: # ours\n"))  # words and spaces do not matter
    assert same(every_run_once(sweep.run(file, out=tmp_path, scheduler=client)), undisturbed)


def test_cut_and_changed_parts_are_found_and_run_again(tmp_path, client, undisturbed):
    found = sweep.run(written(tmp_path), out=tmp_path, scheduler=client, runs_per_chunk=4)
    cut, changed, gone, kept = found.parts[:4]
    cut.write_bytes(cut.read_bytes()[:-100])
    data = bytearray(changed.read_bytes())
    data[len(data) // 2] ^= 1
    changed.write_bytes(bytes(data))
    gone.unlink()
    kept.with_name(kept.name.replace(kept.name[7:], "0123456789abcdef.parquet")).write_bytes(kept.read_bytes())

    hurt = sweep.load(found.folder)
    assert hurt.missing == 12 and len(hurt.damaged) == 3
    assert len(hurt.values()) == (24 - 12) * 6  # what is whole can be read, and nothing twice
    with pytest.raises(Damaged, match="running the sweep again makes it anew"):
        hurt.check()
    again = sweep.run(written(tmp_path), out=tmp_path, scheduler=client)
    assert again.spent["redone"] == 3 and again.spent["new"] == 12
    assert same(every_run_once(again), undisturbed)
    assert [part.name for part in again.parts] == [part.name for part in found.parts]  # the same bytes


def test_a_changed_manifest_is_refused(tmp_path, client):
    folder = begun(written(tmp_path), tmp_path, client)
    file = folder / "manifest.json"
    file.write_text(file.read_text("utf-8").replace('"seed": 1', '"seed": 2'), "utf-8")
    with pytest.raises(Damaged, match="cannot be known what its parts hold"):
        sweep.run(folder, scheduler=client)


def test_two_drivers_of_one_folder_are_refused(tmp_path, client):
    folder = begun(written(tmp_path), tmp_path, client)
    from sim.experiments.sweep_store import SweepFolder

    with SweepFolder.existing(folder).held(), pytest.raises(RunError, match="already being run"):
        sweep.run(folder, scheduler=client)


def test_a_scheduler_that_does_not_answer_is_said(tmp_path, client, capsys):
    typed = ["sweep", str(written(tmp_path)), "--out", str(tmp_path), "--lang", "en"]
    begun(written(tmp_path), tmp_path, client)
    for address in ("tcp://127.0.0.1:9", "nowhere", "tcp://", "carrier-pigeon://a:1"):
        assert main([*typed, "--scheduler", address]) == 2
        assert f"no Dask scheduler answers at {address}" in capsys.readouterr().err


def test_a_scheduler_is_asked_before_anything_is_measured(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sweep, "measured_cost", lambda *_: pytest.fail("measured in vain"))
    typed = ["sweep", str(written(tmp_path)), "--out", str(tmp_path / "new"), "--scheduler", "tcp://127.0.0.1:9"]
    assert main([*typed, "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "no Dask scheduler answers" in said and "kept" not in said  # nothing was run: nothing is kept
    assert not (tmp_path / "new").exists()
    with pytest.raises(RunError, match="no Dask scheduler answers"):
        sweep.run(written(tmp_path), out=tmp_path / "new", scheduler="tcp://127.0.0.1:9")
