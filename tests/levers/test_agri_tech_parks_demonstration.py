"""A park grows with the county's money until it is complete, and shows techniques in its own county alone."""

from types import SimpleNamespace

import numpy as np

from sim.levers.agri_tech_parks_demonstration import pool, shown_by_fields
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.worlds import block, run, set_law, world_of

LEVER = "agri_tech_parks_demonstration"


def test_no_budget_is_no_park():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_the_use_of_techniques_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.annual_budget_county": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_a_park_costs_what_it_costs_and_then_nothing(jiangxi):
    world = set_law(world_of(jiangxi, 50), LEVER, {"annual_budget_county": 3e6, "cost_per_park": 3e6,
                                                   "households_per_park": 500.0})  # fmt: skip
    run(world)
    by_year = np.array([paid(world, "agri_parks", year) for year in range(2012, 2021)])
    spent = block(world, "counties")["agri_park_paid"]
    assert (by_year.sum(axis=0) == spent).all() and spent.max() == 3_000_000
    complete = np.cumsum(by_year, axis=0) == 3_000_000
    assert (by_year[1:][complete[:-1]] == 0).all()
    farms = block(world, "counties")["farm_households"] > 0
    assert spent[~farms].sum() == 0 and farms.any()


def test_stronger_counties_build_faster_and_nothing_reaches_the_neighbours(jiangxi):
    """A county's park takes its own money; adoption elsewhere stays as it is (no spatial effect, E107)."""
    closed = {f"assumptions.channels.{name}": False for name in ("mobility", "spillover", "contests", "shared_markets")}
    scenario = jiangxi.until(2018).with_values(closed)
    plain, rich = world_of(scenario, 50), world_of(scenario, 50)
    rich["counties"]["st_propensity"][30] *= 2.0
    run(plain), run(rich)
    built = [block(world, "counties")["agri_park_paid"] for world in (plain, rich)]
    assert built[1][30] > built[0][30] > 0
    assert (np.delete(built[1], 30) == np.delete(built[0], 30)).all()
    assert (built[0] <= 300_000 * weights(plain) + 1).all()
    there = block(plain, "townships")["county"] == 30
    adoption = [block(world, "townships")["adoption"] for world in (plain, rich)]
    assert (adoption[1][there] > adoption[0][there]).all() and (adoption[1][~there] == adoption[0][~there]).all()


def test_money_and_households():
    law = SimpleNamespace(annual_budget_county=300e3, cost_per_park=3e6, households_per_park=500.0)
    assert [pool(law, 1.5, paid) for paid in (0, 2_800_000, 3_000_000)] == [450_000, 200_000, 0]
    assert [shown_by_fields(paid, law) for paid in (0.0, 1.5e6, 3e6, 9e6)] == [0.0, 250.0, 500.0, 500.0]
    law.cost_per_park = 0.0
    assert shown_by_fields(3e6, law) == 0.0 and pool(law, 1.0, 5) == 0.0
