"""Firms file their inventions, and decide on how many applications to make of them."""

from sim.agents.government import FILING_POOL
from sim.engine.ledger import (
    COUNTY_PURSE,
    FILING_FEES,
    FILING_SUBSIDY,
    N_PURSES,
    REST_OF_WORLD,
    firm_pays,
    firm_receives,
    whole,
)
from sim.engine.luck import luck, luck_key
from sim.levers.ip_awards import hoped
from sim.levers.ip_commercialisation import fee_subsidy
from sim.levers.support import give, turn_away
from sim.rules.innovation import SPLITS_INVENTIONS, filings


def inventions_are_filed(lane, firm, found, county, c, purses, ledger):
    """Applications for the inventions of a quarter (patents): as many as found, and more if more of them pay.

    The firm pays for those beyond one an invention; the county gives for all, until its pool is spent. An award of the
    city for patents is in sight as well.
    """
    cost = lane.belief.filing_cost * lane.given.gdp_index
    fee = county_gives(lane, firm, county, cost)
    award = hoped(firm, lane.belief.patent_grant_ratio, lane.belief.discount, lane.law.ip_awards)
    if fee <= 0 and award <= 0.0:
        return found
    u = luck(luck_key(lane.seed, SPLITS_INVENTIONS, lane.quarter), firm.key)
    filed = filings(u, found, fee + award, cost)
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], whole(cost * (filed - found)), ledger, c, FILING_FEES)
    yuan = give(county, FILING_POOL, fee * filed, fee, firm.stands_for)
    firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], yuan, ledger, c, FILING_SUBSIDY)
    county.yuan_fiscal_st += yuan * firm.stands_for
    firm.income_year += yuan - whole(cost * (filed - found))
    return filed


def county_gives(lane, firm, county, cost):
    """What the county gives the firm for an application (whole yuan), if its pool still holds that much."""
    fee = whole(fee_subsidy(firm, lane.law.ip_commercialisation, cost))
    if fee > 0 and county.pools[FILING_POOL] < fee * firm.stands_for:
        turn_away(county, FILING_POOL, firm.stands_for)
        return 0
    return fee
