"""Budgets of the province and its prefectures: opened, spent in the counties, closed."""

from sim.agents.government import (
    ALLIANCE_POOL,
    ATTRACTION_POOL,
    AWARD_POOL,
    CHECK_POOL,
    CITY_DIGITAL_POOL,
    DIGITAL_POOL,
    FUNDS_POOL,
    GROWTH_POOL,
    IP_AWARD_POOL,
    JOINT_POOL,
    JOINT_TRAINING_POOL,
    LABORATORY_POOL,
    MATCHING_POOL,
    N_PREFECTURE_POOLS,
    N_PROVINCE_POOLS,
    OFFICIALS_POOL,
    ONLINE_POOL,
    PAIRED_TEAM_POOL,
    PERFORMANCE_POOL,
    POVERTY_POOL,
    PRIORITY_POOL,
    PRIORITY_PROJECT_POOL,
    PRIZE_POOL,
    PROVINCE_ALLIANCE_POOL,
    PROVINCE_GUIDANCE_POOL,
    PROVINCE_MARGIN_POOL,
    RANKING_POOL,
    REFUND_POOL,
    SETUP_POOL,
    SURVEY_POOL,
    TALENT_POOL,
    THREE_ZONES_POOL,
    TITLE_AWARD_POOL,
    TOWNSHIP_AWARD_POOL,
    TRUST_POOL,
    ZONE_AWARD_POOL,
)
from sim.engine.ledger import (
    COUNTY_PURSE,
    EXTRA_MONEY_OF_COUNTY,
    EXTRA_MONEY_OF_PREFECTURE,
    EXTRA_MONEY_OF_PROVINCE,
    N_PURSES,
    PREFECTURE_EXPENDITURE,
    PREFECTURE_PURSE,
    PREFECTURE_REVENUE,
    PREFECTURE_ST_FROM_GROWTH,
    PREFECTURE_ST_SPENDING,
    PROVINCE_EXPENDITURE,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    PROVINCE_ST_FROM_GROWTH,
    PROVINCE_ST_SPENDING,
    REST_OF_WORLD,
    pay,
    whole,
)
from sim.levers.base_plus_increment_refund import pool as refund_pool
from sim.levers.capacity_monitoring_evaluation import survey_money
from sim.levers.digital_innovation_platform import pool as digital_pool
from sim.levers.education_industry_integration import pool as joint_training_pool
from sim.levers.enterprise_rd_investment_system import pool as check_pool
from sim.levers.gov_purchase_of_talent_services import pool as matching_pool
from sim.levers.grants_and_interest_subsidy import pool as joint_pool
from sim.levers.innovation_alliances import pool as alliance_pool
from sim.levers.innovative_county_programme import awards_to_counties, awards_to_townships
from sim.levers.investment_attraction import pool as attraction_pool
from sim.levers.ip_awards import pool as ip_award_pool
from sim.levers.loan_guarantee_risk_pool import province_margin
from sim.levers.national_platforms_labs import pool as laboratory_pool
from sim.levers.new_rd_institutions import pool as setup_pool
from sim.levers.one_off_awards import pool as title_award_pool
from sim.levers.performance_based_priority import pool as priority_pool
from sim.levers.poverty_1_10_100_1000 import pool as poverty_pool
from sim.levers.poverty_online_platform import pool as online_pool
from sim.levers.poverty_pairing import pool as pairing_pool
from sim.levers.ppp_and_vc_alliance import province_capital as alliance_capital
from sim.levers.priority_projects_for_rd_intensive_firms import project_money
from sim.levers.provincial_st_funds_allocation import pool as funds_pool
from sim.levers.rd_reserve_fund import pool as growth_pool
from sim.levers.st_county_officials import pool as officials_pool
from sim.levers.support import for_province, government_pays, reserve
from sim.levers.talent_grants import pool as grant_pool
from sim.levers.third_party_index_ranking import pool as ranking_pool
from sim.levers.three_zones_talent import pool as three_zones_pool
from sim.levers.trust_and_fault_tolerance import pool as trust_pool
from sim.levers.vc_guidance_fund import province_capital


def open_province_budget(lane, province, share):
    """The province's expenditure, S&T envelope and pools of the year; what pools left goes into other S&T money.

    With the channel of contests closed awards that a county has not won lapse: they must not reach the others.
    """
    law = lane.law.innovative_county_programme
    n_counties = lane.end_county - lane.first_county
    carried = province.st_left
    for pool in range(N_PROVINCE_POOLS):
        if lane.channel_contests or not is_award(pool):
            carried += province.pools[pool]
    province.expenditure = lane.given.fiscal_expenditure * lane.belief.province_share_of_budget
    province.st_envelope = whole(province.expenditure * share)
    province.extra_money = whole(lane.given.extra_province)
    province.st_left = province.st_envelope + province.extra_money
    province.pools[AWARD_POOL] = reserve(province, awards_to_counties(law, lane.given.year))
    province.pools[TOWNSHIP_AWARD_POOL] = reserve(province, awards_to_townships(law, lane.given.year))
    zones = lane.law.parks_and_hitech_zones
    province.pools[ZONE_AWARD_POOL] = reserve(
        province, for_province(zones.award_per_zone * zones.awards_per_year, zones.city_pays)
    )
    province.pools[POVERTY_POOL] = reserve(province, poverty_pool(lane.law.poverty_1_10_100_1000))
    margin = province_margin(lane.law.loan_guarantee_risk_pool)
    province.pools[PROVINCE_MARGIN_POOL] = reserve(province, margin)
    province.pools[PROVINCE_GUIDANCE_POOL] = reserve(province, province_capital(lane.law.vc_guidance_fund))
    funds = lane.law.provincial_st_funds_allocation
    wanted = funds_pool(funds, province.st_envelope)
    province.pools[FUNDS_POOL] = reserve(province, for_province(wanted, funds.city_pays))
    survey = lane.law.capacity_monitoring_evaluation
    wanted = survey_money(survey, n_counties)
    province.pools[SURVEY_POOL] = reserve(province, for_province(wanted, survey.city_pays))
    province.pools[OFFICIALS_POOL] = reserve(province, officials_pool(lane.law.st_county_officials))
    reserve_for_poor_villages(lane.law, province)
    province.pools[PERFORMANCE_POOL] = reserve(province, lane.belief.performance_share * province.st_envelope)
    reserve_of_province_for_firms(lane, province)
    priority = priority_pool(lane.law.performance_based_priority, province.st_envelope)
    province.pools[PRIORITY_POOL] = reserve(province, priority)
    reserve_for_institutes(lane.law, province)
    province.pools[PROVINCE_ALLIANCE_POOL] = reserve(province, alliance_capital(lane.law.ppp_and_vc_alliance))
    wanted = project_money(lane.law.priority_projects_for_rd_intensive_firms)
    province.pools[PRIORITY_PROJECT_POOL] = reserve(province, wanted)
    province.pools[CHECK_POOL] = reserve(province, check_pool(lane.law.enterprise_rd_investment_system))
    province.st_left += carried


def reserve_of_province_for_firms(lane, province):
    """The province's pools of tax refunds, of prizes owed for problems at work, and of its part in growing R&D."""
    law = lane.law
    wanted = refund_pool(law.base_plus_increment_refund, lane.given.year)
    province.pools[REFUND_POOL] = reserve(province, wanted)
    province.pools[PRIZE_POOL] = reserve(province, province.prizes_owed)
    province.prizes_owed = 0
    province.pools[GROWTH_POOL] = reserve(province, growth_pool(law.rd_reserve_fund))


def reserve_for_poor_villages(law, province):
    """The province's pools of the year for people whom institutes lend to poor villages."""
    province.pools[PAIRED_TEAM_POOL] = reserve(province, pairing_pool(law.poverty_pairing))
    province.pools[THREE_ZONES_POOL] = reserve(province, three_zones_pool(law.three_zones_talent))
    province.pools[ONLINE_POOL] = reserve(province, online_pool(law.poverty_online_platform))


def is_award(pool):
    """Is it a pool of the province that counties, townships, their firms or funds seated there draw on?"""
    return pool in (
        AWARD_POOL, TOWNSHIP_AWARD_POOL, ZONE_AWARD_POOL, REFUND_POOL, PRIZE_POOL, GROWTH_POOL, SETUP_POOL,
        PROVINCE_ALLIANCE_POOL,
    )  # fmt: skip


def reserve_for_institutes(law, province):
    """The province's pools of laboratories, new institutes, checks by sample and its digital platform."""
    digital = law.digital_innovation_platform
    laboratories = law.national_platforms_labs
    trust = law.trust_and_fault_tolerance
    institutes = law.new_rd_institutions
    wanted = laboratory_pool(laboratories)
    province.pools[LABORATORY_POOL] = reserve(province, for_province(wanted, laboratories.city_pays))
    province.pools[TRUST_POOL] = reserve(province, for_province(trust_pool(trust), trust.city_pays))
    province.pools[SETUP_POOL] = reserve(province, for_province(setup_pool(institutes), institutes.city_pays))
    wanted = digital_pool(digital.annual_budget, province.platform_built, digital)
    province.pools[DIGITAL_POOL] = reserve(province, wanted)


def divide_awards(province, prefecture, county):
    """What a county may win of pools above it with the channel of contests closed: by its share of the budget.

    Rounded down to the yuan, so that the parts do not add up to more than a pool.
    """
    for pool in range(N_PREFECTURE_POOLS):
        county.prefecture_part[pool] = int(prefecture.pools[pool] * (county.share_budget / prefecture.share_budget))
    for pool in range(N_PROVINCE_POOLS):
        county.own_part[pool] = 0
        if is_award(pool):
            county.own_part[pool] = int(province.pools[pool] * county.share_budget)


def open_prefecture_budget(lane, prefecture, share):
    """A prefecture's expenditure and S&T envelope of the year.

    With the channel of contests closed money that a county has left lapses: it must not reach the others.
    """
    level = lane.given.fiscal_expenditure * lane.belief.prefecture_share_of_budget
    carried = prefecture.st_left
    for pool in range(N_PREFECTURE_POOLS):
        if lane.channel_contests:
            carried += prefecture.pools[pool]
    prefecture.expenditure = level * prefecture.share_budget
    prefecture.st_envelope = whole(prefecture.expenditure * share)
    prefecture.extra_money = whole(lane.given.extra_prefecture * prefecture.share_budget)
    prefecture.st_left = prefecture.st_envelope + prefecture.extra_money
    prefecture.pools[TALENT_POOL] = reserve(prefecture, grant_pool(lane.law.talent_grants))
    prefecture.talent_set_aside = prefecture.pools[TALENT_POOL]
    prefecture.pools[ATTRACTION_POOL] = reserve(prefecture, attraction_pool(lane.law.investment_attraction))
    reserve_of_prefecture_for_firms(lane.law, prefecture)
    prefecture.pools[RANKING_POOL] = reserve(prefecture, ranking_pool(lane.law.third_party_index_ranking))
    wanted = joint_training_pool(lane.law.education_industry_integration)
    prefecture.pools[JOINT_TRAINING_POOL] = reserve(prefecture, wanted)
    prefecture.pools[ALLIANCE_POOL] = reserve(prefecture, alliance_pool(lane.law.innovation_alliances))
    digital = lane.law.digital_innovation_platform
    wanted = digital_pool(digital.annual_budget_prefecture, prefecture.platform_built, digital)
    prefecture.pools[CITY_DIGITAL_POOL] = reserve(prefecture, wanted)
    prefecture.pools[MATCHING_POOL] = reserve(prefecture, matching_pool(lane.law.gov_purchase_of_talent_services))
    prefecture.st_left += carried


def reserve_of_prefecture_for_firms(law, prefecture):
    """A prefecture's pools of awards for titles and patents, and of joint projects of firms and institutes."""
    prefecture.pools[TITLE_AWARD_POOL] = reserve(prefecture, title_award_pool(law.one_off_awards, law.titles))
    prefecture.pools[IP_AWARD_POOL] = reserve(prefecture, ip_award_pool(law.ip_awards))
    prefecture.pools[JOINT_POOL] = reserve(prefecture, joint_pool(law.grants_and_interest_subsidy))


def spend_above(lane, province, prefecture, c, county, purses, ledger, added):
    """What province and prefecture spend in a county in a quarter beside their pools, by its share of the budget.

    added: share of their S&T envelopes that the growth of S&T money has brought.
    """
    quarters_left = 5.0 - lane.given.season
    share = county.share_budget
    ordinary = whole((province.expenditure - province.st_envelope) / 4.0 * share)
    science = whole(province.st_left / quarters_left * share)
    level, revenue = PROVINCE_PURSE, PROVINCE_REVENUE
    government_pays(level, revenue, REST_OF_WORLD, ordinary, c, purses, ledger, PROVINCE_EXPENDITURE)
    of_province = for_province(added, lane.law.fiscal_st_growth.city_pays)
    grown = min(science, whole(province.st_envelope / 4.0 * share * of_province))
    government_pays(level, revenue, REST_OF_WORLD, grown, c, purses, ledger, PROVINCE_ST_FROM_GROWTH)
    government_pays(level, revenue, REST_OF_WORLD, science - grown, c, purses, ledger, PROVINCE_ST_SPENDING)
    province.st_spent += science
    part = share / prefecture.share_budget
    more = whole((prefecture.expenditure - prefecture.st_envelope) / 4.0 * part)
    local = whole(prefecture.st_left / quarters_left * part)
    grown = min(local, whole(prefecture.st_envelope / 4.0 * part * added))
    level, revenue = PREFECTURE_PURSE, PREFECTURE_REVENUE
    government_pays(level, revenue, REST_OF_WORLD, more, c, purses, ledger, PREFECTURE_EXPENDITURE)
    government_pays(level, revenue, REST_OF_WORLD, grown, c, purses, ledger, PREFECTURE_ST_FROM_GROWTH)
    government_pays(level, revenue, REST_OF_WORLD, local - grown, c, purses, ledger, PREFECTURE_ST_SPENDING)
    prefecture.st_spent += local
    county.yuan_fiscal_expenditure += ordinary + more
    county.yuan_fiscal_st += science + local


def extra_money_comes(province, prefecture, c, county, purses, ledger):
    """First quarter: what the scenario gives beyond the envelopes comes into the county, by its share of the budget.

    A county has its own; province and prefecture hold theirs until they spend it in the county, before revenue.
    """
    world = purses[c * N_PURSES + REST_OF_WORLD]
    pay(world, purses[c * N_PURSES + COUNTY_PURSE], county.extra_money, ledger, c, EXTRA_MONEY_OF_COUNTY)
    yuan = int(province.extra_money * county.share_budget)
    pay(world, purses[c * N_PURSES + PROVINCE_PURSE], yuan, ledger, c, EXTRA_MONEY_OF_PROVINCE)
    yuan = int(prefecture.extra_money * (county.share_budget / prefecture.share_budget))
    pay(world, purses[c * N_PURSES + PREFECTURE_PURSE], yuan, ledger, c, EXTRA_MONEY_OF_PREFECTURE)


def close_quarter_above(lane, province, prefectures):
    """What was spent in the counties leaves the envelopes of province and prefectures."""
    province.st_left -= province.st_spent
    province.st_spent = 0
    for p in range(lane.first_prefecture, lane.end_prefecture):
        prefectures[p].st_left -= prefectures[p].st_spent
        prefectures[p].st_spent = 0
