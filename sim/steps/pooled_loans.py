"""Loans that a risk pool covers: who may ask, what the bank thinks, what pool and bank lose."""

from sim.agents.government import MARGIN_POOL, N_GIVERS, N_SCHEMES
from sim.engine.ledger import (
    BANKS,
    MUTUAL_DEPOSIT,
    N_PURSES,
    POOL_COMPENSATION,
    POOLED_LOAN_REPAYMENT,
    POOLED_LOANS,
    RISK_POOLS,
    firm_pays,
    firm_receives,
    pay,
    whole,
)
from sim.levers.loan_guarantee_risk_pool import (
    county_part,
    is_member,
    leverage,
    loan_cap,
    mutual_deposit,
    province_part,
)
from sim.levers.support import turn_away
from sim.rules.finance import bank_approves, caution, p_default
from sim.rules.signals import signal_to_bank
from sim.steps.firms import margin_now

PROVINCE_GIVES, COUNTY_GIVES, FIRMS_GIVE = range(N_GIVERS)
LOSS_OF_POOL_PROVINCE, LOSS_OF_POOL_COUNTY = 2, 3
"""Columns of the table of costs that are no payments (books.NOT_PAID)."""


def margin_of(pool, scheme):
    """Margin money left in a scheme's pool (yuan), of all givers; `pool` is the county that keeps the books."""
    first = scheme * N_GIVERS
    return pool.margins[first] + pool.margins[first + 1] + pool.margins[first + 2]


def keeper(lane, c, funds):
    """Row of the county that keeps the books of a county's pools: for the whole region the seat of the first window.

    A pool is one for the region, although margins come from many: pools of single counties would hold one loan or none
    in a sample of firms, and lend less than at scale 1. With the channel of shared markets closed every county keeps
    its own.
    """
    if lane.channel_shared_markets:
        return lane.first_county + funds[lane.first_fund].county
    return c


def lender(lane, c, counties, funds):
    """Row of the county whose books hold what the bank of county c can lend: the seat of its prefecture's window.

    With the channel of shared markets closed every county has a bank of its own.
    """
    if lane.channel_shared_markets:
        return lane.first_county + funds[lane.first_fund + counties[c].prefecture].county
    return c


def lend(lane, firm, loan, counties, c, funds):
    """Take an approved loan (whole yuan a firm) out of the bank's room; returns what there was, counts who got less."""
    bank = counties[lender(lane, c, counties, funds)]
    lent = min(loan, max(0, bank.credit_room) // firm.stands_for)
    bank.credit_room -= lent * firm.stands_for
    if lent < loan:
        counties[c].n_credit_rationed += firm.stands_for
    return lent


def judged(lane, firm, sector):
    """The chance that the firm defaults within a year, as a bank judges it before it looks at cover."""
    net = margin_now(firm, sector, lane.belief) - 4.0 * firm.rd / firm.sales_year
    signal = signal_to_bank(firm, lane.quarter)
    owed = float(firm.debt + firm.pooled_debt)
    return p_default(lane.belief, owed, firm.sales_year, net, signal, lane.given.gdp_index)


def seek_pooled_loan(lane, firm, sector, counties, funds, purses, ledger):
    """Ask for a loan under the scheme open to the firm that has most room; a debtor asks its own for more (yuan).

    It asks for what planned R&D still lacks and for working capital. A firm that meets only spent pools is turned away
    and counted. An agent that stands for K firms may be served in part, and ask again.
    """
    law = lane.law.loan_guarantee_risk_pool
    c = lane.first_county + firm.county
    county = counties[c]
    pool = counties[keeper(lane, c, funds)]
    window = funds[lane.first_fund + county.prefecture]
    wanted = firm.lacking + max(0, whole(lane.belief.working_capital * firm.sales_year) - firm.cash)
    loan = 0
    best = -1
    turned_away = 0
    for step in range(N_SCHEMES):
        scheme = (step + 1) % N_SCHEMES  # at equal room technology comes first, then farm, then parks
        multiple = leverage(scheme, law)
        if multiple <= 0.0 or not is_member(scheme, firm, lane.belief):
            continue
        if firm.pooled_debt > 0 and firm.pooled_scheme != scheme:
            continue
        margin = margin_of(pool, scheme)
        if margin + pool.pooled_loans[scheme] == 0 and province_part(scheme, law) + county_part(scheme, law) <= 0.0:
            continue
        room = whole(multiple * margin) - pool.pooled_loans[scheme]
        yuan = min(wanted, whole(loan_cap(scheme, law)) - firm.pooled_debt, max(0, room) // firm.stands_for)
        if yuan > loan:
            loan = yuan
            best = scheme
        elif room < firm.stands_for:
            turned_away = 1
    if best < 0:
        if turned_away == 1:
            turn_away(county, MARGIN_POOL, firm.stands_for)
        return
    p = judged(lane, firm, sector)
    if covers(lane, pooled_risk(lane, p, window)):
        loan = lend(lane, firm, loan, counties, c, funds)
        if loan > 0:
            grant_pooled_loan(lane, firm, pool, county, c, funds, best, loan, purses, ledger)
            window.expected_defaults += min(1.0, p * lane.belief.default_ratio_pooled) * loan * firm.stands_for
    else:
        county.n_credit_refused += firm.stands_for


def grant_pooled_loan(lane, firm, pool, county, c, funds, scheme, loan, purses, ledger):
    """Pay out `loan` yuan a firm; the firm pays its mutual deposit into the pool. A first loan runs for one year."""
    total = loan * firm.stands_for
    if firm.pooled_debt == 0:
        firm.pooled_due = lane.quarter + 4
    firm.pooled_debt += loan
    firm.pooled_scheme = scheme
    firm.lacking = max(0, firm.lacking - loan)
    firm_receives(firm, purses[c * N_PURSES + BANKS], loan, ledger, c, POOLED_LOANS)
    deposit = whole(mutual_deposit(scheme, lane.law.loan_guarantee_risk_pool) * loan)
    account = purses[keeper(lane, c, funds) * N_PURSES + RISK_POOLS]
    firm_pays(firm, account, deposit, ledger, c, MUTUAL_DEPOSIT)
    firm.income_year -= deposit
    pool.margins[scheme * N_GIVERS + FIRMS_GIVE] += deposit * firm.stands_for
    pool.pooled_loans[scheme] += total
    window = funds[lane.first_fund + county.prefecture]
    window.invested += total


def is_renewed(lane, firm, sector, counties, c, funds):
    """Would the bank lend the firm the same money for another year, out of a pool that is not overdrawn?"""
    law = lane.law.loan_guarantee_risk_pool
    scheme = int(firm.pooled_scheme)
    pool = counties[keeper(lane, c, funds)]
    if pool.pooled_loans[scheme] > leverage(scheme, law) * margin_of(pool, scheme):
        return False
    window = funds[lane.first_fund + counties[c].prefecture]
    return covers(lane, pooled_risk(lane, judged(lane, firm, sector), window))


def pooled_risk(lane, p, window):
    """Chance of default of a loan without collateral (probability): the bank's prior ratio, and its window's record."""
    expected = min(1.0, p * lane.belief.default_ratio_pooled)
    if lane.channel_shared_markets:  # a window's record joins the counties of its prefecture
        weight = lane.belief.weight_of_prior
        return min(1.0, expected * caution(window.expected_defaults, float(window.defaults), weight))
    return expected


def covers(lane, risk):
    """Does a pooled loan of this risk pay for the bank, under the terms of the law?"""
    law = lane.law.loan_guarantee_risk_pool
    belief = lane.belief
    return bank_approves(
        risk,
        law.interest_rate,
        law.default_loss_share_gov,
        belief.recovery_pooled,
        belief.funding_cost,
        belief.screening_cost,
    )


def repay_pooled_loan(lane, firm, counties, c, funds, purses, ledger, forgone):
    """Repay what cash allows; the unpaid rest falls on the pool by its share, as far as it lasts, then on the bank."""
    county = counties[c]
    at = keeper(lane, c, funds)
    window = funds[lane.first_fund + county.prefecture]
    scheme = int(firm.pooled_scheme)
    paid = min(firm.pooled_debt, max(0, firm.cash))
    unpaid = (firm.pooled_debt - paid) * firm.stands_for
    firm_pays(firm, purses[c * N_PURSES + BANKS], paid, ledger, c, POOLED_LOAN_REPAYMENT)
    counties[at].pooled_loans[scheme] -= firm.pooled_debt * firm.stands_for
    window.invested -= firm.pooled_debt * firm.stands_for
    firm.pooled_debt = 0
    firm.pooled_due = lane.quarter
    if unpaid > 0:
        firm.pooled_due = lane.quarter + int(lane.belief.barred_after_default + 0.5)
        share = lane.law.loan_guarantee_risk_pool.default_loss_share_gov
        covered = take_from_margins(counties[at], c, scheme, whole(share * unpaid), forgone)
        pay(purses[at * N_PURSES + RISK_POOLS], purses[c * N_PURSES + BANKS], covered, ledger, c, POOL_COMPENSATION)
        county.yuan_pool_losses += covered
        window.defaults += unpaid
        county.yuan_bank_losses += unpaid - covered


def take_from_margins(pool, c, scheme, wanted, forgone):
    """Take compensation out of a pool, from its givers in proportion; returns what the pool had (whole yuan)."""
    margin = margin_of(pool, scheme)
    covered = min(wanted, margin)
    if covered <= 0:
        return 0
    first = scheme * N_GIVERS
    province = min(pool.margins[first], whole(covered * (pool.margins[first] / margin)))
    own = min(pool.margins[first + 1], whole(covered * (pool.margins[first + 1] / margin)), covered - province)
    borrowers = min(pool.margins[first + 2], covered - province - own)
    province = min(pool.margins[first], covered - own - borrowers)  # whole yuan: rounding stays with who has any left
    own = covered - province - borrowers
    pool.margins[first] -= province
    pool.margins[first + 1] -= own
    pool.margins[first + 2] -= borrowers
    forgone[c, LOSS_OF_POOL_PROVINCE] += province
    forgone[c, LOSS_OF_POOL_COUNTY] += own
    return covered
