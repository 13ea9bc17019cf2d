"""Money is raised: governments pay in, banks judge and lend, risk pools cover; loans fall due and are lost."""

from sim.agents.government import (
    GUIDANCE_POOL,
    MARGIN_POOL,
    N_GIVERS,
    N_SCHEMES,
    PROVINCE_GUIDANCE_POOL,
    PROVINCE_MARGIN_POOL,
)
from sim.engine.ledger import (
    BANKS,
    COUNTY_PURSE,
    GUIDANCE_CAPITAL_OF_COUNTY,
    GUIDANCE_CAPITAL_OF_PROVINCE,
    LOAN_INTEREST,
    LOAN_REPAYMENT,
    LOANS,
    MARGIN_OF_COUNTY,
    MARGIN_OF_PROVINCE,
    MUTUAL_DEPOSIT,
    N_PURSES,
    POOL_COMPENSATION,
    POOLED_LOAN_INTEREST,
    POOLED_LOAN_REPAYMENT,
    POOLED_LOANS,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    REST_OF_WORLD,
    RISK_POOLS,
    firm_pays,
    firm_receives,
    pay,
    whole,
)
from sim.levers.loan_guarantee_risk_pool import (
    PARKS,
    TECH,
    county_part,
    is_member,
    leverage,
    loan_cap,
    mutual_deposit,
    province_part,
)
from sim.rules.finance import bank_approves, caution, p_default, pledge_value
from sim.steps.firms import margin_now
from sim.steps.governments import from_pool, government_pays

PROVINCE_GIVES, COUNTY_GIVES, FIRMS_GIVE = range(N_GIVERS)
LOSS_OF_POOL_PROVINCE, LOSS_OF_POOL_COUNTY = 2, 3
"""Columns of the table of costs that are no payments (books.NOT_PAID)."""

BARRED = 12  # quarters for which a defaulter gets no pooled loan (assumption)


def governments_pay_in(lanes, provinces, counties, funds, purses, ledger):
    """First quarter: margin money goes to the banks, county by county, and public capital to guidance funds.

    The province's money for margins is spread by the counties' share of the budget; a county's own follows that share
    too. Both count as fiscal S&T spending when they are paid in; they cost when they are lost.
    """
    for lane in lanes:
        if lane.given.season != 1:
            continue
        law = lane.law.loan_guarantee_risk_pool
        province = provinces[lane.first_province]
        margin = province.pools[PROVINCE_MARGIN_POOL]
        capital = province.pools[PROVINCE_GUIDANCE_POOL]
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            yuan = from_pool(province, PROVINCE_MARGIN_POOL, margin * county.share_budget)
            government_pays(PROVINCE_PURSE, PROVINCE_REVENUE, RISK_POOLS, yuan, c, purses, ledger, MARGIN_OF_PROVINCE)
            spread(county, PROVINCE_GIVES, yuan, province_part(PARKS, law), province_part(TECH, law))
            own = county.pools[MARGIN_POOL]
            county.pools[MARGIN_POOL] = 0
            pay(
                purses[c * N_PURSES + COUNTY_PURSE],
                purses[c * N_PURSES + RISK_POOLS],
                own,
                ledger,
                c,
                MARGIN_OF_COUNTY,
            )
            spread(county, COUNTY_GIVES, own, county_part(PARKS, law), county_part(TECH, law))
            county.yuan_fiscal_st += yuan + own
            from_province = from_pool(province, PROVINCE_GUIDANCE_POOL, capital * county.share_budget)
            from_county = county.pools[GUIDANCE_POOL]
            county.pools[GUIDANCE_POOL] = 0
            if from_province + from_county > 0:
                found_guidance(lane, funds, from_province, from_county, c, purses, ledger)
                county.yuan_fiscal_st += from_province + from_county


def spread(county, giver, yuan, parks, tech):
    """Write margin money of a giver to the schemes by their shares; what is left goes to the third."""
    first = min(yuan, whole(yuan * parks))
    second = min(yuan - first, whole(yuan * tech))
    county.margins[giver] += first
    county.margins[N_GIVERS + giver] += second
    county.margins[2 * N_GIVERS + giver] += yuan - first - second


def found_guidance(lane, funds, from_province, from_county, c, purses, ledger):
    """Pay public capital (whole yuan) into a guidance fund; the funds take their counties in turn."""
    first = lane.end_fund
    while first > lane.first_fund and funds[first - 1].government_share > 0.0:
        first -= 1
    fund = funds[first + (c - lane.first_county) % (lane.end_fund - first)]
    purse = purses[c * N_PURSES + PROVINCE_PURSE]
    pay(purses[c * N_PURSES + REST_OF_WORLD], purse, from_province, ledger, c, PROVINCE_REVENUE)
    pay(purse, fund, from_province, ledger, c, GUIDANCE_CAPITAL_OF_PROVINCE)
    pay(purses[c * N_PURSES + COUNTY_PURSE], fund, from_county, ledger, c, GUIDANCE_CAPITAL_OF_COUNTY)
    fund.capital_province += from_province
    fund.capital_counties += from_county
    if fund.founded == 0:
        fund.founded = lane.quarter


def money_is_raised(lanes, sectors, counties, firms, funds, purses, ledger):
    """Firms that lack cash for planned R&D or for their business ask banks; R&D beyond cash and credit is cut.

    Ordinary credit comes first, for R&D, up to a limit on debt that patents raise; then a loan that a risk pool covers.
    """
    for lane in lanes:
        belief = lane.belief
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            planned = whole(firm.rd)
            means = whole(belief.cash_for_rd * max(firm.cash, 0))
            if planned > means or firm.cash < whole(belief.working_capital * firm.sales_year):
                sector = sectors[lane.first_sector + firm.sector]
                seek_credit(lane, firm, sector, counties, funds, planned - means, purses, ledger)


def seek_credit(lane, firm, sector, counties, funds, lacking, purses, ledger):
    """Ask for what planned R&D lacks (`lacking`, yuan; none if not positive) and for working capital; cut what is left."""
    belief = lane.belief
    c = lane.first_county + firm.county
    county = counties[c]
    p = judged(lane, firm, sector)
    raised = 0
    refused = 0
    if lacking > 0:
        pledge = pledge_value(firm.patents, belief.patent_value, belief.pledged_share, belief.pledge_cap)
        room = max(0, whole(belief.borrowing_limit * firm.sales_year + pledge) - firm.debt)
        loan = min(lacking, room)
        if loan > 0:
            if bank_approves(p, belief.interest, 0.0, belief.recovery, belief.funding_cost, belief.screening_cost):
                firm.debt += loan
                firm_receives(firm, purses[c * N_PURSES + BANKS], loan, ledger, c, LOANS)
                raised = loan
            else:
                refused = 1
    working = max(0, whole(belief.working_capital * firm.sales_year) - firm.cash)
    wanted = max(0, lacking - raised) + working
    if wanted > 0 and firm.pooled_debt == 0 and firm.pooled_due <= lane.quarter:
        answer = seek_pooled_loan(lane, firm, county, c, funds, wanted, p, purses, ledger)
        raised += max(0, answer)
        if answer < 0:
            refused = 1
    if refused == 1 and raised == 0:
        county.n_credit_refused += firm.stands_for
        funds[lane.first_fund + county.prefecture].refused += firm.stands_for
    if lacking > raised:
        means = whole(belief.cash_for_rd * max(firm.cash - raised, 0))
        firm.rd = min(firm.rd, max(float(means + raised), 1_000.0))


def judged(lane, firm, sector):
    """The chance that the firm defaults within a year, as a bank judges it before it looks at cover."""
    net = margin_now(firm, sector, lane.belief) - 4.0 * firm.rd / firm.sales_year
    signal = 0.0
    if firm.is_hnte or firm.signal_until > lane.quarter:
        signal = 1.0
    owed = float(firm.debt + firm.pooled_debt)
    return p_default(lane.belief, owed, firm.sales_year, net, signal, lane.given.gdp_index)


def margin_of(county, scheme):
    """Margin money left in a scheme's pool of the county (yuan), of all givers."""
    first = scheme * N_GIVERS
    return county.margins[first] + county.margins[first + 1] + county.margins[first + 2]


def seek_pooled_loan(lane, firm, county, c, funds, wanted, p, purses, ledger):
    """Ask for a one-year loan under the first scheme that is open to the firm: technology, then farm, then parks.

    Returns the loan (yuan a firm); 0 if no scheme has room or none is open, -1 if the bank refuses. A firm that meets
    only spent pools is turned away and counted. An agent that stands for K firms may be served in part.
    """
    belief = lane.belief
    law = lane.law.loan_guarantee_risk_pool
    window = funds[lane.first_fund + county.prefecture]
    answer = 0
    turned_away = 0
    for step in range(N_SCHEMES):
        scheme = (step + 1) % N_SCHEMES
        if not is_member(scheme, firm):
            continue
        multiple = leverage(scheme, law)
        ever = margin_of(county, scheme) + county.pooled_loans[scheme]
        if multiple <= 0.0 or (ever == 0 and province_part(scheme, law) + county_part(scheme, law) <= 0.0):
            continue
        room = whole(multiple * margin_of(county, scheme)) - county.pooled_loans[scheme]
        loan = min(min(wanted, whole(loan_cap(scheme, law))), max(0, room) // firm.stands_for)
        if loan <= 0:
            turned_away = 1
            continue
        expected = min(1.0, p * belief.default_ratio_pooled)
        risk = expected
        if lane.channel_shared_markets:  # a window's record joins the counties of its prefecture
            weight = belief.weight_of_prior
            risk = min(1.0, expected * caution(window.expected_defaults, float(window.defaults), weight))
        rate = law.interest_rate
        cover = law.default_loss_share_gov
        if not bank_approves(risk, rate, cover, belief.recovery_pooled, belief.funding_cost, belief.screening_cost):
            return -1
        grant_pooled_loan(lane, firm, county, c, window, scheme, loan, purses, ledger)
        window.expected_defaults += expected * loan * firm.stands_for
        return loan
    if turned_away == 1:
        county.n_turned_away += firm.stands_for
    return answer


def grant_pooled_loan(lane, firm, county, c, window, scheme, loan, purses, ledger):
    """Pay out a loan of `loan` yuan a firm for one year; the firm pays its mutual deposit into the pool."""
    total = loan * firm.stands_for
    firm.pooled_debt = loan
    firm.pooled_scheme = scheme
    firm.pooled_due = lane.quarter + 4
    firm_receives(firm, purses[c * N_PURSES + BANKS], loan, ledger, c, POOLED_LOANS)
    deposit = whole(mutual_deposit(scheme, lane.law.loan_guarantee_risk_pool) * loan)
    firm_pays(firm, purses[c * N_PURSES + RISK_POOLS], deposit, ledger, c, MUTUAL_DEPOSIT)
    firm.income_year -= deposit
    county.margins[scheme * N_GIVERS + FIRMS_GIVE] += deposit * firm.stands_for
    county.pooled_loans[scheme] += total
    window.invested += total
    window.deals += firm.stands_for


def pay_interest(lane, firm, c, purses, ledger):
    """Interest of the quarter on ordinary and pooled debt; returns their sum (yuan)."""
    bank = purses[c * N_PURSES + BANKS]
    interest = whole(firm.debt * lane.belief.interest / 4.0)
    firm_pays(firm, bank, interest, ledger, c, LOAN_INTEREST)
    if firm.pooled_debt > 0:
        pooled = whole(firm.pooled_debt * lane.law.loan_guarantee_risk_pool.interest_rate / 4.0)
        firm_pays(firm, bank, pooled, ledger, c, POOLED_LOAN_INTEREST)
        interest += pooled
    return interest


def serve_debt(lane, firm, county, c, funds, purses, ledger, forgone):
    """Repay a pooled loan that is due, and a share of other debt when there is cash; borrow for losses up to the limit.

    What is missing for a pooled loan becomes ordinary debt as far as the limit on debt allows; the rest is a default.
    """
    bank = purses[c * N_PURSES + BANKS]
    room = max(0, whole(lane.belief.borrowing_limit * firm.sales_year) - firm.debt)
    if firm.pooled_debt > 0 and firm.pooled_due <= lane.quarter:
        rolled = min(max(0, firm.pooled_debt - max(0, firm.cash)), room)
        firm.debt += rolled
        room -= rolled
        firm_receives(firm, bank, rolled, ledger, c, LOANS)
        repay_pooled_loan(lane, firm, county, c, funds, purses, ledger, forgone)
    if firm.cash < 0:
        loan = min(-firm.cash, room)
        firm.debt += loan
        firm_receives(firm, bank, loan, ledger, c, LOANS)
    elif firm.debt > 0:
        repaid = min(firm.debt, firm.cash, max(1_000, whole(lane.belief.repayment * firm.debt)))
        firm.debt -= repaid
        firm_pays(firm, bank, repaid, ledger, c, LOAN_REPAYMENT)


def repay_pooled_loan(lane, firm, county, c, funds, purses, ledger, forgone):
    """Repay what cash allows; the unpaid rest falls on the pool by its share, as far as it lasts, then on the bank."""
    window = funds[lane.first_fund + county.prefecture]
    scheme = int(firm.pooled_scheme)
    paid = min(firm.pooled_debt, max(0, firm.cash))
    unpaid = (firm.pooled_debt - paid) * firm.stands_for
    firm_pays(firm, purses[c * N_PURSES + BANKS], paid, ledger, c, POOLED_LOAN_REPAYMENT)
    county.pooled_loans[scheme] -= firm.pooled_debt * firm.stands_for
    window.invested -= firm.pooled_debt * firm.stands_for
    firm.pooled_debt = 0
    firm.pooled_due = lane.quarter
    if unpaid > 0:
        firm.pooled_due = lane.quarter + BARRED
        share = lane.law.loan_guarantee_risk_pool.default_loss_share_gov
        covered = compensate(county, c, scheme, whole(share * unpaid), purses, ledger, forgone)
        window.defaults += unpaid
        window.losses += unpaid - covered


def compensate(county, c, scheme, wanted, purses, ledger, forgone):
    """Pay the bank out of a pool, from its givers in proportion; returns what the pool had (whole yuan)."""
    margin = margin_of(county, scheme)
    covered = min(wanted, margin)
    if covered <= 0:
        return 0
    first = scheme * N_GIVERS
    # whole yuan: the province's part is rounded, the county bears what is left after it up to its own
    province = min(county.margins[first], whole(covered * (county.margins[first] / margin)))
    own = min(county.margins[first + 1], whole(covered * (county.margins[first + 1] / margin)), covered - province)
    borrowers = min(county.margins[first + 2], covered - province - own)
    province = min(county.margins[first], covered - own - borrowers)
    own = covered - province - borrowers
    county.margins[first] -= province
    county.margins[first + 1] -= own
    county.margins[first + 2] -= borrowers
    pay(purses[c * N_PURSES + RISK_POOLS], purses[c * N_PURSES + BANKS], covered, ledger, c, POOL_COMPENSATION)
    forgone[c, LOSS_OF_POOL_PROVINCE] += province
    forgone[c, LOSS_OF_POOL_COUNTY] += own
    county.yuan_pool_losses += covered
    return covered
