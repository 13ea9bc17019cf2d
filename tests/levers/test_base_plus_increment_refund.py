"""The province returns a share of counties' tax above the base year's: by formula, while money lasts, to counties."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine.ledger import place
from sim.levers.base_plus_increment_refund import due, is_base, pool
from sim.rules.budgets import tax_per_value_added
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
from tests.worlds import block, run, set_law, world_of

LEVER = "base_plus_increment_refund"
FLOW = "tax_growth_refund"


@pytest.fixture(scope="module")
def early():
    return from_its_start(LEVER, "jilin_2018", 2015, base_year=2012)


def test_no_budget_is_no_lever(early):
    no_money_is_no_lever(LEVER, ["annual_budget"], early)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_visits_first_and_nothing_before_a_year_can_have_grown():
    scenario = load_scenario("jilin_2018").until(2020)
    on, _, found = compared(scenario, scenario.with_values({f"{LEVER}.annual_budget": 0}))
    assert found.quarter == "2020Q1"  # on the tax of 2019 above that of 2018
    moves_what_its_law_names(LEVER, found)
    cost = on.costs.query("lever == @LEVER")
    assert set(cost["payer"]) == {"province"} and set(cost["kind"]) == {"transfer"}


def test_counties_get_the_same_part_of_what_is_due_to_the_last_yuan(early):
    world = world_of(early.with_values({f"{LEVER}.annual_budget@2012-01-01": 1_000_000}), 20)
    run(world, 9)
    county, yuan = block(world, "counties"), world["ledger"][:, place(FLOW)]
    wanted = 0.5 * np.maximum(0.0, tax_of(world, 2013) - county["tax_base"])
    assert (county["tax_base_year"] == 2012).all()
    assert 1_000_000 - len(yuan) <= yuan.sum() <= 1_000_000 < wanted.sum()
    assert yuan == pytest.approx(wanted * 1e6 / wanted.sum(), abs=1.0)
    assert (county["tax_returned"][wanted <= 0.0] == 0.0).all() and county["tax_returned"].max() < 0.5


def tax_of(world, year):
    """Local corporate tax of a year, by county (yuan)."""
    quarters = slice(4 * (year - 2012), 4 * (year - 2011))
    share = 1.0 - world["lanes"]["law"]["tax"]["centre_share"][0]
    return share * world.tally["yuan_tax_paid"][0, quarters].sum(axis=0)


def test_with_contests_closed_no_county_gets_more_than_its_share(early):
    closed = early.until(2014).with_values({"assumptions.channels.contests": False})
    world = run(world_of(closed.with_values({f"{LEVER}.annual_budget@2012-01-01": 1_000_000}), 20))
    yuan = paid(world, FLOW, 2014)
    assert yuan.sum() > 0 and (yuan <= 1e6 * block(world, "counties")["share_budget"]).all()


def test_the_formula_and_what_a_yuan_of_tax_is_worth():
    law = SimpleNamespace(return_share=0.5, base_year=2018.0, annual_budget=9.0)
    assert [due(tax, 100.0, law) for tax in (50.0, 100.0, 160.0)] == [0.0, 0.0, 30.0]
    assert [pool(law, year) for year in (2019.0, 2020.0)] == [0.0, 9.0]
    assert [is_base(law, year) for year in (2017.0, 2018.0)] == [False, True]
    county = SimpleNamespace(value_added_year=100.0, tax_year=2.0, tax_returned=0.0)
    plain = tax_per_value_added(county)
    county.tax_returned = 0.5
    assert tax_per_value_added(county) == 1.5 * plain == pytest.approx(0.03)


def test_a_law_that_ends_returns_nothing(early):
    world = run(set_law(world_of(early, 20), LEVER))
    assert all(paid(world, FLOW, year).sum() == 0 for year in range(2012, 2016))
    assert (block(world, "counties")["tax_returned"] == 0.0).all()


def test_money_is_conserved(early):
    check_a_run(world_of(early, 50))
