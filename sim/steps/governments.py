"""Counties set budgets: what they raise, set aside, divide and spend, and what their S&T office does."""

from sim.agents.government import (
    AWARD_POOL,
    INSTITUTE_POOL,
    N_POOLS,
    OUTREACH_POOL,
    PROJECT_POOL,
    REWARD_POOL,
    USE_INSTITUTES,
    USE_OUTREACH,
    USE_PROJECTS,
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
from sim.levers.expand_county_power import left_to_county
from sim.levers.fiscal_st_growth import next_added_share
from sim.levers.four_level_linkage import announced
from sim.levers.innovative_county_programme import holds_round, prize
from sim.levers.support import for_province, reserve
from sim.rules.budgets import (
    decide_uses,
    disposable,
    effort,
    incentive,
    nearness,
    next_entry_cost,
    stake,
)
from sim.rules.outreach import visit_price
from sim.steps.administration import administration_is_paid, learn_from_commended, simplify_procedures
from sim.steps.city_pools import cities_fill_pools, cities_take_back
from sim.steps.levels_above import (
    close_quarter_above,
    divide_awards,
    extra_money_comes,
    open_prefecture_budget,
    open_province_budget,
    spend_above,
)
from sim.steps.office import choose_reports, office_salaries, send_out_office
from sim.steps.pools import set_aside
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
            cities_take_back(lane, province, prefectures)
            added = for_province(lane.st_share_added, lane.law.fiscal_st_growth.city_pays)
            open_province_budget(lane, province, lane.given.fiscal_st_share + added)
            for p in range(lane.first_prefecture, lane.end_prefecture):
                open_prefecture_budget(lane, prefectures[p], share)
            cities_fill_pools(lane, province, prefectures)
            money_comes_from_above(lane, province, prefectures, counties, purses, ledger)
        added = lane.st_share_added / share
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            if lane.given.season == 1:
                divide_awards(province, prefectures[lane.first_prefecture + county.prefecture], county)
                county.entry_cost = next_entry_cost(
                    county.entry_cost, county.effort, county.delivery_quality, lane.belief
                )
                open_budget(lane, county, share)
                above = prefectures[lane.first_prefecture + county.prefecture]
                extra_money_comes(province, above, c, county, purses, ledger)
                simplify_procedures(lane, county)
                learn_from_commended(lane, counties, county, c, purses, ledger)
            administration_is_paid(lane, county, c, purses, ledger)
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

    A county's weight is its share of the region's S&T money times the number of counties (steps.pools).
    """
    left_over = county.st_left
    for pool in range(N_POOLS):
        left_over += county.pools[pool]
        county.turned_away[pool] = 0.0
    above = lane.belief.province_share_of_budget + lane.belief.prefecture_share_of_budget
    county.expenditure = lane.given.fiscal_expenditure * county.share_budget * (1.0 - above)
    county.st_envelope = whole(county.expenditure * share * county.st_propensity)
    county.extra_money = whole(lane.given.extra_county * county.share_budget)
    county.st_left = county.st_envelope + county.extra_money
    left_over -= repay_advance(county, left_over)
    county.pools[REWARD_POOL] = max(0, whole(lane.belief.reward_ceiling * county.st_envelope) - county.rewards_advanced)
    county.rewards_advanced += county.pools[REWARD_POOL]
    weight = county.share_budget * county.st_propensity * (lane.end_county - lane.first_county)
    set_aside(lane.law, county, weight)
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
    left_to_it = left_to_county(lane.law.expand_county_power)
    money = own + disposable(county, left_to_it, announced(lane.law.four_level_linkage, county.meetings))
    county.st_left += county.transfers
    county.pools[OUTREACH_POOL] = reserve(county, county.use[USE_OUTREACH] * money)
    county.pools[PROJECT_POOL] = reserve(county, county.use[USE_PROJECTS] * money) + county.project_money
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

    The purse is topped up to the quarter's ordinary spending and a year's S&T money.
    """
    purse = purses[c * N_PURSES + COUNTY_PURSE]
    world = purses[c * N_PURSES + REST_OF_WORLD]
    needed = whole(county.expenditure / 4.0) + county.st_envelope + county.extra_money - purse.cash
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
