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
from sim.engine.luck import luck, luck_key
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
from sim.rules.finance import POOL_QUEUE, bank_approves, caution, p_default, pledge_value
from sim.steps.firms import margin_now
from sim.steps.public_money import from_pool

PROVINCE_GIVES, COUNTY_GIVES, FIRMS_GIVE = range(N_GIVERS)
LOSS_OF_POOL_PROVINCE, LOSS_OF_POOL_COUNTY = 2, 3
"""Columns of the table of costs that are no payments (books.NOT_PAID)."""

TURNS = 16  # in which applicants for pooled loans are called up
BARRED = 12  # quarters for which a defaulter gets no pooled loan (assumption)


def governments_pay_in(lanes, provinces, counties, funds, purses, ledger):
    """First quarter: margin money goes to the banks' windows, and public capital to guidance funds.

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
            own = county.pools[MARGIN_POOL]
            county.pools[MARGIN_POOL] = 0
            at = keeper(lane, c, funds)
            account = purses[at * N_PURSES + RISK_POOLS]
            purse = purses[c * N_PURSES + PROVINCE_PURSE]
            pay(purses[c * N_PURSES + REST_OF_WORLD], purse, yuan, ledger, c, PROVINCE_REVENUE)
            pay(purse, account, yuan, ledger, c, MARGIN_OF_PROVINCE)
            pay(purses[c * N_PURSES + COUNTY_PURSE], account, own, ledger, c, MARGIN_OF_COUNTY)
            spread(counties[at], PROVINCE_GIVES, yuan, province_part(PARKS, law), province_part(TECH, law))
            spread(counties[at], COUNTY_GIVES, own, county_part(PARKS, law), county_part(TECH, law))
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


def money_is_raised(lanes, sectors, counties, firms, funds, purses, ledger, line):
    """Firms that lack cash for planned R&D or for their business ask banks; R&D beyond cash and credit is cut.

    Ordinary credit comes first, for R&D, up to a limit on debt that patents raise; then loans that a risk pool covers.
    Those come first whom the lot of the quarter puts first; `line` holds who asks.
    """
    for lane in lanes:
        belief = lane.belief
        n = 0
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            planned = whole(firm.rd)
            grant = min(firm.grant, max(firm.cash, 0))
            means = grant + whole(belief.cash_for_rd * max(firm.cash - grant, 0))
            working = whole(belief.working_capital * firm.sales_year) - firm.cash
            if planned <= means and working <= 0:
                continue
            firm.lacking = max(0, planned - means)
            if firm.lacking > 0:
                borrow(lane, firm, sectors[lane.first_sector + firm.sector], counties, funds, purses, ledger)
            may_ask = firm.pooled_debt > 0 or firm.pooled_due <= lane.quarter  # a defaulter waits
            if may_ask and firm.lacking + max(0, working) > 0:
                line[lane.first_firm + n] = i
                n += 1
            elif firm.lacking > 0:
                cut_rd(firm)
        key = luck_key(lane.seed, POOL_QUEUE, lane.quarter)
        for turn in range(TURNS):
            for k in range(n):
                firm = firms[line[lane.first_firm + k]]
                if int(luck(key, firm.key) * TURNS) == turn:
                    seek_pooled_loan(
                        lane, firm, sectors[lane.first_sector + firm.sector], counties, funds, purses, ledger
                    )
                    if firm.lacking > 0:
                        cut_rd(firm)


def cut_rd(firm):
    """Planned R&D is cut by what it lacks, to 1,000 yuan a quarter at least."""
    firm.rd = min(firm.rd, max(float(whole(firm.rd) - firm.lacking), 1_000.0))
    firm.lacking = 0


def borrow(lane, firm, sector, counties, funds, purses, ledger):
    """Ask for an ordinary loan for what planned R&D lacks, within the limit on debt and what patents add to it."""
    belief = lane.belief
    c = lane.first_county + firm.county
    pledge = pledge_value(firm.patents, belief.patent_value, belief.pledged_share, belief.pledge_cap)
    room = whole(belief.borrowing_limit * firm.sales_year + pledge) - firm.debt
    loan = min(firm.lacking, max(0, room))
    if loan == 0:
        return
    p = judged(lane, firm, sector)
    if bank_approves(p, belief.interest, 0.0, belief.recovery, belief.funding_cost, belief.screening_cost):
        firm.debt += loan
        firm.lacking -= loan
        firm_receives(firm, purses[c * N_PURSES + BANKS], loan, ledger, c, LOANS)
    else:
        counties[c].n_credit_refused += firm.stands_for
        funds[lane.first_fund + counties[c].prefecture].refused += firm.stands_for


def judged(lane, firm, sector):
    """The chance that the firm defaults within a year, as a bank judges it before it looks at cover."""
    net = margin_now(firm, sector, lane.belief) - 4.0 * firm.rd / firm.sales_year
    signal = 0.0
    if firm.is_hnte or firm.signal_until > lane.quarter:
        signal = 1.0
    owed = float(firm.debt + firm.pooled_debt)
    return p_default(lane.belief, owed, firm.sales_year, net, signal, lane.given.gdp_index)


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
        if multiple <= 0.0 or not is_member(scheme, firm) or (firm.pooled_debt > 0 and firm.pooled_scheme != scheme):
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
            county.n_turned_away += firm.stands_for
        return
    p = judged(lane, firm, sector)
    if covers(lane, pooled_risk(lane, p, window)):
        grant_pooled_loan(lane, firm, pool, county, c, funds, best, loan, purses, ledger)
        window.expected_defaults += min(1.0, p * lane.belief.default_ratio_pooled) * loan * firm.stands_for
    else:
        county.n_credit_refused += firm.stands_for
        window.refused += firm.stands_for


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


def serve_debt(lane, firm, sector, counties, c, funds, purses, ledger, forgone):
    """Repay a pooled loan that is due, and a share of other debt when there is cash; borrow for losses up to the limit.

    What is missing for a pooled loan becomes ordinary debt as far as the limit on debt allows; the rest is lent for
    another year if the bank still approves, else it is a default.
    """
    bank = purses[c * N_PURSES + BANKS]
    room = max(0, whole(lane.belief.borrowing_limit * firm.sales_year) - firm.debt)
    if firm.pooled_debt > 0 and firm.pooled_due <= lane.quarter:
        rolled = min(max(0, firm.pooled_debt - max(0, firm.cash)), room)
        firm.debt += rolled
        room -= rolled
        firm_receives(firm, bank, rolled, ledger, c, LOANS)
        missing = firm.pooled_debt - max(0, firm.cash)
        if missing > 0 and is_renewed(lane, firm, sector, counties, c, funds):
            paid = firm.pooled_debt - missing
            firm_pays(firm, bank, paid, ledger, c, POOLED_LOAN_REPAYMENT)
            pool = counties[keeper(lane, c, funds)]
            pool.pooled_loans[int(firm.pooled_scheme)] -= paid * firm.stands_for
            funds[lane.first_fund + counties[c].prefecture].invested -= paid * firm.stands_for
            firm.pooled_debt = missing
            firm.pooled_due = lane.quarter + 4
        else:
            repay_pooled_loan(lane, firm, counties, c, funds, purses, ledger, forgone)
    if firm.cash < 0:
        loan = min(-firm.cash, room)
        firm.debt += loan
        firm_receives(firm, bank, loan, ledger, c, LOANS)
    elif firm.debt > 0:
        repaid = min(firm.debt, firm.cash, max(1_000, whole(lane.belief.repayment * firm.debt)))
        firm.debt -= repaid
        firm_pays(firm, bank, repaid, ledger, c, LOAN_REPAYMENT)


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
        firm.pooled_due = lane.quarter + BARRED
        share = lane.law.loan_guarantee_risk_pool.default_loss_share_gov
        covered = take_from_margins(counties[at], c, scheme, whole(share * unpaid), forgone)
        pay(purses[at * N_PURSES + RISK_POOLS], purses[c * N_PURSES + BANKS], covered, ledger, c, POOL_COMPENSATION)
        county.yuan_pool_losses += covered
        window.defaults += unpaid
        window.losses += unpaid - covered


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
