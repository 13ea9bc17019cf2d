"""A zone is built over years, recognised by criteria, and lowers the cost of entry of industry."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.parks_and_hitech_zones import cost_in_zone, has_prospect, level_earned, pool, visits_to_each
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.worlds import block, region, run, world_of

LEVER = "parks_and_hitech_zones"
QUICK = {
    f"{LEVER}.infrastructure_cost@2012-01-01": 1_000_000,
    f"{LEVER}.annual_budget_county@2012-01-01": 2_000_000,
    f"{LEVER}.least_firms@2012-01-01": 0,
    f"{LEVER}.high_tech_share@2012-01-01": 0,
    f"{LEVER}.entry_cost_saving@2012-01-01": 0.5,
    f"{LEVER}.award_per_zone@2012-01-01": 5_000_000,
    f"{LEVER}.awards_per_year@2012-01-01": 10,
}


def test_no_money_is_no_zone():
    no_money_is_no_lever(LEVER, ["annual_budget_county", "award_per_zone"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_investment_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.annual_budget_county": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) <= {"county", "province"} and costs["year"].min() >= 2018
    assert off.costs.query("lever == @LEVER").empty


def test_a_zone_stands_when_its_cost_is_spent_and_costs_no_more(jiangxi):
    world = world_of(jiangxi, 20)
    spent = np.zeros(world.n_counties)
    while world.quarter_number < world.n_quarters:
        year = world.year
        run(world, 4)
        spent += paid(world, "zone_infrastructure", year)
        counties = block(world, "counties")
        assert np.array_equal(counties["zone_invested"], spent)
        assert ((counties["zone_level"] > 0) == (spent >= 10_000_000)).all()
        assert (spent <= 10_000_000).all()
    assert (counties["zone_level"] > 0).any() and (counties["zone_level"] == 0).any()


def test_in_zones_more_industry_enters_and_nobody_from_before_is_there(jiangxi):
    plain = jiangxi.until(2016).with_values({LEVER: "off"})
    on, off = (run(world_of(s, 5, replicates=[0, 1])) for s in (plain.with_values(QUICK), plain))
    assert (block(on, "counties")["zone_level"] >= 2).all()
    for place in (0, 1):
        assert region(on, "new_firms", place).sum() > region(off, "new_firms", place).sum()
        firms = block(on, "firms", place)
        assert firms["in_zone"].sum() > 0 and (firms["is_service"][firms["in_zone"] == 1] == 0).all()
    assert block(off, "firms")["in_zone"].sum() == 0
    awards = sum(paid(on, "zone_award", year) for year in on.ledgers)
    # one at each recognition, while the year's money lasts
    assert awards.sum() > 0 and (awards <= 5_000_000 * (block(on, "counties")["zone_level"].astype(int) - 1)).all()


def test_a_zone_that_stands_visits_its_firms_within_its_money(jiangxi):
    visits = {}
    for share in (0.0, 0.2):
        scenario = jiangxi.until(2015).with_values(QUICK | {f"{LEVER}.service_share@2012-01-01": share})
        world = run(world_of(scenario, 20))
        counties, firms = block(world, "counties"), block(world, "firms")
        services = paid(world, "zone_services", 2015)
        assert (services <= share * 2_000_000 * weights(world) + 1).all() and (services.sum() > 0) == (share > 0)
        visits[share] = counties["outreach_zone"].copy()
        assert (visits[share][counties["zone_firms"] == 0] == 0).all()
        assert counties["zone_firms"].sum() <= (firms["in_zone"] * firms["stands_for"]).sum()
    assert visits[0.0].max() == 0.0 < visits[0.2].max() <= 4.0
    assert visits_to_each(10.0, 20.0) == 0.5 and visits_to_each(1e3, 20.0) == 4.0 and visits_to_each(9.0, 0.0) == 0.0


def test_criteria_of_recognition():
    law = SimpleNamespace(
        least_firms=60.0,
        high_tech_share=0.4,
        least_firms_national=150.0,
        high_tech_share_national=0.5,
        prospect_share=0.5,
    )
    assert level_earned(1, 60.0, 0.4, 0.0, law) == 2
    assert level_earned(1, 59.0, 0.9, 0.0, law) == level_earned(1, 900.0, 0.39, 0.0, law) == 1
    assert level_earned(2, 150.0, 0.5, 3.0, law) == 3
    assert level_earned(2, 150.0, 0.5, 2.75, law) == 2
    assert level_earned(3, 0.0, 0.0, 9.0, law) == 3  # never lowered
    assert has_prospect(30.0, law) and not has_prospect(29.0, law)
    law.prospect_share = 0.1
    assert has_prospect(6.0, law) and not has_prospect(5.0, law)


def test_a_zone_gets_money_until_it_stands_and_a_share_of_it_after():
    law = SimpleNamespace(annual_budget_county=3e6, infrastructure_cost=1e7, entry_cost_saving=0.15, service_share=0.1)
    assert pool(law, 2.0, 0, 0) == 6e6
    assert pool(law, 2.0, 0, 9_000_000) == 1e6
    assert pool(law, 2.0, 0, 2e7) == 0.0 and pool(law, 2.0, 1, 1e7) == pytest.approx(6e5)
    law.service_share = 0.0
    assert pool(law, 2.0, 1, 1e7) == 0.0
    assert cost_in_zone(1.0, 0, law) == 1.0 and cost_in_zone(1.0, 1, law) == pytest.approx(0.85)
