"""R&D is insured, started on leased equipment, and lent for by technology branches; the county bears a part."""

from sim.agents.government import TECHNOLOGY_FINANCE_POOL
from sim.engine.ledger import (
    BANKS,
    BRANCH_SUBSIDY,
    COUNTY_PURSE,
    INSURANCE_INDEMNITY,
    INSURANCE_PREMIUM,
    INSURANCE_SUBSIDY,
    LEASE_SUBSIDY,
    LOANS,
    N_PURSES,
    REST_OF_WORLD,
    firm_pays,
    firm_receives,
    pay,
    whole,
)
from sim.levers.st_insurance_leasing_bonds import (
    insured_sum,
    is_technology_firm,
    is_worth_insuring,
    leased_part,
    premium,
)
from sim.levers.support import give, turn_away
from sim.rules.finance import room_for_debt


def insure(lane, firm, county, c, purses, ledger):
    """First quarter: a technology firm that the office has reached insures the R&D that it plans for the year.

    The insurer knows how often firms stop R&D, and so does the firm; only the county's part makes the premium worth it.
    Last year's policy ends here.
    """
    law = lane.law.st_insurance_leasing_bonds
    firm.insured = 0
    if not is_technology_firm(firm, law) or firm.is_reached == 0 or firm.is_certain:
        return
    insured = insured_sum(4.0 * firm.rd, law)
    cost = premium(insured, lane.belief.stop_rate, law)
    public = whole(law.insurance_premium_subsidy * cost)
    if not is_worth_insuring(cost - public, insured, lane.belief.stop_rate) or firm.cash < cost - public:
        return
    if public > 0 and give(county, TECHNOLOGY_FINANCE_POOL, public, public, firm.stands_for) == 0:
        return
    insurer = purses[c * N_PURSES + REST_OF_WORLD]
    firm_pays(firm, insurer, cost - public, ledger, c, INSURANCE_PREMIUM)
    pay(purses[c * N_PURSES + COUNTY_PURSE], insurer, public * firm.stands_for, ledger, c, INSURANCE_SUBSIDY)
    firm.income_year -= cost - public
    firm.insured = insured
    county.yuan_fiscal_st += public * firm.stands_for
    county.yuan_rd_insured += 4.0 * firm.rd * firm.stands_for


def indemnify(firm, c, purses, ledger):
    """An insured firm that has stopped R&D is paid."""
    firm_receives(firm, purses[c * N_PURSES + REST_OF_WORLD], firm.insured, ledger, c, INSURANCE_INDEMNITY)
    firm.income_year += firm.insured
    firm.insured = 0


def lease(lane, firm, cost, county):
    """What a lessor would finance of the cost of starting R&D (whole yuan), within the firm's limit on debt.

    A county without money for its part turns the firm away.
    """
    law = lane.law.st_insurance_leasing_bonds
    leased = min(leased_part(cost, law), room_for_debt(firm.sales_year, 0.0, firm.debt, lane.belief))
    if leased <= 0 or firm.is_state:
        return 0
    if whole(law.lease_subsidy * leased) > county.pools[TECHNOLOGY_FINANCE_POOL] // firm.stands_for:
        turn_away(county, TECHNOLOGY_FINANCE_POOL, firm.stands_for)
        return 0
    return leased


def start_on_lease(lane, firm, leased, county, c, purses, ledger):
    """The lessor, a company of the bank, pays for equipment; the firm owes it as other debt. The county pays a part."""
    firm_receives(firm, purses[c * N_PURSES + BANKS], leased, ledger, c, LOANS)
    firm.debt += leased
    wanted = whole(lane.law.st_insurance_leasing_bonds.lease_subsidy * leased)
    public = give(county, TECHNOLOGY_FINANCE_POOL, wanted, 1, firm.stands_for)
    firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], public, ledger, c, LEASE_SUBSIDY)
    firm.income_year += public
    county.yuan_fiscal_st += public * firm.stands_for


def screening_cost(lane, firm, loan, county):
    """What judging the firm costs its bank (share of the loan): less where the county can pay a part.

    loan: whole yuan a firm.
    """
    law = lane.law.st_insurance_leasing_bonds
    cost = lane.belief.screening_cost
    if not is_technology_firm(firm, law):
        return cost
    if whole(law.screening_subsidy * cost * loan) > county.pools[TECHNOLOGY_FINANCE_POOL] // firm.stands_for:
        turn_away(county, TECHNOLOGY_FINANCE_POOL, firm.stands_for)
        return cost
    return cost * (1.0 - law.screening_subsidy)


def pay_branch(lane, firm, loan, county, c, purses, ledger):
    """The county pays the bank its part of what judging the borrower of `loan` (yuan a firm) has cost."""
    due = whole(lane.law.st_insurance_leasing_bonds.screening_subsidy * lane.belief.screening_cost * loan)
    public = give(county, TECHNOLOGY_FINANCE_POOL, due, 1, firm.stands_for) * firm.stands_for
    pay(purses[c * N_PURSES + COUNTY_PURSE], purses[c * N_PURSES + BANKS], public, ledger, c, BRANCH_SUBSIDY)
    county.yuan_fiscal_st += public
