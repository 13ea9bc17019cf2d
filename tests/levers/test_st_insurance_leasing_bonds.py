"""Insurance, leasing and branches: each moves money at its place, and all three end with the county's money."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine.ledger import N_PURSES
from sim.levers.st_insurance_leasing_bonds import (
    insured_sum,
    is_technology_firm,
    is_worth_insuring,
    leased_part,
    pool,
    premium,
)
from sim.scenario import load_scenario
from sim.steps.technology_finance import indemnify, insure, lease, screening_cost, start_on_lease
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
from tests.worlds import region, run, set_law, world_of

LEVER = "st_insurance_leasing_bonds"
TERMS = {"annual_budget_county": 100_000.0, "insurance_premium_subsidy": 0.5, "insured_share": 0.5,
         "premium_loading": 0.3, "leasing_share": 0.5, "lease_subsidy": 0.1, "screening_subsidy": 0.5}  # fmt: skip


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_insured_rd_first_and_nothing_before_the_counties_have_money():
    scenario = from_new_year(load_scenario("sichuan_2018").until(2019), LEVER, 2019)
    on, off, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert found.quarter == "2019Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) == {"county"} and set(costs["kind"]) == {"outlay"}
    assert off.costs.query("lever == @LEVER").empty


def parts_of(world, year):
    """What counties paid in a year, by part."""
    return [paid(world, f"{part}_subsidy", year) for part in ("insurance", "lease", "branch")]


def test_all_three_are_paid_within_the_counties_budgets():
    world = run(set_law(world_of(busy(), 5), LEVER, TERMS))
    years = [parts_of(world, year) for year in (2012, 2013)]
    assert all(first.sum() + second.sum() > 0 for first, second in zip(*years, strict=True))
    assert all((sum(parts) <= 100_000 * weights(world) + 1).all() for parts in years)


def test_all_end_with_the_law():
    world = run(set_law(world_of(busy(), 20), LEVER, TERMS), 4)
    run(set_law(world, LEVER), 4)
    assert sum(part.sum() for part in parts_of(world, 2013)) == 0
    assert region(world, "yuan_rd_insured")[:4].sum() > 0 == region(world, "yuan_rd_insured")[4:].sum()


def one(cash=1_000_000, money=1_000_000, **of_firm):
    """(lane, firm, county, purses) of a technology SME with R&D of 400,000 yuan a year."""
    lane = SimpleNamespace(
        law=SimpleNamespace(st_insurance_leasing_bonds=SimpleNamespace(**TERMS)),
        belief=SimpleNamespace(stop_rate=0.2, borrowing_limit=0.1, screening_cost=0.005),
    )
    firm = SimpleNamespace(
        **{"is_tech_sme": 1, "is_hnte": 0, "is_reached": 1, "is_certain": 0, "is_state": 0, "rd": 1e5, "cash": cash,
           "stands_for": 2, "insured": 7, "income_year": 0.0, "sales_year": 1e7, "debt": 0} | of_firm
    )  # fmt: skip
    county = SimpleNamespace(pools=np.full(64, 2 * money), turned_away=np.zeros(64), n_turned_away=0.0,
                             yuan_fiscal_st=0.0, yuan_rd_insured=0.0)  # fmt: skip
    return lane, firm, county, [SimpleNamespace(cash=0) for _ in range(N_PURSES)]


def test_a_firm_pays_half_of_a_loaded_premium_and_gets_half_of_its_rd_back():
    lane, firm, county, purses = one()
    ledger = np.zeros((1, 400), np.int64)
    insure(lane, firm, county, 0, purses, ledger)
    assert firm.insured == 200_000 and firm.cash == 1_000_000 - 26_000  # 1.3 x 0.2 x 200,000, and half of it
    indemnify(firm, 0, purses, ledger)
    assert firm.cash == 1_174_000 and firm.insured == 0
    assert 2 * (firm.cash - 1_000_000) + sum(purse.cash for purse in purses) == 0  # an agent that stands for two


@pytest.mark.parametrize(
    "changes", [{"is_reached": 0}, {"is_tech_sme": 0}, {"is_certain": 1}, {"cash": 25_999}, {"money": 25_999}]
)
def test_who_is_not_insured(changes):
    lane, firm, county, purses = one(**changes)
    before = firm.cash
    insure(lane, firm, county, 0, purses, np.zeros((1, 400), np.int64))
    assert firm.insured == 0 and firm.cash == before


def test_without_enough_of_a_subsidy_insurance_is_not_worth_its_price():
    lane, firm, county, purses = one()
    lane.law.st_insurance_leasing_bonds.insurance_premium_subsidy = 0.2  # 0.8 x 1.3 > 1
    insure(lane, firm, county, 0, purses, np.zeros((1, 400), np.int64))
    assert firm.insured == 0


def test_what_is_leased_is_owed_and_subsidised_in_part():
    lane, firm, county, purses = one(cash=0)
    assert lease(lane, firm, 300_000, county) == 150_000
    ledger = np.zeros((1, 400), np.int64)
    start_on_lease(lane, firm, 150_000, county, 0, purses, ledger)
    assert firm.debt == 150_000 and firm.cash == 165_000
    assert lease(lane, SimpleNamespace(**{**vars(firm), "debt": 950_000}), 300_000, county) == 50_000
    assert lease(lane, SimpleNamespace(**{**vars(firm), "is_state": 1}), 300_000, county) == 0
    county.pools[:] = 0
    assert lease(lane, firm, 300_000, county) == 0 and county.n_turned_away == 2


def test_a_branch_judges_at_half_the_cost_while_the_county_pays():
    lane, firm, county, _ = one()
    assert screening_cost(lane, firm, 1_000_000, county) == pytest.approx(0.0025)
    firm.is_tech_sme = 0
    assert screening_cost(lane, firm, 1_000_000, county) == 0.005
    firm.is_hnte = 1
    county.pools[:] = 0
    assert screening_cost(lane, firm, 1_000_000, county) == 0.005


def test_terms():
    law = SimpleNamespace(**TERMS)
    assert pool(law, 2.0) == 200_000.0 and insured_sum(400_000.0, law) == 200_000
    assert premium(200_000, 0.2, law) == 52_000 and leased_part(300_000, law) == 150_000
    assert is_worth_insuring(39_999, 200_000, 0.2) and not is_worth_insuring(40_000, 200_000, 0.2)
    law.annual_budget_county = 0.0
    assert leased_part(300_000, law) == 0
    assert not is_technology_firm(SimpleNamespace(is_tech_sme=1, is_hnte=1), law)
