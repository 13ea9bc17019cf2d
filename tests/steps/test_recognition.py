"""Recognition in the year: whom the office reaches, who hears of it from whom, and what applicants hope for."""

import numpy as np
import pytest

from sim.scenario import load_scenario
from sim.world import LaneOf, World, replicate_seed
from tests.worlds import block, region, run

BEYOND = {"office_targeting": 0.0, "word_of_mouth": 0.0}


@pytest.fixture(scope="module")
def law():
    return load_scenario("national_law").until(2015)


def world(law, quarters=None, **values):
    lanes = [LaneOf(law, replicate_seed(1, k), k, BEYOND | values) for k in range(3)]
    return run(World(lanes, 20), quarters)


def reached(world):
    """(is_reached, weight, number) of the firms that the office may visit, over all lanes."""
    firms = np.concatenate([block(world, "firms", k) for k in range(3)])
    firms = firms[(firms["alive"] == 1) & (firms["is_hnte"] == 0)]
    return firms["is_reached"] == 1, 4 * firms["rd"] / firms["sales_year"] > 0.03, firms["stands_for"]


def test_promising_firms_are_visited_first_and_visits_stay_as_many(law):
    alike, aimed = world(law, 1), world(law, 1, office_targeting=6.0)
    for one, ratio in ((alike, (0.8, 1.2)), (aimed, (1.5, 6.0))):
        hit, promising, _ = reached(one)
        assert ratio[0] < hit[promising].mean() / hit[~promising].mean() < ratio[1]
    # a visit to one is none to another: with few visits a firm the number reached is about the same
    share = [np.average(reached(one)[0], weights=reached(one)[2]) for one in (alike, aimed)]
    assert share[1] == pytest.approx(share[0], rel=0.15) and share[1] <= share[0]


def test_word_of_mouth_adds_applicants_whom_no_office_reached(law):
    silent, talking = world(law), world(law, word_of_mouth=6.0)
    for k in range(3):
        assert region(silent, "n_hnte_told_by_peers", k).sum() == 0 < region(talking, "n_hnte_told_by_peers", k).sum()
        assert (region(talking, "n_hnte_told_by_peers", k) <= region(talking, "n_hnte_new_applicants", k)).all()
        assert region(talking, "n_hnte", k)[-1] > region(silent, "n_hnte", k)[-1]


def test_national_law_has_no_reward_in_what_applicants_expect(law):
    one = world(law)
    assert region(one, "yuan_hnte_gain_reward").sum() == 0
    assert region(one, "yuan_hnte_gain_tax").sum() > 0 < region(one, "yuan_hnte_gain_standing").sum()
    quarters = np.arange(one.n_quarters) % 4
    assert region(one, "n_hnte_new_applicants")[quarters != 1].sum() == 0  # the choice is made in the second quarter


def test_firms_that_miss_the_other_criteria_work_on_them_if_that_pays(law):
    dear, usual = world(law, preparation_cost=1e9), world(law)
    for k in range(3):
        assert region(dear, "n_preparing", k).sum() == 0 < region(usual, "n_preparing", k).sum()
        assert region(usual, "n_hnte", k)[-1] > region(dear, "n_hnte", k)[-1]


def test_a_firm_that_is_known_never_to_be_recognised_does_not_prepare(law):
    one = World([LaneOf(law, replicate_seed(1, 0))], 20)
    one["firms"]["merit"] = 1.0
    firms = block(run(one), "firms")
    assert (firms["merit"][firms["founded"] < 4 * 2012] == 1.0).all()


def test_an_award_asks_for_the_research_that_was_promised(law):
    """Without slack fewer firms pass than with one in which everybody does."""
    strict, blind = world(law, recognition_slack=0.0), world(law, recognition_slack=1.0)
    for k in range(3):
        assert region(strict, "n_hnte_awarded", k).sum() < region(blind, "n_hnte_awarded", k).sum()
