"""The cluster fund pays facilities for firms that choose to join; it makes no cluster by itself."""

from types import SimpleNamespace

import numpy as np

from sim.levers.industrial_cluster_support import joins, pool
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.worlds import block, region, run, world_of

LEVER = "industrial_cluster_support"
NOW = {f"{LEVER}.annual_budget_county@2012-01-01": 10_000_000, f"{LEVER}.facility_cost@2012-01-01": 100_000,
       f"{LEVER}.member_fee@2012-01-01": 0, f"{LEVER}.facility_use@2012-01-01": 600_000,
       f"{LEVER}.clusters_per_county@2012-01-01": 2}  # fmt: skip


def test_no_money_is_no_support():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_nothing_to_pay_for_is_no_support():
    no_money_is_no_lever(LEVER, ["facility_cost"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_firms_join_first_and_nothing_moves_before_2018():
    on, off, found = effect({f"{LEVER}.annual_budget_county": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) == {"county"} and costs["year"].min() >= 2018
    assert off.costs.query("lever == @LEVER").empty


def test_members_do_research_in_one_or_two_focus_sectors_and_the_fund_binds(jiangxi):
    world = run(world_of(jiangxi.until(2018), 10))
    firms, counties = block(world, "firms"), block(world, "counties")
    members = firms[(firms["in_cluster"] == 1) & (firms["alive"] == 1)]
    assert len(members) > 20
    focus = np.stack([counties["focus_1"], counties["focus_2"]], axis=1)[members["county"]]
    assert ((members["sector"] + 1)[:, None] == focus).any(axis=1).all()
    law = SimpleNamespace(annual_budget_county=10_000_000.0, facility_cost=300_000.0)
    budget = np.array([pool(law, weight) + 1 for weight in weights(world)])
    assert (paid(world, "cluster_facilities", 2018) <= budget).all()
    assert region(world, "n_turned_away")[24:].sum() > 0


def test_one_focus_sector_where_the_law_asks_for_one(jiangxi):
    world = run(world_of(jiangxi.until(2018).with_values({f"{LEVER}.clusters_per_county": 1}), 50), 25)
    counties = block(world, "counties")
    assert (counties["focus_1"] > 0).any() and (counties["focus_2"] == 0).all()


def test_members_know_no_less_and_have_the_hours_that_the_fund_has_paid(jiangxi):
    """What members save or learn follows from the price of an hour (E150 is left to compare with)."""
    plain = jiangxi.until(2014).with_values({LEVER: "off", "assumptions.parameters": "central"})
    on, off = run(world_of(plain.with_values(NOW), 10)), run(world_of(plain, 10))
    a, b = block(on, "firms"), block(off, "firms")
    in_cluster = (a["in_cluster"] == 1) & (a["alive"] == 1)
    assert ((a["shared_hours"] > 0) == (a["in_cluster"] == 1)).all()
    hours = (a["shared_hours"] * a["stands_for"])[in_cluster].sum()
    year = paid(on, "cluster_facilities", 2014).sum()
    assert 0 < hours <= 6 * year * (1 + 1e-9)  # 600,000 yuan worth for 100,000
    members = a["key"][in_cluster & (a["is_rd_active"] == 1)]
    members = np.intersect1d(members, b["key"][b["is_rd_active"] == 1])
    a, b = a[np.isin(a["key"], members)], b[np.isin(b["key"], members)]
    assert len(members) > 30
    assert np.median(a["knowledge"] / b["knowledge"]) > 1.0
    assert a["knowledge"].sum() > 0.97 * b["knowledge"].sum()
    assert a["rd"].sum() / a["sales"].sum() < b["rd"].sum() / b["sales"].sum()  # E150


def test_without_hours_and_nearness_there_is_nothing_to_join_for(jiangxi):
    values = NOW | {f"{LEVER}.facility_use@2012-01-01": 0, f"{LEVER}.member_fee@2012-01-01": 1}
    world = world_of(jiangxi.until(2012).with_values(values), 20)
    world["lanes"]["belief"]["cluster_search_cut"] = 0.0
    assert block(run(world), "firms")["in_cluster"].sum() == 0


def test_a_firm_joins_if_it_saves_more_than_the_fee():
    law = SimpleNamespace(member_fee=50_000.0)
    assert joins(40_000.0, 20_000.0, law)
    assert not joins(40_000.0, 10_000.0, law)
