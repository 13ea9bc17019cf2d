"""R&D reserves: cash for R&D alone, out of profits, and a part of the rise of R&D from the province."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.rd_reserve_fund import due, next_reserve, pool
from sim.scenario import load_scenario
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

LEVER = "rd_reserve_fund"
LAW = SimpleNamespace(reserve_share=0.03, co_payment=0.1, annual_budget=1e8)


@pytest.fixture(scope="module")
def early():
    return from_its_start(LEVER, "jilin_2021", 2014)


def test_without_the_provinces_money_nobody_keeps_a_reserve(early):
    no_money_is_no_lever(LEVER, ["annual_budget"], early)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_rd_first_and_nothing_before_the_document():
    scenario = load_scenario("jilin_2021").until(2022)
    on, _, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert found.quarter == "2022Q1"  # reserves of the end of 2021
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) <= {"province"}


def test_reserves_are_own_cash_of_rd_active_firms_above_scale_within_a_years_rd(early):
    world = world_of(early, 20)
    for _ in range(12):
        run(world, 1)
        firms = block(world, "firms")
        firms = firms[firms["alive"] == 1]
        keeps = firms["reserve"] > 0
        assert (firms["reserve"] <= np.maximum(firms["cash"], 0)).all() and firms["reserve"].min() == 0
        assert (firms["is_rd_active"][keeps] == 1).all() and (firms["is_service"][keeps] == 0).all()
    assert keeps.any()


def test_the_province_pays_a_tenth_of_the_rise_and_no_more_than_it_has(early):
    rich = run(world_of(early, 20))
    poor = run(set_law(world_of(early, 20), LEVER, vars(LAW) | {"annual_budget": 1e6}))
    assert 0 < paid(rich, "rd_growth_subsidy", 2014).sum() <= 1e8
    assert 0 < paid(poor, "rd_growth_subsidy", 2014).sum() <= 1e6
    assert paid(rich, "rd_growth_subsidy", 2012).sum() == 0  # no rise is known yet
    assert paid(rich, "rd_growth_subsidy", 2014).sum() < 0.1 * region(rich, "yuan_rd_enterprise_real")[4:8].sum()


def test_a_law_that_ends_leaves_reserves_to_be_used_up(early):
    world = run(world_of(early, 20), 6)
    kept = block(world, "firms")["reserve"].sum()
    run(set_law(world, LEVER), 5)
    assert 0 <= block(world, "firms")["reserve"].sum() < 0.5 * kept
    assert paid(world, "rd_growth_subsidy", 2013).sum() >= 0 == world["provinces"]["growth_asked"][0] * 0


def test_what_is_set_aside_and_what_is_due():
    assert next_reserve(100, 1e6, 5.0, 1e5, LAW) == 30_100.0
    assert next_reserve(100, 1e6, 0.0, 1e5, LAW) == 100.0  # no profit
    assert next_reserve(390_000, 1e6, 5.0, 1e5, LAW) == 400_000.0  # a year's R&D
    assert next_reserve(500_000, 1e6, 5.0, 1e5, LAW) == 500_000.0  # what it has it keeps
    assert [due(now, 1e6, LAW) for now in (0.5e6, 1e6, 3e6)] == [0.0, 0.0, pytest.approx(2e5)]
    assert due(3e6, 0.0, LAW) == 0.0
    LAW_WITHOUT = SimpleNamespace(**(vars(LAW) | {"co_payment": 0.0}))
    assert pool(LAW) == 1e8 and pool(LAW_WITHOUT) == 0.0


def test_money_is_conserved(early):
    check_a_run(world_of(early, 50))
