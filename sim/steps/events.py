"""Dated events: a large firm leaves the region, a large firm comes from elsewhere. Without one, nothing is done.

Customers go and come with the firm: demand for the region's firms of its sector falls or rises by its share, so that
the others neither win nor lose them on that day (assumption; a rival in the same market would be the opposite one).
"""

from sim.engine.ledger import (
    ARREARS_OF_LEAVERS,
    BANKS,
    CASH_OF_LEAVERS,
    DEBT_OF_LEAVERS,
    EQUITY_OF_ENTRANTS,
    N_PURSES,
    REST_OF_WORLD,
    firm_pays,
    firm_receives,
    pay,
    whole,
)
from sim.engine.luck import agent_key
from sim.events import COMES, LEAVES
from sim.rules.entry import first_cash
from sim.steps.entry_exit import begin_rd, draw_entrant, settle_in
from sim.steps.pooled_loans import repay_pooled_loan
from sim.steps.talent import quit_post
from sim.steps.venture import sell

FIRST_SLOT = 1 << 28  # of their keys in a quarter: beyond those of entrants and spin-offs, which they leave as they are


def investments_are_announced(lanes, counties):
    """How many large firms come to each county this quarter."""
    for lane in lanes:
        for e in range(lane.given.n_events):
            if lane.given.event_kind[e] == COMES:
                counties[lane.first_county + lane.given.event_county[e]].n_investing += 1


def large_firms_leave_and_come(lanes, sectors, counties, firms, institutes, talent, funds, purses, ledger, forgone):
    """At the end of the quarter of its date a firm is gone, or there, so that it has its first sales in the next."""
    for lane in lanes:
        for e in range(lane.given.n_events):
            if lane.given.event_kind[e] == LEAVES:
                i = ranked(lane, firms, lane.given.event_county[e], lane.given.event_rank[e])
                if i >= 0:
                    move_demand(lane, sectors, firms[i], -1.0)
                    leave(lane, firms[i], counties, funds, purses, ledger, forgone)
                    dismiss(lane, i - lane.first_firm, firms, institutes, talent)
            else:
                invest(lane, sectors, counties, firms, e, purses, ledger)


def ranked(lane, firms, place, rank):
    """Row of the firm with the rank-th largest reported R&D of a county (-1: of the region); -1 if there is none.

    At a coarse scale only firms that stand for one firm, as the largest do, unless too few do.
    """
    singles = 0
    for i in range(lane.first_firm, lane.end_firm):
        if does_rd(firms[i], place) and firms[i].stands_for == 1:
            singles += 1
    before = -1
    for _ in range(rank):
        found = -1
        for i in range(lane.first_firm, lane.end_firm):
            if not does_rd(firms[i], place) or (singles >= rank and firms[i].stands_for > 1):
                continue
            if before >= 0 and not comes_after(firms, i, before):
                continue
            if found < 0 or firms[i].rd_year > firms[found].rd_year:
                found = i
        if found < 0:
            return -1
        before = found
    return before


def does_rd(firm, place):
    """Is this a firm of the county (-1: of any) with R&D?"""
    return firm.alive == 1 and firm.is_rd_active == 1 and (place < 0 or firm.county == place)


def comes_after(firms, i, before):
    """Does firm i follow firm `before` in the ranking by R&D; in the order of rows where they are equal?"""
    if firms[i].rd_year == firms[before].rd_year:
        return i > before
    return firms[i].rd_year < firms[before].rd_year


def move_demand(lane, sectors, firm, sign):
    """The firm's customers leave (-1) or join (1) the demand for the region's firms of its sector."""
    sector = sectors[lane.first_sector + firm.sector]
    if lane.channel_shared_markets and sector.weight > 0.0:
        sector.index *= max(0.0, 1.0 + sign * firm.sales * firm.stands_for / sector.weight)


def leave(lane, firm, counties, funds, purses, ledger, forgone):
    """A firm leaves with what it has and owes: its new seat pays its banks and its arrears; funds get their cost back.

    No bank loses by it, other than by what a pooled loan lacks.
    """
    c = lane.first_county + firm.county
    if firm.pooled_debt > 0:
        repay_pooled_loan(lane, firm, counties, c, funds, purses, ledger, forgone)
    if firm.backer > 0:
        sell(lane, firm, firm.stake_public + firm.stake_private, c, funds, purses, ledger, forgone)
    world = purses[c * N_PURSES + REST_OF_WORLD]
    pay(world, purses[c * N_PURSES + BANKS], firm.debt * firm.stands_for, ledger, c, DEBT_OF_LEAVERS)
    if firm.cash >= 0:
        firm_pays(firm, world, firm.cash, ledger, c, CASH_OF_LEAVERS)
    else:
        firm_receives(firm, world, -firm.cash, ledger, c, ARREARS_OF_LEAVERS)
    firm.alive = 0
    firm.debt = 0
    counties[c].lost_firms += firm.stands_for


def dismiss(lane, place, firms, institutes, talent):
    """The workers of the firm in this place of the lane lose their posts; they stay where they live."""
    for i in range(lane.first_talent, lane.end_talent):
        if talent[i].alive and talent[i].employer == place:
            quit_post(lane, talent[i], firms, institutes)


def invest(lane, sectors, counties, firms, e, purses, ledger):
    """A firm of the event's sales and sector; what else it is, its own keyed luck draws, as of any entrant."""
    c = lane.first_county + lane.given.event_county[e]
    counties[c].n_investing -= 1
    place = lane.given.event_sector[e]
    firm = firms[lane.end_firm]
    lane.end_firm += 1
    firm.key = agent_key(c - lane.first_county, lane.quarter, FIRST_SLOT + e)
    firm.alive = 1
    firm.county = c - lane.first_county
    firm.stands_for = 1
    firm.founded = lane.quarter
    if not sectors[lane.first_sector + place].is_manufacturing:
        firm.is_service = 1
    firm.sales_year = lane.given.event_sales[e]
    firm.sales = firm.sales_year / 4.0
    firm.sales_before = firm.sales
    draw_entrant(lane, sectors, firm)
    settle_in(lane, sectors, firm, place)
    if firm.is_rd_active:
        begin_rd(lane, firm, sectors[lane.first_sector + place])
    move_demand(lane, sectors, firm, 1.0)
    world = purses[c * N_PURSES + REST_OF_WORLD]
    firm_receives(firm, world, whole(first_cash(firm.sales_year, lane.belief)), ledger, c, EQUITY_OF_ENTRANTS)
    counties[c].new_firms += 1.0
