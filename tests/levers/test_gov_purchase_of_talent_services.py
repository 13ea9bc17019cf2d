"""Bought matching shows posts to workers without one: no more posts, and no more than the city pays for."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.gov_purchase_of_talent_services import is_bought, pool
from sim.scenario import load_scenario
from sim.steps.matching import weight_of
from tests.levers.helpers import (
    busy,
    compared,
    from_new_year,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
)
from tests.worlds import block, run, set_law, world_of

LEVER = "gov_purchase_of_talent_services"
TERMS = {"annual_budget_prefecture": 1e6, "cost_per_match": 2_000.0}


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_prefecture"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_finds_posts_first_and_nothing_before_the_document():
    scenario = from_new_year(load_scenario("jilin_city_2016").until(2018), LEVER, 2017)
    on, off, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert found.quarter >= "2017Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"prefecture"}
    assert off.costs.query("lever == @LEVER").empty


def test_cities_pay_within_their_budgets():
    world = run(set_law(world_of(busy(), 20), LEVER, TERMS))
    prefecture = block(world, "counties")["prefecture"]
    for year in (2012, 2013):
        yuan = paid(world, "talent_matching", year)
        assert yuan.sum() > 0 and np.bincount(prefecture, yuan).max() <= 1_000_000
        assert (yuan[yuan > 0] >= 20).all()  # a worker stands for twenty; the last of a year pays what is left


def test_there_are_no_more_matches_than_posts_and_none_without_mobility():
    world = run(set_law(world_of(busy(), 20), LEVER, TERMS), 3)
    open_posts = block(world, "counties")["n_unfilled"].sum()
    run(world, 1)
    shown = block(world, "counties")["posts_shown"]
    assert shown.min() >= 0 and shown.sum() <= open_posts
    still = busy().with_values({"assumptions.channels.mobility": False})
    world = run(set_law(world_of(still, 20), LEVER, TERMS), 4)
    assert paid(world, "talent_matching", 2012).sum() == 0


def test_matching_ends_with_its_law():
    world = run(set_law(world_of(busy(), 20), LEVER, TERMS), 4)
    run(set_law(world, LEVER), 4)
    assert paid(world, "talent_matching", 2012).sum() > 0 == paid(world, "talent_matching", 2013).sum()


def test_terms():
    law = SimpleNamespace(**TERMS)
    assert pool(law) == 1e6 and is_bought(law)
    law.annual_budget_prefecture = 0.0
    assert not is_bought(law)
    lane = SimpleNamespace(first_county=0)
    assert [weight_of(lane, [1.0, 3.0, 3.5], c) for c in range(3)] == pytest.approx([1.0, 2.0, 0.5])
