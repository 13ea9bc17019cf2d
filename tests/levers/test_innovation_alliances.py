"""Allies find each other as known partners do, and the city bears a part of what they do together."""

from types import SimpleNamespace

import numpy as np

from sim.levers.innovation_alliances import has_members, joins, paid_by_city
from sim.sectors import N_SECTORS
from tests.levers.helpers import busy, effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.test_money import check_a_run
from tests.worlds import block, run, set_law, world_of

LEVER = "innovation_alliances"
LAW = {"annual_budget_prefecture": 1e7, "cost_share_gov": 0.3, "member_fee": 2e4, "least_members": 5.0}


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_prefecture"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_contracts_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.annual_budget_prefecture": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"prefecture"}
    assert off.costs.query("lever == @LEVER").empty


def test_a_firm_joins_if_it_pays():
    law = SimpleNamespace(**LAW)
    assert joins(20_001.0, 0, law) and joins(0.0, 30_000, law)
    assert not joins(20_000.0, 0, law) and not joins(5_000.0, 15_000, law)
    assert paid_by_city(200_000.0, law) == 60_000.0
    assert has_members(5.0, law) and not has_members(4.9, law)


def test_cities_pay_within_their_budgets_and_the_pool_runs_dry():
    world = run(set_law(world_of(busy(), 20), LEVER, LAW | {"annual_budget_prefecture": 1e6}), 4)
    by_city = np.bincount(block(world, "counties")["prefecture"], paid(world, "alliance_projects", 2012))
    assert 0 < by_city.max() <= 1e6


def test_an_alliance_is_of_the_sector_with_most_firms_that_do_rd_and_only_its_firms_join():
    world = run(set_law(world_of(busy(), 20), LEVER, LAW), 4)
    firms, counties = block(world, "firms"), block(world, "counties")
    members = firms[(firms["alliance_until"] > 0) & (firms["alive"] == 1)]
    assert len(members) > 0
    assert (members["sector"] + 1 == counties["alliance_sector"][members["county"]]).all()
    assert (counties["alliance_sector"] >= 0).all() and (counties["alliance_sector"] <= N_SECTORS).all()
    assert (counties["alliance_sector"] == 0).any()  # too few firms
    fees = paid(world, "alliance_fees", 2012)
    assert fees.sum() > 0 and (fees % 20_000 == 0).all()
    assert (fees[counties["alliance_sector"] == 0] == 0).all()


def test_money_is_conserved():
    check_a_run(set_law(world_of(busy(), 50), LEVER, LAW))
