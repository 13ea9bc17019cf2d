"""The best county of each size is commended; the others visit it and deliver a little more like it."""

from types import SimpleNamespace

import pytest

from sim.levers.commendation_publicity import learnt_of_delivery, pool
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, world_of

LEVER = "commendation_publicity"


@pytest.mark.parametrize("nothing", [["visit_cost"]])
def test_no_money_is_no_visit(nothing):
    no_money_is_no_lever(LEVER, nothing)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_only_those_behind_the_commended_of_their_tier_learn_and_pay(jiangxi):
    world = run(world_of(jiangxi.until(2018), 100), 24)
    then = block(world, "counties").copy()
    yuan = paid(run(world, 4), "study_visits", 2018)
    now = block(world, "counties")["delivery_quality"]
    for tier in range(3):
        mine = then["tier"] == tier
        best = then["delivery_quality"][mine][then["score"][mine].argmax()]
        gap = best - then["delivery_quality"][mine]
        assert now[mine] == pytest.approx(then["delivery_quality"][mine] + 0.05 * gap.clip(0.0))
        assert (yuan[mine] == 20_000 * (gap > 0)).all()
    assert yuan.sum() > 0


def test_nobody_is_commended_without_ranks(jiangxi):
    world = world_of(jiangxi.until(2018).with_values({"assumptions.channels.contests": False}), 100)
    start = block(world, "counties")["delivery_quality"].copy()
    run(world)
    assert (block(world, "counties")["delivery_quality"] == start).all()
    assert paid(world, "study_visits", 2018).sum() == 0


def test_worked_by_hand():
    law = SimpleNamespace(imitation_rate=0.1, visit_cost=20_000.0)
    assert [learnt_of_delivery(gap, law) for gap in (-1.0, 0.0, 0.5)] == pytest.approx([0.0, 0.0, 0.05])
    assert pool(law) == 20_000.0
