"""The alliance of private venture funds: public money joins their owners', and shares what their stakes bring."""

from sim.agents.fund import VENTURE
from sim.agents.government import PROVINCE_ALLIANCE_POOL, VENTURE_ALLIANCE_POOL
from sim.engine.ledger import (
    ALLIANCE_CAPITAL_OF_COUNTY,
    ALLIANCE_CAPITAL_OF_PROVINCE,
    COUNTY_PURSE,
    N_PURSES,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    pay,
    whole,
)
from sim.levers.ppp_and_vc_alliance import in_force, most_public_money
from sim.levers.support import drawn, raised, take

LOSS_OF_ALLIANCE_PROVINCE, LOSS_OF_ALLIANCE_COUNTY = 6, 7


def alliance_opens(lane, funds):
    """How much public money each private fund may take in this year; none while it is idle."""
    law = lane.law.ppp_and_vc_alliance
    for f in range(lane.first_fund, lane.end_fund):
        fund = funds[f]
        fund.alliance_room = 0
        a_year = fund.commitment * lane.given.gdp_index
        if fund.kind == VENTURE and in_force(law) and fund.cash < lane.belief.investment_years * a_year:
            fund.alliance_room = whole(most_public_money(a_year, law))


def pay_into_alliance(lane, funds, province, county, c, purses, ledger):
    """A county's capital, and the province's by the county's share of the budget, go to funds in turn, as they can.

    With shared markets closed only to funds of the county's own.
    """
    n = 0
    first = lane.first_fund
    for f in range(lane.first_fund, lane.end_fund):
        if funds[f].kind == VENTURE:
            n += 1
            first = f + 1 - n  # they stand side by side
    wanted = whole(lane.law.ppp_and_vc_alliance.annual_capital_province * county.share_budget)
    for step in range(n):
        fund = funds[first + (c - lane.first_county + step) % n]
        if lane.channel_shared_markets == 0 and fund.county != c - lane.first_county:
            continue
        own = take(county, VENTURE_ALLIANCE_POOL, fund.alliance_room)
        asked = min(wanted, fund.alliance_room - own)
        from_province = drawn(lane, province, county.own_part, PROVINCE_ALLIANCE_POOL, asked)
        wanted -= from_province
        if own + from_province > 0:
            found_part(fund, own, from_province, c, purses, ledger)
            county.yuan_fiscal_st += own + from_province


def found_part(fund, own, from_province, c, purses, ledger):
    """Pay a county's and the province's money (whole yuan) into a private fund, which becomes public by that part."""
    held = fund.cash + fund.invested
    joined = own + from_province
    fund.alliance_share = (fund.alliance_share * held + joined) / (held + joined)
    fund.alliance_room -= joined
    fund.capital_counties += own
    fund.capital_province += from_province
    pay(purses[c * N_PURSES + COUNTY_PURSE], fund, own, ledger, c, ALLIANCE_CAPITAL_OF_COUNTY)
    purse = raised(PROVINCE_PURSE, PROVINCE_REVENUE, from_province, c, purses, ledger)
    pay(purse, fund, from_province, ledger, c, ALLIANCE_CAPITAL_OF_PROVINCE)


def owners_add(fund, yuan):
    """Private owners are about to pay `yuan` in: the public part of their fund becomes smaller."""
    if yuan > 0 and fund.alliance_share > 0.0:
        held = fund.cash + fund.invested
        fund.alliance_share *= held / (held + yuan)


def public_part_of_sale(fund, proceeds, lost, c, forgone):
    """The public part of what a sold stake brought (whole yuan), which stays in the fund; losses are written down.

    proceeds, lost: of the fund's stake (yuan), after the sale is in its books. Private owners take theirs out, so that
    the fund becomes public by more:  s' = s + (1 - s) kept / held.
    """
    public_loss = whole(lost * fund.alliance_share)
    capital = fund.capital_province + fund.capital_counties
    from_province = whole(public_loss * (fund.capital_province / capital))
    forgone[c, LOSS_OF_ALLIANCE_PROVINCE] += from_province
    forgone[c, LOSS_OF_ALLIANCE_COUNTY] += public_loss - from_province
    kept = whole(proceeds * fund.alliance_share)
    held = fund.cash + fund.invested - proceeds + kept
    if held > 0:
        fund.alliance_share += (1.0 - fund.alliance_share) * kept / held
    return kept
