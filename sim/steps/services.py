"""What links counties, firms and institutes: pairs, joint projects, agencies, platforms, centres."""

from sim.agents.government import (
    CENTRE_POOL,
    CITY_DIGITAL_POOL,
    DIGITAL_POOL,
    MOST_PAIRS,
    PAIRING_POOL,
    TRANSFER_POOL,
)
from sim.engine.ledger import (
    CITY_DIGITAL_PLATFORM,
    COUNTY_PURSE,
    DIGITAL_PLATFORM,
    JOINT_PROJECT_INCOME,
    JOINT_PROJECTS,
    N_PURSES,
    PREFECTURE_PURSE,
    PREFECTURE_REVENUE,
    PRODUCTIVITY_CENTRE,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    REST_OF_WORLD,
    TRANSFER_SERVICE_SUBSIDY,
    pay,
)
from sim.engine.luck import luck, luck_key
from sim.levers.digital_innovation_platform import is_run, next_built
from sim.levers.productivity_promotion_centres import chance_of_visit
from sim.levers.support import government_pays, pay_instalment, quarters_part, take
from sim.levers.tech_transfer_services import agencies
from sim.levers.university_county_pairing import pairs, suitability
from sim.rules.institutes import IS_LISTED
from sim.rules.outreach import visit_price
from sim.sectors import N_SECTORS
from sim.steps.contracts import is_paired


def counties_are_paired(lanes, counties, institutes, proximity):
    """First quarter: the province gives each county with money for joint projects its partner institutes.

    A pair stays as long as the county has money for it; free places go, county by county in the order of the table,
    to the most suitable institute with researchers. With the spillover channel closed only one of the own county can
    be a partner.
    """
    for lane in lanes:
        for k in range(lane.first_institute, lane.end_institute):
            institutes[k].n_pairs = 0
            institutes[k].projects_promised = 0.0
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            n = min(MOST_PAIRS, pairs(county.pools[PAIRING_POOL], lane.law.university_county_pairing))
            for p in range(MOST_PAIRS):
                if p >= n:
                    county.partners[p] = 0
                elif county.partners[p] > 0:
                    institutes[lane.first_institute + county.partners[p] - 1].n_pairs += 1
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            n = min(MOST_PAIRS, pairs(county.pools[PAIRING_POOL], lane.law.university_county_pairing))
            for p in range(n):
                if county.partners[p] == 0:
                    k = most_suitable(lane, county, c, institutes, proximity)
                    if k < 0:
                        break
                    county.partners[p] = k - lane.first_institute + 1
                    institutes[k].n_pairs += 1
                institute = institutes[lane.first_institute + county.partners[p] - 1]
                institute.projects_promised += county.pools[PAIRING_POOL] / float(n)


def most_suitable(lane, county, c, institutes, proximity):
    """Row of the institute that suits the county best and is not yet its partner; -1 if there is none."""
    firms = 0.0
    for s in range(N_SECTORS):
        firms += county.firms_of_sector[s]
    best = -1
    most = 0.0
    for k in range(lane.first_institute, lane.end_institute):
        institute = institutes[k]
        at_home = lane.first_county + institute.county == c
        if institute.n_rd_workers == 0 or not (at_home or lane.channel_spillover):
            continue
        if is_paired(lane, county, k):
            continue
        near = 1.0 if at_home else proximity[c][institute.county]
        share = county.firms_of_sector[institute.field] / max(firms, 1.0)
        suits = suitability(share, near, institute.n_pairs)
        if suits > most:
            most = suits
            best = k
    return best


def joint_projects_are_run(lanes, counties, institutes, purses, ledger):
    """Each quarter's part of the money goes to the partners that have time; what none has time for waits.

    The money passes through an account outside the region, since county and institute may not be neighbours and a
    flow of the ledger has one county.
    """
    for lane in lanes:
        price = lane.belief.contract_price * lane.given.gdp_index
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            n = 0
            for p in range(MOST_PAIRS):
                if county.partners[p] > 0:
                    n += 1
            if n == 0 or county.pools[PAIRING_POOL] <= 0:
                continue
            each = quarters_part(county, PAIRING_POOL, lane.given.season) // n
            for p in range(MOST_PAIRS):
                if county.partners[p] == 0:
                    continue
                institute = institutes[lane.first_institute + county.partners[p] - 1]
                if institute.service_time_left <= 0.0:
                    continue
                institute.service_time_left -= lane.belief.contract_time * each / price
                take(county, PAIRING_POOL, each)
                seat = lane.first_county + institute.county
                pay(
                    purses[c * N_PURSES + COUNTY_PURSE],
                    purses[c * N_PURSES + REST_OF_WORLD],
                    each,
                    ledger,
                    c,
                    JOINT_PROJECTS,
                )
                pay(purses[seat * N_PURSES + REST_OF_WORLD], institute, each, ledger, seat, JOINT_PROJECT_INCOME)
                institute.project_income += each
                county.yuan_fiscal_st += each
                county.n_joint_projects += each / lane.law.university_county_pairing.project_cost


def transfer_agencies_are_paid(lanes, counties, purses, ledger):
    """First quarter: as many agencies as the county's money supports. Every quarter: a part of their subsidy."""
    for lane in lanes:
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            if lane.given.season == 1:
                county.transfer_bodies = agencies(county.pools[TRANSFER_POOL], lane.law.tech_transfer_services)
            season = lane.given.season
            pay_instalment(county, TRANSFER_POOL, season, c, REST_OF_WORLD, purses, ledger, TRANSFER_SERVICE_SUBSIDY)


def digital_platforms_are_run(lanes, provinces, prefectures, counties, institutes, purses, ledger):
    """First quarter: province and prefectures build and run their platforms; those that are paid for are on all year.

    A platform shows the firms of its counties what those institutes offer that list their services on it.
    """
    for lane in lanes:
        law = lane.law.digital_innovation_platform
        province = provinces[lane.first_province]
        money = province.pools[DIGITAL_POOL]
        on = is_run(money, province.platform_built, law)
        any_on = on
        for c in range(lane.first_county, lane.end_county):
            counties[c].is_online = 1 if on else 0
            if money > 0:
                yuan = take(province, DIGITAL_POOL, money * counties[c].share_budget)
                kind, revenue = PROVINCE_PURSE, PROVINCE_REVENUE
                government_pays(kind, revenue, REST_OF_WORLD, yuan, c, purses, ledger, DIGITAL_PLATFORM)
                counties[c].yuan_fiscal_st += yuan
        province.platform_built = next_built(money, province.platform_built, law)
        for p in range(lane.first_prefecture, lane.end_prefecture):
            if prefectures[p].pools[CITY_DIGITAL_POOL] > 0 and run_of_city(
                lane, p, prefectures[p], counties, purses, ledger
            ):
                any_on = True
        listed = luck_key(lane.seed, IS_LISTED, 0)
        for k in range(lane.first_institute, lane.end_institute):
            u = luck(listed, institutes[k].key)
            institutes[k].is_listed = 1 if any_on and u < law.listed_share else 0


def run_of_city(lane, p, prefecture, counties, purses, ledger):
    """The platform of one prefecture (row p): paid in its counties by their budgets. Is it on? True or False."""
    law = lane.law.digital_innovation_platform
    money = prefecture.pools[CITY_DIGITAL_POOL]
    on = is_run(money, prefecture.platform_built, law)
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        if lane.first_prefecture + county.prefecture != p:
            continue
        if on:
            county.is_online = 1
        yuan = take(prefecture, CITY_DIGITAL_POOL, money * (county.share_budget / prefecture.share_budget))
        kind, revenue = PREFECTURE_PURSE, PREFECTURE_REVENUE
        government_pays(kind, revenue, REST_OF_WORLD, yuan, c, purses, ledger, CITY_DIGITAL_PLATFORM)
        county.yuan_fiscal_st += yuan
    prefecture.platform_built = next_built(money, prefecture.platform_built, law)
    return on


def productivity_centres_are_paid(lanes, counties, purses, ledger):
    """Every quarter: the county pays its centre for visits to firms without R&D, spread evenly over them."""
    for lane in lanes:
        price = visit_price(lane.belief, lane.given.gdp_index)
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            season = lane.given.season
            yuan = pay_instalment(county, CENTRE_POOL, season, c, REST_OF_WORLD, purses, ledger, PRODUCTIVITY_CENTRE)
            idle = 0.0
            for s in range(N_SECTORS):
                idle += county.firms_of_sector[s] * (1.0 - county.active_share[s])
            county.centre_chance = chance_of_visit(yuan / price, idle)
