"""Firms of 2012 have had good and bad years behind them: their reserves are what the rules of exit leave."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim import beliefs
from sim.scenario import load_scenario
from tests.worlds import block, region, run, world_of

BELIEF = SimpleNamespace(**beliefs.draw("jiangxi", 1, False))


@pytest.fixture(scope="module")
def start():
    central = load_scenario("jiangxi_2018").until(2012).with_values({"assumptions.parameters": "central"})
    return block(world_of(central, 2), "firms")


def test_fortunes_of_the_start_are_those_of_firms_that_lived(start):
    certain = start["is_certain"] == 1
    others = start[~certain]
    assert (start["fortune"][certain] == 0.0).all()
    assert start["margin"][certain] == pytest.approx(BELIEF.mean_margin)
    assert 0.0 < others["fortune"].mean() < 0.25  # those in the red for long are gone
    assert 0.85 < others["fortune"].std() < 1.0
    by_sales = np.average(others["margin"], weights=others["sales_year"])
    assert by_sales == pytest.approx(BELIEF.mean_margin, abs=0.01)


def test_a_firm_has_reserves_or_debt_within_its_limit(start):
    assert ((start["cash"] > 0) & (start["debt"] > 0)).sum() == 0
    assert (start["cash"] >= 0).all()
    assert (start["debt"] <= BELIEF.borrowing_limit * start["sales_year"]).all()
    poor = start["cash"] < 0.5 * BELIEF.target_cash * start["sales_year"]
    assert 0.01 < poor.mean() < 0.3
    assert start["fortune"][poor].mean() < -0.5  # for want of luck


def test_firms_that_took_over_a_place_are_young(start):
    ages = (4 * 2012 - start["founded"]) / 4
    assert ages.min() > 0.0
    assert 0.35 < (ages < 5).mean() < 0.6  # E198: 49 % of all firms


def test_the_first_year_is_a_year_like_others_and_small_firms_close_more_often():
    scenario = load_scenario("jiangxi_2018").until(2015).with_values({"assumptions.parameters": "central"})
    world = world_of(scenario, 4, replicates=range(2))
    first = [block(world, "firms", place).copy() for place in range(2)]
    run(world)
    rate = []
    for year in range(0, 16, 4):
        lost = sum(region(world, "lost_firms", place)[year : year + 4].sum() for place in range(2))
        rate.append(lost / sum(region(world, "n_firms", place)[year + 3] for place in range(2)))
    assert 0.4 * np.mean(rate[1:]) < rate[0] < 1.5 * np.mean(rate[1:])
    gone, sales = [], []
    for place, firms in enumerate(first):
        last = block(world, "firms", place)
        gone.append(~np.isin(firms["key"], last["key"][last["alive"] == 1]))
        sales.append(firms["sales_year"])
    gone, small = np.concatenate(gone), np.concatenate(sales) < 10e6
    assert gone[small].mean() > 2.0 * gone[~small].mean() > 0.0
