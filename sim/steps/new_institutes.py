"""New R&D institutes are announced and opened, once a year."""

from sim.agents.government import SETUP_POOL
from sim.engine.ledger import (
    PREFECTURE_PURSE,
    PREFECTURE_REVENUE,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    SETUP_GRANT,
    SETUP_GRANT_OF_CITIES,
    pay,
    whole,
)
from sim.engine.luck import agent_key
from sim.levers.new_rd_institutions import demand, institutes_paid, planned_contracts
from sim.levers.support import drawn, raised
from sim.sectors import N_SECTORS


def new_institutes_are_announced(lanes, provinces, counties, institutes):
    """First quarter: as many as the province's money sets up, each where firms with R&D have the fewest institutes.

    With the channel of contests closed a county opens those that its own part of the money pays.
    """
    for lane in lanes:
        law = lane.law.new_rd_institutions
        if law.setup_grant <= 0.0:
            continue
        for c in range(lane.first_county, lane.end_county):
            counties[c].n_institutes = 0
            counties[c].n_opening = 0
            if not lane.channel_contests:
                counties[c].n_opening = institutes_paid(float(counties[c].own_part[SETUP_POOL]), law)
        for k in range(lane.first_institute, lane.end_institute):
            counties[lane.first_county + institutes[k].county].n_institutes += 1
        n = institutes_paid(float(provinces[lane.first_province].pools[SETUP_POOL]), law)
        for _ in range(n if lane.channel_contests else 0):
            best = -1
            most = 0.0
            for c in range(lane.first_county, lane.end_county):
                firms = 0.0
                for s in range(N_SECTORS):
                    firms += doing_rd(counties[c], s)
                asked = demand(firms, counties[c].n_institutes + counties[c].n_opening)
                if asked > most:
                    most = asked
                    best = c
            if best >= 0:
                counties[best].n_opening += 1


def doing_rd(county, sector):
    """Firms of a county and sector that do R&D (firms)."""
    return county.active_share[sector] * county.firms_of_sector[sector]


def new_institutes_open(lanes, provinces, sectors, counties, institutes, purses, ledger):
    """Each opens with its grant, in the field of most of the county's firms with R&D."""
    for lane in lanes:
        number = 0
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            for _ in range(county.n_opening):
                grant = lane.law.new_rd_institutions.setup_grant
                yuan = drawn(lane, provinces[lane.first_province], county.own_part, SETUP_POOL, grant)
                if yuan <= 0:
                    continue
                number += 1
                institute = institutes[lane.end_institute]
                lane.end_institute += 1
                institute.key = agent_key(c - lane.first_county, lane.quarter, number)
                open_institute(lane, county, c, institute, yuan)
                sectors[lane.first_sector + institute.field].n_institutes += 1
                level, revenue, flow = PROVINCE_PURSE, PROVINCE_REVENUE, SETUP_GRANT
                if provinces[lane.first_province].of_cities[SETUP_POOL]:
                    level, revenue, flow = PREFECTURE_PURSE, PREFECTURE_REVENUE, SETUP_GRANT_OF_CITIES
                pay(raised(level, revenue, yuan, c, purses, ledger), institute, yuan, ledger, c, flow)
                county.yuan_fiscal_st += yuan
            county.n_opening = 0


def open_institute(lane, county, c, institute, yuan):
    """What a new institute is: its field, its money, its plan; inventors' share is the usual one. No staff as yet."""
    law = lane.law.new_rd_institutions
    institute.alive = 1
    institute.county = c - lane.first_county
    institute.field = 0
    for s in range(N_SECTORS):
        if doing_rd(county, s) > doing_rd(county, institute.field):
            institute.field = s
    institute.inventor_share = lane.belief.inventor_share
    institute.effort = 1.0
    institute.endowment = yuan
    institute.instalment = max(1, whole(yuan / max(4.0 * law.setup_years, 1.0)))
    institute.research_money = 4.0 * institute.instalment
    institute.contracts_asked = planned_contracts(institute.research_money, law)


def is_at_work(institute):
    """Is a new institute still at work? It has money of its grant, or researchers."""
    return institute.instalment > 0 and (institute.endowment > 0 or institute.n_rd_workers > 0)
