"""Centres visit firms without R&D, as many as the money pays; lagging ones learn."""

import pytest

from sim.levers.productivity_promotion_centres import chance_of_visit
from sim.scenario import load_scenario
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

LEVER = "productivity_promotion_centres"


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_firms_advised_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.annual_budget_county": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_visits_are_shared_and_nobody_is_visited_twice_at_once():
    assert chance_of_visit(5.0, 20.0) == 0.25
    assert chance_of_visit(50.0, 20.0) == 1.0
    assert chance_of_visit(5.0, 0.0) == chance_of_visit(0.0, 20.0) == 0.0


def test_visits_are_as_many_as_the_money_pays():
    world = run(set_law(world_of(busy(), 20), LEVER, {"annual_budget_county": 1e5}), 4)
    yuan = paid(world, "productivity_centre", 2012)
    assert (yuan <= 1e5 * weights(world) + 4).all() and (yuan > 0).mean() > 0.9  # some have no money left
    belief = world["lanes"][0]["belief"]
    price = belief["visit_days"] * belief["office_salary"] / belief["working_days"]
    assert region(world, "n_firms_advised").sum() == pytest.approx(yuan.sum() / price, rel=0.15)


def test_only_firms_without_rd_gain_and_none_loses():
    """Under national law alone: where other levers bind a county's money, a centre takes some of theirs."""
    alone = load_scenario("national_law").until(2012)
    worlds = [set_law(world_of(alone, 20), LEVER, {"annual_budget_county": yuan}) for yuan in (0.0, 5e6)]
    bare, advised = (block(run(world, 1), "firms") for world in worlds)
    same = bare["alive"] & advised["alive"] & (bare["key"] == advised["key"]) == 1
    gain = (advised["productivity"] - bare["productivity"])[same]
    idle = (bare["is_rd_active"] == 0)[same]
    assert (gain[idle] > 0).any() and (gain >= 0).all() and (gain[~idle] == 0).all()
