"""Comparisons: pairs under the same luck, what is refused, when it stops, and what is written."""

import json
import shutil
from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest

from sim.cli import _scenario, main
from sim.cli_experiments import _sides
from sim.cli_options import Shared
from sim.errors import Damaged, RunError
from sim.experiments import sides
from sim.experiments.compare import compare
from sim.experiments.comparison import Comparison, Precision
from sim.experiments.yearly import read_yearly
from sim.report.comparison import Shown
from sim.result import Result
from sim.scenario import load_scenario
from sim.simulation import simulate
from sim.text import LANGUAGES

SIZE = {"seed": 1, "scale": 20}


def test_a_scenario_beside_itself_differs_by_nothing(plain, kept):
    found = compare(plain, plain, replicates=20, out=kept, **SIZE)
    effects = found.effects[found.effects["pairs"] > 1]
    assert len(effects) and not effects[["effect", "low", "high"]].to_numpy().any()
    assert not found.targets[["change", "low", "high"]].to_numpy().any()
    assert (found.beats["wins"] == 0).all() and found.counties.empty
    assert not found.costs[["cost", "gain"]].to_numpy().any() and set(found.costs["word"]) == {"untold"}


def test_exchanging_the_sides_turns_every_sign(plain, more, kept, compared):
    back = compare(more, plain, replicates=20, out=kept, **SIZE)
    assert compared.effects["effect"].abs().max() > 0.0
    np.testing.assert_array_equal(back.effects["effect"], -compared.effects["effect"])
    np.testing.assert_array_equal(back.effects["low"], -compared.effects["high"])
    np.testing.assert_array_equal(back.targets["change"], -compared.targets["change"])
    np.testing.assert_array_equal(back.beats["wins"], compared.beats["losses"])
    assert set(back.counties["county"]) == set(compared.counties["county"])


def test_more_replicates_leave_the_pairs_that_were_there_as_they_are(plain, more, tmp_path):
    few = compare(plain, more, replicates=2, out=tmp_path, **SIZE).pairs("hnte", 2017)
    many = compare(plain, more, replicates=4, out=tmp_path, **SIZE).pairs("hnte", 2017)
    pd.testing.assert_frame_equal(many.head(2), few)


def test_a_shared_past_gives_the_runs_that_each_scenario_has_alone(plain, more, tmp_path):
    """Also where a third one goes on from the second, and where a fourth shares no past at all."""
    third = more.with_values({"hnte_cit_rate.local_reward@2017-04-01": 100_000})
    apart = plain.with_values({"assumptions.channels.mobility": "false"})
    every = [plain, more, third, apart]
    found = compare(*every, replicates=2, out=tmp_path / "together", **SIZE)
    for scenario, result in zip(every, found.results, strict=True):
        alone = simulate(scenario, 2, out=tmp_path / "alone", baseline=False, **SIZE)
        assert alone.run_id == result.run_id
        assert alone.run_folder.value_digests(2) == result.run_folder.value_digests(2)
    assert found.effects["other"].nunique() == 3


def test_effects_are_the_means_of_the_results_own_tables(compared):
    yearly = [r.indicators[r.indicators["quarter"] == 0] for r in compared.results]
    means = [rows.groupby(["indicator", "county", "year"], observed=True)["value"].mean() for rows in yearly]
    effects = compared.effects.set_index(["indicator", "county", "year"])
    for name, mean in zip(("first", "second"), means, strict=True):
        np.testing.assert_allclose(effects[name].to_numpy(), mean.reindex(effects.index).to_numpy(), rtol=1e-12)
    row = effects.loc[("hnte", "220200", 2017)]
    pairs = compared.pairs("hnte", 2017)
    assert row["effect"] == pytest.approx(pairs["difference"].mean()) and row["low"] < row["effect"] < row["high"]


def test_the_reward_wins_recognised_firms_and_its_cost_is_the_countys(compared):
    effects = compared.effects
    hnte = effects[(effects["indicator"] == "hnte") & (effects["county"] == "220200") & (effects["year"] == 2017)]
    assert float(hnte["low"].iloc[0]) > 0.0
    costs = compared.costs.query("indicator == 'hnte'").set_index("payer")
    assert costs.loc["county", "cost_low"] > 0.0 and costs.loc["all", "word"] == "gain"
    assert costs.loc["all", "cost"] == pytest.approx(costs.drop(index="all")["cost"].sum())
    row = costs.loc["county"]
    assert row["per_unit"] == pytest.approx(row["cost"] / row["gain"])
    assert row["per_unit_low"] < row["per_unit"] < row["per_unit_high"]
    beats = compared.beats.query("indicator == 'hnte' and year == 2017").iloc[0]
    assert beats["probability"] == beats["wins"] / 20 > 0.5 and beats["probability_se"] > 0.0


def test_only_counties_told_from_zero_are_named_beside_how_many_chance_gives(compared):
    told = compared.counties
    assert ((told["low"] > 0.0) | (told["high"] < 0.0)).all() and set(told["word"]) <= {"winner", "loser"}
    by_chance = compared.counties_by_chance
    assert by_chance["by_chance_each"].to_numpy() == pytest.approx(by_chance["counties"].to_numpy() * 0.025)
    assert (by_chance["winners"] + by_chance["losers"]).sum() == len(told)


def test_few_pairs_carry_counts_and_no_probability(plain, more, kept, compared):
    found = compare(plain, more, replicates=6, out=kept, **SIZE)
    assert found.is_preliminary and found.targets["change"].isna().all() and not found.targets["has_probability"].any()
    assert found.beats["probability"].isna().all() and (found.beats["wins"] <= 6).all()
    assert compared.targets["has_probability"].all()


def test_every_precision_has_a_page_of_its_own(compared, tmp_path):
    precisions = [None, Precision(1.0, False, "hnte", 2017), Precision(0.5, False, "hnte", 2017)]
    made = [Comparison(compared.results, looked=[20], precision=one) for one in precisions]
    pages = {Shown(found, "en", "").keep(tmp_path) for found in made}
    assert len(pages) == 3
    said = Shown(made[1], "en", "").precision_sentence()
    assert "1 times" not in said and "together" not in said
    assert "up to 2 times" in Shown(
        Comparison(compared.results, looked=[20, 40], precision=precisions[1]), "en", ""
    ).precision_sentence()  # fmt: skip


def test_it_stops_as_soon_as_the_interval_is_narrow_enough(plain, more, tmp_path):
    sides, small = (plain.until(2015), more.until(2015)), SIZE | {"scale": 100, "out": tmp_path}
    wide = compare(*sides, precision="1000%", indicator="hnte", **small)
    assert wide.is_precise and wide.replicates == 20 and wide.looks == [20, 40, 80, 160, 320]
    assert wide.confidence == pytest.approx(0.99)
    narrow = compare(*sides, precision="1e-9%", indicator="hnte", replicates=24, **small)
    assert not narrow.is_precise and narrow.replicates == 24 and narrow.looks == [20, 24]
    assert narrow.half_width() > 0.0


@pytest.fixture
def folders(plain, more, kept, compared):
    return [str(result.folder) for result in compared.results]


def test_finished_runs_are_read_and_not_run_again(folders, compared, monkeypatch):
    monkeypatch.setattr("sim.simulation.run_lanes", lambda *_: pytest.fail("a finished run was run again"))
    read = compare(*folders)
    pd.testing.assert_frame_equal(read.effects, compared.effects)
    pd.testing.assert_frame_equal(read.costs, compared.costs)


def test_a_value_beside_a_folder_takes_the_runs_of_both(folders, more, kept, compared):
    mixed = compare(folders[0], more, replicates=20, out=kept, **SIZE)
    pd.testing.assert_frame_equal(mixed.effects, compared.effects)


@pytest.mark.parametrize("what", ["seed", "scale"])
def test_runs_under_another_seed_or_scale_are_refused_with_both_names(folders, plain, tmp_path, what):
    other = simulate(plain, 1, out=tmp_path, baseline=False, **(SIZE | {what: 200}))
    with pytest.raises(RunError, match=rf"{what} {SIZE[what]}.*{what} 200.*{what} {SIZE[what]}") as error:
        compare(folders[0], other.folder)
    assert folders[0] in str(error.value) and str(other.folder) in str(error.value)


@pytest.mark.parametrize("what", ["model", "calibration"])
def test_runs_of_another_version_are_refused_with_both_names(folders, tmp_path, what):
    other = tmp_path / "other"
    shutil.copytree(folders[1], other)
    manifest = json.loads((other / "manifest.json").read_text("utf-8"))
    manifest["digests"][what] = "0" * 64
    (other / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(RunError, match="000000000000") as error:
        compare(folders[0], other)
    assert "run both again" in str(error.value) and folders[0] in str(error.value)


def test_runs_that_other_packages_computed_are_refused_with_both_versions(folders, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(folders[1], other)
    manifest = json.loads((other / "manifest.json").read_text("utf-8"))
    here, manifest["packages"]["numpy"] = manifest["packages"]["numpy"], "0.0.1"
    (other / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(RunError, match=rf"numpy {here}.*numpy 0\.0\.1") as error:
        compare(folders[0], other)
    assert folders[0] in str(error.value) and "scipy" not in str(error.value)


@pytest.fixture(scope="module")
def finished(kept):
    """A short run under seed 3."""
    scenario = load_scenario("jilin_city_2016").until(2014)
    return str(simulate(scenario, 1, seed=3, scale=200, out=kept, baseline=False).folder)


TYPED = {
    "--set": ("talent_grants.years=1", ""),
    "--event": ("anchor_firm_leaves:date=2013-04-01", ""),
    "--until": ("2013", "2014"),
    "--region": ("jilin", "jilin_city"),
    "--seed": ("7", "3"),
    "--scale": ("50", "200"),
}
COMMANDS = ("compare", "attribute", "promise", "real")
SIZES_OF_THEIR_OWN = {("attribute", "--scale")}  # that of the many sets


@pytest.mark.parametrize(("command", "option"), sorted({*product(COMMANDS, TYPED)} - SIZES_OF_THEIR_OWN))
def test_what_is_typed_must_be_as_a_finished_run_has_it(finished, capsys, command, option):
    value, has = TYPED[option]
    sides = [finished, finished] if command == "compare" else [finished]
    assert main([command, *sides, option, value]) == 2
    said = capsys.readouterr().err
    assert finished in said and option in said and f"{option} {has}".strip() in said and (not has or value in said)


def test_a_finished_run_gives_seed_and_scale(finished):
    run = Result.read(finished)
    assert sides.size_of([run.scenario], None, None) == (1, 1) and sides.size_of([run.scenario], 7, 3) == (7, 3)
    assert sides.size_of([run.scenario, run], None, None) == (3, 200) == sides.size_of([run], 3, None)
    with pytest.raises(RunError, match=r"--scale 1.*--scale 200"):
        sides.size_of([run], None, 1)


def test_events_are_on_both_sides_beside_a_change_of_values():
    """They happen whatever the policy; alone they are what is asked about."""
    leaves = {"event": "anchor_firm_leaves", "date": "2016-01-01", "rank": "1"}
    change = {"hnte_cit_rate.local_reward": 500_000.0}
    given = Shared(scenarios=("jilin_city_2016",), changes=change, events=(leaves,))
    first, other = _sides(given, _scenario)
    assert first.events == other.events != () and first.levers != other.levers
    first, other = _sides(replace(given, changes=None), _scenario)
    assert first.events == () != other.events and first.levers == other.levers


def test_other_regions_and_periods_are_refused(plain):
    with pytest.raises(RunError, match=r"jilin_city.*jiangxi"):
        compare(plain, load_scenario("jiangxi_2018").until(2017), **SIZE)
    with pytest.raises(RunError, match=r"2012–2017.*2012–2016.*--until"):
        compare(plain, plain.until(2016), **SIZE)


def test_a_scenario_of_any_region_takes_that_of_the_other(plain, kept):
    law = load_scenario("national_law").until(2017)
    found = compare(law, plain, replicates=1, out=kept, **SIZE)
    assert {result.scenario.region for result in found.results} == {"jilin_city"}


def test_slips_are_answered_with_what_is_allowed(plain, more, folders):
    with pytest.raises(RunError, match=r"alone.*--set"):
        compare(plain)
    with pytest.raises(RunError, match=r"hntee.*hnte.*allowed"):
        compare(plain, more, indicator="hntee")
    with pytest.raises(RunError, match=r"1999.*2012 to 2017"):
        compare(plain, more, year=1999)
    with pytest.raises(RunError, match=r"fast.*above 0"):
        compare(plain, more, precision="fast")
    with pytest.raises(RunError, match="20 replicates, 999 were asked for"):
        compare(*folders, replicates=999)


def test_a_cut_part_is_named(folders, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(folders[1], copy)
    part = copy / "indicators" / "replicate-0003.parquet"
    part.write_bytes(part.read_bytes()[:-100])
    with pytest.raises(Damaged, match="replicate-0003"):
        _ = compare(folders[0], copy).effects


def test_the_block_of_values_is_the_table_of_indicators(compared):
    result = compared.results[0]
    yearly = read_yearly(result.run_folder, 20)
    rows = result.indicators[result.indicators["quarter"] == 0]
    one = rows[(rows["replicate"] == 7) & (rows["indicator"] == "rd_intensity")]
    for row in one.sample(40, random_state=1).to_dict("records"):
        place, year = yearly.places.index(str(row["county"])), yearly.years.index(row["year"])
        value = yearly.values[7, yearly.indicators.index("rd_intensity"), place, year]
        assert value == row["value"] or (np.isnan(value) and np.isnan(row["value"]))
    assert yearly.places[-1] == "220200" and len(yearly.places) == 10


def test_results_are_taken_as_they_are(compared):
    again = Comparison([Result.read(result.folder) for result in compared.results])
    assert again.run_ids == compared.run_ids and len(set(again.labels)) == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_writes_a_page_and_tables_that_name_their_runs(folders, tmp_path, capsys, lang):
    assert main(["compare", *folders, "--out", str(tmp_path), "--lang", lang]) == 0
    printed = capsys.readouterr().out
    ids = [folder.rpartition("/")[2] for folder in folders]
    assert all(one in printed for one in ids)
    (folder,) = tmp_path.iterdir()
    page = (folder / f"report-{lang}.html").read_text("utf-8")
    assert page.count("<figure>") >= 9 and page.count(ids[0]) > 20 and page.count(ids[1]) > 20
    assert "http://" not in page.replace("http://www.w3.org", "") and "https://" not in page
    assert "{" not in page.partition("<body>")[2].replace("{stroke", "").partition("<svg")[0]
    for name in ("effects_region", "targets", "beats", "costs", "counties", "counties_by_chance"):
        data = (folder / f"{name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        table = pd.read_parquet(folder / f"{name}.parquet")
        assert len(pd.read_csv(folder / f"{name}.csv")) == len(table)
        assert set(table["first_run"].astype(str)) <= {ids[0]} and set(table["other_run"].astype(str)) <= {ids[1]}
    assert len(pd.read_parquet(folder / "effects.parquet")) > 5_000


def test_the_command_prints_one_json_object(folders, tmp_path, capsys):
    arguments = ["compare", *folders, "--indicator", "hnte", "--year", "2016", "--out", str(tmp_path), "--json"]
    assert main(arguments) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["pairs"] == 20 and said["year"] == 2016 and {row["indicator"] for row in said["costs"]} == {"hnte"}
    assert [one[:16] for one in said["run_ids"]] == [folder.rpartition("/")[2] for folder in folders]


def test_one_scenario_with_a_change_is_compared_with_itself(kept, tmp_path, capsys):
    change = ["--set", "hnte_cit_rate.local_reward=500000@2013-01-01"]
    size = ["--until", "2017", "--scale", "20", "--replicates", "20", "--out", str(kept)]
    assert main(["compare", "jilin_city_2016", *change, *size, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    effect = next(row for row in said["effects"] if row["indicator"] == "hnte")
    assert effect["effect"] > 0.0
    leaves = "anchor_firm_leaves:date=2016-01-01,rank=1"
    assert main(["compare", "jilin_city_2016", "--event", leaves, *size, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    effect = next(row for row in said["effects"] if row["indicator"] == "rd_enterprise")
    assert effect["high"] < 0.0, "with its largest performer the region loses R&D"
    assert main(["compare", str(kept), "jilin_city_2016", *change]) == 2
    assert "cannot be changed" in capsys.readouterr().err
