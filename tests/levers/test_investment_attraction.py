"""Packages bring recognised firms, from other counties, which lose them, or from outside, while the money lasts."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim import books
from sim.agents.government import N_PREFECTURE_POOLS
from sim.levers.investment_attraction import accepts, may_leave, pool
from sim.rules.entry import chance_to_accept, moving_cost, place_of
from sim.scenario import load_scenario
from sim.steps.attraction import package_at_hand
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.test_money import check_a_run
from tests.worlds import block, region, run, world_of

LEVER = "investment_attraction"


@pytest.fixture(scope="module")
def generous(jiangxi):
    """Much money from 2018 on, so that agents who stand for many can be paid."""
    rich = {f"{LEVER}.annual_budget_prefecture": 90_000_000, f"{LEVER}.package_per_firm": 3_000_000}
    return jiangxi.until(2018).with_values(rich)


def test_no_money_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_prefecture"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2022():
    """Jilin's document is of the end of 2021; packages, here six times as large and as many, are offered at once.

    At the document's own values a city pays for a handful of firms in years: money is set aside, and shows in the
    accounts, long before one accepts. That firms do come then is said in test_every_lever.py, for a whole city.
    """
    large = {f"{LEVER}.annual_budget_prefecture": 18_000_000, f"{LEVER}.package_per_firm": 3_000_000}
    jilin = load_scenario("jilin_2021").until(2022).with_values(large)
    on, off, found = compared(jilin, jilin.with_values({LEVER: "off"}))
    assert found.quarter == "2022Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"prefecture"}
    assert off.costs.query("lever == @LEVER").empty


def test_what_one_county_gains_another_loses(generous):
    """Without entrants from outside: who has come was elsewhere before, and its staff does not work for it."""
    world = run(world_of(generous, 20), 24)
    then = block(world, "firms").copy()
    counties = block(world, "counties")
    world["lanes"]["belief"]["looks_for_site"] = 1.0
    counties["expected_firms"] *= 1e-9  # nobody founds a firm, nobody comes from outside
    now = block(run(world, 1), "firms")[: len(then)]
    moved = (now["county"] != then["county"]) & (then["alive"] == 1)
    assert moved.sum() > 0 and then["is_hnte"][moved].all() and not then["debt"][moved].any()
    assert region(world, "n_firms_attracted")[24] == now["stands_for"][moved].sum()
    talent = block(world, "talent")
    at_firms = talent[(talent["alive"] == 1) & (talent["employer"] >= 0)]
    assert np.array_equal(now["county"][at_firms["employer"]], at_firms["county"])


def test_movers_take_their_money_along(generous):
    """In the books of counties as well: checked by county, with many that move."""
    world = world_of(generous, 20)
    before = books.balances(world)
    run(world, 24)
    world["lanes"]["belief"]["looks_for_site"] = 1.0
    run(world, 4)
    moved = paid(world, "cash_of_movers_leaves", 2018).sum()
    assert moved == paid(world, "cash_of_movers_arrives", 2018).sum() > 0
    assert books.check_money(world, before).empty


def test_those_from_outside_bring_their_certificate(generous):
    closed = generous.with_values({"assumptions.channels.mobility": False})
    world = world_of(closed, 20)
    world["lanes"]["belief"]["outside_movers"] = 0.02  # many, so that a sample of one in twenty has some
    firms = block(run(world, 25), "firms")
    came = (firms["founded"] == 4 * 2018) & (firms["is_hnte"] == 1)
    assert 0 < firms["stands_for"][came].sum() == region(world, "n_firms_attracted")[24]
    assert firms["is_rd_active"][came].all()


def test_the_money_is_the_limit_and_none_is_lost(generous):
    world = world_of(generous, 20)
    check_a_run(world)
    yuan = paid(world, "moving_package", 2018)
    by_city = np.bincount(block(world, "counties")["prefecture"], yuan)
    assert by_city.max() <= 90_000_000 and (yuan % 3_000_000 == 0).all()


@pytest.mark.parametrize(
    ("money", "stands_for", "to_each"),
    [(3_000_000, 1, 500_000), (499_999, 1, 0), (3_000_000, 10, 300_000), (500_000, 50, 10_000), (499_999, 50, 0)],
)
def test_an_agent_that_stands_for_many_is_paid_in_part(money, stands_for, to_each):
    lane = SimpleNamespace(channel_contests=0, law=SimpleNamespace())
    lane.law.investment_attraction = SimpleNamespace(package_per_firm=500_000.0)
    county = SimpleNamespace(prefecture_part=[money] * N_PREFECTURE_POOLS)
    assert package_at_hand(lane, [], county, stands_for) == to_each


def test_who_may_leave_and_for_what():
    free = {"alive": 1, "is_hnte": 1, "is_state": 0, "is_certain": 0, "backer": 0, "debt": 0}
    free |= {"pooled_debt": 0, "voucher": 0, "subsidy_claim": 0}
    assert may_leave(SimpleNamespace(**free))
    for change in ({"is_hnte": 0}, {"is_state": 1}, {"backer": 1}, {"pooled_debt": 1}, {"subsidy_claim": 1}):
        assert not may_leave(SimpleNamespace(**(free | change)))
    assert accepts(5.0, 5.0) and not accepts(4.9, 5.0) and not accepts(0.0, 0.0)
    assert pool(SimpleNamespace(annual_budget_prefecture=3e6)) == 3e6


def test_worked_by_hand():
    belief = SimpleNamespace(moving_cost=0.1, mover_sales=20e6)
    assert moving_cost(0.25, 40e6, belief) == pytest.approx(2e6)
    assert [chance_to_accept(yuan, belief, 2.0) for yuan in (2e6, 99e6)] == pytest.approx([0.25, 1.0])
    counties = [SimpleNamespace(expected_firms=n) for n in (9.0, 1.0, 3.0)]
    assert [place_of(u, counties, 1, 3) for u in (0.0, 0.24, 0.26, 0.999)] == [1, 1, 2, 2]
