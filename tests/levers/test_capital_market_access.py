"""Firms list where their rules, their owners and the county's money allow; what is sold is paid for once."""

from types import SimpleNamespace

import pytest

from sim.levers.capital_market_access import dilution, help_of_county, may_list, pool, proceeds
from sim.scenario import load_scenario
from tests.levers.helpers import (
    busy,
    compared,
    from_new_year,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
    weights,
)
from tests.worlds import block, region, run, set_law, world_of

LEVER = "capital_market_access"
TERMS = {"annual_budget_county": 200_000.0, "cost_of_listing": 500_000.0, "county_part": 0.3, "listing_award": 0.0,
         "least_sales": 20e6, "least_years": 2.0, "share_sold": 0.1}  # fmt: skip


@pytest.fixture(scope="module")
def sichuan():
    return load_scenario("sichuan_2018").until(2019)


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"], with_enough())


def with_enough():
    """The busy scenario with money that reaches agents who stand for twenty firms, and less for vouchers."""
    budgets = {LEVER: 1_500_000, "innovation_voucher": 3_500_000}
    return busy().with_values({f"{lever}.annual_budget_county@2012-01-01": yuan for lever, yuan in budgets.items()})


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_listings_first_and_nothing_before_the_counties_have_money(sichuan):
    begun = from_new_year(sichuan, LEVER, 2019)
    on, off, found = compared(begun, begun.with_values({LEVER: "off"}))
    assert found.quarter == "2019Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) == {"county"} and set(costs["kind"]) == {"outlay"}
    assert off.costs.query("lever == @LEVER").empty


def test_counties_help_within_their_budgets_and_every_share_is_paid_for(sichuan):
    world = run(world_of(sichuan, 5))
    yuan, n = paid(world, "listing_subsidy", 2019), region(world, "n_listings")[-4:].sum()
    assert n > 0 and (yuan <= 200_000 * weights(world) + 1).all()
    assert 0.5 * 150_000 * n <= yuan.sum() <= 150_000 * n
    assert paid(world, "listing_cost", 2019).sum() == 500_000 * n
    assert paid(world, "listing_equity", 2019).sum() > n * 20e6 * 0.1
    firms = block(world, "firms")
    listed = firms[(firms["alive"] == 1) & (firms["is_listed"] == 1)]
    assert 0 < listed["stands_for"].sum() <= n
    assert not listed["is_state"].any() and not listed["is_certain"].any()


def listings(**changes):
    return region(run(set_law(world_of(busy(), 20), LEVER, TERMS | changes)), "n_listings").sum()


def test_more_firms_list_the_more_money_there_is_and_the_easier_it_is():
    few, more = listings(annual_budget_county=300e3), listings(annual_budget_county=20e6)
    assert few < more
    assert listings(annual_budget_county=20e6, least_sales=200e6) < more
    assert listings(annual_budget_county=20e6, cost_of_listing=20e6) < more


def test_who_may_list():
    law = SimpleNamespace(**TERMS)

    def may(listed=0, sales=20e6, margin=0.01, age=8):
        return may_list(SimpleNamespace(is_listed=listed, sales_year=sales), margin, age, law)

    assert may() and not may(listed=1) and not may(sales=19.9e6) and not may(margin=0.0) and not may(age=7)
    law.annual_budget_county = 0.0
    assert not may()


def test_terms():
    law = SimpleNamespace(**TERMS)
    assert pool(law, 2.0) == 400_000.0 and proceeds(90e6, law) == 10_000_000
    assert help_of_county(law) == 150_000
    assert dilution(1_000_000, 0, law) == pytest.approx(0.1) and dilution(1_000_000, 500_000, law) == pytest.approx(0.2)
    assert dilution(500_000, 500_000, law) == 1.0
    law.listing_award = 100_000.0
    assert help_of_county(law) == 250_000
    law.listing_award = 5e6
    assert help_of_county(law) == 500_000  # the county does not pay more than listing costs
