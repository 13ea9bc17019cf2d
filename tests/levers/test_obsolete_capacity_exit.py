"""Compensation for closing: who may, who takes it, and what the county has for it."""

from types import SimpleNamespace

import pytest

from sim import books
from sim.levers.obsolete_capacity_exit import compensation, going_on, may, pool
from tests.levers.helpers import (
    brought_forward,
    compared,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
)
from tests.worlds import region, run, world_of

LEVER = "obsolete_capacity_exit"


@pytest.fixture(scope="module")
def early():
    return brought_forward("jilin_2018", LEVER)


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


def test_those_who_take_it_close_and_the_money_is_the_limit(early):
    world = world_of(early, 20)
    before = books.balances(world)
    run(world)
    assert books.check_money(world, before).empty
    closed = region(world, "n_exits_compensated")
    assert closed[:4].sum() == 0 < closed[4] <= region(world, "lost_firms")[4]
    assert closed[5:].sum() == 0
    assert 0 < paid(world, "exit_compensation", 2013).sum() <= 1_000_000 * world.n_counties * 1.001


FREE = {"is_service": 0, "backer": 0, "pooled_debt": 0, "own_money": 0, "voucher": 0, "founded": 0}
LAW = SimpleNamespace(annual_budget_county=1e6, compensation_rate=0.1, gap=0.3, least_years=5.0)


def test_who_may():
    assert may(SimpleNamespace(**FREE), -0.3, 20, LAW)
    assert not may(SimpleNamespace(**FREE), -0.29, 20, LAW)
    assert not may(SimpleNamespace(**FREE), -0.3, 19, LAW)
    for change in ({"is_service": 1}, {"backer": 1}, {"pooled_debt": 1}, {"voucher": 1}):
        assert not may(SimpleNamespace(**(FREE | change)), -1.0, 99, LAW)


def test_worked_by_hand():
    assert pool(LAW, 0.5) == 5e5
    assert compensation(30e6, LAW) == 3e6
    assert [going_on(20e6, margin, 0.9) for margin in (0.01, -0.1)] == pytest.approx([2e6, 0.0])
