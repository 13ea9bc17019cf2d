"""The measurements run, are complete, and are said in one table. No test asserts a time: machines differ."""

import json
from math import isfinite

import mesa
import pytest

from sim import bench
from sim.bench.asked import ASKED, Asked, Row
from sim.bench.produced import produced
from sim.bench.worlds import scenario_of, world_of
from sim.cli import main

NAMES = [asked.what for asked in ASKED.values()]


@pytest.mark.slow
def test_a_quick_measurement_is_whole_and_keeps_nothing(capsys, tmp_path):
    kept = bench.RESULTS.read_bytes() if bench.RESULTS.exists() else None
    file = tmp_path / "bench.json"
    assert main(["bench", "--quick", "--json", "--out", str(file)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == json.loads(file.read_text(encoding="utf-8"))
    assert said["quick"] and said["machine"]["processor"] and said["machine"]["cores"] >= 1
    assert {"numpy", "numba"} <= set(said["machine"]["packages"])
    left_out = {ASKED[name].what for name in ("first_time", "cold", "cold_package")}
    assert [row["what"] for row in said["rows"]] == [name for name in NAMES if name not in left_out]
    for row in said["rows"]:
        assert is_well_formed(row), row
    assert (bench.RESULTS.read_bytes() if bench.RESULTS.exists() else None) == kept
    printed = bench.table(said)
    assert all(row["what"] in printed for row in said["rows"]) and "figures mean little" in printed


def is_well_formed(row):
    """Figures are figures or left out, and all words are there."""
    figures = [row["value"], *(row[name] for name in ("limit", "aim", "over_touch") if row[name] is not None)]
    words = row["verdict"] in {"aim", "limit", "missed"} if row["limit"] else row["verdict"] == "told"
    return all(map(isfinite, figures)) and bool(row["detail"] and row["unit"]) and words


def test_a_value_is_judged_by_its_limit_and_its_aim():
    def verdict(value, asked):
        return Row(asked, value, "how").verdict

    more, less = Asked("x", "times", 60, 150, True), Asked("x", "s", 90, 20)
    assert [verdict(value, more) for value in (200, 100, 10)] == ["aim", "limit", "missed"]
    assert [verdict(value, less) for value in (10, 50, 100)] == ["aim", "limit", "missed"]
    assert verdict(10, Asked("x", "per cent")) == "told"


def test_rows_have_names_of_their_own():
    assert len(set(NAMES)) == len(NAMES)


@pytest.fixture(scope="module")
def kept():
    return json.loads(bench.RESULTS.read_text(encoding="utf-8"))


def test_the_kept_results_name_their_machine_and_hold_rows_as_they_are_asked_for(kept):
    assert not kept["quick"] and kept["machine"]["processor"]
    assert not any(part in json.dumps(kept) for part in ("/home/", "/tmp/", "/root/"))
    asked = {one.what: one for one in ASKED.values()}
    for row in kept["rows"]:
        assert row["what"] in asked, f"{row['what']!r} is measured no more: run python run.py bench"
        assert (row["limit"], row["aim"]) == (asked[row["what"]].limit, asked[row["what"]].aim), row["what"]
        assert is_well_formed(row), row
    assert bench.table(kept)


def test_the_kept_results_are_complete(kept):
    missing = set(NAMES) - {row["what"] for row in kept["rows"]}
    assert not missing, f"out of date, run python run.py bench; no kept figure for: {', '.join(sorted(missing))}"


def test_the_plain_model_runs_in_mesas_batch_run_with_the_numbers_of_the_compiled_one():
    from sim import CountyInnovationModel
    from sim.bench.batch import PlainModel
    from sim.model import REPORTED

    scenario = scenario_of("jilin_city", 2013)
    size = {"scenario": [scenario], "scale": 100, "rng": [1, 2]}
    plain, fast = (
        mesa.batch_run(model, size, number_processes=1, display_progress=False)
        for model in (PlainModel, CountyInnovationModel)
    )
    assert len(plain) == 2 and plain[0]["rd_personnel"] != plain[1]["rd_personnel"]
    for mine, other in zip(plain, fast, strict=True):
        assert [mine[name] for name in REPORTED] == [other[name] for name in REPORTED]


def test_shares_that_rules_produce_are_those_of_the_tally():
    world = world_of(1, 100, scenario=scenario_of("jilin_city", 2013))
    world.quarter_number = world.n_quarters
    for name, yuan in {"yuan_rd_enterprise_real": 60.0, "yuan_rd_institutes_other": 40.0}.items():
        world.tally[name] = yuan
    world.tally["yuan_rd_institutes_inputs"], world.tally["value_added"], world.tally["gdp"] = 30.0, 25.0, 100.0
    rows = produced([world])
    assert [row.value for row in rows] == pytest.approx([70.0, 25.0])
    assert all("jilin_city 2013 " in row.detail and row.detail.count("jilin_city") == 1 for row in rows)
    assert [row.asked for row in rows] == [ASKED["rd_by_rules"], ASKED["gdp_by_rules"]]
