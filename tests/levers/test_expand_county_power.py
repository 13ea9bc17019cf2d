"""A part of money from above is left to counties, whatever they could absorb of it under conditions."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.expand_county_power import left_to_county
from sim.rules.budgets import disposable
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law
from tests.worlds import block, run, world_of

LEVER = "expand_county_power"


def test_nothing_left_to_counties_is_no_lever():
    no_money_is_no_lever(LEVER, ["free_share"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2019():
    """Jilin's document is of the last days of 2018."""
    jilin = load_scenario("jilin_2018").until(2019)
    on, _, found = compared(jilin, jilin.with_values({LEVER: "off"}))
    assert found.quarter == "2019Q1"
    moves_what_its_law_names(LEVER, found)
    assert on.costs.query("lever == @LEVER").empty


def test_it_is_no_new_money_and_the_weak_gain_most(jiangxi):
    open_ = jiangxi.until(2018).with_values({f"{LEVER}.free_share": 0.5})
    free, bound = (block(run(world_of(one, 100), 25), "counties") for one in (open_, jiangxi.until(2018)))
    assert np.array_equal(free["transfers"], bound["transfers"])
    gained = [disposable(c, 0.5, 0.0) - disposable(c, 0.0, 0.0) for c in free.view(np.recarray)]
    assert gained == pytest.approx(0.5 * (1.0 - free["absorptive_capacity"]) * free["transfers"])
    assert (np.array(gained) >= 0.0).all()


def test_worked_by_hand():
    county = SimpleNamespace(transfers=1_000_000, absorptive_capacity=0.3)
    assert disposable(county, 0.0, 0.0) == 300_000.0
    assert [disposable(county, f, g) for f, g in ((0.2, 0.0), (0.2, 0.1), (1.0, 0.5))] == pytest.approx(
        [440_000, 510_000, 1_000_000]
    )
    assert left_to_county(SimpleNamespace(free_share=0.2)) == 0.2
