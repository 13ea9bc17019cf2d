"""Standards: who may, for whom it is worth its own part, and what the county has for it."""

from types import SimpleNamespace

import pytest

from sim import books
from sim.levers.standards_and_brands import may, pool, worth
from tests.levers.helpers import (
    brought_forward,
    compared,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
)
from tests.worlds import block, region, run, world_of

LEVER = "standards_and_brands"


@pytest.fixture(scope="module")
def early():
    return brought_forward("sichuan_2018", LEVER)


def test_no_money_is_no_lever(early):
    no_money_is_no_lever(LEVER, ["annual_budget_county"], early)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_first(early):
    on, off, found = compared(early, early.with_values({LEVER: "off"}))
    assert found.quarter == "2013Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_the_county_pays_no_more_than_it_has_and_a_standard_lasts(early):
    world = world_of(early, 20)
    before = books.balances(world)
    run(world)
    assert books.check_money(world, before).empty
    supported = region(world, "n_standards")
    assert supported[:4].sum() == 0 < supported[4] and supported[5:].sum() == 0
    assert 0 < paid(world, "standard_subsidy", 2013).sum() <= 200_000 * world.n_counties * 1.001
    assert paid(world, "standard_cost", 2013).sum() == 200_000 * supported[4]
    held = block(world, "firms")["standard_until"]
    assert set(held[held > 0]) == {4 * 2013 + 20}


LAW = SimpleNamespace(annual_budget_county=2e5, least_sales=20e6, years=2.0, opportunities=0.5)


@pytest.mark.parametrize(
    ("change", "can"),
    [({}, True), ({"is_rd_active": 0}, False), ({"patents": 0}, False), ({"sales_year": 19e6}, False)],
)
def test_who_may(change, can):
    firm = SimpleNamespace(**({"is_rd_active": 1, "patents": 1, "sales_year": 20e6, "standard_until": 8} | change))
    assert bool(may(firm, 8, LAW)) is can
    assert not may(firm, 7, LAW)


def test_worked_by_hand():
    assert pool(LAW, 1.5) == 3e5
    assert worth(100e6, 0.1, 0.2, 0.9, LAW) == pytest.approx(0.1 * 100e6 * 2 * 0.5 * 0.04 * 1.9)
    assert worth(100e6, -0.1, 0.2, 0.9, LAW) == 0.0
