"""The province and the centre pay for laboratories at institutes, and the province for checks by sample."""

from sim.agents.government import LABORATORY_POOL, TRUST_POOL
from sim.engine.ledger import (
    CENTRE,
    CHECKS_BY_SAMPLE,
    CHECKS_OF_CITIES,
    LABORATORY_OF_CENTRE,
    LABORATORY_OF_CITIES,
    LABORATORY_OF_PROVINCE,
    N_PURSES,
    PREFECTURE_PURSE,
    PREFECTURE_REVENUE,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    REST_OF_WORLD,
    pay,
    whole,
)
from sim.levers.national_platforms_labs import laboratories_paid
from sim.levers.support import government_pays, quarters_part, raised, take
from sim.levers.trust_and_fault_tolerance import time_freed


def laboratories_are_funded(lanes, provinces, counties, institutes, purses, ledger):
    """First quarter: which institutes have a laboratory this year. Every quarter: its money, from province and centre.

    Those with the largest technology stock have one. With the channel of contests closed nobody competes for them:
    every institute then gets what it weighs in the region's institute R&D.
    """
    for lane in lanes:
        law = lane.law.national_platforms_labs
        province = provinces[lane.first_province]
        if lane.given.season == 1:
            choose_laboratories(lane, institutes, laboratories_paid(float(province.pools[LABORATORY_POOL]), law))
        money = quarters_part(province, LABORATORY_POOL, lane.given.season)
        if money <= 0:
            continue
        n = 0
        for k in range(lane.first_institute, lane.end_institute):
            n += institutes[k].has_laboratory
        for k in range(lane.first_institute, lane.end_institute):
            institute = institutes[k]
            share = institute.has_laboratory / max(n, 1) if lane.channel_contests else institute.weight
            c = lane.first_county + institute.county
            yuan = take(province, LABORATORY_POOL, money * share)
            level, revenue, flow = PROVINCE_PURSE, PROVINCE_REVENUE, LABORATORY_OF_PROVINCE
            if province.of_cities[LABORATORY_POOL]:
                level, revenue, flow = PREFECTURE_PURSE, PREFECTURE_REVENUE, LABORATORY_OF_CITIES
            pay(raised(level, revenue, yuan, c, purses, ledger), institute, yuan, ledger, c, flow)
            central = whole(yuan * law.central_part)
            pay(purses[c * N_PURSES + CENTRE], institute, central, ledger, c, LABORATORY_OF_CENTRE)
            institute.laboratory_money += yuan + central
            counties[c].yuan_fiscal_st += yuan


def choose_laboratories(lane, institutes, n):
    """Give n institutes a laboratory for the year: one after the other to the largest technology stock."""
    for k in range(lane.first_institute, lane.end_institute):
        institutes[k].has_laboratory = 0
    for _ in range(n if lane.channel_contests else 0):
        best = -1
        for k in range(lane.first_institute, lane.end_institute):
            if institutes[k].has_laboratory == 0 and (best < 0 or institutes[k].knowledge > institutes[best].knowledge):
                best = k
        if best >= 0:
            institutes[best].has_laboratory = 1


def checks_are_by_sample(lanes, provinces, counties, institutes, purses, ledger):
    """Every quarter the province pays for checks by sample; where they are paid, researchers fill in fewer forms."""
    for lane in lanes:
        law = lane.law.trust_and_fault_tolerance
        province = provinces[lane.first_province]
        n = float(lane.end_institute - lane.first_institute)
        if lane.given.season == 1:
            freed = time_freed(float(province.pools[TRUST_POOL]), n, lane.belief.working_days, law)
            for k in range(lane.first_institute, lane.end_institute):
                institutes[k].time_freed = freed
        money = quarters_part(province, TRUST_POOL, lane.given.season)
        if money <= 0:
            continue
        for k in range(lane.first_institute, lane.end_institute):
            c = lane.first_county + institutes[k].county
            yuan = take(province, TRUST_POOL, money / n)
            level, revenue, flow = PROVINCE_PURSE, PROVINCE_REVENUE, CHECKS_BY_SAMPLE
            if province.of_cities[TRUST_POOL]:
                level, revenue, flow = PREFECTURE_PURSE, PREFECTURE_REVENUE, CHECKS_OF_CITIES
            government_pays(level, revenue, REST_OF_WORLD, yuan, c, purses, ledger, flow)
            counties[c].yuan_fiscal_st += yuan
