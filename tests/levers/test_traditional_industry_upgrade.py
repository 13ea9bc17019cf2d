"""Equipment with a subsidy: it adds where it pays only so, or where cash was missing, and is a gift to the others."""

from collections import defaultdict
from types import SimpleNamespace

import pytest

from sim.agents.government import N_POOLS, UPGRADE_POOL
from sim.engine.ledger import EQUIPMENT, N_PURSES, UPGRADE_SUBSIDY
from sim.levers.traditional_industry_upgrade import may, pool, subsidy
from sim.rules.innovation import price_of_equipment, worth_of_equipment
from sim.steps import equipment
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.worlds import region, run, world_of

LEVER = "traditional_industry_upgrade"
BELIEF = SimpleNamespace(
    upgrade_frequency=1.0, upgrade_step=0.1, upgrade_price=1.0, upgrade_life=8.0, discount=0.92,
    margin_of_productivity=0.15,
)  # fmt: skip
LAW = SimpleNamespace(annual_budget_county=3e5, adoption_subsidy=0.1, largest_subsidy=1e6)


def test_no_money_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_the_money_of_the_year_is_the_limit(jiangxi):
    once = jiangxi.until(2019).with_values({f"{LEVER}.annual_budget_county@2019-01-01": 0})
    world = run(world_of(once, 10))
    yuan = paid(world, "upgrade_subsidy", 2018)
    assert yuan.sum() > 0 and (yuan <= 300_000 * weights(world) + 1).all()
    assert paid(world, "upgrade_subsidy", 2019).sum() == 0 == region(world, "n_upgraded")[28:].sum()


def bought(monkeypatch, price_over_worth, cash, money=10**9):
    """(log productivity gained, firm, county, ledger) of a firm with sales of 20m whose project has this price."""
    worth = worth_of_equipment(0.1, 20e6, BELIEF)
    u = price_over_worth * worth / price_of_equipment(1.0, 0.1, 20e6, BELIEF)
    monkeypatch.setattr(equipment, "luck", lambda *_: u)
    lane = SimpleNamespace(seed=1, belief=BELIEF, law=SimpleNamespace(**{LEVER: LAW}))
    lane.given = SimpleNamespace(year=2018)
    firm = SimpleNamespace(key=1, cash=cash, sales_year=20e6, income_year=0.0, stands_for=2)
    county = SimpleNamespace(pools=[0] * N_POOLS, turned_away=[0.0] * N_POOLS, yuan_fiscal_st=0.0, n_upgraded=0.0)
    county.n_turned_away, county.pools[UPGRADE_POOL] = 0.0, money
    purses, ledger = [SimpleNamespace(cash=0) for _ in range(N_PURSES)], defaultdict(int)
    gained = equipment.equipment_is_bought(lane, firm, 0.3, county, 0, purses, ledger)
    assert firm.cash * 2 + sum(purse.cash for purse in purses) == cash * 2  # nothing is lost
    return gained, firm, county, ledger


@pytest.mark.parametrize(
    ("price", "cash", "gained", "gets"),
    [
        (0.8, 10**8, 0.0, True),  # pays anyway: a gift
        (1.05, 10**8, 0.1, True),  # pays only with the subsidy
        (1.2, 10**8, 0.0, False),  # does not pay
        (0.8, 1_400_000, 0.1, True),  # pays, and the subsidy is the cash that was missing
        (0.8, 1_000_000, 0.0, False),  # even so there is not enough
    ],
)
def test_who_gains_by_it(monkeypatch, price, cash, gained, gets):
    found, _, county, ledger = bought(monkeypatch, price, cash)
    assert found == gained
    assert (ledger[0, UPGRADE_SUBSIDY] > 0) == gets == (county.n_upgraded == 2)
    assert (ledger[0, EQUIPMENT] > 0) == (gained > 0)


def test_whom_the_pool_cannot_serve_gets_nothing(monkeypatch):
    gained, _, county, ledger = bought(monkeypatch, 1.05, 10**8, money=1_000)
    assert gained == 0.0 and county.n_turned_away == 2 and not any(ledger.values())


def test_of_the_firms_that_an_agent_stands_for_as_many_buy_as_the_pool_pays(monkeypatch):
    """Two firms, money for one: half the gain and half the price each."""
    whole, _, _, ledger = bought(monkeypatch, 1.05, 10**8)
    part, _, county, less = bought(monkeypatch, 1.05, 10**8, money=ledger[0, UPGRADE_SUBSIDY] // 2)
    assert part == pytest.approx(whole / 2, rel=1e-4) and county.n_upgraded == pytest.approx(1, rel=1e-4)
    assert less[0, EQUIPMENT] == pytest.approx(ledger[0, EQUIPMENT] / 2, rel=1e-4)


def test_worked_by_hand():
    assert worth_of_equipment(0.1, 20e6, BELIEF) == pytest.approx(0.15 * 2e6 * (1 - 0.92**8) / 0.08)
    assert price_of_equipment(0.5, 0.1, 20e6, BELIEF) == pytest.approx(2e6)
    assert [subsidy(yuan, LAW) for yuan in (5e6, 5e7)] == [5e5, 1e6] and pool(LAW, 0.5) == 1.5e5
    firm, sector = SimpleNamespace(is_service=0, is_reached=1), SimpleNamespace(is_high_tech=0)
    assert may(firm, sector)
    assert not may(firm, SimpleNamespace(is_high_tech=1))
    assert not may(SimpleNamespace(is_service=1, is_reached=1), sector)
    assert not may(SimpleNamespace(is_service=0, is_reached=0), sector)
