"""A pair is a near and fitting partner with money for projects; its time is used, its cost of search is lower."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.university_county_pairing import pairs, pool, suitability
from tests.levers.helpers import (
    compared,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
    scenario_until,
)
from tests.worlds import block, region, run, world_of

LEVER = "university_county_pairing"


@pytest.mark.parametrize("parameter", ["project_cost", "joint_projects_per_pair_per_year", "pairs_per_county"])
def test_no_money_is_no_pair(parameter):
    no_money_is_no_lever(LEVER, [parameter])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_brings_contracts_first_and_nothing_before_2018():
    scenario = scenario_until(2018)
    on, off, found = compared(scenario, scenario.with_values({f"{LEVER}.project_cost": 0}), scale=2)
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) == {"county"} and costs["year"].min() >= 2018
    assert off.costs.query("lever == @LEVER").empty


def test_every_county_has_its_partner_and_keeps_it(jiangxi):
    world = run(world_of(jiangxi, 20), 25)
    first = block(world, "counties")["partners"].copy()
    assert (first[:, 0] > 0).all() and (first[:, 1:] == 0).all()
    institutes = block(world, "institutes")
    served = np.bincount(first[:, 0] - 1, minlength=len(institutes))
    assert (served == institutes["n_pairs"]).all()
    assert (institutes["n_rd_workers"][served > 0] > 0).all()
    assert served.max() <= 8, "the province spreads pairs over its institutes"
    run(world, 8)
    assert (block(world, "counties")["partners"] == first).all()


def test_projects_are_paid_to_institutes_within_the_money_of_the_county(jiangxi):
    world = run(world_of(jiangxi.until(2019), 20))
    for year in (2018, 2019):
        given = paid(world, "joint_projects", year)
        assert 0 < given.max() <= 200_000
        assert given.sum() == paid(world, "joint_project_income", year).sum()
        quarters = slice(4 * (year - 2012), 4 * (year - 2011))
        assert region(world, "n_joint_projects")[quarters].sum() == pytest.approx(given.sum() / 100_000)
    assert region(world, "n_joint_projects")[:24].sum() == 0
    assert (region(world, "n_pairings")[24:] == world.n_counties).all()


def test_with_spillovers_closed_only_an_institute_of_the_county_is_a_partner(jiangxi):
    world = run(world_of(jiangxi.until(2018).with_values({"assumptions.channels.spillover": False}), 50))
    partners, seats = block(world, "counties")["partners"][:, 0], block(world, "institutes")["county"]
    paired = np.nonzero(partners)[0]
    assert 0 < len(paired) < world.n_counties
    assert (seats[partners[paired] - 1] == paired).all()


def test_money_pairs_and_suitability():
    law = SimpleNamespace(pairs_per_county=2.0, joint_projects_per_pair_per_year=3.0, project_cost=50_000.0)
    assert pool(law) == 300_000
    assert [pairs(0, law), pairs(300_000, law)] == [0, 2]
    assert suitability(0.3, 0.5, 0) > suitability(0.1, 0.5, 0)
    assert suitability(0.3, 0.9, 0) > suitability(0.3, 0.5, 0) > suitability(0.3, 0.5, 2)
