"""Fewer forms: researchers' time is freed as far as checks by sample are paid."""

from types import SimpleNamespace

import pytest

from sim.levers.trust_and_fault_tolerance import time_freed
from sim.scenario import load_scenario
from tests.levers.helpers import busy, compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.test_money import check_a_run
from tests.worlds import block, run, set_law, world_of

LEVER = "trust_and_fault_tolerance"
LAW = {"annual_budget": 2e6, "cost_per_institute": 1e4, "days_saved": 5.0}


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_rd_of_institutes_first_and_nothing_before_the_document():
    scenario = load_scenario("jilin_city_2016").until(2017)
    on, off, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert found.quarter == "2017Q1"  # the budget of the first year after the document
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"prefecture"}
    assert off.costs.query("lever == @LEVER").empty


def test_days_are_freed_as_far_as_checks_are_paid():
    law = SimpleNamespace(**LAW)
    assert time_freed(1e6, 100.0, 250.0, law) == pytest.approx(5 / 250)
    assert time_freed(5e6, 100.0, 250.0, law) == pytest.approx(5 / 250)
    assert time_freed(5e5, 100.0, 250.0, law) == pytest.approx(2.5 / 250)
    assert time_freed(0.0, 100.0, 250.0, law) == 0.0
    assert time_freed(1e6, 100.0, 250.0, SimpleNamespace(cost_per_institute=0.0, days_saved=5.0)) == 0.0


def test_every_institute_has_more_time_and_none_does_less():
    """With the same money and staff: contract time and R&D performed do not fall, and rise where staff was short."""
    worlds = [set_law(world_of(busy(), 100), LEVER, LAW | {"days_saved": days}) for days in (0.0, 50.0)]
    forms, trusted = (block(run(world, 1), "institutes") for world in worlds)
    assert (trusted["time_freed"] > 0).all()
    assert (trusted["rd_done"] >= forms["rd_done"]).all() and (trusted["rd_done"] > forms["rd_done"]).any()


def test_checks_cost_the_province_its_budget():
    world = run(set_law(world_of(busy(), 100), LEVER, LAW), 4)
    assert paid(world, "checks_by_sample", 2012).sum() == pytest.approx(2e6, rel=1e-3)


def test_money_is_conserved():
    check_a_run(set_law(world_of(busy(), 50), LEVER, LAW))
