"""What tells banks and funds that a public body has chosen a firm: each source of the list, and no other."""

import re
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

import pytest

from sim.agents.government import PROCUREMENT_POOL, PROJECT_POOL
from sim.beliefs import priors, quantile
from sim.engine.ledger import N_PURSES
from sim.rules import signals
from sim.rules.signals import give_signal, has_signal, signal_to_bank
from sim.steps.contracts import settle_voucher
from sim.steps.grants import carry_out
from sim.steps.markets import place_order
from sim.steps.projects import counties_support_projects
from sim.steps.venture import close_deal

BELIEF = SimpleNamespace(**{name: quantile(row.prior, 0.5) for name, row in priors().items()})
NOW = 8074
SOURCES = {"steps.projects", "steps.problems", "steps.grants", "steps.markets", "steps.venture"}


def a_firm(**changes):
    usual = {
        "alive": 1, "key": 5, "county": 0, "stands_for": 1, "cash": 10**7, "rd": 5e5, "grant": 0, "income_year": 0.0,
        "is_rd_active": 1, "is_reached": 1, "is_hnte": 0, "signal_until": 0, "sales_year": 4e7, "patents": 0,
        "pitch": 0.0, "backer": 1, "co_backer": 2, "stake_public": 300_000, "stake_private": 700_000, "equity": 0.0,
        "exit_due": 0, "voucher": 50_000, "voucher_used": 1, "voucher_until": NOW, "public_order": 0.0,
    }  # fmt: skip
    return SimpleNamespace(**(usual | changes))


def a_place():
    """A lane, its county and purses, with money in every pool and laws that let everybody win."""
    law = SimpleNamespace(
        priority_projects_for_rd_intensive_firms=SimpleNamespace(priority_weight=0.0),
        talent_grants=SimpleNamespace(personal_share=0.2, years=3.0),
        innovation_procurement=SimpleNamespace(
            first_buy_price_premium=0.03, procurement_over_expenditure=0.1, procurement_share_innovative=0.05,
            largest_order=3e6,
        ),
        vc_guidance_fund=SimpleNamespace(
            public_share_cap=0.3, loss_share_gov=0.3, reinvestment_ratio=1.5, fund_life=8.0
        ),
    )  # fmt: skip
    lane = SimpleNamespace(
        seed=1, quarter=NOW, stands_for=1, first_county=0, end_county=1, first_firm=0, end_firm=1, first_fund=0,
        belief=BELIEF, law=law, given=SimpleNamespace(season=2, year=2018, gdp_index=1.0),
    )  # fmt: skip
    county = SimpleNamespace(
        pools=[10**7] * 30, use=[0.25] * 8, turned_away=[0.0] * 30,
        order_room=1e7, order_bids=1.0, expenditure=1e9, n_turned_away=0.0, yuan_fiscal_st=0.0,
        yuan_rd_firms_government=0.0, yuan_venture_public=0.0, yuan_venture_partners=0.0, yuan_venture_additional=0.0,
    )  # fmt: skip
    assert max(PROCUREMENT_POOL, PROJECT_POOL) < len(county.pools)
    return lane, county, [SimpleNamespace(cash=0) for _ in range(N_PURSES)], defaultdict(int)


def project_grant(firm):
    lane, county, purses, ledger = a_place()
    counties_support_projects([lane], [county], [firm], purses, ledger)


def talent_project(firm):
    lane, county, purses, ledger = a_place()
    worker = SimpleNamespace(employer=0, grant=0, grant_until=0)
    carry_out(lane, county, 0, worker, 500_000, [firm], [], purses, ledger)
    assert firm.grant > 0  # it has come in the way of every project


def first_purchase(firm):
    lane, county, purses, ledger = a_place()
    place_order(lane, firm, county, 0, 0.0, purses, ledger)


def stake_of_guidance_fund(firm):
    lane, county, purses, ledger = a_place()
    funds = [SimpleNamespace(cash=10**6, invested=0, risk_appetite=1.0, sold=0, lost=0) for _ in range(2)]
    close_deal(lane, firm, county, 0, funds, purses, ledger)


def stake_of_private_fund(firm):
    lane, county, purses, ledger = a_place()
    county.yuan_venture_private = 0.0
    firm.co_backer, firm.stake_public = 0, 0
    close_deal(
        lane,
        firm,
        county,
        0,
        [SimpleNamespace(cash=10**6, invested=0, risk_appetite=1.0, sold=0, lost=0)],
        purses,
        ledger,
    )


def voucher(firm):
    lane, county, purses, ledger = a_place()
    settle_voucher(lane, firm, county, 0, purses, ledger)
    assert firm.voucher == 0 < ledger[max(ledger)]


@pytest.mark.parametrize("source", [project_grant, talent_project, first_purchase, stake_of_guidance_fund])
def test_each_source_of_the_list_signals_for_the_time_of_the_prior(source):
    firm = a_firm()
    source(firm)
    assert firm.signal_until == NOW + 12


@pytest.mark.parametrize("source", [voucher, stake_of_private_fund])
def test_what_is_not_on_the_list_does_not_signal(source):
    firm = a_firm()
    source(firm)
    assert firm.signal_until == 0


def test_the_list_names_all_steps_that_give_a_signal():
    root = Path(signals.__file__).parents[1]
    assert set(re.findall(r"\((steps\.\w+)\)", signals.__doc__)) == SOURCES
    texts = {file.stem: file.read_text(encoding="utf-8") for file in root.rglob("*.py")}
    assert {name for name, text in texts.items() if re.search(r"signal_until\s*=[^=]", text)} == {"signals"}
    giving = {f"steps.{name}" for name, text in texts.items() if re.search(r"^ +give_signal\(", text, re.M)}
    assert giving | {"steps.grants"} == SOURCES and "receive_project(" in texts["grants"]


def test_a_signal_ends_and_counts_once():
    firm = a_firm()
    give_signal(firm, NOW, BELIEF)
    give_signal(firm, NOW, BELIEF)
    assert has_signal(firm, NOW + 11) == 1.0 and has_signal(firm, NOW + 12) == 0.0
    assert signal_to_bank(a_firm(is_hnte=1), NOW) == signal_to_bank(firm, NOW) == 1.0
    firm.is_hnte = 1
    assert signal_to_bank(firm, NOW) == 1.0 and has_signal(a_firm(is_hnte=1), NOW) == 0.0
