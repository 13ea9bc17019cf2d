"""Counties set budgets: what they raise, set aside, divide and spend, and what their S&T office does."""

from sim.agents.government import (
    AWARD_POOL,
    CLUSTER_POOL,
    COMMISSIONER_POOL,
    GUIDANCE_POOL,
    INSTITUTE_POOL,
    INSTRUMENT_POOL,
    MARGIN_POOL,
    N_POOLS,
    OUTREACH_POOL,
    PAIRING_POOL,
    PLATFORM_POOL,
    POST_SUBSIDY_POOL,
    PROCUREMENT_POOL,
    PROJECT_POOL,
    RETURNEE_POOL,
    REWARD_POOL,
    TITLE_POOL,
    TITLE_VISIT_POOL,
    TRAINING_POOL,
    TRANSFER_POOL,
    USE_INSTITUTES,
    USE_OUTREACH,
    USE_PROJECTS,
    VOUCHER_POOL,
    ZONE_POOL,
)
from sim.engine.ledger import (
    COUNTY_PURSE,
    COUNTY_REVENUE,
    N_PURSES,
    OTHER_EXPENDITURE,
    OTHER_ST_SPENDING,
    REST_OF_WORLD,
    ST_MONEY_FROM_GROWTH,
    ST_OFFICE_SALARIES,
    pay,
    whole,
)
from sim.levers.firm_gradient_cultivation import reward_pool as title_pool
from sim.levers.firm_gradient_cultivation import visit_pool as title_visit_pool
from sim.levers.fiscal_st_growth import next_added_share
from sim.levers.industrial_cluster_support import pool as cluster_pool
from sim.levers.innovation_procurement import pool as procurement_pool
from sim.levers.innovation_voucher import pool as voucher_pool
from sim.levers.innovative_county_programme import holds_round, prize
from sim.levers.loan_guarantee_risk_pool import county_margin
from sim.levers.parks_and_hitech_zones import has_prospect
from sim.levers.parks_and_hitech_zones import pool as zone_pool
from sim.levers.policy_training_supervision import pool as training_pool
from sim.levers.rd_post_subsidy import pool as post_subsidy_pool
from sim.levers.returnees_and_three_villages import pool as returnee_pool
from sim.levers.science_tech_commissioners import commissioners_sent
from sim.levers.science_tech_commissioners import pool as commissioner_pool
from sim.levers.shared_instruments import pool as instrument_pool
from sim.levers.startup_incubation_platforms import platforms_paid
from sim.levers.startup_incubation_platforms import pool as platform_pool
from sim.levers.support import reserve
from sim.levers.tech_transfer_services import pool as transfer_pool
from sim.levers.university_county_pairing import pool as pairing_pool
from sim.levers.vc_guidance_fund import county_capital
from sim.rules.budgets import (
    decide_uses,
    effort,
    incentive,
    nearness,
    next_entry_cost,
    stake,
)
from sim.rules.outreach import visit_price
from sim.steps.levels_above import (
    close_quarter_above,
    divide_awards,
    open_prefecture_budget,
    open_province_budget,
    spend_above,
)
from sim.steps.office import choose_reports, office_salaries, send_out_office
from sim.steps.transfers import money_comes_from_above


def governments_set_budgets(lanes, provinces, prefectures, counties, purses, ledger):
    """First quarter: S&T envelopes, money from above, pools and uses. Every quarter: revenue, spending, the S&T office.

    The levels share the region's expenditure by stated shares and put the same share of it into S&T.
    """
    for lane in lanes:
        if lane.given.season == 1:
            lane.st_share_added = next_added_share(
                lane.st_share_added, lane.given.fiscal_st_share, lane.law.fiscal_st_growth
            )
        share = lane.given.fiscal_st_share + lane.st_share_added
        province = provinces[lane.first_province]
        if lane.given.season == 1:
            open_province_budget(lane, province, share)
            for p in range(lane.first_prefecture, lane.end_prefecture):
                open_prefecture_budget(lane, prefectures[p], share)
            money_comes_from_above(lane, province, prefectures, counties, purses, ledger)
        added = lane.st_share_added / share
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            if lane.given.season == 1:
                divide_awards(province, county)
                county.entry_cost = next_entry_cost(
                    county.entry_cost, county.effort, county.delivery_quality, lane.belief
                )
                open_budget(lane, county, share)
            other = spend(lane, county, c, purses, ledger)
            from_growth = min(other, whole(county.st_envelope / 4.0 * added))
            purse = purses[c * N_PURSES + COUNTY_PURSE]
            world = purses[c * N_PURSES + REST_OF_WORLD]
            pay(purse, world, from_growth, ledger, c, ST_MONEY_FROM_GROWTH)
            pay(purse, world, other - from_growth, ledger, c, OTHER_ST_SPENDING)
            prefecture = prefectures[lane.first_prefecture + county.prefecture]
            spend_above(lane, province, prefecture, c, county, purses, ledger, added)
            near, reward = race(lane, county)
            eager = effort(incentive(reward, county.st_envelope, near, county.pressure), lane.belief.effort_elasticity)
            send_out_office(lane, county, c, eager, purses, ledger)
        close_quarter_above(lane, province, prefectures)


def open_budget(lane, county, share):
    """The year's expenditure, S&T envelope and pools; what last year's pools left is carried into other S&T money.

    One rule scales every pool: what a law states per county in yuan is the mean county's, and a county's own is that
    times its weight, its share of the region's S&T money times the number of counties. What a law counts in a county
    (commissioners, pairs, agencies, platforms, start-ups) it counts in each, at the same price. First purchases are
    a share of the county's own spending.
    """
    left_over = county.st_left
    for pool in range(N_POOLS):
        left_over += county.pools[pool]
        county.turned_away[pool] = 0.0
    above = lane.belief.province_share_of_budget + lane.belief.prefecture_share_of_budget
    county.expenditure = lane.given.fiscal_expenditure * county.share_budget * (1.0 - above)
    county.st_envelope = whole(county.expenditure * share * county.st_propensity)
    county.st_left = county.st_envelope
    left_over -= repay_advance(county, left_over)
    county.pools[REWARD_POOL] = max(0, whole(lane.belief.reward_ceiling * county.st_envelope) - county.rewards_advanced)
    county.rewards_advanced += county.pools[REWARD_POOL]
    weight = county.share_budget * county.st_propensity * (lane.end_county - lane.first_county)
    county.pools[TRAINING_POOL] = reserve(county, training_pool(lane.law.policy_training_supervision, weight))
    county.pools[VOUCHER_POOL] = reserve(county, voucher_pool(lane.law.innovation_voucher, weight))
    county.pools[COMMISSIONER_POOL] = reserve(county, commissioner_pool(lane.law.science_tech_commissioners))
    county.commissioners = commissioners_sent(county.pools[COMMISSIONER_POOL], lane.law.science_tech_commissioners)
    county.pools[PAIRING_POOL] = reserve(county, pairing_pool(lane.law.university_county_pairing))
    county.pools[TRANSFER_POOL] = reserve(county, transfer_pool(lane.law.tech_transfer_services))
    county.pools[POST_SUBSIDY_POOL] = reserve(county, post_subsidy_pool(lane.law.rd_post_subsidy, weight))
    county.pools[INSTRUMENT_POOL] = reserve(county, instrument_pool(lane.law.shared_instruments, weight))
    county.pools[RETURNEE_POOL] = reserve(county, returnee_pool(lane.law.returnees_and_three_villages))
    county.pools[MARGIN_POOL] = reserve(county, county_margin(lane.law.loan_guarantee_risk_pool, weight))
    county.pools[GUIDANCE_POOL] = reserve(county, county_capital(lane.law.vc_guidance_fund, weight))
    reserve_for_titles_and_places(lane.law, county, weight)
    divide(lane, county)
    county.st_left += left_over


def repay_advance(county, left_over):
    """Repay what last year advanced for HNTE rewards; returns the part that comes out of what last year left.

    Rewards fall due in the fourth quarter, when the year's money is spent: their pool is advanced, a share of the
    envelope. What of it is not used goes back at once; the rest is the first charge on the next year's S&T money. What
    even that cannot repay is owed on, and leaves less for new rewards.
    """
    from_left = min(county.rewards_advanced, left_over)
    from_envelope = min(county.rewards_advanced - from_left, county.st_left)
    county.st_left -= from_envelope
    county.rewards_advanced -= from_left + from_envelope
    return from_left


def reserve_for_titles_and_places(law, county, weight):
    """Pools of the ladder of titles, platforms, the zone, clusters, and the premium of first purchases."""
    county.pools[TITLE_POOL] = reserve(county, title_pool(law.firm_gradient_cultivation, weight))
    county.pools[TITLE_VISIT_POOL] = reserve(county, title_visit_pool(law.firm_gradient_cultivation, weight))
    county.pools[PLATFORM_POOL] = reserve(county, platform_pool(law.startup_incubation_platforms))
    county.platforms = platforms_paid(float(county.pools[PLATFORM_POOL]), law.startup_incubation_platforms)
    zones = law.parks_and_hitech_zones
    county.pools[ZONE_POOL] = 0
    if county.zone_invested > 0 or has_prospect(county.n_above_scale, zones):
        wanted = zone_pool(zones, weight, county.zone_level, county.zone_invested)
        county.pools[ZONE_POOL] = reserve(county, wanted)
    county.pools[CLUSTER_POOL] = reserve(county, cluster_pool(law.industrial_cluster_support, weight))
    wanted = procurement_pool(county.expenditure, law.innovation_procurement)
    county.pools[PROCUREMENT_POOL] = reserve(county, wanted)


def divide(lane, county):
    """The county divides its discretionary S&T money among uses, by what it expects of them (rules.budgets).

    Discretionary is what levers' pools and the office leave, and of money from above the part that the county can
    absorb (E134); the rest of that, and what past years left, goes into other S&T spending.
    """
    programme = lane.law.innovative_county_programme
    near, reward = race(lane, county)
    worth = stake(reward, programme.score_threshold_county, near, county.pressure, county.st_envelope, county.at_stake)
    decide_uses(county, worth, visit_price(lane.belief, lane.given.gdp_index), lane.belief)
    county.reporting_share = choose_reports(lane, county, worth)
    own = max(0.0, county.st_left - office_salaries(lane, county))
    money = own + county.absorptive_capacity * county.transfers
    county.st_left += county.transfers
    county.pools[OUTREACH_POOL] = reserve(county, county.use[USE_OUTREACH] * money)
    county.pools[PROJECT_POOL] = reserve(county, county.use[USE_PROJECTS] * money)
    county.pools[INSTITUTE_POOL] = reserve(county, county.use[USE_INSTITUTES] * money)


def race(lane, county):
    """(how near the county is to the threshold of this year's contest, the prize in yuan); zeros without a race."""
    programme = lane.law.innovative_county_programme
    if county.is_innovative == 1 or not holds_round(programme, lane.given.year):
        return 0.0, 0.0
    reward = prize(programme)
    if lane.channel_contests == 0:
        reward = min(reward, float(county.own_part[AWARD_POOL]))
    return nearness(county.score, max(programme.score_threshold_county, 1e-9)), reward


def spend(lane, county, c, purses, ledger):
    """A quarter of the budget: revenue, ordinary spending, the S&T office. Returns other S&T money to spend.

    The purse is topped up to the quarter's ordinary spending and a year's S&T envelope.
    """
    purse = purses[c * N_PURSES + COUNTY_PURSE]
    world = purses[c * N_PURSES + REST_OF_WORLD]
    needed = whole(county.expenditure / 4.0) + county.st_envelope - purse.cash
    if needed > 0:
        pay(world, purse, needed, ledger, c, COUNTY_REVENUE)
    ordinary = whole((county.expenditure - county.st_envelope) / 4.0)
    pay(purse, world, ordinary, ledger, c, OTHER_EXPENDITURE)
    county.yuan_fiscal_expenditure += ordinary

    salaries = min(county.st_left, whole(office_salaries(lane, county) / 4.0))
    county.st_left -= salaries
    pay(purse, world, salaries, ledger, c, ST_OFFICE_SALARIES)
    other = county.st_left // (5 - lane.given.season)
    county.st_left -= other
    county.yuan_fiscal_st += salaries + other
    return other
