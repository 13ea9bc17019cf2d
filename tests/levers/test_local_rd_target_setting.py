"""Counties set themselves an R&D intensity: who is under it is pressed, with or without ranks."""

from types import SimpleNamespace

import pytest

from sim.agents.government import RD_INTENSITY
from sim.levers.local_rd_target_setting import pressure_of_target
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law
from tests.worlds import block, run, world_of

LEVER = "local_rd_target_setting"


@pytest.mark.parametrize("nothing", ["own_rd_target", "weight"])
def test_no_target_or_no_weight_is_no_lever(nothing):
    no_money_is_no_lever(LEVER, [nothing])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2019():
    """Sichuan's document is of July 2018; budgets are made in the first quarter."""
    sichuan = load_scenario("sichuan_2018").until(2019)
    _, _, found = compared(sichuan, sichuan.with_values({LEVER: "off"}))
    assert found.quarter == "2019Q1"
    moves_what_its_law_names(LEVER, found)


@pytest.mark.parametrize("contests", [True, False])
def test_who_meets_the_target_is_not_pressed(jiangxi, contests):
    values = {LEVER: "on", "capacity_monitoring_evaluation": "off", "innovative_county_programme": "off"}
    world = world_of(jiangxi.until(2018).with_values({**values, "assumptions.channels.contests": contests}), 100)
    counties = block(run(world, 24), "counties")
    counties["figures"][:2, RD_INTENSITY] = 0.0119, 0.012
    pressure = block(run(world, 1), "counties")["pressure"]
    assert pressure[0] == pytest.approx(0.05 * 0.0001 / 0.012) and pressure[1] == 0.0


def test_worked_by_hand():
    law = SimpleNamespace(own_rd_target=0.02, weight=0.1)
    assert [pressure_of_target(law, x) for x in (0.0, 0.005, 0.02, 0.05)] == pytest.approx([0.1, 0.075, 0.0, 0.0])
    assert pressure_of_target(SimpleNamespace(own_rd_target=0.0, weight=0.1), 0.0) == 0.0
