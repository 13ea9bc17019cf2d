"""Students are trained for posts that stay open, and are newcomers like others when they graduate."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.education_industry_integration import graduates_in, pool, students
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.test_money import check_a_run
from tests.worlds import block, run, set_law, world_of

LEVER = "education_industry_integration"
LAW = {"annual_budget_prefecture": 1_000_000.0, "cost_per_student": 15_000.0, "years": 1.0}


@pytest.fixture(scope="module")
def city():
    return load_scenario("jilin_city_2016").until(2017)


def test_no_money_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_prefecture"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_enrols_in_the_first_budget_after_its_document(city):
    on, off, found = compared(city, city.with_values({f"{LEVER}.annual_budget_prefecture": 0}))
    assert found.quarter == "2017Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"prefecture"}
    assert off.costs.query("lever == @LEVER").empty


def test_enrolment_is_bound_by_money_and_by_open_posts_and_ends_with_the_law(jiangxi):
    world = set_law(world_of(jiangxi.until(2014), 5), LEVER, LAW)
    for law, given in world.calendars:
        law[LEVER]["annual_budget_prefecture"][given["year"] == 2014] = 0.0
    prefecture = block(world, "counties")["prefecture"].copy()
    for year in (2012, 2013, 2014):
        posts = 5 * block(world, "counties")["n_unfilled"].copy()
        run(world, 4)
        yuan = paid(world, "joint_training", year)
        assert (yuan <= 15_000 * posts).all()
        assert np.bincount(prefecture, yuan).max() <= 1_000_000
        assert (yuan.sum() > 0) == (year == 2013)  # nobody has been looked for before 2012
    assert world.tally["n_in_training"][0, 7].sum() * 15_000 == pytest.approx(paid(world, "joint_training", 2013).sum())


def test_who_was_enrolled_arrives_a_training_later(jiangxi):
    worlds = [
        set_law(world_of(jiangxi.until(2014), 5), LEVER, LAW | {"annual_budget_prefecture": money})
        for money in (5e6, 0.0)
    ]
    for world in worlds:
        for law, given in world.calendars:
            law[LEVER]["annual_budget_prefecture"][given["year"] != 2013] = 0.0
        run(world, 10)
    enrolled = paid(worlds[0], "joint_training", 2013).sum() / 15_000
    before = [world.tally["n_talent_arrived"][0, :10] for world in worlds]
    assert np.array_equal(before[0], before[1])  # nothing before they graduate
    for world in worlds:
        run(world, 1)
    with_it, without = (block(world, "counties")["n_arriving"] for world in worlds)
    assert (with_it >= without).all()
    assert 5 * (with_it - without).sum() == pytest.approx(enrolled, rel=0.2)
    assert worlds[0].tally["n_in_training"][0, 10].sum() == 0.0


def test_edges():
    law = SimpleNamespace(**LAW)
    assert pool(law) == 1e6
    assert [students(posts, 150_000.0, law) for posts in (0.0, 4.0, 40.0)] == [0.0, 4.0, 10.0]
    assert graduates_in(2017, law) == 2018
    law.years = 0.0
    assert graduates_in(2017, law) == 2018
    law.years, law.cost_per_student = 9.0, 0.0
    assert graduates_in(2017, law) == 2024 and students(5.0, 1e6, law) == 0.0


def test_money_is_conserved(jiangxi):
    check_a_run(set_law(world_of(jiangxi.until(2013), 50), LEVER, LAW))
