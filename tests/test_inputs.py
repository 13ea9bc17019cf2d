"""Inputs: a shorter run begins a longer one, and the provinces' trends end with the fit."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim import beliefs
from sim.inputs import given, overstatement, uncleaned
from sim.lanes import GIVEN
from sim.rules.labour import next_wage
from sim.scenario import load_scenario
from sim.world import LaneOf, World, replicate_seed
from tests.worlds import block, region, run, unlike

WAGES = SimpleNamespace(wage_response=0.15, wage_return=0.05, wage_change_limit=0.05)


@pytest.mark.parametrize("region", ["jiangxi", "jilin"])
def test_a_shorter_run_has_the_inputs_of_the_longer_ones_beginning(region):
    scenario = load_scenario("national_law").with_region(region)
    short, long = given(scenario.until(2017)), given(scenario.until(2025))
    for name in GIVEN.names or ():
        assert np.array_equal(short[name], long[name][: len(short)]), name


def test_trends_end_with_the_fit_and_inputs_with_the_last_datum(monkeypatch):
    monkeypatch.setattr("sim.inputs.fitted_to", lambda region: 2015)
    rows = given(load_scenario("national_law").until(2024))
    by_year = {int(row["year"]): row for row in rows if row["season"] == 4}
    assert by_year[2015]["years_of_trend"] == 3.75 and by_year[2020]["years_of_trend"] == 4.0
    assert by_year[2015]["years_past_fit"] == 0.0 and by_year[2016]["years_past_fit"] == 0.75
    assert by_year[2015]["gdp_since_fit"] == 1.0 < by_year[2016]["gdp_since_fit"] < by_year[2020]["gdp_since_fit"]
    assert by_year[2021]["years_past_data"] == 0.0 < by_year[2022]["years_past_data"]


def test_every_region_says_to_which_year_it_was_fitted():
    assert all(2012 < beliefs.fitted_to(region) <= 2021 for region in beliefs.fitted_regions())


def test_the_wage_moves_with_its_trend_and_keeps_what_tightness_adds_for_a_while():
    """Balanced market on the trend: the wage is the trend's. Off the trend: the gap shrinks by the return rate."""
    assert next_wage(100.0, 102.0, 100.0, -0.1, -0.1, WAGES) == pytest.approx(102.0)
    higher = next_wage(110.0, 102.0, 100.0, -0.1, -0.1, WAGES)
    assert 102.0 < higher < 110.0 * 1.02
    assert next_wage(100.0, 102.0, 100.0, 0.2, -0.1, WAGES) > 102.0
    assert next_wage(100.0, 150.0, 100.0, 0.0, 0.0, WAGES) == pytest.approx(100.0 * np.exp(0.05))


def test_reports_were_overstated_where_gdp_was_and_until_they_were_cleaned():
    """Jilin's GDP of 2012-16 was revised down from 1.38-1.42 times its later value; the others' by a percent or so."""
    assert 0.37 < overstatement("jilin") < 0.42 and overstatement("jilin_city") == overstatement("jilin")
    assert overstatement("jiangxi") == overstatement("sichuan") == 0.0
    assert [uncleaned(year) for year in (2012, 2016, 2017, 2018, 2030)] == [1.0, 1.0, 0.5, 0.0, 0.0]


def test_an_overstated_book_adds_to_reports_and_not_to_what_is_done():
    law = load_scenario("national_law").with_region("jilin").until(2018)
    plain, overstated = (
        run(World([LaneOf(law, replicate_seed(1, 0), 0, {"overstatement_passed_on": share})], 50), 4)
        for share in (0.0, 0.5)
    )
    # later years may differ: counties look at what was reported when they weigh their spending
    assert unlike(block(plain, "firms"), block(overstated, "firms")) == []
    assert region(plain, "n_rd_personnel_overstated").max() == 0 < region(overstated, "n_rd_personnel_overstated")[0]
    run(overstated)
    real, added = (region(overstated, f"yuan_rd_{part}") for part in ("enterprise_real", "overstated"))
    expected = 0.5 * overstatement("jilin") * np.repeat([1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0], 4)
    assert added == pytest.approx(expected * real)
