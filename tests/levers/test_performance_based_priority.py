"""A further share of the province's S&T money goes to counties by rank within their tier."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.performance_based_priority import pool
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, world_of

LEVER = "performance_based_priority"


def test_no_share_is_no_lever():
    no_money_is_no_lever(LEVER, ["priority_weight"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) == {"province"} and set(costs["kind"]) == {"transfer"} and costs["year"].min() == 2018
    assert off.costs.query("lever == @LEVER").empty


def test_money_goes_by_rank_within_the_tier_and_is_the_provinces(jiangxi):
    world = run(world_of(jiangxi.until(2018), 100), 24)
    rank, share = (block(world, "counties")[name].copy() for name in ("rank_in_tier", "share_budget"))
    run(world, 4)
    yuan = paid(world, "priority_transfer", 2018)
    assert 0 < yuan.sum() <= 0.05 * world["provinces"]["st_envelope"][0]
    assert yuan.sum() > 0.05 * world["provinces"]["st_envelope"][0] - world.n_counties - 1
    assert (yuan[rank == 1.0] == 0).all() and (yuan[rank == 0.0] > 0).all()
    per_budget = yuan / share / (1.0 - np.minimum(rank, 0.99))
    assert per_budget[rank < 1.0] == pytest.approx(per_budget[rank < 1.0][0], rel=0.01)


def test_without_ranks_it_goes_by_budget(jiangxi):
    world = run(world_of(jiangxi.until(2018).with_values({"assumptions.channels.contests": False}), 100))
    yuan, share = paid(world, "priority_transfer", 2018), block(world, "counties")["share_budget"]
    assert yuan / yuan.sum() == pytest.approx(share / share.sum(), rel=1e-4)


def test_worked_by_hand():
    assert pool(SimpleNamespace(priority_weight=0.05), 2_000_000) == pytest.approx(100_000)
