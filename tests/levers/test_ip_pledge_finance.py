"""Loans against patents: wider limits for firms with patents, as far as the county's discounts go."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.ip_pledge_finance import discount, loan_that_money_allows, pool, wider_share
from sim.scenario import load_scenario
from sim.steps.finance import pledged_beyond
from tests.levers.helpers import (
    compared,
    from_new_year,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
    weights,
)
from tests.worlds import region, run, set_law, world_of

LEVER = "ip_pledge_finance"


@pytest.fixture(scope="module")
def sichuan():
    return load_scenario("sichuan_2018").until(2019)


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_loans_on_patents_first_and_nothing_before_the_counties_have_money(sichuan):
    begun = from_new_year(sichuan, LEVER, 2019)
    on, off, found = compared(begun, begun.with_values({LEVER: "off"}))
    assert found.quarter == "2019Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) == {"county"} and set(costs["kind"]) == {"outlay"}
    assert off.costs.query("lever == @LEVER").empty


def test_discounts_stay_within_budgets_and_are_a_part_of_the_loans_interest(sichuan):
    world = run(world_of(sichuan, 10))
    yuan, loans = paid(world, "pledge_discount", 2019), region(world, "yuan_pledged_loans")
    assert (yuan <= 100_000 * weights(world) + 1).all()
    assert loans[:-4].sum() == 0 < loans[-4:].sum()
    interest = 0.3 * world["lanes"]["belief"]["interest"][0]
    assert yuan.sum() == pytest.approx(interest * loans[-4:].sum(), rel=0.01)


def test_loans_end_with_the_counties_money(sichuan):
    world = world_of(sichuan, 10)
    law = {"annual_budget_county": 100_000.0, "pledge_ltv": 0.3, "interest_discount": 0.3}
    set_law(world, LEVER, law)
    run(world, 20)
    assert region(world, "yuan_pledged_loans")[16:20].sum() > 0
    set_law(world, LEVER)
    run(world, 4)
    assert region(world, "yuan_pledged_loans")[20:24].sum() == 0


def asked(patents=10, lacking=5_000_000, money=1_000_000, **law):
    """What a firm without other debt or sales may borrow on its patents beyond the usual part (yuan)."""
    terms = {"annual_budget_county": 1.0, "pledge_ltv": 0.3, "interest_discount": 0.5} | law
    belief = SimpleNamespace(
        patent_value=100_000.0, pledged_share=0.2, pledge_cap=1e7, borrowing_limit=0.1, interest=0.06
    )
    lane = SimpleNamespace(belief=belief, law=SimpleNamespace(ip_pledge_finance=SimpleNamespace(**terms)))
    firm = SimpleNamespace(patents=patents, lacking=lacking, sales_year=0.0, debt=0, stands_for=2)
    county = SimpleNamespace(pools=np.full(64, 2 * money), turned_away=np.zeros(64), n_turned_away=0.0)
    usual = min(lacking, int(0.2 * 100_000 * patents))
    return pledged_beyond(lane, firm, usual, county), county


def test_patents_raise_the_limit_and_only_for_what_is_lacking():
    assert asked()[0] == 300_000 and asked(patents=1)[0] == 30_000
    assert asked(lacking=250_000)[0] == 50_000 and asked(pledge_ltv=0.0)[0] == 0
    assert asked(pledge_ltv=0.9)[0] == 800_000  # all of the value and no more
    limits = [asked(pledge_ltv=share)[0] for share in (0.1, 0.2, 0.5)]
    assert limits == sorted(limits)


def test_who_meets_a_spent_pool_is_turned_away():
    part, county = asked(money=4_500)  # of a discount of 9,000 yuan a firm
    assert part == 150_000 and county.n_turned_away == 0
    none, county = asked(money=0)
    assert none == 0 and county.n_turned_away == 2


def test_terms():
    law = SimpleNamespace(annual_budget_county=1e5, pledge_ltv=0.3, interest_discount=0.3)
    assert pool(law, 2.0) == 200_000.0 and discount(1_000_000, 0.06, law) == 18_000
    assert wider_share(0.3, law) == pytest.approx(0.6) and wider_share(0.9, law) == 1.0
    assert loan_that_money_allows(1_000_000, 18_000, 0.06, law) == 1_000_000
    assert loan_that_money_allows(1_000_000, 9_000, 0.06, law) == 500_000
    law.interest_discount = 0.0
    assert loan_that_money_allows(1_000_000, 0, 0.06, law) == 1_000_000
