"""The ledger: every yuan goes from a payer to a payee, for a purpose, in whole yuan, once.

A flow is rounded when it is paid; whole numbers add up exactly in any order. `pay` changes both purses and the
ledger; `check_money` compares the purses with the ledger, and no purse is ever derived from it. An agent that
stands for K pays K times; its own purse shows one of them.
"""

from __future__ import annotations

from typing import NamedTuple

from sim.engine.records import Field, dtype_of

FIRMS, INSTITUTES = "firms", "institutes"
PURSES = ["rd_workers", "farm_households", "banks", "county", "province", "centre", "rest_of_world"]
"""Account holders that are not agents with a purse of their own: one purse a county, or the region's."""

RD_WORKERS, FARM_HOUSEHOLDS, BANKS, COUNTY_PURSE, PROVINCE, CENTRE, REST_OF_WORLD = range(len(PURSES))
N_PURSES = len(PURSES)
REGIONAL = {"province", "centre", "rest_of_world"}

PURSE = dtype_of([Field("cash", "i8", "yuan", "balance")])


class Flow(NamedTuple):
    """One kind of payment: who pays whom, for what, and the lever that moved it ('' when none)."""

    name: str
    payer: str
    payee: str
    lever: str = ""


FLOWS = [
    Flow("sales", "rest_of_world", "firms"),
    Flow("inputs_and_other_costs", "firms", "rest_of_world"),
    Flow("rd_wages", "firms", "rd_workers"),
    Flow("rd_materials", "firms", "rest_of_world"),
    Flow("relabelling_cost", "firms", "rest_of_world"),
    Flow("certification_cost", "firms", "rest_of_world"),
    Flow("start_cost", "firms", "rest_of_world"),
    Flow("corporate_tax_centre", "firms", "centre"),
    Flow("corporate_tax_local", "firms", "county"),
    Flow("tax_refund_centre", "centre", "firms"),
    Flow("tax_refund_local", "county", "firms"),
    Flow("loans", "banks", "firms"),
    Flow("loan_repayment", "firms", "banks"),
    Flow("loan_interest", "firms", "banks"),
    Flow("dividends", "firms", "rest_of_world"),
    Flow("equity_of_entrants", "rest_of_world", "firms"),
    Flow("closing_of_firms", "firms", "rest_of_world"),
    Flow("contracts", "firms", "institutes"),
    Flow("institute_central_funds", "centre", "institutes"),
    Flow("institute_other_funds", "rest_of_world", "institutes"),
    Flow("institute_local_funds", "county", "institutes"),
    Flow("institute_wages", "institutes", "rd_workers"),
    Flow("institute_materials", "institutes", "rest_of_world"),
    Flow("county_revenue", "rest_of_world", "county"),
    Flow("other_expenditure", "county", "rest_of_world"),
    Flow("st_office_salaries", "county", "rest_of_world"),
    Flow("other_st_spending", "county", "rest_of_world"),
    Flow("training_and_supervision", "county", "rest_of_world", "policy_training_supervision"),
    Flow("voucher_payment", "county", "firms", "innovation_voucher"),
    Flow("commissioner_stipends", "county", "rd_workers", "science_tech_commissioners"),
    Flow("hnte_local_reward", "county", "firms", "hnte_cit_rate"),
    Flow("province_revenue", "rest_of_world", "province"),
    Flow("innovative_county_award", "province", "county", "innovative_county_programme"),
    Flow("innovative_township_award", "province", "rest_of_world", "innovative_county_programme"),
    Flow("st_money_from_growth", "county", "rest_of_world", "fiscal_st_growth"),
    Flow("farm_income", "rest_of_world", "farm_households"),
]
INDEX = {flow.name: place for place, flow in enumerate(FLOWS)}
N_FLOWS = len(FLOWS)

(
    SALES,
    INPUTS_AND_OTHER_COSTS,
    RD_WAGES,
    RD_MATERIALS,
    RELABELLING_COST,
    CERTIFICATION_COST,
    START_COST,
    CORPORATE_TAX_CENTRE,
    CORPORATE_TAX_LOCAL,
    TAX_REFUND_CENTRE,
    TAX_REFUND_LOCAL,
    LOANS,
    LOAN_REPAYMENT,
    LOAN_INTEREST,
    DIVIDENDS,
    EQUITY_OF_ENTRANTS,
    CLOSING_OF_FIRMS,
    CONTRACTS,
    INSTITUTE_CENTRAL_FUNDS,
    INSTITUTE_OTHER_FUNDS,
    INSTITUTE_LOCAL_FUNDS,
    INSTITUTE_WAGES,
    INSTITUTE_MATERIALS,
    COUNTY_REVENUE,
    OTHER_EXPENDITURE,
    ST_OFFICE_SALARIES,
    OTHER_ST_SPENDING,
    TRAINING_AND_SUPERVISION,
    VOUCHER_PAYMENT,
    COMMISSIONER_STIPENDS,
    HNTE_LOCAL_REWARD,
    PROVINCE_REVENUE,
    INNOVATIVE_COUNTY_AWARD,
    INNOVATIVE_TOWNSHIP_AWARD,
    ST_MONEY_FROM_GROWTH,
    FARM_INCOME,
) = range(N_FLOWS)


def place(name: str) -> int:
    """Column of a flow in the ledger; KeyError names the flows there are."""
    if name not in INDEX:
        raise KeyError(f"no flow {name!r} in the ledger; there are: {', '.join(INDEX)}")
    return INDEX[name]


def pay(payer, payee, yuan, ledger, county, flow):
    """Move whole yuan between two purses of weight one, and write it down in the county's row."""
    payer.cash -= yuan
    payee.cash += yuan
    ledger[county, flow] += yuan


def firm_pays(firm, payee, yuan, ledger, county, flow):
    """A firm pays; the purse on the other side receives it from every firm that the agent stands for."""
    firm.cash -= yuan
    payee.cash += yuan * firm.stands_for
    ledger[county, flow] += yuan * firm.stands_for


def firm_receives(firm, payer, yuan, ledger, county, flow):
    """A firm is paid; the purse on the other side pays every firm that the agent stands for."""
    firm.cash += yuan
    payer.cash -= yuan * firm.stands_for
    ledger[county, flow] += yuan * firm.stands_for


def whole(amount):
    """Whole yuan of an amount, rounded half up (one rule for every payment)."""
    return int(amount + 0.5) if amount >= 0.0 else -int(0.5 - amount)
