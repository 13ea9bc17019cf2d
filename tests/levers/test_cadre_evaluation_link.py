"""The index counts in the appraisal of officials: rank presses more, and only while an index is published."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.cadre_evaluation_link import weight_of_rank
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law
from tests.worlds import block, differences, run, world_of

LEVER = "cadre_evaluation_link"


def test_no_weight_is_no_lever():
    no_money_is_no_lever(LEVER, ["weight_in_appraisal"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2018():
    on, _, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert on.costs.query("lever == @LEVER").empty  # an appraisal is held anyway


def test_rank_presses_more_and_the_best_is_not_pressed(jiangxi):
    alone = jiangxi.until(2018).with_values({"innovative_county_programme": "off"})
    felt = []
    for scenario in (alone, alone.with_values({LEVER: "off"})):
        world = run(world_of(scenario, 100), 24)
        world["counties"]["rank_in_prefecture"] = 0.0  # so that only the index presses
        felt.append(block(run(world, 1), "counties")["pressure"])
    usual = world["lanes"]["belief"]["evaluation_pressure"][0]
    assert felt[0] == pytest.approx(felt[1] * (usual + 0.05) / usual)
    assert felt[0][np.argmax(block(world, "counties")["index_of_year"][:, 0])] == 0.0 < felt[0].max()


@pytest.mark.parametrize("without", ["capacity_monitoring_evaluation", "assumptions.channels.contests"])
def test_without_an_index_or_ranks_it_is_nothing(jiangxi, without):
    closed = jiangxi.until(2018).with_values({without: False if "." in without else "off"})
    on, off = (run(world_of(one, 100)) for one in (closed, closed.with_values({LEVER: "off"})))
    assert differences(on, off) == []


def test_worked_by_hand():
    assert weight_of_rank(0.1, SimpleNamespace(weight_in_appraisal=0.05)) == pytest.approx(0.15)
