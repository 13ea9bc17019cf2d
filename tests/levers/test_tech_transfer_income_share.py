"""The city's floor of 70 % binds where inventors had less, and nowhere else."""

from types import SimpleNamespace

import pytest

from sim.levers.tech_transfer_income_share import least_share, least_share_of_equity
from sim.rules.institutes import own_share
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law
from tests.test_money import check_a_run
from tests.worlds import block, region, run, set_law, world_of

LEVER = "tech_transfer_income_share"


@pytest.fixture(scope="module")
def city():
    return load_scenario("jilin_city_2016").until(2017)


def test_no_share_is_no_lever(city):
    no_money_is_no_lever(LEVER, ["inventor_share", "equity_from_surplus"], city)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2016(city):
    on, _, found = compared(city, city.with_values({LEVER: "off"}))
    assert found.quarter == "2016Q3"
    moves_what_its_law_names(LEVER, found)
    assert on.costs.query("lever == @LEVER").empty  # institutes pay, no government does


def test_the_floor_binds_only_below_it():
    law = SimpleNamespace(inventor_share=0.7, equity_from_surplus=0.8)
    assert [own_share(bargained, least_share(law)) for bargained in (0.3, 0.7, 0.9)] == [0.7, 0.7, 0.9]
    assert least_share_of_equity(law) == 0.8


def test_in_a_run_effort_rises_at_institutes_with_less_and_at_no_other(city):
    """One reform at a time: with the city's floor alone, every institute has the share that the rule says."""
    past = run(world_of(city, 50), 18)
    without = past.fork(past.runs)
    for world in (past, without):
        set_law(world, "talent_incentives_equity")
    set_law(without, LEVER)
    for world in (past, without):
        run(world, 1)
    floor, law = block(past, "institutes"), block(without, "institutes")
    below = law["inventor_share"] < 0.7
    assert below.any()
    assert (floor["effort"][below] > law["effort"][below]).all()
    assert (floor["effort"][~below] == law["effort"][~below]).all()
    assert (floor["share_floor"] == 0.7).all() and (law["share_floor"] == 0.5).all()


def test_a_higher_floor_never_makes_for_fewer_spin_offs_on_the_same_results(city):
    """The fee falls with the share in the firm that inventors found; the licence is left as it is."""
    founded = []
    for share in (0.0, 0.9):
        world = world_of(city, 1)
        world["lanes"]["belief"]["post_worth"] = 2.0
        set_law(world, "part_time_leave_dual_employment")
        set_law(world, LEVER, {"inventor_share": 0.0, "equity_from_surplus": share})
        founded.append(region(run(world, 4), "new_spin_offs").sum())
    assert founded[0] <= founded[1]


def test_money_is_conserved(city):
    check_a_run(world_of(city, 50))
