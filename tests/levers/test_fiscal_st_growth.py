"""Growth of fiscal S&T spending: a step a year up to the ceiling, and only through what the money buys."""

from types import SimpleNamespace

import pytest

from sim.levers.fiscal_st_growth import next_added_share
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, world_of

LEVER = "fiscal_st_growth"


def test_no_step_is_no_lever():
    no_money_is_no_lever(LEVER, ["share_step"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_fiscal_spending_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.share_step": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert on.costs.query("lever == @LEVER")["year"].min() == 2018
    assert off.costs.query("lever == @LEVER").empty


def test_the_share_rises_by_its_step_and_stops_at_the_ceiling():
    law = SimpleNamespace(share_step=0.002, share_ceiling=0.03)
    added, path = 0.0, []
    for _ in range(6):
        added = next_added_share(added, 0.0235, law)
        path.append(added)
    assert path == pytest.approx([0.002, 0.004, 0.006, 0.0065, 0.0065, 0.0065])
    assert next_added_share(0.0, 0.05, law) == 0.0  # a region above the ceiling is left as it is


def test_counties_spend_the_share_that_was_set(jiangxi):
    plain = jiangxi.with_values({LEVER: "off"})
    on, off = run(world_of(jiangxi, 50)), run(world_of(plain, 50))
    for year, steps in ((2017, 0), (2018, 1), (2020, 3)):
        quarters = slice(4 * (year - 2012), 4 * (year - 2011))
        money = [world.tally["yuan_fiscal_st"][0, quarters].sum() for world in (on, off)]
        base = float(off.calendars[0][1][quarters.start]["fiscal_st_share"])
        expected = 1.0 + steps * 0.0019 / base
        assert money[0] / money[1] == pytest.approx(expected, rel=0.02), year
    assert paid(on, "st_money_from_growth", 2017).sum() == 0 < paid(on, "st_money_from_growth", 2018).sum()
    assert (block(on, "counties")["st_envelope"] >= block(off, "counties")["st_envelope"]).all()
