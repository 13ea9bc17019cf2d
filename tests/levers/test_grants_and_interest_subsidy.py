"""A city's grants and interest subsidies for projects with institutes: who asks, what is paid, money that runs out."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine.ledger import place
from sim.levers.grants_and_interest_subsidy import grant, interest, is_joint, pool
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

LEVER = "grants_and_interest_subsidy"
FLOWS = ("joint_project_grant", "interest_subsidy")


@pytest.fixture(scope="module")
def early():
    return from_its_start(LEVER, "jilin_2018", 2014)


def test_no_budget_is_no_lever(early):
    no_money_is_no_lever(LEVER, ["annual_budget_prefecture"], early)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_public_money_in_rd_first_and_nothing_before_the_document():
    scenario = load_scenario("jilin_city_2016").until(2017)
    on, _, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert found.quarter == "2017Q1"  # the city's first budget after the document
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"prefecture"}


def test_a_pool_that_runs_dry_is_divided_by_lot_and_the_others_are_turned_away(early):
    turned_away = {}
    for budget in (20e6, 6e6):
        world = run(set_law(world_of(early, 5), LEVER, terms(annual_budget_prefecture=budget)), 9)
        by_city = np.bincount(
            block(world, "counties")["prefecture"], sum(world["ledger"][:, place(flow)] for flow in FLOWS)
        )
        assert 0 < by_city.max() <= budget
        assert world["prefectures"]["pools"].min() >= 0
        turned_away[budget] = region(world, "n_turned_away")[8]
    assert turned_away[6e6] > turned_away[20e6]


def terms(**changes):
    return {"grant_share": 0.2, "interest_discount": 0.5, "annual_budget_prefecture": 20e6} | changes


def test_money_goes_to_firms_with_a_contract_that_were_reached(early):
    world = run(world_of(early, 20), 8)
    firms = block(world, "firms")
    before = firms[["key", "partner", "partner_since", "grant", "signal_until"]].copy()
    run(world, 1)
    firms, now = block(world, "firms"), int(world["lanes"]["quarter"][0])
    here = np.isin(before["key"], firms["key"][firms["alive"] == 1])
    after = firms[np.isin(firms["key"], before["key"]) & (firms["alive"] == 1)]
    before = before[here]
    assert np.array_equal(after["key"], before["key"])
    chosen = (after["signal_until"] > before["signal_until"]) & (before["signal_until"] < now)
    assert chosen.any()
    assert (before["partner"][chosen] > 0).all() and (now - before["partner_since"][chosen] <= 4).all()
    assert (after["is_reached"][chosen] == 1).all() and (after["is_rd_active"][chosen] == 1).all()


def test_a_grant_adds_rd_where_money_was_lacking_and_less_than_it_costs(early):
    funded, bare = (
        run(set_law(world_of(early, 20), LEVER, terms(annual_budget_prefecture=money)), 9) for money in (20e6, 0.0)
    )
    added = region(funded, "yuan_rd_enterprise_real")[:9] - region(bare, "yuan_rd_enterprise_real")[:9]
    spent = sum(paid(funded, flow, 2012).sum() + paid(funded, flow, 2013).sum() for flow in FLOWS)
    spent += sum(funded["ledger"][:, place(flow)].sum() for flow in FLOWS)
    assert spent > 0 and added[0] >= 0 and added.sum() < spent


def test_the_city_pays_half_of_the_interest_on_the_loan_for_a_project(early):
    world = run(world_of(early, 20), 8)
    block(world, "firms")["debt"][:] = 100_000
    run(world, 1)
    grants, interest = (world["ledger"][:, place(flow)].sum() for flow in FLOWS)
    assert 0 < interest < grants


def test_shares_and_who_may_ask():
    law = SimpleNamespace(**terms())
    firm = SimpleNamespace(rd=1e6, debt=10_000_000, partner=3, partner_since=100)
    assert grant(firm, law, 1e6) == 0.8e6 and grant(firm, law, 5e5) == 5e5
    assert interest(firm, law, 0.06) == pytest.approx(0.5 * 0.06 * 4e6)  # the project's loan, not all debt
    firm.debt = 0
    assert interest(firm, law, 0.06) == 0.0
    assert [is_joint(firm, quarter) for quarter in (101, 104, 105)] == [True, True, False]
    firm.partner = 0
    assert not is_joint(firm, 101)
    law.grant_share = law.interest_discount = 0.0
    assert pool(law) == 0.0


def test_money_is_conserved(early):
    check_a_run(world_of(early, 50))
