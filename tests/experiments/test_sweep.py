"""A sweep's values are those of single runs, whatever is stacked; every run is there once; what fails is a row."""

import json
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from experiments.sweeps import RUNS, begun, every_run_once, same, written

from sim.cli import main
from sim.errors import RunError, StorageError
from sim.experiments import sweep, sweep_dask, sweep_work
from sim.experiments.sweep_cost import measured_cost
from sim.experiments.sweep_dask import Progress
from sim.experiments.sweep_file import load_sweep
from sim.experiments.sweep_lanes import Preparing, Run, run_stack
from sim.experiments.sweep_points import Calendars, Point
from sim.experiments.sweep_shown import words
from sim.experiments.sweep_store import chunk_sizes, groups
from sim.experiments.sweep_summary import _figures, _laid_out
from sim.experiments.sweep_tables import n_failed
from sim.lanes import calendar
from sim.report.sweeps import Shown
from sim.scenario import FOLDER, load_scenario
from sim.simulation import simulate
from sim.world import LaneOf, World, replicate_seed

REWARD = "hnte_cit_rate.local_reward@2016-01-01"


@pytest.fixture(scope="module")
def base():
    return load_scenario("jilin_city_2016").until(2017)


def test_values_are_those_of_simulate_bit_for_bit(base, undisturbed, client, tmp_path):
    small = load_sweep(written(tmp_path))
    assert len(undisturbed) == RUNS * 6
    text = f"levers:\n  {REWARD}: [0, 300_000]\nuncertainties:\n  assumptions.growth: [low, high]\n"
    file = written(tmp_path, f"schema: 1\nscenario: jilin_city_2016\nuntil: 2017\n{text}", "plain")
    found = sweep.run(file, replicates=2, scale=100, out=tmp_path, scheduler=client, runs_per_chunk=3)
    values = every_run_once(found)
    for point in found.points.index:
        row = found.points.loc[point]
        scenario = base.with_values(
            {REWARD: row["levers", REWARD], "assumptions.growth": row["uncertainties", "assumptions.growth"]}
        )
        alone = simulate(scenario, 2, 1, 100, out=tmp_path / "runs", baseline=False).indicators
        region = alone[(alone["quarter"] == 0) & (alone["county"] == "220200")]
        wide = region.pivot(index=["replicate", "year"], columns="indicator", values="value").sort_index()
        mine = values[values["point"] == point].set_index(["replicate", "year"]).sort_index()
        assert {name for name in wide if wide[name].to_numpy().tobytes() != mine[name].to_numpy().tobytes()} == set()
    assert small.base == base


def test_values_do_not_depend_on_chunks_or_workers(client, undisturbed, tmp_path):
    other = sweep.run(written(tmp_path), out=tmp_path, scheduler=client, runs_per_chunk=7)
    assert len(other.parts) > 1 and same(every_run_once(other), undisturbed)


def test_parameters_are_those_of_a_lane(base):
    point = Point({}, {"parameters.user_cost_elasticity": -0.7})
    stack = run_stack([Run(point, 1), Run(Point(), 1)], Preparing(base), 1, 100)
    for place, parameters in ((0, {"user_cost_elasticity": -0.7}), (1, None)):
        world = World([LaneOf(base, replicate_seed(1, 1), 1, parameters)], 100)
        for _ in range(world.n_quarters):
            world.step()
        assert world.tally[0].tobytes() == stack.tally[stack.lane[place]].tobytes()


def test_runs_that_never_part_share_a_lane_and_others_are_those_of_their_own_world(base):
    points = [Point({REWARD: 0.0}), Point({REWARD: 300_000.0}), Point({"startup_incubation_platforms": "off"}),
              Point({"hnte_cit_rate.local_reward@2017-01-01": 300_000.0}), Point()]  # fmt: skip
    runs = [Run(point, number) for number in (0, 1) for point in points]
    preparing = Preparing(base)
    stack = run_stack(runs, preparing, 1, 100)
    assert stack.lane[0] == stack.lane[4] and len(stack.tally) == 8  # without a reward is what the base says
    for run, lane in zip(runs, stack.lane, strict=True):
        alone = run_stack([run], preparing, 1, 100)
        assert alone.tally[0].tobytes() == stack.tally[lane].tobytes()


@pytest.mark.parametrize(
    "point",
    [
        Point({REWARD: 1000.0}),
        Point({"innovation_voucher": "off", "hnte_cit_rate.local_reward": 5.0}),
        Point({"talent_grants": "on"}),
        Point({"rd_super_deduction.rate_general@2016-06-01": 1.0}, {"assumptions.after_last_law": "lapses"}),
        Point({}, {"assumptions.growth": "low", "assumptions.channels.mobility": False}),
    ],
    ids=str,
)
def test_the_calendar_of_a_point_is_that_of_its_scenario(base, point):
    scenario = point.scenario(base)
    for mine, whole in zip(Calendars(base).of(point, scenario), calendar(scenario), strict=True):
        assert mine.tobytes() == whole.tobytes()


def test_a_point_is_named_by_its_values_alone():
    a = Point({"x.a": 1.0, "x.b": 2}, {"parameters.c": 0.5})
    assert a.id == Point({"x.b": 2.0, "x.a": 1}, {"parameters.c": 0.5}).id
    assert len({a.id, Point({"x.a": 1.0}).id, Point({}, {"parameters.c": 0.5}).id, Point().id}) == 4


def test_chunks_keep_runs_of_one_population_together():
    assert chunk_sizes([4, 4, 4], 10) == [8, 4]
    assert chunk_sizes([10], 4) == [4, 3, 3]
    assert chunk_sizes([1, 5, 1], 4) == [1, 3, 2, 1]
    assert [sum(chunk_sizes(sizes, most)) for sizes in ([7, 7, 1],) for most in range(1, 20)] == [15] * 19
    points = [Point({REWARD: 1.0}), Point({}, {"parameters.c": 1.0}), Point()]
    assert [[(run.point.id, run.replicate) for run in group] for group in groups(points, 2)] == [
        [(points[0].id, 0), (points[2].id, 0)],
        [(points[0].id, 1), (points[2].id, 1)],
        [(points[1].id, 0)],
        [(points[1].id, 1)],
    ]


def test_chunks_are_measured_to_take_seconds(base):
    cost = measured_cost(base, [Run(Point(), 0)], 1, 100, n_runs=100_000)
    assert 0 < cost.seconds_per_run < 60
    assert 0.5 < cost.runs_per_chunk * cost.seconds_per_run < 5
    few = measured_cost(base, [Run(Point(), 0)], 1, 100, n_runs=8, workers=2)
    assert few.runs_per_chunk <= 2  # every worker has some


@pytest.mark.slow
def test_in_a_fresh_process_the_loading_of_compiled_code_is_not_taken_for_a_runs_time():
    code = (
        "from sim.experiments.sweep_cost import measured_cost as cost\n"
        "from sim.experiments.sweep_lanes import Run\n"
        "from sim.experiments.sweep_points import Point\n"
        "from sim.scenario import load_scenario\n"
        "base = load_scenario('jilin_city_2016').until(2017)\n"
        "for _ in range(2): print(cost(base, [Run(Point(), 0)], 1, 100, 100_000).seconds_per_run)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=280)
    first, again = map(float, told.stdout.split())
    assert first < 5 * again


def test_a_run_that_fails_is_a_row_with_its_command_and_takes_no_other_with_it(
    client, undisturbed, tmp_path, monkeypatch, capsys
):
    bad = load_sweep(written(tmp_path)).points()[2]
    ready = Preparing.ready

    def breaks(self, point):
        if point.id == bad.id:
            raise ZeroDivisionError("a reward over nothing")
        return ready(self, point)

    monkeypatch.setattr(Preparing, "ready", breaks)
    found = sweep.run(written(tmp_path), out=tmp_path, scheduler=client, runs_per_chunk=8)
    failed = found.failed
    assert list(failed["point"]) == [bad.id] * 3 and list(failed["replicate"]) == [0, 1, 2]
    assert set(failed["error"]) == {"ZeroDivisionError: a reward over nothing"}
    others = undisturbed[undisturbed["point"] != bad.id].reset_index(drop=True)
    assert same(every_run_once(found), others)
    assert len(found.summary(["gdp"])) == 6 and found.summary(["gdp"])["n"].eq(RUNS - 3).all()

    page = Shown(found, "en", "python run.py sweep small").keep().read_text("utf-8")
    assert "3 of 24 runs failed" in page and page.count("ZeroDivisionError: a reward over nothing") == 3
    assert f"--only {bad.id}/1" in page
    next(file for file in found.parts if n_failed([file]) == 0).unlink()
    seen = []
    sweep.run(found.folder, scheduler=client, progress=seen.append)
    assert {now.failed for now in seen} == {3} and seen[-1].done == RUNS  # those from before are counted

    typed = failed["command"][1].removeprefix("python run.py ").split()
    assert main([*typed, "--lang", "en"]) == 1
    assert "a reward over nothing" in capsys.readouterr().err
    monkeypatch.setattr(Preparing, "ready", ready)
    assert main([*typed, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["rows"]
    whole = undisturbed[(undisturbed["point"] == bad.id) & (undisturbed["replicate"] == 1)]
    assert [row["rd_expenditure"] for row in rows] == list(whole["rd_expenditure"])


def test_levers_and_uncertainties_are_kept_apart(client, undisturbed, tmp_path):
    found = sweep.run(written(tmp_path), out=tmp_path, scheduler=client, runs_per_chunk=24)
    assert list(found.levers) == ["innovation_voucher.annual_budget_county", "hnte_cit_rate.local_reward@2017-01-01"]
    assert list(found.uncertainties) == ["parameters.user_cost_elasticity"]
    assert list(found.points.columns.get_level_values("group")) == ["levers", "levers", "uncertainties"]
    assert set(found.uncertainties["parameters.user_cost_elasticity"]) == {-1.5, -0.5}
    again = sweep.load(found.folder)
    assert same(again.values(), undisturbed)
    chosen = again.values(["hnte"], years=[2016])
    assert list(chosen) == ["point", "replicate", "year", "county", "hnte"] and set(chosen["year"]) == {2016}
    by_sql = again.sql(
        'select p."uncertainties.parameters.user_cost_elasticity" as e, avg(rd_expenditure) as rd '
        "from runs r join points p using (point) where year = 2017 group by e order by e"
    )
    mine = undisturbed[undisturbed["year"] == 2017].merge(found.uncertainties, left_on="point", right_index=True)
    means = mine.groupby("parameters.user_cost_elasticity")["rd_expenditure"].mean()
    assert list(by_sql["rd"]) == pytest.approx(list(means))
    with pytest.raises(KeyError, match="nearest: 'hnte'"):
        again.values(["hnt"])


def test_a_summary_is_that_of_the_values(undisturbed, client, tmp_path):
    found = sweep.run(written(tmp_path), out=tmp_path, scheduler=client, runs_per_chunk=24)
    told = found.summary(["gdp", "rd_intensity"], by=("year", "point"))
    assert len(told) == 2 * 6 * 8
    one = told[(told["indicator"] == "gdp") & (told["year"] == 2017)].set_index("point")
    mine = undisturbed[undisturbed["year"] == 2017].groupby("point", observed=True)["gdp"]
    assert one["mean"].to_dict() == pytest.approx(mine.mean().to_dict())
    for name, share in {"p05": 0.05, "p50": 0.5, "p95": 0.95}.items():
        assert one[name].to_dict() == pytest.approx(mine.quantile(share).to_dict())
    whole = found.summary(years=[2017]).set_index("indicator")
    assert list(whole["year"].unique()) == [2017]
    last = undisturbed[undisturbed["year"] == 2017].drop(columns=["point", "replicate", "year", "county"])
    assert whole["n"].to_dict() == last.notna().sum().to_dict()
    assert whole["p95"].to_dict() == pytest.approx(last.quantile(0.95).to_dict(), nan_ok=True)
    means = found.summary(quantiles=False, years=[2017]).set_index("indicator")
    assert list(means) == ["year", "n", "mean"]
    assert means["mean"].to_dict() == pytest.approx(last.mean().to_dict(), nan_ok=True)
    with pytest.raises(ValueError, match="allowed: year, point, replicate"):
        found.summary(by=["county"])


def test_a_summary_of_unequal_groups_leaves_out_what_has_no_value():
    block = _laid_out(np.array([3.0, 1.0, np.nan, 5.0]), np.array([3, 1]))
    n, mean, low, mid, high = _figures(block, quantiles=True).T
    assert (list(n), list(mean), list(mid)) == ([2, 1], [2.0, 5.0], [2.0, 5.0])
    assert list(low) == pytest.approx([1.1, 5.0]) and list(high) == pytest.approx([2.9, 5.0])


def test_a_sweep_without_parts_has_an_empty_summary(tmp_path):
    found = sweep.load(sweep.begin(written(tmp_path), out=tmp_path, runs_per_chunk=4))
    assert found.missing == RUNS and not len(found.failed) and not len(found.values())
    for by in (("year",), ("year", "point"), ()):
        told = found.summary(by=by)
        assert not len(told) and list(told) == [*by, "indicator", "n", "mean", "p05", "p50", "p95"]


def test_counties_are_kept_where_they_are_asked_for(client, tmp_path):
    text = (
        "schema: 1\nscenario: jilin_city_2016\nuntil: 2012\nkeep: counties\nlevers: {innovation_voucher: [on, off]}\n"
    )
    found = sweep.run(
        written(tmp_path, text), replicates=1, scale=100, out=tmp_path, scheduler=client, runs_per_chunk=2
    )
    values = found.values(["firms", "gdp"])
    assert len(values) == 2 * 10 and values["county"].nunique() == 10
    region = values[values["county"] == "220200"].set_index("point")
    others = values[values["county"] != "220200"].groupby("point", observed=True)["firms"].sum()
    assert (region["firms"] == others.reindex(region.index)).all()


def test_points_of_ones_own_instead_of_a_design(client, tmp_path):
    points = [
        {REWARD: "30 万元", "assumptions.growth": "low"},
        {REWARD: 0},
        {REWARD: 300_000, "assumptions.growth": "low"},
    ]
    options = {"replicates": 1, "scale": 100, "out": tmp_path, "scheduler": client, "runs_per_chunk": 2}
    found = sweep.run(written(tmp_path), points=points, **options)
    assert len(found.points) == 2 and len(found.design) == 3  # the first and the third are one point
    assert list(found.design.index[[0, 2]]) == [found.points.index[0]] * 2
    assert pd.isna(found.points["uncertainties", "assumptions.growth"].iloc[1])


def test_a_full_disk_is_said_and_loses_nothing(client, undisturbed, tmp_path, monkeypatch):
    import errno
    import os

    folder = begun(written(tmp_path), tmp_path, client, parts=2, runs_per_chunk=6)
    sync = os.fsync

    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = {file.name for file in (folder / "parts").glob("*.parquet")}
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="disk is full"):
        sweep.run(folder, scheduler=client)
    monkeypatch.setattr(os, "fsync", sync)
    assert before <= {file.name for file in (folder / "parts").iterdir() if file.suffix == ".parquet"}
    assert same(every_run_once(sweep.run(folder, scheduler=client)), undisturbed)


def test_a_worker_of_another_version_is_refused(client, tmp_path, monkeypatch):
    folder = begun(written(tmp_path), tmp_path, client, parts=24)
    for file in sorted((folder / "parts").glob("*.parquet"))[5:]:
        file.unlink()
    here = sweep_work.version_here()
    for what, found in {"model": "0" * 64, "numba": "0.1"}.items():
        monkeypatch.setattr(sweep_work, "version_here", lambda what=what, found=found: {**here, what: found})
        with pytest.raises(RunError, match=rf"\({what}: found {found[:12]}, allowed {here[what][:12]}\)") as refused:
            sweep.run(folder, scheduler=client)
        assert refused.value.key == "sweep.other_model"
    assert len(list((folder / "parts").glob("*.parquet"))) == 5


def test_a_worker_that_does_not_see_the_folder_says_so(client, tmp_path):
    with pytest.raises(RunError, match="must share that folder"):
        sweep_work.run_chunk(str(tmp_path / "elsewhere"), "x", 0, sweep_work.version_here())


def test_the_sweep_in_the_guide_works(client, tmp_path, monkeypatch, capsys):
    guide = (FOLDER / "README.md").read_text(encoding="utf-8").partition("## Sweeps")[2]
    shown = written(tmp_path, re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)[1])
    assert load_sweep(shown).points() == load_sweep("reward_and_growth").points()

    @contextmanager
    def here(scheduler, workers):
        yield client

    monkeypatch.setattr(sweep_dask, "connected", here)
    monkeypatch.chdir(tmp_path)
    code = re.search(r"```python\n(.*?)```", guide, re.DOTALL)[1]
    exec(compile(code, "guide", "exec"), {"__name__": "__main__"})
    assert "rd_intensity" in capsys.readouterr().out
    assert sweep.load("runs/sweep-reward").missing == 0


def test_the_command_line_runs_a_sweep_and_tells_what_came_of_it(client, tmp_path, monkeypatch, capsys):
    @contextmanager
    def here(scheduler, workers):
        yield client

    monkeypatch.setattr(sweep_dask, "connected", here)
    typed = ["sweep", str(written(tmp_path)), "--replicates", "1", "--out", str(tmp_path)]
    assert main([*typed, "--lang", "zh"]) == 0
    said = capsys.readouterr()
    assert "8 个点" in said.out and "共 8 次运行，其中 8 次是现在运行的" in said.out
    assert main([*typed, "--json", "--lang", "zh"]) == 0
    said = capsys.readouterr()
    told = json.loads(said.out)
    assert (told["runs"], told["new"], told["missing"], told["failed"]) == (8, 0, 0, []) and not said.err
    folder = told["folder"]
    page = Path(told["report"]).read_text("utf-8")
    assert 'lang="zh' in page and told["sweep_id"][:16] in page and "可由我们选择" in page
    last = {row["indicator"]: row for row in told["summary"] if row["year"] == 2017}
    assert last["gdp"]["n"] == 8 and last["gdp"]["p05"] <= last["gdp"]["mean"] <= last["gdp"]["p95"]
    assert {row["sweep_id"] for row in [*told["summary"], *told["by_value"]]} == {told["sweep_id"]}
    for name in ("by_year", "by_point", "by_value", "points", "failed"):
        assert (Path(folder) / "tables" / f"{name}.csv").read_bytes().startswith(b"\xef\xbb\xbf")
        assert (Path(folder) / "tables" / f"{name}.parquet").is_file()
    assert main(["sweep", folder, "--lang", "en"]) == 0  # the folder stands for its file
    assert main(["sweep", folder, "--seed", "2", "--lang", "en"]) == 2
    assert main(["sweep", folder, "--only", "x/0", "--lang", "en"]) == 2
    assert main(["sweep", str(tmp_path), "--only", "x/0", "--lang", "en"]) == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_progress_tells_done_failed_rate_and_time_left(lang):
    line = words(Progress(done=40, failed=3, total=100, before=20, seconds=10.0, workers=2), lang)
    assert all(part in line for part in ("40", "100", "3", "2", "0:00:30"))
    assert "?" in words(Progress(0, 0, 100, 0, 0.0, 0), "en") and "no worker yet" in words(
        Progress(0, 0, 9, 0, 0.0, 0), "en"
    )
