"""Where a policy is the cities' own they fill together the pools that elsewhere the province fills.

Each gives by its share of the budget. The rule that spends such a pool is the same; who is paid in a county is paid by
its prefecture (`of_cities`). What a pool has left at the end of the year is the cities' again.
"""

from sim.agents.government import (
    FUNDS_POOL,
    LABORATORY_POOL,
    N_PROVINCE_POOLS,
    SETUP_POOL,
    SURVEY_POOL,
    TRUST_POOL,
    ZONE_AWARD_POOL,
)
from sim.levers.capacity_monitoring_evaluation import survey_money
from sim.levers.national_platforms_labs import pool as laboratory_pool
from sim.levers.new_rd_institutions import pool as setup_pool
from sim.levers.provincial_st_funds_allocation import pool as funds_pool
from sim.levers.support import reserve
from sim.levers.trust_and_fault_tolerance import pool as trust_pool
from sim.steps.levels_above import is_award


def cities_take_back(lane, province, prefectures):
    """First quarter: what pools of the cities have left joins their S&T money.

    With the channel of contests closed awards that a county has not won lapse.
    """
    for pool in range(N_PROVINCE_POOLS):
        if province.of_cities[pool] == 0:
            continue
        if lane.channel_contests or not is_award(pool):
            for p in range(lane.first_prefecture, lane.end_prefecture):
                prefectures[p].st_left += int(province.pools[pool] * prefectures[p].share_budget)
        province.pools[pool] = 0
        province.of_cities[pool] = 0


def cities_fill_pools(lane, province, prefectures):
    """First quarter: the pools of those levers that the cities pay."""
    law = lane.law
    zones = law.parks_and_hitech_zones
    wanted = zones.award_per_zone * zones.awards_per_year
    together(lane, province, prefectures, ZONE_AWARD_POOL, zones.city_pays, wanted)
    survey = law.capacity_monitoring_evaluation
    wanted = survey_money(survey, lane.end_county - lane.first_county)
    together(lane, province, prefectures, SURVEY_POOL, survey.city_pays, wanted)
    laboratories = law.national_platforms_labs
    wanted = laboratory_pool(laboratories)
    together(lane, province, prefectures, LABORATORY_POOL, laboratories.city_pays, wanted)
    trust = law.trust_and_fault_tolerance
    together(lane, province, prefectures, TRUST_POOL, trust.city_pays, trust_pool(trust))
    institutes = law.new_rd_institutions
    together(lane, province, prefectures, SETUP_POOL, institutes.city_pays, setup_pool(institutes))
    envelopes = 0.0
    for p in range(lane.first_prefecture, lane.end_prefecture):
        envelopes += prefectures[p].st_envelope
    funds = law.provincial_st_funds_allocation
    together(lane, province, prefectures, FUNDS_POOL, funds.city_pays, funds_pool(funds, envelopes))


def together(lane, province, prefectures, pool, city_pays, wanted):
    """The cities fill a pool (`wanted`: yuan, of all of them), each by its share of the budget."""
    if city_pays <= 0.0 or wanted <= 0.0:
        return
    province.of_cities[pool] = 1
    for p in range(lane.first_prefecture, lane.end_prefecture):
        province.pools[pool] += reserve(prefectures[p], wanted * prefectures[p].share_budget)
