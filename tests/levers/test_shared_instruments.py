"""Open instruments make a contract cheaper for firms that are reached, while days and money last."""

from types import SimpleNamespace

import pytest

from sim.levers.shared_instruments import days_opened, paid_by_county, pool, saved_by_firm
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.worlds import block, run, world_of

LEVER = "shared_instruments"


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_contracts_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.annual_budget_county": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_days_and_money_run_out(jiangxi):
    world = run(world_of(jiangxi.until(2018), 10))
    yuan = paid(world, "instrument_subsidy", 2018)
    assert 0 < yuan.sum() == paid(world, "instrument_income", 2018).sum()
    assert (yuan <= 100_000 * weights(world) + 1).all()
    days = block(world, "institutes")["instrument_days"]
    assert days.min() >= 0.0 and days.max() <= 500.0
    used = (500.0 - days).sum()
    assert used >= yuan.sum() / 2_000.0 - 1e-6  # ten thousand yuan for five days; the last of a pool gets less


def test_prices_and_money():
    law = SimpleNamespace(annual_budget_county=1e5, days_opened=500.0, price_per_day=4_000.0, use_subsidy=0.5)
    belief = SimpleNamespace(instrument_days=5.0, instrument_price=4_000.0)
    assert [pool(law, 1.5), days_opened(law), paid_by_county(law, belief)] == [150_000.0, 500.0, 10_000.0]
    assert saved_by_firm(10_000.0, law, belief, 1.5) == pytest.approx(5 * (6_000 - 4_000) + 10_000)
    law.price_per_day = 50_000.0
    assert saved_by_firm(10_000.0, law, belief, 1.5) == 0.0
    law.annual_budget_county = 0.0
    assert days_opened(law) == 0.0
