"""Units are recognised by rule; the award is paid once while money lasts; who has a unit begins again for nothing."""

from types import SimpleNamespace

import numpy as np

from sim.engine.ledger import place
from sim.levers.enterprise_rd_units import deserves, in_force, is_upper, pool
from tests.levers.helpers import (
    busy,
    effect,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
    weights,
)
from tests.worlds import block, region, run, set_law, world_of

LEVER = "enterprise_rd_units"
LAW = {"annual_budget_county": 2e5, "payment_per_unit": 2e5, "least_rd": 1e6, "least_rd_upper": 1e7}


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_units_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.annual_budget_county": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert (on.indicators.query("indicator == 'rd_units' and year < 2018")["value"] == 0).all()
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_who_deserves_one():
    law = SimpleNamespace(**LAW)
    firm = SimpleNamespace(is_rd_active=1, is_reached=1, rd_year=1e6)
    assert deserves(firm, law) and not is_upper(firm, law)
    assert not deserves(SimpleNamespace(is_rd_active=1, is_reached=1, rd_year=999_999.0), law)
    assert not deserves(SimpleNamespace(is_rd_active=0, is_reached=1, rd_year=1e6), law)
    assert not deserves(SimpleNamespace(is_rd_active=1, is_reached=0, rd_year=1e6), law)
    assert is_upper(SimpleNamespace(rd_year=1e7), law)
    assert pool(law, 1.5) == 3e5 and in_force(law)


def test_awards_stay_within_the_money_and_are_paid_once():
    world = run(set_law(world_of(busy(), 20), LEVER, LAW), 4)
    yuan = paid(world, "rd_unit_award", 2012)
    assert yuan.sum() > 0 and (yuan <= 2e5 * weights(world) + 1).all()
    firms = block(world, "firms")
    units = firms[(firms["has_unit"] == 1) & (firms["is_rd_active"] == 1) & (firms["alive"] == 1)]
    assert units["stands_for"].sum() == region(world, "n_rd_units")[3] > 0
    assert (region(world, "n_rd_units_upper") <= region(world, "n_rd_units")).all()


def test_a_higher_floor_makes_for_fewer_units():
    count = []
    for least in (1e5, 1e6, 1e8):
        world = run(set_law(world_of(busy().until(2012), 20), LEVER, LAW | {"least_rd": least}))
        count.append(region(world, "n_rd_units")[-1])
    assert count[0] > count[1] > count[2]


def test_a_firm_with_a_unit_begins_again_without_the_cost():
    """Idle firms with a unit pay nothing to begin; there is no other difference in the first quarter's decisions."""
    worlds = [world_of(busy(), 20) for _ in range(2)]
    worlds[1]["firms"]["has_unit"] = 1
    plain, units = (block(run(world, 1), "firms") for world in worlds)
    began = region(worlds[1], "n_rd_starts")[0]
    assert began >= region(worlds[0], "n_rd_starts")[0] > 0  # some lacked the cash
    assert np.array_equal(plain["key"], units["key"])
    cost = [world["ledger"][:, place("start_cost")].sum() for world in worlds]
    assert cost[1] == 0 < cost[0]
