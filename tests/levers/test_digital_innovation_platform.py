"""A platform that is paid for makes institutes that list their services no dearer to find far away than at home."""

from types import SimpleNamespace

import pytest

from sim.levers.digital_innovation_platform import is_run, next_built, pool
from sim.rules.contracts import distance_seen
from sim.scenario import load_scenario
from tests.levers.helpers import busy, compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.test_money import check_a_run
from tests.worlds import block, region, run, set_law, world_of

LEVER = "digital_innovation_platform"
LAW = {"annual_budget": 8e6, "annual_budget_prefecture": 0.0, "building_cost": 5e6, "running_cost": 2e6,
       "listed_share": 0.5}  # fmt: skip


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget", "annual_budget_prefecture"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_contracts_first_and_nothing_before_the_document():
    scenario = load_scenario("sichuan_2018").until(2019)
    on, off, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert found.quarter == "2019Q1"  # the budget of the first year after the document
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"province"}
    assert off.costs.query("lever == @LEVER").empty


def test_building_comes_first_and_a_platform_that_is_not_paid_for_is_off():
    law = SimpleNamespace(**LAW)
    assert pool(8e6, 0, law) == 7e6 and pool(8e6, 5_000_000, law) == 2e6 and pool(3e6, 0, law) == 3e6
    assert pool(0.0, 0, law) == 0.0
    assert is_run(7_000_000, 0, law) and not is_run(6_999_999, 0, law) and not is_run(0, 5_000_000, law)
    assert [next_built(money, 0, law) for money in (3_000_000, 7_000_000)] == [3_000_000, 5_000_000]
    assert next_built(2_000_000, 5_000_000, law) == 5_000_000
    assert distance_seen(1.5, 1) == 0.0 and distance_seen(1.5, 0) == 1.5


def test_money_of_the_year_is_that_of_building_and_operation():
    world = run(set_law(world_of(busy(), 100), LEVER, LAW), 8)
    assert paid(world, "digital_platform", 2012).sum() == pytest.approx(7e6, abs=100)
    assert paid(world, "digital_platform", 2013).sum() == pytest.approx(2e6, abs=200)
    assert (block(world, "counties")["is_online"] == 1).all()
    assert 0.3 < block(world, "institutes")["is_listed"].mean() < 0.7
    poor = run(set_law(world_of(busy(), 100), LEVER, LAW | {"annual_budget": 1e6}), 8)
    assert (block(poor, "counties")["is_online"] == 0).all() and (block(poor, "institutes")["is_listed"] == 0).all()


def test_a_city_builds_its_own_and_pays_for_it():
    world = world_of(load_scenario("jilin_city_2016").until(2018), 50)
    run(world)
    assert paid(world, "digital_platform", 2017).sum() == 0 < paid(world, "city_digital_platform", 2017).sum()
    assert (block(world, "counties")["is_online"] == 1).all()


def test_more_firms_of_far_counties_find_a_partner_the_more_institutes_are_listed():
    contracts = []
    for share in (0.0, 1.0):
        world = run(set_law(world_of(busy(), 20), LEVER, LAW | {"listed_share": share}), 4)
        contracts.append(region(world, "n_outside_contracts").sum())
    assert contracts[0] < contracts[1]


def test_money_is_conserved():
    check_a_run(set_law(world_of(busy(), 50), LEVER, LAW))
