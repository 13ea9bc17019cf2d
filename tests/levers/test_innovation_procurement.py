"""First purchases raise demand for the winners within the budget; only the premium is a cost. Counterfactual."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine.ledger import place
from sim.levers.innovation_procurement import bid, chance, may, pool, room
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, region, run, world_of

LEVER = "innovation_procurement"
FILE = Path(__file__).parents[2] / "scenarios" / "reforms" / "innovation_procurement.yaml"


@pytest.fixture(scope="module")
def reform():
    return load_scenario(FILE).until(2020)


def test_nothing_kept_for_first_purchases_is_no_lever():
    no_money_is_no_lever(LEVER, ["procurement_share_innovative"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_the_document_does_not_name_it(reform, jiangxi):
    assert reform.counterfactual_levers() == [LEVER]
    assert jiangxi.counterfactual_levers() == []
    assert reform.with_values({LEVER: "off"}).levers == jiangxi.levers


def test_orders_move_first_and_nothing_before_2018(reform):
    on, off, found = compared(reform.until(2018), reform.until(2018).with_values({LEVER: "off"}))
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) == {"county"} and costs["year"].min() >= 2018
    assert off.costs.query("lever == @LEVER").empty


def test_orders_stay_within_the_room_and_go_to_innovative_firms(reform):
    world = run(world_of(reform, 10), 25)
    firms, counties = block(world, "firms"), block(world, "counties")
    winners = firms[firms["public_order"] > 0]
    assert len(winners) > 20
    assert ((winners["is_hnte"] == 1) | (winners["patents"] > 0)).mean() > 0.95  # a patent may lapse in the quarter
    year = np.bincount(firms["county"], 4.0 * firms["public_order"] * firms["stands_for"], world.n_counties)
    law = SimpleNamespace(procurement_over_expenditure=0.12, procurement_share_innovative=0.05)
    assert (year <= room(counties["expenditure"], law) * (1.0 + 1e-9)).all()
    assert (winners["signal_until"] == 4 * 2018 + 12).all()
    assert year.sum() > 0.3 * room(counties["expenditure"].sum(), law)  # at this scale some counties have no bidder
    premium = world["ledger"][:, place("first_purchase_premium")]
    assert 0 < premium.sum() == pytest.approx(0.03 * year.sum(), rel=1e-3)


def test_orders_are_demand_that_ends_with_the_year(reform):
    """Without shared markets an order adds to sales; when it ends, what is left is what the market buys."""
    alone = reform.with_values({"assumptions.channels.shared_markets": False})
    once = alone.with_values({f"{LEVER}.procurement_share_innovative@2019-01-01": 0})
    on, off = run(world_of(once, 20), 25), run(world_of(alone.with_values({LEVER: "off"}), 20), 25)
    a, b = block(on, "firms"), block(off, "firms")
    assert np.array_equal(a["key"], b["key"])
    assert a["sales"] - a["public_sales"] == pytest.approx(b["sales"], rel=1e-9)
    run(on, 7), run(off, 7)
    assert block(on, "firms")["public_sales"].max() == 0.0
    assert region(on, "yuan_public_orders")[24:28].min() > 0 == region(on, "yuan_public_orders")[28:].max()
    assert paid(on, "first_purchase_premium", 2019).sum() == 0


def test_who_may_bid_and_with_what_chance():
    assert may(SimpleNamespace(is_rd_active=1, is_hnte=1, patents=0))
    assert may(SimpleNamespace(is_rd_active=1, is_hnte=0, patents=1))
    assert not may(SimpleNamespace(is_rd_active=1, is_hnte=0, patents=0))
    assert not may(SimpleNamespace(is_rd_active=0, is_hnte=1, patents=9))
    assert chance(10.0, 40.0) == 0.25 and chance(50.0, 40.0) == 1.0 and chance(5.0, 0.0) == 0.0
    law = SimpleNamespace(
        procurement_over_expenditure=0.1, procurement_share_innovative=0.05, first_buy_price_premium=0.04
    )
    law.largest_order = 3e6
    assert bid(20e6, 0.1, law) == pytest.approx(2e6) and bid(900e6, 0.1, law) == 3e6
    assert room(1e9, law) == pytest.approx(5e6) and pool(1e9, law) == pytest.approx(2e5)
