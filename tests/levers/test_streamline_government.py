"""Service halls lower the cost of founding a firm, down to what the national reform left, and it stays low."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.streamline_government import effort_of_hall, pool
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, world_of

LEVER = "streamline_government"


def test_no_money_is_no_hall():
    no_money_is_no_lever(LEVER, ["hall_cost"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2019():
    """Jilin's document is of the last days of 2018; halls are paid from the first quarter on."""
    jilin = load_scenario("jilin_2018").until(2019)
    on, off, found = compared(jilin, jilin.with_values({LEVER: "off"}))
    assert found.quarter == "2019Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def cost_of_entry(scenario, quarters):
    return block(run(world_of(scenario, 100), quarters), "counties")["entry_cost"]


def test_more_money_simplifies_more_down_to_a_floor(jiangxi):
    cost = {yuan: cost_of_entry(jiangxi.with_values({f"{LEVER}.hall_cost": yuan}), 28) for yuan in (0, 1e5, 1e6)}
    assert (cost[1e5] < cost[0]).all() and (cost[1e6] < cost[1e5]).all()
    assert min(cost[1e6]) >= 0.69


def test_what_is_simplified_stays_so_and_nothing_is_paid_any_more(jiangxi):
    once = jiangxi.with_values({f"{LEVER}.hall_cost": 1e5}).with_values({f"{LEVER}.hall_cost@2019-01-01": 0})
    world = run(world_of(once, 100), 28)
    before = block(world, "counties")["entry_cost"].copy()
    run(world)
    assert paid(world, "service_hall", 2018).sum() > 0 == paid(world, "service_hall", 2020).sum()
    assert (block(world, "counties")["entry_cost"] <= before).all()
    assert np.median(before) < np.median(cost_of_entry(jiangxi, 28))


def test_worked_by_hand():
    assert pool(SimpleNamespace(hall_cost=1e5)) == 1e5
    assert effort_of_hall(100_000.0, 400_000.0) == pytest.approx(0.25)
