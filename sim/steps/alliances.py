"""Innovation alliances: formed by county, joined by firms with a contract at hand, supported by the city."""

from sim.agents.government import ALLIANCE_POOL
from sim.engine.ledger import (
    ALLIANCE_FEES,
    ALLIANCE_PROJECTS,
    N_PURSES,
    PREFECTURE_PURSE,
    PREFECTURE_REVENUE,
    REST_OF_WORLD,
    firm_pays,
    firm_receives,
    whole,
)
from sim.levers.innovation_alliances import has_members, in_force, joins, paid_by_city
from sim.levers.support import city_gives, city_has, raised
from sim.rules.contracts import search_base
from sim.sectors import N_SECTORS


def alliances_are_formed(lanes, counties):
    """First quarter: a county's alliance is that of the sector in which most of its firms do R&D, if enough do."""
    for lane in lanes:
        law = lane.law.innovation_alliances
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.alliance_sector = 0
            most = 0.0
            for s in range(N_SECTORS):
                members = county.active_share[s] * county.firms_of_sector[s]
                if in_force(law) and has_members(members, law) and members > most:
                    most = members
                    county.alliance_sector = s + 1


def consider_alliance(lane, firm, county, c, city, purses, ledger):
    """A firm with a contract at hand joins its sector's alliance for the year if that pays; what the city would bear.

    City: the prefecture, which bears a part of common projects until its pool is spent.
    """
    firm.alliance_part = 0
    if county.alliance_sector != firm.sector + 1 or not firm.is_rd_active:
        return
    law = lane.law.innovation_alliances
    left = city_has(lane, city, county, ALLIANCE_POOL)
    part = min(whole(paid_by_city(firm.contract_price, law)), left // firm.stands_for)
    if firm.alliance_until < lane.quarter:
        search = search_base(firm, lane.belief, lane.given.gdp_index) * lane.belief.search_cost_cut
        fee = whole(law.member_fee)
        if not joins(search, part, law) or firm.cash < fee:
            return
        firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], fee, ledger, c, ALLIANCE_FEES)
        firm.income_year -= fee
        firm.alliance_until = lane.quarter + 4 - lane.given.season
    firm.alliance_part = part


def is_ally(lane, firm, institute):
    """Are the firm and the institute in one alliance? The institutes of its field are, of whatever county."""
    return firm.alliance_until >= lane.quarter and institute.field == firm.sector


def share_project(lane, firm, county, c, city, wanted, purses, ledger):
    """The city pays its part of an alliance's common project (whole yuan a firm)."""
    yuan = city_gives(lane, city, county, ALLIANCE_POOL, wanted, firm.stands_for)
    purse = raised(PREFECTURE_PURSE, PREFECTURE_REVENUE, yuan * firm.stands_for, c, purses, ledger)
    firm_receives(firm, purse, yuan, ledger, c, ALLIANCE_PROJECTS)
    county.yuan_fiscal_st += yuan * firm.stands_for
    county.yuan_rd_firms_government += yuan * firm.stands_for
    firm.income_year += yuan
