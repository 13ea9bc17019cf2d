"""Problems with a prize: who may bid, who wins, payment on delivery alone, from next year's budget."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.jiebang_guashuai import is_solved, is_worth_it, may_bid, promised
from sim.scenario import load_scenario
from sim.steps.problems import best_bidder
from tests.levers.helpers import (
    compared,
    from_its_start,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
)
from tests.test_money import check_a_run
from tests.worlds import block, region, run, set_law, world_of

LEVER = "jiebang_guashuai"
LAW = SimpleNamespace(prize=5e6, problems_per_year=5.0, work=4e6, least_done=0.8)


@pytest.fixture(scope="module")
def early():
    return from_its_start(LEVER, "jilin_2021", 2014)


@pytest.mark.parametrize("name", ["prize", "problems_per_year"])
def test_without_prizes_nobody_bids(early, name):
    no_money_is_no_lever(LEVER, [name], early)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_rd_first_and_nothing_before_the_document():
    scenario = load_scenario("jilin_2021").until(2023)
    on, _, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert found.quarter == "2022Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"province"}
    assert on.costs.query("lever == @LEVER")["year"].min() == 2023  # on delivery


def test_solved_problems_are_paid_a_year_later_and_no_others(early):
    world = run(world_of(early, 20))
    solved = region(world, "n_problems_solved")
    assert (solved[:4] == 0.0).all() and 0 < solved[4] <= 5 and 0 < solved[8] <= 5
    assert (solved[[k for k in range(12) if k % 4]] == 0.0).all()
    for year, quarter in ((2013, 4), (2014, 8)):
        assert paid(world, "problem_prize", year).sum() == pytest.approx(5e6 * solved[quarter], abs=100)
    assert (region(world, "yuan_rd_firms_government")[[4, 8]] > 0).all()


def test_work_that_was_not_done_is_not_paid(early):
    world = run(world_of(early, 20), 4)
    block(world, "firms")["problem_done"][:] = 0.0
    run(world, 4)
    assert paid(world, "problem_prize", 2013).sum() == 0 == region(world, "n_problems_solved")[4]


def test_a_law_that_ends_pays_what_it_owes_and_posts_no_more(early):
    world = run(world_of(early, 20), 4)
    owed = int(world["provinces"]["prizes_owed"][0])
    for law, _ in world.calendars:
        law[LEVER]["prize"][world.quarter_number :] = 0.0
    run(world)
    assert 0 < paid(world, "problem_prize", 2013).sum() <= owed
    assert paid(world, "problem_prize", 2014).sum() == 0


def test_with_contests_closed_none_is_held(early):
    closed = early.with_values({"assumptions.channels.contests": False})
    world = run(world_of(closed, 20))
    assert region(world, "n_problems_solved").sum() == 0 and (block(world, "firms")["problem_due"] == 0).all()


def test_who_bids_and_wins():
    assert is_worth_it(LAW, 0.92) and not is_worth_it(LAW, 0.79)
    firms = [
        SimpleNamespace(alive=1, is_rd_active=1, problem_due=due, rd=rd, sector=sector, knowledge=knowledge)
        for due, rd, sector, knowledge in
        [(0, 1e6, 2, 5e7), (0, 1.2e6, 2, 9e7), (9, 9e6, 2, 9e9), (0, 0.9e6, 2, 9e9), (0, 9e6, 3, 9e9)]
    ]  # fmt: skip
    assert [may_bid(firm, LAW) for firm in firms] == [True, True, False, False, True]
    lane = SimpleNamespace(first_firm=0, end_firm=5)
    assert [best_bidder(lane, firms, sector, LAW) for sector in (1, 2, 3)] == [-1, 1, 4]


def test_what_is_promised_and_when_it_counts_as_solved():
    assert promised(2e6, 1, LAW) == 3e6 and promised(2e6, 20, LAW) == 2.05e6  # a problem is shared by an agent's firms
    assert is_solved(0.8 * 12e6, 3e6, LAW) and not is_solved(0.79 * 12e6, 3e6, LAW)


def test_the_winner_does_more_rd_for_a_year(early):
    won, bare = run(world_of(early, 20), 1), run(set_law(world_of(early, 20), LEVER), 1)
    firms, other = block(won, "firms"), block(bare, "firms")
    assert np.array_equal(firms["key"], other["key"])
    busy = firms["problem_due"] > 0
    assert 0 < busy.sum() <= 5
    assert (firms["rd"][busy] >= other["rd"][busy]).all() and (firms["rd"][~busy] == other["rd"][~busy]).all()


def test_money_is_conserved(early):
    check_a_run(world_of(early, 50))
