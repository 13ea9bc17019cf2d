"""Inventors found firms where that beats licensing and staying; the number comes out of what they weigh."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim import beliefs
from sim.rules.spin_offs import chance_to_start, licence_fee, worth_of_licence, worth_of_start
from tests.levers.helpers import paid
from tests.worlds import block, region, run, world_of


@pytest.fixture(scope="module")
def belief():
    return SimpleNamespace(**beliefs.draw("jiangxi", 1, False))


def county(**changes):
    return SimpleNamespace(**{"entry_cost": 1.0, "skilled_wage": 60_000.0} | changes)


def test_starting_is_worth_more_where_entry_is_cheap_and_posts_pay_little(belief):
    usual = worth_of_start(county(), 20_000.0, 1.0, belief)
    assert worth_of_start(county(entry_cost=0.7), 20_000.0, 1.0, belief) > usual
    assert worth_of_start(county(skilled_wage=90_000.0), 20_000.0, 1.0, belief) < usual
    assert worth_of_start(county(), 5_000.0, 1.0, belief) == pytest.approx(usual + 15_000.0)


def test_a_larger_own_share_makes_the_licence_dearer_to_inventors_and_the_fee_smaller(belief):
    it = SimpleNamespace(effort=1.0)
    assert worth_of_licence(it, 0.7, 1.0, belief) > worth_of_licence(it, 0.3, 1.0, belief)
    assert licence_fee(it, 0.7, 1.0, belief) < licence_fee(it, 0.3, 1.0, belief)
    whole = worth_of_licence(it, 0.3, 1.0, belief) + licence_fee(it, 0.3, 1.0, belief)
    assert whole == pytest.approx(belief.licence_income / (belief.interest + belief.patent_lapse))


def test_the_chance_is_a_logit_of_three_and_never_overflows():
    assert chance_to_start(0.0, 0.0, 50_000.0) == pytest.approx(1 / 3)
    assert chance_to_start(50_000.0, 0.0, 50_000.0) == pytest.approx(np.e / (2 + np.e))
    assert chance_to_start(0.0, 90_000.0, 50_000.0) < 1 / 3 < chance_to_start(90_000.0, 0.0, 50_000.0)
    assert chance_to_start(-1e9, 1e9, 1.0) == 0.0 and chance_to_start(1e9, -1e9, 1.0) == 1.0


def test_in_a_run_spin_offs_are_some_and_more_where_posts_are_worth_less(jiangxi):
    founded = []
    for worth in (0.5, 2.0, 50.0):
        world = world_of(jiangxi.until(2013), 50)
        world["lanes"]["belief"]["post_worth"] = worth
        founded.append(region(run(world), "new_spin_offs").sum())
    assert founded[0] > founded[1] > founded[2] == 0.0


def test_a_spin_off_is_in_its_institutes_field_and_pays_it(jiangxi):
    world = world_of(jiangxi.until(2013), 50)
    world["lanes"]["belief"]["post_worth"] = 0.5
    while world.quarter_number < 7:
        quarter = 4 * world.year + world.season - 1
        world.step()
        firms, institutes = block(world, "firms"), block(world, "institutes")
        new = firms[(firms["founded"] == quarter) & (firms["alive"] == 1) & (firms["partner"] > 0)]
        origin = institutes[new["partner"] - 1]
        assert (new["sector"] == origin["field"]).all() and (new["is_rd_active"] == 1).all()
        assert (new["county"] == origin["spin_off_county"]).all()
        assert len(np.unique(firms["key"][firms["alive"] == 1])) == (firms["alive"] == 1).sum()
    run(world)
    assert paid(world, "spin_off_fees", 2013).sum() > 0
    assert (block(world, "institutes")["patents_pending"] >= 0).all()


def test_scarce_workers_make_research_dearer(jiangxi):
    """With half the usual supply of new workers more of R&D is wage above its trend."""
    rises = []
    for factor in (1.0, 0.3):
        world = world_of(jiangxi.until(2015), 20)
        world["lanes"]["belief"]["supply_response"] *= factor
        rises.append(region(run(world), "yuan_rd_wage_rise")[4:].sum())
    assert rises[1] > rises[0]
