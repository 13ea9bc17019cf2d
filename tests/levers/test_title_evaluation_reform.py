"""Local titles: reviews as far as money goes, for those long in the county and in a post; employers bear the pay."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.agents.talent import IDLE
from sim.levers.title_evaluation_reform import may_be_reviewed, pay_rise, pool
from tests.levers.helpers import (
    brought_forward,
    compared,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
    weights,
)
from tests.test_money import check_a_run
from tests.worlds import block, run, set_law, world_of

LEVER = "title_evaluation_reform"
LAW = {"annual_budget_county": 100_000.0, "cost_of_review": 2_000.0, "least_years": 5.0, "rise_of_pay": 0.05}


@pytest.fixture(scope="module")
def jilin():
    return brought_forward("jilin_2018", LEVER)


def test_no_money_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_gives_titles_first(jilin):
    on, off, found = compared(jilin, jilin.with_values({f"{LEVER}.annual_budget_county@2013-01-01": 0}))
    assert found.quarter == "2013Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_holders_have_a_post_and_employers_know_them(jilin):
    world = run(set_law(world_of(jilin, 5), LEVER, LAW | {"least_years": 1.0}), 7)
    talent, firms, institutes = (block(world, name) for name in ("talent", "firms", "institutes"))
    talent = talent[talent["alive"] == 1]
    holders = talent[talent["titled"] == 1]
    assert len(holders) > 100 and (holders["employer"] != IDLE).all()
    lately = holders[holders["came"] > 0]
    assert (4 * 2013 - lately["came"] >= 4).all()  # reviews are in the first quarter, a year after coming
    in_firms = holders[holders["employer"] >= 0]
    skill = np.bincount(in_firms["employer"], in_firms["skill"].astype(float), len(firms))
    alive = firms["alive"] == 1
    assert np.array_equal(skill[alive], firms["titled_skill"][alive])
    in_institutes = holders[holders["employer"] <= -2]
    skill = np.bincount(-2 - in_institutes["employer"], in_institutes["skill"].astype(float), len(institutes))
    assert np.array_equal(skill, institutes["titled_skill"])
    assert (institutes["titled_skill"] <= institutes["skill_sum"]).all()


def test_money_bounds_the_reviews_and_the_law_their_end(jilin):
    world = set_law(world_of(jilin.until(2014), 5), LEVER, LAW)
    for law, given in world.calendars:
        law[LEVER]["annual_budget_county"][given["year"] == 2014] = 0.0
    run(world)
    for year in (2012, 2013):
        yuan = paid(world, "title_reviews", year)
        assert yuan.sum() > 0 and (yuan <= 100_000 * weights(world) + 1).all()
    assert paid(world, "title_reviews", 2014).sum() == 0


def test_employers_pay_more_and_want_fewer_for_the_same_rd(jilin):
    law = LAW | {"annual_budget_county": 20e6, "least_years": 0.0, "rise_of_pay": 0.2}
    worlds = [run(set_law(world_of(jilin, 20), LEVER, law | {"rise_of_pay": rise}), 1) for rise in (0.2, 0.0)]
    wages = [world.tally["yuan_rd_wages"][0, 0].sum() for world in worlds]
    assert wages[1] < wages[0] <= 1.2 * wages[1]
    done = [world.tally["yuan_rd_enterprise_real"][0, 0].sum() for world in worlds]
    assert done[0] == pytest.approx(done[1])
    for world in worlds:
        run(world, 1)
    needed = [block(world, "firms")["n_needed"].sum() for world in worlds]
    assert needed[0] < needed[1]


def test_edges():
    law = SimpleNamespace(**LAW)
    assert pool(law, 2.0) == 2e5
    assert [may_be_reviewed(came, 8_100, law) for came in (0, 8_080, 8_081)] == [True, True, False]
    assert pay_rise(0, 0, law) == 0.0
    assert pay_rise(500, 1_000, law) == 0.025
    assert pay_rise(1_000, 1_000, law) == 0.05


def test_money_is_conserved(jilin):
    check_a_run(set_law(world_of(jilin, 50), LEVER, LAW))
