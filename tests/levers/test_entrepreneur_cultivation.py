"""Heads of young technology firms learn in courses what visits of advice would teach, while the money lasts."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.entrepreneur_cultivation import attends, may_attend, pool
from sim.rules.innovation import gap_closed_by_advice
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.test_money import check_a_run
from tests.worlds import block, run, set_law, world_of

LEVER = "entrepreneur_cultivation"
LAW = {"annual_budget_county": 100_000.0, "course_cost": 20_000.0, "course_days": 5.0, "most_years": 8.0}


@pytest.fixture(scope="module")
def city():
    return load_scenario("jilin_city_2016").until(2017)


def test_no_money_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_trains_in_the_first_budget_after_its_document(city):
    on, off, found = compared(city, city.with_values({f"{LEVER}.annual_budget_county": 0}))
    assert found.quarter == "2017Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_places_go_as_far_as_the_money_goes_once_each(jiangxi):
    world = set_law(world_of(jiangxi.until(2014), 5), LEVER, LAW)
    for law, given in world.calendars:
        law[LEVER]["annual_budget_county"][given["year"] >= 2014] = 0.0
    run(world)
    for year in (2012, 2013):
        yuan = paid(world, "course_fees", year)
        heads = world.tally["n_entrepreneurs_trained"][0, 4 * (year - 2012)]
        assert yuan.sum() > 0 and (yuan <= 100_000 * weights(world) + 1).all()
        assert heads * 20_000.0 == pytest.approx(yuan)
    assert paid(world, "course_fees", 2014).sum() == 0
    assert world.tally["n_turned_away"][0, 0].sum() > 0
    trained = block(world, "firms")["is_trained"] == 1
    assert trained.any() and (block(world, "firms")["is_tech_sme"][trained] >= 0).all()


def test_trained_firms_gain_and_the_others_do_not(jiangxi):
    with_it, without = (
        run(set_law(world_of(jiangxi, 5), LEVER, LAW | {"annual_budget_county": money}), 1) for money in (1e6, 0.0)
    )
    firms, bare = block(with_it, "firms"), block(without, "firms")
    trained = firms["is_trained"] == 1
    gain = firms["productivity"] - bare["productivity"]
    assert trained.any() and (gain[trained] > 0.0).all() and (gain[~trained] == 0.0).all()
    assert (firms["is_reached"][trained] == 1).all() and (firms["is_tech_sme"][trained] == 1).all()


def test_edges():
    law = SimpleNamespace(annual_budget_county=1e5, most_years=8.0, course_days=5.0)
    assert pool(law, 0.5) == 5e4
    firm = SimpleNamespace(is_tech_sme=1, is_reached=1, is_trained=0, founded=8_000)
    assert may_attend(firm, 8_031, law) and not may_attend(firm, 8_032, law)
    for name in ("is_tech_sme", "is_reached", "is_trained"):
        other = SimpleNamespace(**{**vars(firm), name: 1 - getattr(firm, name)})
        assert not may_attend(other, 8_031, law)
    assert attends(2_001.0, 100_000.0, 250.0, law) and not attends(2_000.0, 100_000.0, 250.0, law)


def test_a_course_is_advice_of_as_many_visits_and_never_closes_more_than_the_gap():
    belief = SimpleNamespace(commissioner_gap_closed=0.06)
    closed = [gap_closed_by_advice(visits, belief) for visits in (0.0, 1.0, 2.0, 100.0)]
    assert closed[:2] == pytest.approx([0.0, 0.06]) and np.all(np.diff(closed) > 0) and closed[-1] < 1.0


def test_money_is_conserved(jiangxi):
    check_a_run(set_law(world_of(jiangxi.until(2013), 50), LEVER, LAW))
