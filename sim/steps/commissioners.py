"""Who serves townships and firms: institutes lend researchers' days for what counties and the province pay for."""

from sim.agents.government import COMMISSIONER_POOL, POVERTY_POOL
from sim.engine.ledger import (
    COMMISSIONER_STIPENDS,
    POVERTY_BUILDING,
    POVERTY_SERVICE,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    RD_WORKERS,
    REST_OF_WORLD,
    whole,
)
from sim.levers.poverty_1_10_100_1000 import pairings_paid, parks_paid, villages_paid, zone_paid
from sim.levers.support import government_pays, pay_instalment, take
from sim.rules.institutes import lent_share
from sim.steps.office import days_of_officials


def commissioners_are_assigned(lanes, provinces, counties, institutes, townships, purses, ledger):
    """First quarter: counties and the poverty programme ask for days of service, institutes lend what they can spare.

    A county is served by its own institutes first, then by those of the whole region (channel spillover). Where days
    are short, all that they were asked for is cut alike; a county keeps its money, the programme's lapses.
    """
    for lane in lanes:
        province = provinces[lane.first_province]
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.days_asked = county.commissioners * lane.law.science_tech_commissioners.service_days
            county.days_asked += days_of_officials(lane, province, county)
        new_villages = plan_services(lane, province, counties, townships)
        build(lane, province, counties, townships, purses, ledger)
        lend_researchers(lane, counties, institutes)
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            unserved = county.pools[COMMISSIONER_POOL] * (1.0 - granted(county))
            county.st_left += take(county, COMMISSIONER_POOL, unserved)
            county.commissioners *= granted(county)
            county.officials *= granted(county)
        deliver_services(lane, province, counties, townships, new_villages, purses, ledger)
        province.pools[POVERTY_POOL] = 0


def granted(county):
    """Share of the days asked for that the county gets."""
    if county.days_asked <= 0.0:
        return 0.0
    return min(1.0, county.days_lent / county.days_asked)


def plan_services(lane, province, counties, townships):
    """Townships' days from this year's programme money: pairings by need, and new villages spread over poor ones.

    Need is the number of poor villages of 2014, which no policy changes. Returns the new villages over all poor ones.
    """
    law = lane.law.poverty_1_10_100_1000
    money = province.pools[POVERTY_POOL]
    paired = pairings_paid(money, law)
    all_poor = 0.0
    for t in range(lane.first_township, lane.end_township):
        all_poor += townships[t].poor_villages
    money -= whole(paired * law.cost_per_pairing)
    planned = villages_paid(money, province.villages_planned, all_poor, law)
    province.villages_planned += planned
    province.service_money = whole(paired * law.cost_per_pairing + planned * law.cost_per_village)
    new = planned / max(all_poor, 1.0)
    for t in range(lane.first_township, lane.end_township):
        township = townships[t]
        township.is_paired = 0
        if township.is_poor and township.poverty_rank <= paired:
            township.is_paired = 1
        days = township.is_paired * law.days_per_pairing + township.poor_villages * new * lane.belief.days_per_village
        township.programme_days = days
        counties[lane.first_county + township.county].days_asked += days
    return new


def lend_researchers(lane, counties, institutes):
    """Days that institutes lend: at most a share of their researchers' time, first to their own county."""
    for c in range(lane.first_county, lane.end_county):
        counties[c].days_near = 0.0
    for k in range(lane.first_institute, lane.end_institute):
        institute = institutes[k]
        staff = institute.n_rd_workers * lane.stands_for
        days = staff * lane.belief.working_days * lane.belief.service_limit
        counties[lane.first_county + institute.county].days_near += days
    spare = 0.0
    missing = 0.0
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        county.days_lent = min(county.days_near, county.days_asked)
        spare += county.days_near - county.days_lent
        missing += county.days_asked - county.days_lent
    helped = 0.0  # share of what is missing that comes from other counties' institutes
    used = 0.0  # share of their spare days that it takes
    if lane.channel_spillover and spare > 0.0 and missing > 0.0:
        helped = min(1.0, spare / missing)
        used = min(1.0, missing / spare)
    for k in range(lane.first_institute, lane.end_institute):
        institute = institutes[k]
        county = counties[lane.first_county + institute.county]
        near = county.days_lent / max(county.days_near, 1.0)
        institute.service_time = lent_share(lane.belief.service_limit, near, used)
        if institute.n_rd_workers == 0:
            institute.service_time = 0.0
    for c in range(lane.first_county, lane.end_county):
        counties[c].days_lent += (counties[c].days_asked - counties[c].days_lent) * helped


def deliver_services(lane, province, counties, townships, new_villages, purses, ledger):
    """The province pays for pairings and village service where there are people to give it."""
    law = lane.law.poverty_1_10_100_1000
    for t in range(lane.first_township, lane.end_township):
        township = townships[t]
        if township.programme_days <= 0.0:
            continue
        c = lane.first_county + township.county
        share = granted(counties[c])
        villages = township.poor_villages * new_villages
        cost = whole(share * (township.is_paired * law.cost_per_pairing + villages * law.cost_per_village))
        yuan = take(province, POVERTY_POOL, cost)
        government_pays(PROVINCE_PURSE, PROVINCE_REVENUE, RD_WORKERS, yuan, c, purses, ledger, POVERTY_SERVICE)
        counties[c].yuan_fiscal_st += yuan
        township.programme_days *= share
        township.poor_served_by_programme += share * villages
        if share <= 0.0:
            township.is_paired = 0


def build(lane, province, counties, townships, purses, ledger):
    """What is planned for services leaves over: parks, by poor villages of their township; the zone, by instalments."""
    law = lane.law.poverty_1_10_100_1000
    n_townships = lane.end_township - lane.first_township
    kept = province.service_money + n_townships  # services are paid township by township, each rounded to the yuan
    money = max(0, province.pools[POVERTY_POOL] - kept)
    new = parks_paid(money, province.parks_built, law)
    money -= whole(new * law.cost_per_park)
    province.parks_built += new
    for t in range(lane.first_township, lane.end_township):
        township = townships[t]
        if township.has_park == 0 and township.poverty_rank <= province.parks_built:
            c = lane.first_county + township.county
            yuan = take(province, POVERTY_POOL, law.cost_per_park)
            government_pays(PROVINCE_PURSE, PROVINCE_REVENUE, REST_OF_WORLD, yuan, c, purses, ledger, POVERTY_BUILDING)
            counties[c].yuan_fiscal_st += yuan
            township.has_park = 1
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        if county.is_zone_seat and not county.has_zone:
            yuan = take(province, POVERTY_POOL, min(float(max(0, money)), zone_paid(province.zone_paid, law)))
            government_pays(PROVINCE_PURSE, PROVINCE_REVENUE, REST_OF_WORLD, yuan, c, purses, ledger, POVERTY_BUILDING)
            county.yuan_fiscal_st += yuan
            province.zone_paid += yuan
            if law.zones >= 1.0 and law.cost_per_zone > 0.0 and province.zone_paid >= law.cost_per_zone:
                county.has_zone = 1


def commissioners_go_out(lanes, counties, purses, ledger):
    """Stipends of the quarter are paid. What commissioners do in townships stands in steps.townships."""
    for lane in lanes:
        for c in range(lane.first_county, lane.end_county):
            season = lane.given.season
            pay_instalment(counties[c], COMMISSIONER_POOL, season, c, RD_WORKERS, purses, ledger, COMMISSIONER_STIPENDS)
