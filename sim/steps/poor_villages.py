"""Poor villages: services that governments above the county pay for, parks and the zone of the poverty programme."""

from sim.agents.government import ONLINE_POOL, PAIRED_TEAM_POOL, POVERTY_POOL, THREE_ZONES_POOL
from sim.agents.township import N_SERVICES, ONLINE_ANSWERS, PAIRED_TEAMS, PROGRAMME, SENT_EXPERTS
from sim.engine.ledger import (
    CENTRE,
    N_PURSES,
    ONLINE_ANSWER_FEES,
    ONLINE_PLATFORM,
    PAIRED_TEAM_SERVICE,
    POVERTY_BUILDING,
    POVERTY_SERVICE,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    RD_WORKERS,
    REST_OF_WORLD,
    THREE_ZONES_OF_CENTRE,
    THREE_ZONES_OF_PROVINCE,
    pay,
    whole,
)
from sim.levers.poverty_1_10_100_1000 import (
    pairings_paid,
    parks_paid,
    villages_paid,
    visited_in_villages,
    zone_paid,
)
from sim.levers.poverty_online_platform import answers_paid, reached_by_answers
from sim.levers.poverty_pairing import teams_paid, visited_by_teams
from sim.levers.support import government_pays, take
from sim.levers.three_zones_talent import experts_paid, visited_by_experts


def granted(county):
    """Share of the days asked for that the county gets."""
    if county.days_asked <= 0.0:
        return 0.0
    return min(1.0, county.days_lent / county.days_asked)


def plan_services(lane, province, counties, townships):
    """Townships' days from this year's money: pairings by need, villages and other services spread over poor ones.

    Need is the number of poor villages of 2014, which no policy changes. Returns the villages that the programme
    1-10-100-1000 newly serves over all poor ones.
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
    teams = teams_paid(province.pools[PAIRED_TEAM_POOL], lane.law.poverty_pairing)
    experts = experts_in_a_county(lane, province)
    answers = answers_in_a_county(lane, province)
    for t in range(lane.first_township, lane.end_township):
        township = townships[t]
        county = counties[lane.first_county + township.county]
        by_programme = 0
        if township.is_poor and township.poverty_rank <= paired:
            by_programme = 1
        villages = township.poor_villages * new
        days = by_programme * law.days_per_pairing + villages * lane.belief.days_per_village
        township.service_days[PROGRAMME] = days
        township.service_cost[PROGRAMME] = by_programme * law.cost_per_pairing + villages * law.cost_per_village
        by_team = 0
        if township.is_poor and paired < township.poverty_rank <= paired + teams:
            by_team = 1
        township.is_paired = by_programme + by_team
        township.service_days[PAIRED_TEAMS] = by_team * lane.law.poverty_pairing.days_per_pairing
        township.service_cost[PAIRED_TEAMS] = by_team * lane.law.poverty_pairing.cost_per_pairing
        plan_by_county(lane, township, county, experts, answers)
        for service in range(N_SERVICES):
            county.days_asked += township.service_days[service]
    return new


def plan_by_county(lane, township, county, experts, answers):
    """Experts and answers of a poor county that fall to one of its townships: by its part of the poor villages."""
    zones = lane.law.three_zones_talent
    online = lane.law.poverty_online_platform
    part = township.poor_villages / max(county.poor_villages, 1.0)
    sent = 0.0
    if county.poverty_rank <= zones.counties_covered:
        sent = experts * part
    township.service_days[SENT_EXPERTS] = sent * zones.service_days
    township.service_cost[SENT_EXPERTS] = sent * zones.per_person_subsidy
    answered = 0.0
    if county.poverty_rank <= online.counties_covered:
        answered = answers * part
    township.service_days[ONLINE_ANSWERS] = answered * online.days_per_request
    township.service_cost[ONLINE_ANSWERS] = answered * online.cost_per_answer


def experts_in_a_county(lane, province):
    """Experts of the three zones in each poor county (persons), from the province's part of the money.

    A yuan for each payment to come is kept back, since each is rounded to the yuan; so for the answers below.
    """
    law = lane.law.three_zones_talent
    covered = min(law.counties_covered, float(lane.end_county - lane.first_county))
    rounding = float(lane.end_township - lane.first_township)
    return experts_paid(float(province.pools[THREE_ZONES_POOL]) - rounding, covered, law)


def answers_in_a_county(lane, province):
    """Answers of the platform in each poor county (answers a year); none unless the platform itself is paid."""
    law = lane.law.poverty_online_platform
    covered = min(law.counties_covered, float(lane.end_county - lane.first_county))
    rounding = float(lane.end_township - lane.first_township + lane.end_county - lane.first_county)
    return answers_paid(float(province.pools[ONLINE_POOL]) - rounding, covered, law)


def deliver_services(lane, province, counties, townships, new_villages, purses, ledger):
    """Services are paid for where there are people to give them, each by who asked for it."""
    run_platform(lane, province, counties, purses, ledger)
    province_share = lane.law.three_zones_talent.province_share
    for t in range(lane.first_township, lane.end_township):
        township = townships[t]
        c = lane.first_county + township.county
        county = counties[c]
        share = granted(county)
        for service in range(N_SERVICES):
            township.service_days[service] *= share
        cost = share * township.service_cost[PROGRAMME]
        spend(province, POVERTY_POOL, cost, county, c, RD_WORKERS, purses, ledger, POVERTY_SERVICE)
        township.poor_served_by_programme += share * (township.poor_villages * new_villages)
        cost = share * township.service_cost[PAIRED_TEAMS]
        spend(province, PAIRED_TEAM_POOL, cost, county, c, RD_WORKERS, purses, ledger, PAIRED_TEAM_SERVICE)
        cost = share * township.service_cost[ONLINE_ANSWERS]
        spend(province, ONLINE_POOL, cost, county, c, RD_WORKERS, purses, ledger, ONLINE_ANSWER_FEES)
        cost = share * township.service_cost[SENT_EXPERTS]
        own = province_share * cost
        spend(province, THREE_ZONES_POOL, own, county, c, RD_WORKERS, purses, ledger, THREE_ZONES_OF_PROVINCE)
        centre = purses[c * N_PURSES + CENTRE]
        pay(centre, purses[c * N_PURSES + RD_WORKERS], whole(cost - own), ledger, c, THREE_ZONES_OF_CENTRE)
        if share <= 0.0:
            township.is_paired = 0


def run_platform(lane, province, counties, purses, ledger):
    """The province pays the online platform, written down in equal parts with the counties that it covers."""
    law = lane.law.poverty_online_platform
    if answers_in_a_county(lane, province) <= 0.0:
        return
    covered = min(law.counties_covered, float(lane.end_county - lane.first_county))
    for c in range(lane.first_county, lane.end_county):
        if counties[c].poverty_rank <= covered:
            cost = law.platform_cost / covered
            spend(province, ONLINE_POOL, cost, counties[c], c, REST_OF_WORLD, purses, ledger, ONLINE_PLATFORM)


def spend(province, pool, cost, county, c, payee, purses, ledger, flow):
    """The province pays out of a pool to a purse of the county (payee); returns whole yuan."""
    yuan = take(province, pool, cost)
    government_pays(PROVINCE_PURSE, PROVINCE_REVENUE, payee, yuan, c, purses, ledger, flow)
    county.yuan_fiscal_st += yuan
    return yuan


def unspent_money_lapses(province):
    """What the year's services and building have left of their pools is not spent by anybody."""
    province.pools[POVERTY_POOL] = 0
    province.pools[PAIRED_TEAM_POOL] = 0
    province.pools[THREE_ZONES_POOL] = 0
    province.pools[ONLINE_POOL] = 0


def days_on_the_spot(township):
    """Days of a year that paired teams and sent experts spend in poor villages; answers from afar do not count."""
    return township.service_days[PAIRED_TEAMS] + township.service_days[SENT_EXPERTS]


def households_visited(lane, township):
    """Number of households in poor villages that people paid from above visit."""
    villages = township.service_days[PROGRAMME] / lane.belief.days_per_village
    visited = visited_in_villages(villages, lane.law.poverty_1_10_100_1000)
    visited += visited_by_teams(township.service_days[PAIRED_TEAMS], lane.law.poverty_pairing)
    return visited + visited_by_experts(township.service_days[SENT_EXPERTS], lane.law.three_zones_talent)


def households_answered(lane, township):
    """Number of households in poor villages that have an answer of the online platform in a quarter."""
    return reached_by_answers(township.service_days[ONLINE_ANSWERS], lane.law.poverty_online_platform)


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
            cost = law.cost_per_park
            spend(province, POVERTY_POOL, cost, counties[c], c, REST_OF_WORLD, purses, ledger, POVERTY_BUILDING)
            township.has_park = 1
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        if county.is_zone_seat and not county.has_zone:
            cost = min(float(max(0, money)), zone_paid(province.zone_paid, law))
            province.zone_paid += spend(
                province, POVERTY_POOL, cost, county, c, REST_OF_WORLD, purses, ledger, POVERTY_BUILDING
            )
            if law.zones >= 1.0 and law.cost_per_zone > 0.0 and province.zone_paid >= law.cost_per_zone:
                county.has_zone = 1
