"""Founders who may come back give up less of their post; some time is open to firms."""

from types import SimpleNamespace

import pytest

from sim import beliefs
from sim.levers.part_time_leave_dual_employment import leave_of, part_time_of
from sim.rules.spin_offs import post_kept
from sim.scenario import load_scenario
from tests.levers.helpers import busy, compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law
from tests.worlds import block, region, run, set_law, world_of

LEVER = "part_time_leave_dual_employment"


def test_no_institute_that_grants_it_is_no_lever():
    no_money_is_no_lever(LEVER, ["granting_share"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_spin_offs_first_and_nothing_before_the_document():
    scenario = load_scenario("sichuan_2018").until(2019)
    on, _, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert found.quarter >= "2018Q3"
    moves_what_its_law_names(LEVER, found)
    assert on.costs.query("lever == @LEVER").empty  # institutes bear it, no government does


def test_a_longer_leave_keeps_more_of_the_post_and_never_all():
    belief = SimpleNamespace(**beliefs.draw("sichuan", 1, False))
    county = SimpleNamespace(skilled_wage=100_000.0)
    kept = [post_kept(county, years, belief) for years in (0.0, 3.0, 10.0)]
    assert 0.0 == kept[0] < kept[1] < kept[2] < belief.post_worth * 100_000.0
    never_back = SimpleNamespace(interest=0.0, young_firm_failure=0.0, post_worth=5.0)
    assert post_kept(county, 3.0, never_back) == 0.0  # a firm that cannot fail leads nobody back


def test_institutes_grant_both_or_neither():
    law = SimpleNamespace(granting_share=0.1, leave_period=3.0, share_of_researchers=0.01)
    assert [(leave_of(u, law), part_time_of(u, law)) for u in (0.05, 0.1)] == [(3.0, 0.01), (0.0, 0.0)]


def test_time_is_still_divided_wholly():
    world = set_law(world_of(busy(), 100), LEVER,
                    {"granting_share": 1.0, "leave_period": 3.0, "share_of_researchers": 0.5})  # fmt: skip
    institutes = block(run(world, 1), "institutes")
    whole = institutes["time_research"] + institutes["time_contracts"] + institutes["time_service"]
    assert whole == pytest.approx(1.0) and (institutes["time_contracts"] >= 0.5).all()
    assert (institutes["time_research"] >= 0.0).all() and (institutes["time_service"] >= 0.0).all()


def test_more_found_a_firm_the_longer_they_may_come_back():
    founded = []
    for years in (0.0, 1.0, 10.0):
        world = set_law(world_of(busy().until(2012), 20), LEVER,
                        {"granting_share": 1.0, "leave_period": years, "share_of_researchers": 0.0})  # fmt: skip
        founded.append(region(run(world), "new_spin_offs").sum())
    assert founded[0] <= founded[1] < founded[2]
