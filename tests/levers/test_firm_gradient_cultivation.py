"""The ladder moves who is visited and what a title pays; titles themselves go by rule."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.firm_gradient_cultivation import aimed, reward_pool, visit_pool
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.worlds import block, region, run, world_of

LEVER = "firm_gradient_cultivation"


def test_no_money_is_no_ladder():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_outreach_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.annual_budget_county": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) == {"county"} and costs["year"].min() >= 2018
    assert off.costs.query("lever == @LEVER").empty


def test_the_reserve_is_visited_more_and_no_visit_is_lost(jiangxi):
    world = run(world_of(jiangxi.until(2018), 20), 25)
    counties = block(world, "counties")
    listed = counties[(counties["reserve_firms"] > 0) & (counties["candidates"] > 0)]
    assert len(listed) > 50
    assert (listed["outreach_reserve"] >= listed["outreach"]).all()
    assert (listed["outreach_reserve"] > listed["outreach"]).sum() > 50
    # what the reserve gets beyond the others' visits, and the others' visits, are all the visits that were made
    first = listed["reserve_firms"] * (listed["outreach_reserve"] - listed["outreach"])
    assert first + listed["outreach"] * listed["candidates"] == pytest.approx(4.0 * listed["visits"])


def test_rewards_go_to_new_titles_within_the_counties_budgets(jiangxi):
    world = world_of(jiangxi, 10)
    budget = np.zeros(world.n_counties)
    total = np.zeros(world.n_counties)
    while world.quarter_number < world.n_quarters:
        year = world.year
        run(world, 4)
        law = SimpleNamespace(
            annual_budget_county=jiangxi.value(f"{LEVER}.annual_budget_county", f"{year}-12-31"),
            visits_share=jiangxi.value(f"{LEVER}.visits_share", f"{year}-12-31"),
        )
        budget += [reward_pool(law, weight) + visit_pool(law, weight) + 2 for weight in weights(world)]
        total += paid(world, "title_reward", year) + paid(world, "title_visits", year)
        assert (total <= budget).all(), year
    assert total.sum() > 0
    assert region(world, "n_turned_away")[-1] > 0  # the money does not last for every new title


def test_visits_aimed_at_the_reserve_are_one_a_firm_and_quarter_at_most():
    law = SimpleNamespace(aimed_share=0.5)
    assert aimed(10.0, 4.0, 100.0, law) == 9.0
    assert aimed(10.0, 4.0, 6.0, law) == 6.0
