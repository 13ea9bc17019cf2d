"""Money is raised: banks judge and lend, also against patents; interest is paid, debt is served."""

from sim.agents.government import PLEDGE_POOL
from sim.engine.ledger import (
    BANKS,
    COUNTY_PURSE,
    LOAN_INTEREST,
    LOAN_REPAYMENT,
    LOANS,
    N_PURSES,
    PLEDGE_DISCOUNT,
    POOLED_LOAN_INTEREST,
    POOLED_LOAN_REPAYMENT,
    firm_pays,
    firm_receives,
    whole,
)
from sim.engine.luck import luck, luck_key
from sim.levers.ip_pledge_finance import discount, loan_that_money_allows, wider_share
from sim.levers.rd_reserve_fund import in_force, next_reserve
from sim.levers.support import take, turn_away
from sim.rules.finance import (
    POOL_QUEUE,
    RISK_CLASSES,
    bank_approves,
    pledge_value,
    repayment,
    risk_class,
    rolled_over,
    room_for_debt,
)
from sim.steps.firms import is_above_scale
from sim.steps.pooled_loans import is_renewed, judged, keeper, lend, lender, repay_pooled_loan, seek_pooled_loan
from sim.steps.technology_finance import pay_branch, screening_cost

TURNS = 16  # in which applicants for pooled loans are called up


def money_is_raised(lanes, sectors, counties, firms, funds, purses, ledger, line):
    """Firms that lack cash for planned R&D or for their business ask banks; R&D beyond cash and credit is cut.

    Grants and reserves are for R&D alone; of other cash a share may go into it.
    Ordinary credit comes first, for R&D, up to a limit on debt that patents raise: a bank whose room is short lends to
    those first who are most likely to repay. Then come loans that a risk pool covers, in the order that the lot of the
    quarter gives. `line` holds who asks.
    """
    for lane in lanes:
        belief = lane.belief
        banks_open(lane, sectors, counties, firms, funds)
        n = 0
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            grant = min(firm.grant, max(firm.cash, 0))
            kept = min(firm.reserve, max(firm.cash, 0) - grant)
            means = grant + kept + whole(belief.cash_for_rd * max(firm.cash - grant - kept, 0))
            firm.lacking = max(0, whole(firm.rd) - means)
            if firm.lacking > 0:
                firm.bank_risk = judged(lane, firm, sectors[lane.first_sector + firm.sector])
                line[lane.first_firm + n] = i
                n += 1
        for turn in range(RISK_CLASSES):
            for k in range(n):
                firm = firms[line[lane.first_firm + k]]
                if risk_class(firm.bank_risk) == turn:
                    borrow(lane, firm, counties, funds, purses, ledger)
        n = 0
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            working = whole(belief.working_capital * firm.sales_year) - firm.cash
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


def banks_open(lane, sectors, counties, firms, funds):
    """What each bank can lend this quarter: its share of GDP, less what modelled firms owe it already.

    Deposits follow the GDP of the bank's counties; credit lines drawn in bad times (serve_debt) take of the room too.
    """
    share = lane.belief.credit_over_gdp
    for c in range(lane.first_county, lane.end_county):
        counties[c].credit_room = 0
    for c in range(lane.first_county, lane.end_county):
        gdp = 4.0 * lane.given.rest_of_economy * counties[c].share_rest
        counties[lender(lane, c, counties, funds)].credit_room += whole(share * gdp)
    for i in range(lane.first_firm, lane.end_firm):
        firm = firms[i]
        if firm.alive:
            gdp = 4.0 * firm.sales * sectors[lane.first_sector + firm.sector].value_added_share
            bank = counties[lender(lane, lane.first_county + firm.county, counties, funds)]
            bank.credit_room += (whole(share * gdp) - firm.debt - firm.pooled_debt) * firm.stands_for


def keep_reserve(firm, profit, law):
    """End of a quarter: a firm that does R&D keeps a reserve for it (levers.rd_reserve_fund) out of its cash."""
    if firm.is_rd_active and in_force(law) and is_above_scale(firm):
        firm.reserve = whole(next_reserve(firm.reserve, firm.sales, profit, firm.rd, law))
    firm.reserve = min(firm.reserve, max(firm.cash, 0))


def cut_rd(firm):
    """Planned R&D is cut by what it lacks, to 1,000 yuan a quarter at least."""
    firm.rd = min(firm.rd, max(float(whole(firm.rd) - firm.lacking), 1_000.0))
    firm.lacking = 0


def borrow(lane, firm, counties, funds, purses, ledger):
    """Ask for an ordinary loan for what planned R&D lacks, within the limit on debt and what patents add to it.

    The firm gets what the bank's room allows, if the bank approves. Beyond the usual limit patents count for more
    where the county pays part of the interest.
    """
    belief = lane.belief
    c = lane.first_county + firm.county
    pledge = pledge_value(firm.patents, belief.patent_value, belief.pledged_share, belief.pledge_cap)
    usual = min(firm.lacking, room_for_debt(firm.sales_year, pledge, firm.debt, belief))
    loan = usual
    if lane.law.ip_pledge_finance.annual_budget_county > 0.0 and firm.patents > 0 and firm.lacking > usual:
        loan += pledged_beyond(lane, firm, usual, counties[c])
    if loan == 0:
        return
    screening = screening_cost(lane, firm, loan, counties[c])
    if is_lent(lane, firm, firm.bank_risk, screening, counties[c]):
        loan = lend(lane, firm, loan, counties, c, funds)
        firm.debt += loan
        firm.lacking -= loan
        firm_receives(firm, purses[c * N_PURSES + BANKS], loan, ledger, c, LOANS)
        if loan > usual:
            pay_discount(lane, firm, loan - usual, counties[c], c, purses, ledger)
        if screening < belief.screening_cost:
            pay_branch(lane, firm, loan, counties[c], c, purses, ledger)


def pledged_beyond(lane, firm, usual, county):
    """What patents add to a loan beyond its usual part, as far as the county's money for a year's discount goes."""
    belief = lane.belief
    law = lane.law.ip_pledge_finance
    share = wider_share(belief.pledged_share, law)
    pledge = pledge_value(firm.patents, belief.patent_value, share, belief.pledge_cap)
    wanted = min(firm.lacking, room_for_debt(firm.sales_year, pledge, firm.debt, belief)) - usual
    if wanted <= 0:
        return 0
    paid_for = loan_that_money_allows(wanted, county.pools[PLEDGE_POOL] // firm.stands_for, belief.interest, law)
    if paid_for == 0:
        turn_away(county, PLEDGE_POOL, firm.stands_for)
    return paid_for


def pay_discount(lane, firm, pledged, county, c, purses, ledger):
    """The county pays its part of a year's interest on a loan against patents (whole yuan) at once."""
    due = discount(pledged, lane.belief.interest, lane.law.ip_pledge_finance)
    yuan = min(due, county.pools[PLEDGE_POOL] // firm.stands_for)
    take(county, PLEDGE_POOL, yuan * firm.stands_for)
    firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], yuan, ledger, c, PLEDGE_DISCOUNT)
    firm.income_year += yuan
    county.yuan_fiscal_st += yuan * firm.stands_for
    county.yuan_pledged_loans += pledged * firm.stands_for


def is_lent(lane, firm, risk, screening, county):
    """Does the bank lend without cover of a pool, at this chance of default in a year? A refusal is counted.

    screening: what judging the firm costs the bank (share of the loan).
    """
    belief = lane.belief
    if bank_approves(risk, belief.interest, 0.0, belief.recovery, belief.funding_cost, screening):
        return True
    county.n_credit_refused += firm.stands_for
    return False


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

    A bank that lends for losses judges the firm as for any other loan: one that is not worth it stays without cash.
    What is missing for a pooled loan becomes ordinary debt as far as the limit on debt allows; the rest is lent for
    another year if the bank still approves, else it is a default.
    """
    bank = purses[c * N_PURSES + BANKS]
    room = room_for_debt(firm.sales_year, 0.0, firm.debt, lane.belief)
    if firm.pooled_debt > 0 and firm.pooled_due <= lane.quarter:
        rolled = rolled_over(firm.pooled_debt, firm.cash, room)
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
        if loan > 0 and is_lent(lane, firm, judged(lane, firm, sector), lane.belief.screening_cost, counties[c]):
            firm.debt += loan
            firm_receives(firm, bank, loan, ledger, c, LOANS)
    elif firm.debt > 0:
        repaid = repayment(firm.debt, firm.cash, lane.belief)
        firm.debt -= repaid
        firm_pays(firm, bank, repaid, ledger, c, LOAN_REPAYMENT)
