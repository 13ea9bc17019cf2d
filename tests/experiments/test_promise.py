"""What could be promised, and what of a rise is real."""

import json

import numpy as np
import pandas as pd
import pytest
from made_up_runs import DIGESTS, Plan, tables

from sim.cli import main
from sim.errors import RunError
from sim.experiments.promise import Promise, promise
from sim.experiments.reported import PAIRS, real
from sim.result import Result
from sim.runs import RunFolder
from sim.scenario import load_scenario
from sim.simulation import simulate
from sim.text import LANGUAGES


class LongPlan(Plan):
    """A scenario without a document."""

    document, period = None, (2018, 2021)


@pytest.fixture
def known(tmp_path):
    """A run whose values of 2019 are its replicates' numbers, 0 to 39."""
    folder = RunFolder.open(LongPlan(), 1, 1, tmp_path, DIGESTS)
    for number in range(40):
        indicators, ledger, costs = tables(number)
        region = (indicators["quarter"] == 0) & (indicators["indicator"] == "gdp")
        indicators = indicators[region].assign(value=float(number)).drop_duplicates("year")
        indicators["county"] = "360000"
        folder.write_part(number, indicators, ledger, costs)
    return Result(folder, LongPlan(), replicates=40, seed=1, scale=1, as_of=2021)


@pytest.mark.parametrize(("share", "value"), [(0.7, 12.0), (0.5, 20.0), (0.9, 4.0)])
def test_the_value_is_the_one_that_the_share_of_replicates_reaches(known, share, value):
    row = Promise(known, share, indicator="gdp", year=2019).table.iloc[0]
    assert row["promised"] == value and row["low"] <= value <= row["high"] and row["median"] == 19.5
    assert (np.arange(40) >= value).mean() == share


def test_fewer_than_twenty_replicates_promise_nothing(plain):
    with pytest.raises(RunError, match="found 6 replicates; allowed: 20 or more"):
        promise(plain, replicates=6)


def test_slips_are_answered_with_what_is_allowed(plain):
    with pytest.raises(RunError, match=r"rd_up.*allowed"):
        promise(plain, "rd_up")
    with pytest.raises(RunError, match=r"found 1\.5"):
        promise(plain, confidence=1.5)
    with pytest.raises(RunError, match="no document"):
        promise("national_law")


@pytest.fixture(scope="module")
def long(kept):
    """The city's document to its last deadline."""
    return promise(load_scenario("jilin_city_2016").until(2020), replicates=20, scale=200, out=kept)


def test_targets_stand_beside_what_the_document_asks(long):
    table = long.table
    known = table["replicates"] == 20
    assert known.any()
    few = table[~known]  # a multiple of what a sample this small has not in every replicate
    assert few["promised"].isna().all() and set(few["target"]) <= {"technology_contract_turnover_2020"}
    for row in table[known].to_dict("records"):
        values = long.values[row["target"], row["reading"]]
        reached = values >= row["promised"] if row["least"] else values <= row["promised"]
        assert reached.mean() >= 0.7
        if np.isfinite(row["asked"]) and row["operator"] == ">=":
            assert row["meets"] == (row["probability"] >= 0.7)


def test_a_higher_confidence_promises_no_more(long):
    sure = Promise(long.result, 0.9).table
    more, known = long.table["least"].to_numpy(), (long.table["replicates"] == 20).to_numpy()
    assert (sure["promised"][more & known] <= long.table["promised"][more & known]).all()
    assert (sure["promised"][~more & known] >= long.table["promised"][~more & known]).all()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command_writes_a_page_and_a_table(long, tmp_path, capsys, lang):
    folder = str(long.result.folder)
    assert main(["promise", folder, "--confidence", "80%", "--out", str(tmp_path), "--lang", lang, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["confidence"] == 0.8 and said["run_id"] == long.result.run_id
    (place,) = tmp_path.iterdir()
    page = (place / f"report-{lang}.html").read_text("utf-8")
    assert page.count(long.result.run_folder.name) >= 3 and "https://" not in page
    assert (place / "promise.csv").read_bytes().startswith(b"\xef\xbb\xbf") and (place / "promise.parquet").exists()
    assert main(["promise", folder, "--confidence", "2"]) == 2
    assert "0.5" in capsys.readouterr().err


@pytest.fixture(scope="module")
def divided(plain, kept):
    return real(plain, replicates=20, scale=100, out=kept)


def test_real_and_reports_alone_add_up_to_what_is_reported(divided):
    table = divided.table
    assert set(table["rise"]) == {"since", "policy"} and set(table["indicator"]) == set(PAIRS)
    assert (table["real"] + table["only_reported"]).to_numpy() == pytest.approx(table["reported"].to_numpy())
    years = divided.by_year
    assert (years["real"] <= years["reported"]).all() and (years["only_reported"] > 0.0).any()


def test_the_rise_is_that_of_the_results_own_tables(divided):
    rows = divided.result.indicators.query("quarter == 0 and county == '220200' and indicator == 'rd_real'")
    mean = rows.groupby("year")["value"].mean()
    row = divided.table.set_index(["indicator", "rise"]).loc[("rd_expenditure", "since")]
    assert row["real"] == pytest.approx(mean[2017] - mean[divided.since])


def test_a_firm_that_leaves_does_so_with_and_without_the_package(kept):
    """What the package adds is not what an event takes."""
    leaves = {"event": "anchor_firm_leaves", "date": "2013-04-01", "rank": 1}
    scenario = load_scenario("jilin_city_2016").until(2014).with_events([leaves])
    found = real(scenario, since=2012, replicates=1, scale=200, out=kept)
    assert [result.scenario.events for result in found.results] == [scenario.events] * 2 != [()] * 2
    assert simulate(scenario, 1, scale=200, out=kept).baseline.run_id == found.results[0].run_id


def test_years_out_of_order_are_refused(plain):
    with pytest.raises(RunError, match="2017 to 2014"):
        real(plain, year=2014, since=2017)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_real_command_writes_a_page_and_tables(divided, tmp_path, capsys, lang):
    assert main(["real", str(divided.result.folder), "--out", str(tmp_path), "--lang", lang]) == 2 * 0
    assert divided.result.run_folder.name in capsys.readouterr().out
    (place,) = (one for one in tmp_path.iterdir() if one.name.startswith("real"))
    assert "<figure>" in (place / f"report-{lang}.html").read_text("utf-8")
    assert (place / "real.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    base, run = (result.run_folder.name for result in divided.results)
    rows = pd.read_csv(place / "real.csv").groupby("rise")
    assert (
        set(rows.get_group("policy")["baseline_run"]) == {base} and rows.get_group("since")["baseline_run"].isna().all()
    )
    assert set(rows["run"].first()) == {run}
