"""Inventors of pilots hold their results for some years: founding a firm is cheaper, nothing else changes."""

from types import SimpleNamespace

import pytest

from sim import beliefs
from sim.levers.ownership_or_longterm_use_right import years_held
from sim.rules.spin_offs import fee_while_held
from sim.scenario import load_scenario
from tests.levers.helpers import busy, compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, set_law, world_of

LEVER = "ownership_or_longterm_use_right"


def test_no_pilot_is_no_lever():
    no_money_is_no_lever(LEVER, ["pilot_share"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_spin_offs_first_and_nothing_before_the_document():
    scenario = load_scenario("jilin_2021").until(2023)
    _, _, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert found.quarter >= "2021Q4"
    moves_what_its_law_names(LEVER, found)


def test_a_right_of_some_years_puts_the_fee_off_and_a_long_one_ends_it():
    belief = SimpleNamespace(**beliefs.draw("jilin", 1, False))
    fees = [fee_while_held(40_000.0, years, belief) for years in (0.0, 5.0, 10.0, 1_000.0)]
    assert fees[0] == 40_000.0 > fees[1] > fees[2] > fees[3] == pytest.approx(0.0)
    assert fees[1] * fees[1] / fees[0] == pytest.approx(fees[2])  # the same discount for every year


def test_pilots_are_as_many_as_the_law_says():
    law = SimpleNamespace(pilot_share=0.3, use_right_years=10.0)
    assert [years_held(u, law) for u in (0.0, 0.299, 0.3, 0.9)] == [10.0, 10.0, 0.0, 0.0]
    world = run(set_law(world_of(busy(), 100), LEVER, {"pilot_share": 0.3, "use_right_years": 10.0}), 2)
    pilots = block(world, "institutes")["right_years"] > 0
    assert 0.1 < pilots.mean() < 0.5


def test_spin_offs_of_pilots_pay_less():
    """Everybody a pilot, or nobody: the fees for each spin-off fall."""
    fees = []
    for pilots in (0.0, 1.0):
        world = world_of(busy().until(2012), 20)
        world["lanes"]["belief"]["post_worth"] = 0.5
        run(set_law(world, LEVER, {"pilot_share": pilots, "use_right_years": 10.0}))
        fees.append(paid(world, "spin_off_fees", 2012).sum() / world.tally["new_spin_offs"].sum())
    assert 0 < fees[1] < fees[0]
