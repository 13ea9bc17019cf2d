"""Who seeks equity: technology firms that lack money or promise growth; some sell shares to the public instead."""

from math import log

from sim.agents.government import LISTING_POOL
from sim.engine.ledger import (
    COUNTY_PURSE,
    LISTING_COST,
    LISTING_EQUITY,
    LISTING_SUBSIDY,
    N_PURSES,
    REST_OF_WORLD,
    firm_pays,
    firm_receives,
    whole,
)
from sim.engine.luck import luck, luck_key
from sim.levers.capital_market_access import dilution, help_of_county, may_list, proceeds
from sim.levers.support import give, turn_away
from sim.rules.finance import ACCEPTS_CAPITAL, log_odds, offer_utility, quality, ticket, worth
from sim.rules.signals import has_signal
from sim.steps.firms import margin_now


def list_seekers(lane, sectors, firms, counties, purses, ledger, line):
    """List the firms that seek equity of venture funds; returns their number.

    Private R&D-active technology SMEs and HNTE without venture funds among their owners, that are short of cash or
    whose productivity lead promises growth. Who lists at an exchange has the money that it sought.
    """
    belief = lane.belief
    accepts = luck_key(lane.seed, ACCEPTS_CAPITAL, lane.quarter)
    n = 0
    for i in range(lane.first_firm, lane.end_firm):
        firm = firms[i]
        if not firm.alive or not firm.is_rd_active or firm.is_state or firm.is_certain:
            continue
        if firm.backer > 0 or not (firm.is_tech_sme or firm.is_hnte):
            continue
        lacking = max(0.0, firm.rd - belief.cash_for_rd * max(firm.cash, 0))
        lacking += max(0.0, belief.working_capital * firm.sales_year - firm.cash)
        sector = sectors[lane.first_sector + firm.sector]
        lead = firm.productivity - log(sector.strength)
        if lacking <= 0.0 and lead <= 0.0:
            continue
        firm.offer = log_odds(luck(accepts, firm.key))
        if lacking > 0.0 and goes_public(lane, firm, sector, lacking, counties, purses, ledger):
            continue
        wanted = ticket(worth(firm.sales_year, belief), lane.given.gdp_index, belief)
        firm.shortage = min(1.0, lacking / wanted)
        firm.pitch = quality(lead, firm.patents, has_signal(firm, lane.quarter), belief)
        line[lane.first_firm + n] = i
        n += 1
    return n


def goes_public(lane, firm, sector, lacking, counties, purses, ledger):
    """Does the firm list and sell shares? If it may, its county helps, and owners like the money (True or False).

    They judge as they judge an offer of a venture fund, for the firm lacks `lacking` (yuan). A county that has less
    than half of its usual help left turns the firm away.
    """
    law = lane.law.capital_market_access
    net = margin_now(firm, sector, lane.belief) - 4.0 * firm.rd / firm.sales_year
    if not may_list(firm, net, lane.quarter - firm.founded, law):
        return False
    c = lane.first_county + firm.county
    county = counties[c]
    usual = help_of_county(law)
    given = min(usual, county.pools[LISTING_POOL] // firm.stands_for)
    if 2 * given < usual:
        turn_away(county, LISTING_POOL, firm.stands_for)
        return False
    cost = whole(law.cost_of_listing)
    raised = proceeds(worth(firm.sales_year, lane.belief), law)
    if raised <= cost - given:
        return False
    shortage = min(1.0, lacking / raised)
    if offer_utility(shortage, dilution(raised, cost - given, law), 0.0, lane.belief) <= firm.offer:
        return False
    given = give(county, LISTING_POOL, given, 1, firm.stands_for)
    world = purses[c * N_PURSES + REST_OF_WORLD]
    firm_receives(firm, world, raised, ledger, c, LISTING_EQUITY)
    firm_pays(firm, world, cost, ledger, c, LISTING_COST)
    firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], given, ledger, c, LISTING_SUBSIDY)
    firm.income_year += given - cost
    firm.is_listed = 1
    county.yuan_fiscal_st += given * firm.stands_for
    county.n_listings += firm.stands_for
    return True
