"""Retirement by age, housing cost by crowding, coming back by wage and money."""

import itertools
import math
from types import SimpleNamespace

import numpy as np
import pytest

from sim.rules.labour import (
    attraction,
    chance_of_a_post,
    chance_to_return,
    crowding,
    grant_pull,
    leaving_rate,
    next_housing_cost,
    next_usual,
    own_wage,
    tightness_of,
)
from sim.scenario import load_scenario
from tests.worlds import block, run, world_of

BELIEF = SimpleNamespace(
    leaves_for_other_work=0.001, retirement_from_55=0.03, retirement_from_60=0.4, skilled_staff_per_firm=20.0,
    other_skilled=0.02, return_odds=0.1, location_elasticity=1.5, housing_weight=0.3, agglomeration=0.3,
)  # fmt: skip


def test_the_old_retire_and_the_young_stay():
    rates = [leaving_rate(age, BELIEF) for age in (23, 54, 55, 59, 60, 70)]
    assert rates == [0.001, 0.001, 0.03, 0.03, 0.4, 0.4]


def test_housing_cost_follows_crowding_slowly_and_stays_without_it():
    assert next_housing_cost(1.2, 1.2, 1.0, 0.3, 0.03) == pytest.approx(1.2)
    cost = 1.0
    for _ in range(400):
        before, cost = cost, next_housing_cost(cost, 1.0, 2.0, 0.3, 0.03)
        assert before <= cost <= before * 1.01
    assert cost == pytest.approx(2.0**0.3, rel=1e-3)
    assert next_housing_cost(1.0, 1.0, 0.5, 0.3, 0.03) < 1.0


def test_workers_and_firms_crowd_a_county_by_its_size():
    assert crowding(100.0, 5.0, 10_000.0, BELIEF) == 400.0
    assert crowding(1_000.0, 0.0, 1e6, BELIEF) / crowding(0.0, 0.0, 1e6, BELIEF) < 1.1


def test_money_counts_over_the_wage():
    assert grant_pull(0.0, 80_000.0, 1.5) == 1.0
    assert grant_pull(80_000.0, 80_000.0, 1.0) == pytest.approx(2.0)
    assert grant_pull(10_000.0, 50_000.0, 1.5) > grant_pull(10_000.0, 100_000.0, 1.5)


def test_pay_goes_by_skill_and_a_grant_keeps_the_better_paid_less():
    assert own_wage(80_000.0, 1000) == 80_000.0
    assert own_wage(80_000.0, 700) + own_wage(80_000.0, 1300) == pytest.approx(2 * 80_000.0)
    pulls = [grant_pull(40_000.0, own_wage(80_000.0, skill), 1.5) for skill in (800, 1300, 2500)]
    assert pulls == sorted(pulls, reverse=True) and pulls[-1] > 1.0


def test_natives_come_back_for_wages_cheap_housing_and_money():
    base = chance_to_return(1.0, 1.0, 1.0, BELIEF)
    assert base == pytest.approx(0.1 / 1.1)
    assert chance_to_return(1.2, 1.0, 1.0, BELIEF) > base
    assert chance_to_return(1.0, 1.2, 1.0, BELIEF) < base
    assert base < chance_to_return(1.0, 1.0, grant_pull(10_000.0, 80_000.0, 1.5), BELIEF) < 1.0


def test_a_place_draws_by_wage_housing_and_size():
    base = attraction(80_000.0, 1.0, 500.0, BELIEF)
    assert attraction(88_000.0, 1.0, 500.0, BELIEF) > base
    dearer = attraction(80_000.0, 2.0, 500.0, BELIEF)
    assert base - dearer == pytest.approx(0.3 * math.log(2.0))
    assert attraction(80_000.0, 1.0, 5_000.0, BELIEF) > base


def test_a_post_is_found_where_posts_are_open_and_few_look_for_one():
    assert chance_of_a_post(0, 0) == 0.0 and chance_of_a_post(0, 9) == 0.0
    assert chance_of_a_post(5, 0) == 1.0
    assert chance_of_a_post(5, 5) == 0.5
    assert chance_of_a_post(6, 5) > chance_of_a_post(5, 5) > chance_of_a_post(5, 6)


def test_tightness_is_open_posts_less_idle_workers_and_bounded():
    assert tightness_of(3, 8, 100) == pytest.approx(-0.05)
    assert tightness_of(5, 0, 1) == 1.0 and tightness_of(0, 7, 1) == -1.0 and tightness_of(0, 0, 0) == 0.0


def test_a_market_gets_used_to_its_tightness_and_the_wage_then_follows_its_trend_alone():
    belief, usual = SimpleNamespace(tightness_memory=0.05), 0.2
    gaps = []
    for _ in range(200):
        usual = next_usual(usual, -0.1, belief)
        gaps.append(usual + 0.1)
    assert all(0.0 < later < sooner for sooner, later in itertools.pairwise(gaps)) and gaps[-1] < 1e-4


@pytest.mark.parametrize("scale", [20, 50])
def test_wages_stay_near_their_trend_with_few_agents_a_county(scale):
    """A county of one worker and five open posts in its first year must not be a market that is always slack later."""
    scenario = load_scenario("national_law").with_region("jilin").until(2026)
    world = run(world_of(scenario.with_values({"assumptions.parameters": "central"}), scale))
    counties, trend = block(world, "counties"), world["lanes"]["wage_trend_before"][0]
    wage = counties["skilled_wage"] / (counties["skilled_wage_2012"] * trend)
    assert 0.7 < np.average(wage, weights=counties["n_workforce"]) < 1.2
