"""Venture capital: funds and firms find each other each quarter; stakes are sold after some years, or lost."""

from sim.agents.fund import BANK, GUIDANCE, VENTURE
from sim.engine.ledger import (
    GUIDANCE_INVESTMENT,
    N_PURSES,
    REST_OF_WORLD,
    VENTURE_CAPITAL_RAISED,
    VENTURE_CAPITAL_RETURNED,
    VENTURE_EXITS,
    VENTURE_INVESTMENT,
    firm_receives,
    pay,
    whole,
)
from sim.engine.luck import luck, luck_key
from sim.levers.vc_guidance_fund import (
    duty_beyond_the_deal,
    is_blamed,
    longest_holding,
    looks_at_proven,
    public_part_of_loss,
)
from sim.rules.finance import (
    HOLDING_TIME,
    INVESTS,
    LOOKS_FOR,
    additional_share,
    appetite,
    chance_of,
    offer_utility,
    partner_utility,
    ticket,
    worth,
)
from sim.rules.signals import give_signal
from sim.steps.alliance import owners_add, public_part_of_sale
from sim.steps.co_investment import firms_part_of_sale
from sim.steps.seekers import list_seekers

ROUNDS = 12  # offers that a fund makes in a quarter at most
LOSS_OF_GUIDANCE_PROVINCE, LOSS_OF_GUIDANCE_COUNTY = 4, 5


def venture_deals_are_made(lanes, sectors, firms, counties, funds, purses, ledger, line):
    """Funds with free capital make offers in the order of their ranking; firms that seek equity keep the best one.

    Deferred acceptance (Gale and Shapley 1962) within the budgets: a fund whose offer is displaced may offer again. A
    guidance fund first needs a private partner. `line` holds the firms that seek equity.
    """
    for lane in lanes:
        open_round(lane, funds, purses, ledger)
        n = list_seekers(lane, sectors, firms, counties, purses, ledger, line)
        if n == 0:
            continue
        for _ in range(ROUNDS):
            n_offers = 0
            for f in range(lane.first_fund, lane.end_fund):
                if funds[f].kind != BANK and funds[f].budget > 0:
                    n_offers += make_offer(lane, firms, funds, f, line, n)
            if n_offers == 0:
                break
        for k in range(n):
            firm = firms[line[lane.first_firm + k]]
            if firm.backer > 0:
                c = lane.first_county + firm.county
                close_deal(lane, firm, counties[c], c, funds, purses, ledger)


def open_round(lane, funds, purses, ledger):
    """Private owners pay in while their fund is not idle; budgets are set; guidance funds say what they look for."""
    law = lane.law.vc_guidance_fund
    index = lane.given.gdp_index
    key = luck_key(lane.seed, LOOKS_FOR, lane.quarter)
    for f in range(lane.first_fund, lane.end_fund):
        fund = funds[f]
        if fund.kind == VENTURE and fund.cash < lane.belief.investment_years * fund.commitment * index:
            c = lane.first_county + fund.county
            yuan = whole(fund.commitment * index / 4.0)
            owners_add(fund, yuan)
            pay(purses[c * N_PURSES + REST_OF_WORLD], fund, yuan, ledger, c, VENTURE_CAPITAL_RAISED)
        fund.budget = fund.cash - fund.owed_to_firms
        fund.last_rank = 1e9
        if fund.kind == GUIDANCE and fund.budget > 0:
            u = luck(key, fund.key)
            fund.wants_young = 1 if u >= 1.0 - law.early_stage_share else 0
            blamed = is_blamed(fund.lost, fund.capital_province + fund.capital_counties, law)
            fund.wants_proven = 1 if blamed and u < looks_at_proven(lane.belief.safe_share, law) else 0


def fits(lane, fund, firm):
    """Does the fund look at such a firm: sector, age, and, with shared markets closed, its own county only?"""
    if fund.focus >= 0 and firm.sector != fund.focus:
        return False
    if lane.channel_shared_markets == 0 and firm.county != fund.county:
        return False
    is_young = lane.quarter - firm.founded < lane.belief.young_firm
    return not ((fund.wants_young and not is_young) or (fund.wants_proven and is_young))


def make_offer(lane, firms, funds, f, line, n):
    """A fund turns to the best firm to which it has not yet turned this quarter. Returns 0 when there is none left."""
    fund = funds[f]
    best = -1
    rank = -1e9
    for k in range(n):
        i = line[lane.first_firm + k]
        if rank < firms[i].pitch < fund.last_rank and fits(lane, fund, firms[i]):
            best = i
            rank = firms[i].pitch
    fund.last_rank = rank
    if best < 0:
        return 0
    firm = firms[best]
    wanted = whole(ticket(worth(firm.sales_year, lane.belief), lane.given.gdp_index, lane.belief))
    if fund.kind == VENTURE:
        if is_willing(lane, fund, f, firm, 0.0, 0.0, 0.0):
            private = min(wanted, fund.budget // firm.stands_for)
            hold(lane, firm, funds, f, -1, 0, private, wanted, 0.0)
        return 1
    share = lane.law.vc_guidance_fund.public_share_cap
    public = min(whole(share * wanted), fund.budget // firm.stands_for)
    partner = find_partner(lane, firm, funds)
    if public > 0 and partner >= 0:
        private = min(whole(public * (1.0 - share) / share), funds[partner].budget // firm.stands_for)
        public = min(public, whole(private * share / (1.0 - share)))
        hold(lane, firm, funds, f, partner, public, private, wanted, share)
    return 1


def is_willing(lane, fund, f, firm, public_share, loss_share, reinvestment):
    """Does a private fund want this deal? One piece of luck for fund, firm and quarter, with or without government."""
    odds = partner_utility(firm.pitch, public_share, loss_share, reinvestment, lane.belief) + readiness(lane, fund)
    u = luck(luck_key(lane.seed, INVESTS + (f - lane.first_fund), lane.quarter), firm.key)
    return u < chance_of(odds)


def readiness(lane, fund):
    """How ready a private fund is for any deal (log odds), by its nature and by what it has lost so far."""
    return appetite(fund.risk_appetite, fund.sold, fund.lost, lane.given.gdp_index, lane.belief)


def find_partner(lane, firm, funds):
    """The willing private fund with the most free capital, by its row; -1 if there is none."""
    law = lane.law.vc_guidance_fund
    duty = duty_beyond_the_deal(law.public_share_cap, law)
    best = -1
    most = 0
    for f in range(lane.first_fund, lane.end_fund):
        fund = funds[f]
        if fund.kind != VENTURE or fund.budget // firm.stands_for <= most or not fits(lane, fund, firm):
            continue
        if is_willing(lane, fund, f, firm, law.public_share_cap, law.loss_share_gov, duty):
            best = f
            most = fund.budget // firm.stands_for
    return best


def hold(lane, firm, funds, f, partner, public, private, wanted, public_share):
    """The firm holds on to an offer that it likes better than the one it has; the displaced fund is free again."""
    if public + private <= 0:
        return
    value = worth(firm.sales_year, lane.belief)
    liked = offer_utility(firm.shortage, wanted / (value + wanted), public_share, lane.belief)
    if liked <= firm.offer:
        return
    release(lane, firm, funds, 1)
    firm.offer = liked
    firm.backer = f - lane.first_fund + 1
    firm.co_backer = partner - lane.first_fund + 1 if partner >= 0 else 0
    firm.stake_public = public
    firm.stake_private = private
    release(lane, firm, funds, -1)


def release(lane, firm, funds, sign):
    """Give the budgets of the firm's financiers back (sign 1) or take from them (-1) what its offer needs."""
    if firm.backer == 0:
        return
    if firm.co_backer > 0:
        funds[lane.first_fund + firm.backer - 1].budget += sign * firm.stake_public * firm.stands_for
        funds[lane.first_fund + firm.co_backer - 1].budget += sign * firm.stake_private * firm.stands_for
    else:
        funds[lane.first_fund + firm.backer - 1].budget += sign * firm.stake_private * firm.stands_for


def private_owner(lane, firm):
    """Row of the private fund that holds (part of) the stake."""
    if firm.co_backer > 0:
        return lane.first_fund + firm.co_backer - 1
    return lane.first_fund + firm.backer - 1


def close_deal(lane, firm, county, c, funds, purses, ledger):
    """The offer that the firm held to the end is paid; when the stake will be sold is drawn now.

    What the duty to reinvest asks of the partner beyond the deal, its owners pay in at once: for later deals here.
    """
    belief = lane.belief
    law = lane.law.vc_guidance_fund
    backer = funds[lane.first_fund + firm.backer - 1]
    private = funds[private_owner(lane, firm)]
    amount = firm.stake_public + firm.stake_private
    firm.equity = amount / (worth(firm.sales_year, belief) + amount)
    firm_receives(firm, private, firm.stake_private, ledger, c, VENTURE_INVESTMENT)
    private.invested += firm.stake_private * firm.stands_for
    earliest = int(belief.earliest_exit + 0.5)
    longest = int(belief.latest_exit + 0.5)
    if firm.co_backer > 0:
        firm_receives(firm, backer, firm.stake_public, ledger, c, GUIDANCE_INVESTMENT)
        backer.invested += firm.stake_public * firm.stands_for
        longest = longest_holding(earliest, law)
        give_signal(firm, lane.quarter, belief)
        paid = firm.stake_private * firm.stands_for
        ready = readiness(lane, private)
        alone = chance_of(partner_utility(firm.pitch, 0.0, 0.0, 0.0, belief) + ready)
        share = law.public_share_cap
        duty = duty_beyond_the_deal(share, law)
        odds = partner_utility(firm.pitch, share, law.loss_share_gov, duty, belief)
        called = whole(duty * firm.stake_public) * firm.stands_for
        owners_add(private, called)
        pay(purses[c * N_PURSES + REST_OF_WORLD], private, called, ledger, c, VENTURE_CAPITAL_RAISED)
        county.yuan_venture_public += firm.stake_public * firm.stands_for
        county.yuan_venture_partners += paid
        county.yuan_venture_additional += paid * additional_share(alone, chance_of(odds + ready))
    else:
        county.yuan_venture_private += firm.stake_private * firm.stands_for
    u = luck(luck_key(lane.seed, HOLDING_TIME, lane.quarter), firm.key)
    firm.exit_due = lane.quarter + earliest + int(u * (longest - earliest + 1))


def venture_stakes_are_sold(lanes, firms, funds, purses, ledger, forgone):
    """Stakes that are due are sold at a multiple of the firm's sales."""
    for lane in lanes:
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive or firm.backer == 0 or firm.exit_due > lane.quarter:
                continue
            value = whole(firm.equity * worth(firm.sales_year, lane.belief))
            sell(lane, firm, value, lane.first_county + firm.county, funds, purses, ledger, forgone)


def sell(lane, firm, value, c, funds, purses, ledger, forgone):
    """Sell the funds' stake in a firm for `value` (yuan a firm; 0 when it closes) and share the money or the loss.

    A gain goes by shares of the cost; of a loss, public money bears its part by law, at most its stake. A private fund
    passes the money on to its private owners; what is public stays in a fund, for other firms.
    """
    public = firm.stake_public
    cost = public + firm.stake_private
    to_public = 0
    if public > 0:
        to_public = whole(value * (public / cost))
        if value < cost:
            part = public_part_of_loss(public / cost, lane.law.vc_guidance_fund)
            to_public = max(0, min(value, public - min(public, whole(part * (cost - value)))))
        fund = funds[lane.first_fund + firm.backer - 1]
        lost = settle_stake(fund, public, to_public, firm.stands_for, c, purses, ledger)
        if fund.firm_share > 0.0:
            lost -= firms_part_of_sale(fund, to_public * firm.stands_for, lost)
        from_province = whole(lost * (fund.capital_province / (fund.capital_province + fund.capital_counties)))
        forgone[c, LOSS_OF_GUIDANCE_PROVINCE] += from_province
        forgone[c, LOSS_OF_GUIDANCE_COUNTY] += lost - from_province
    fund = funds[private_owner(lane, firm)]
    to_private = (value - to_public) * firm.stands_for
    lost = settle_stake(fund, firm.stake_private, value - to_public, firm.stands_for, c, purses, ledger)
    if fund.alliance_share > 0.0:
        to_private -= public_part_of_sale(fund, to_private, lost, c, forgone)
    pay(fund, purses[c * N_PURSES + REST_OF_WORLD], to_private, ledger, c, VENTURE_CAPITAL_RETURNED)
    firm.backer = 0
    firm.co_backer = 0
    firm.stake_public = 0
    firm.stake_private = 0
    firm.equity = 0.0


def settle_stake(fund, stake, proceeds, stands_for, c, purses, ledger):
    """A fund gets `proceeds` for a stake that cost `stake` (yuan a firm), and remembers; returns its loss (yuan)."""
    pay(purses[c * N_PURSES + REST_OF_WORLD], fund, proceeds * stands_for, ledger, c, VENTURE_EXITS)
    lost = max(0, stake - proceeds) * stands_for
    fund.invested -= stake * stands_for
    fund.sold += stake * stands_for
    fund.lost += lost
    return lost
