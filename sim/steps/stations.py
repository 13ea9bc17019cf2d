"""Firms host experts of institutes for some days of a year; the county pays the institute."""

from sim.agents.government import STATION_POOL
from sim.engine.ledger import (
    COUNTY_PURSE,
    N_PURSES,
    REST_OF_WORLD,
    STATION_INCOME,
    STATION_SUBSIDY,
    pay,
    whole,
)
from sim.levers.flexible_talent_academicians import expert_time
from sim.levers.support import give
from sim.rules.contracts import learning
from sim.steps.firms import is_above_scale


def open_station(lane, firm, county, c, institutes, purses, ledger, proximity):
    """A firm with a contract at hand hosts an expert for a year, if it may and an institute of its field has time.

    First come, first served. Of the firms that an agent stands for as many host one as the money pays.
    """
    law = lane.law.flexible_talent_academicians
    if not may_host(firm, lane.quarter) or law.station_subsidy <= 0.0:
        return
    k = expert_of(lane, firm, c, institutes, proximity)
    if k < 0:
        return
    subsidy = whole(law.station_subsidy)
    yuan = give(county, STATION_POOL, subsidy, 1, firm.stands_for)
    if yuan <= 0:
        return
    institute = institutes[k]
    paid = yuan * firm.stands_for
    county.yuan_fiscal_st += paid
    seat = lane.first_county + institute.county
    world = purses[c * N_PURSES + REST_OF_WORLD]
    # by way of an account outside the region: county and institute may not be neighbours
    pay(purses[c * N_PURSES + COUNTY_PURSE], world, paid, ledger, c, STATION_SUBSIDY)
    pay(purses[seat * N_PURSES + REST_OF_WORLD], institute, paid, ledger, seat, STATION_INCOME)
    institute.contract_income += paid
    firm.station = float(yuan) / float(subsidy)
    firm.station_until = lane.quarter + 4
    firm.station_with = k - lane.first_institute + 1
    time = firm.station * expert_time(law, lane.belief.working_days)
    institute.contract_time_left -= time * firm.stands_for
    firm.knowledge += learning(
        lane.belief.contract_learning,
        county.absorptive_capacity,
        1.0,
        time,
        institute.knowledge,
        float(institute.n_rd_workers * lane.stands_for),
    )


def may_host(firm, quarter):
    """Is it an R&D-active firm, above scale or recognised, that the office has reached and that hosts nobody now?"""
    is_large = is_above_scale(firm) or firm.is_hnte == 1
    return firm.is_rd_active == 1 and firm.is_reached == 1 and is_large and firm.station_until <= quarter


def expert_of(lane, firm, c, institutes, proximity):
    """Row of the institute whose expert comes: of the firm's field, with time, most knowledge by nearness; -1 if none.

    With the spillover channel closed only an institute of the own county is known.
    """
    best = -1
    most = 0.0
    for k in range(lane.first_institute, lane.end_institute):
        institute = institutes[k]
        if institute.field != firm.sector or institute.n_rd_workers == 0 or institute.contract_time_left <= 0.0:
            continue
        near = 1.0
        if institute.county != firm.county:
            if not lane.channel_spillover:
                continue
            near = proximity[c][institute.county]
        if institute.knowledge * near > most:
            most = institute.knowledge * near
            best = k
    return best
