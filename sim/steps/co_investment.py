"""Little giants put money into a guidance fund beside the public's, and have their part of what its stakes bring."""

from sim.engine.ledger import FIRMS_INTO_GUIDANCE, GUIDANCE_TO_FIRMS, firm_pays, firm_receives, whole
from sim.levers.vc_guidance_fund import most_of_firms


def guidance_fund_of(lane, funds, c):
    """Row of the guidance fund into which a county pays; the funds take their counties in turn."""
    first = lane.end_fund
    while first > lane.first_fund and funds[first - 1].government_share > 0.0:
        first -= 1
    return first + (c - lane.first_county) % (lane.end_fund - first)


def held_by(fund):
    """What a fund holds, stakes at cost, without what it owes to firms (yuan)."""
    return fund.cash - fund.owed_to_firms + fund.invested


def public_adds(fund, yuan):
    """Governments are about to pay `yuan` in: the firms' part of the fund becomes smaller."""
    if fund.firm_share > 0.0 and yuan > 0:
        held = held_by(fund)
        fund.firm_share *= held / (held + yuan)


def invest_beside_public(lane, firm, spare, funds, c, ledger):
    """What of the money that its owners could take out a little giant puts into the fund (whole yuan, returned).

    Up to the firms' share of the fund, and only while it has not lost more than funds reckon to lose. With shared
    markets closed a firm knows only a fund of its own county.
    """
    if firm.fund_units == 0:
        firm.fund_joined = guidance_fund_of(lane, funds, c) - lane.first_fund + 1
    fund = funds[lane.first_fund + firm.fund_joined - 1]
    if lane.channel_shared_markets == 0 and fund.county != firm.county:
        return 0
    if fund.lost > lane.belief.venture_loss_share * fund.sold:
        return 0
    public = float(fund.capital_province + fund.capital_counties)
    room = whole(most_of_firms(public, lane.law.vc_guidance_fund)) - fund.firm_capital
    yuan = min(spare, max(0, room) // firm.stands_for)
    if yuan <= 0:
        return 0
    held = held_by(fund)
    joined = yuan * firm.stands_for
    fund.firm_share = (fund.firm_share * held + joined) / (held + joined)
    fund.firm_capital += joined
    firm.fund_units += yuan
    firm_pays(firm, fund, yuan, ledger, c, FIRMS_INTO_GUIDANCE)
    return yuan


def firms_part_of_sale(fund, proceeds, lost):
    """Set the firms' part of what a sold stake brought aside; returns their part of its loss (whole yuan).

    proceeds, lost: of the fund's stake (yuan), after the sale is in its books. The rest is the public's, and stays.
    """
    owed = whole(proceeds * fund.firm_share)
    before = held_by(fund) - proceeds
    fund.owed_to_firms += owed
    held = held_by(fund)
    theirs = whole(lost * fund.firm_share)
    if held > 0:
        fund.firm_share *= max(0, before) / held
    return theirs


def shares_are_set(lane, funds):
    """Second quarter: what a fund owes is shared out among the firms that hold a part."""
    if lane.given.season != 2:
        return
    for f in range(lane.first_fund, lane.end_fund):
        funds[f].paid_to_firms = funds[f].owed_to_firms


def collect(lane, firm, funds, c, purses, ledger):
    """The firm has its part of the year's sum, by what it has paid in."""
    fund = funds[lane.first_fund + firm.fund_joined - 1]
    if fund.firm_capital <= 0:
        return
    due = whole(fund.paid_to_firms * (firm.fund_units / fund.firm_capital))
    yuan = min(due, fund.owed_to_firms // firm.stands_for)
    fund.owed_to_firms -= yuan * firm.stands_for
    firm_receives(firm, fund, yuan, ledger, c, GUIDANCE_TO_FIRMS)
    firm.income_year += yuan


def leave_fund(lane, firm, funds):
    """A firm that closes leaves its part to the others."""
    fund = funds[lane.first_fund + firm.fund_joined - 1]
    fund.firm_capital -= firm.fund_units * firm.stands_for
    firm.fund_units = 0
