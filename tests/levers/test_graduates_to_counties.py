"""Allowances bring graduates: some who would not have come, and some who would; they end, and then all is open."""

from types import SimpleNamespace

import numpy as np

from sim.levers.graduates_to_counties import ends, pool
from sim.plain_world import PlainWorld
from tests.levers.helpers import (
    brought_forward,
    compared,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
    weights,
)
from tests.test_money import check_a_run
from tests.worlds import POPULATIONS, block, from_the_start, lanes_of, run, set_law, unlike, world_of

LEVER = "graduates_to_counties"
LAW = {"annual_budget_county": 400_000.0, "stipend": 36_000.0, "years": 1.0}


def test_no_money_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_the_flow_of_talent_first():
    scenario = brought_forward("jiangxi_2018", LEVER)
    on, off, found = compared(scenario, scenario.with_values({f"{LEVER}.annual_budget_county@2013-01-01": 0}))
    assert found.quarter == "2013Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_money_bounds_the_holders_and_the_law_its_end(jiangxi):
    world = set_law(world_of(jiangxi.until(2014), 5), LEVER, LAW)
    for law, given in world.calendars:
        law[LEVER]["annual_budget_county"][given["year"] >= 2014] = 0.0
    run(world)
    for year in (2012, 2013):
        yuan = paid(world, "graduate_allowance", year)
        assert yuan.sum() > 0 and (yuan <= 400_000 * weights(world) + 4).all()
    assert paid(world, "graduate_allowance", 2014).sum() == 0
    assert block(world, "counties")["n_with_allowance"].sum() == 0


def test_holders_are_newcomers_and_hold_it_for_its_years(jiangxi):
    world = run(set_law(world_of(jiangxi.until(2013), 5), LEVER, LAW), 7)
    talent = block(world, "talent")
    talent = talent[talent["alive"] == 1]
    had = talent["allowance_until"] > 0
    assert had.any() and (talent["came"][had] > 0).all()
    assert (talent["allowance_until"] - talent["came"])[had].max() == 4
    now = 4 * 2013 + 2
    holders = np.bincount(talent["county"][talent["allowance_until"] > now], minlength=world.n_counties)
    assert np.array_equal(holders, block(world, "counties")["n_with_allowance"])


def test_more_come_and_some_of_the_paid_would_have_come_anyway(jiangxi):
    came, with_it = [], []
    for money in (0.0, 400_000.0, 4_000_000.0):
        world = run(set_law(world_of(jiangxi.until(2012), 5), LEVER, LAW | {"annual_budget_county": money}))
        came.append(world.tally["n_talent_arrived"].sum())
        with_it.append(5 * block(world, "counties")["n_with_allowance"].sum())
    assert came[0] < came[1] < came[2]
    assert with_it[0] == 0 < with_it[1] < with_it[2]
    quarter = [run(set_law(world_of(jiangxi, 5), LEVER, LAW | {"annual_budget_county": m}), 1) for m in (0.0, 4e5)]
    more = np.diff([block(world, "counties")["n_arriving"] for world in quarter], axis=0)[0]
    assert (more >= 0).all() and (more <= block(quarter[1], "counties")["n_with_allowance"]).all()
    assert 0 < more.sum() < block(quarter[1], "counties")["n_with_allowance"].sum()


def test_with_mobility_closed_nobody_comes_for_it(jiangxi):
    closed = jiangxi.until(2012).with_values({"assumptions.channels.mobility": False})
    arrived = [
        block(run(set_law(world_of(closed, 5), LEVER, LAW | {"annual_budget_county": money}), 1), "counties")
        for money in (0.0, 4e6)
    ]
    assert np.array_equal(arrived[0]["n_arriving"], arrived[1]["n_arriving"])
    assert arrived[1]["n_with_allowance"].sum() > 0  # who comes anyway is paid


def test_edges():
    assert pool(SimpleNamespace(annual_budget_county=1e5), 1.5) == 1.5e5
    assert ends(8_072, SimpleNamespace(years=2.0)) == 8_080


def test_money_is_conserved(jiangxi):
    check_a_run(set_law(world_of(jiangxi.until(2013), 50), LEVER, LAW))


def test_compiled_and_plain_are_the_same(jiangxi):
    """All levers at work, this family's among them."""
    scenario = from_the_start(jiangxi.until(2012))
    fast, plain = world_of(scenario), PlainWorld(lanes_of(scenario), 100)
    while fast.quarter_number < fast.n_quarters:
        fast.step()
        plain.step()
        found = {name: unlike(block(fast, name), block(plain, name)) for name in POPULATIONS}
        assert not any(found.values()), (fast.quarter_number, found)
