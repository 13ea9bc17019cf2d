"""What a county does for its R&D workers: housing for those who have come, allowances for graduates, local titles.

All have places, as many as the money of the year pays. At a coarse scale a place is an agent's, and those for whom it
stands share what there is; so do all holders where a year's money is less than that of the year before.
"""

from sim.agents.government import GRADUATE_POOL, HOUSING_POOL, LONGEST_TRAINING, TITLE_REVIEW_POOL
from sim.agents.talent import IDLE
from sim.engine.ledger import (
    COUNTY_PURSE,
    GRADUATE_ALLOWANCE,
    HOUSING_SUBSIDY,
    N_PURSES,
    RD_WORKERS,
    REST_OF_WORLD,
    TITLE_REVIEWS,
    pay,
)
from sim.engine.luck import luck, luck_key, poisson, rounded
from sim.levers.graduates_to_counties import ends
from sim.levers.support import take
from sim.levers.talent_fund_housing import entitled
from sim.levers.title_evaluation_reform import may_be_reviewed
from sim.rules.labour import ALLOWANCE_BRINGS, chance_of_a_post, grant_pull, housing_pull, own_wage

MOST_PLACES = 1e6  # of a county: a price near nothing is no reason to count further


def places(money, price, stands_for):
    """Places that a year's money pays (agents): money over price (yuan a person); with any money, one."""
    if money <= 0.0 or price <= 0.0:
        return 0
    return max(1, int(min(money / price / stands_for, MOST_PLACES)))


def per_head(money, price, holders, stands_for):
    """What a holder of a place gets (yuan a year): the price, or an equal part where the money is short."""
    return min(price, money / float(max(1, holders) * stands_for))


def places_are_offered(lane, county):
    """Free places in the county's housing, and what they add to its weight for those who look for a place to live.

    A place is had in a post alone, so it counts as far as posts are open.
    """
    law = lane.law.talent_fund_housing
    money = min(float(county.housing_money), law.flats_per_county * law.housing_subsidy)
    n = places(money, law.housing_subsidy, lane.stands_for)
    county.n_places = max(0, n - county.n_housed)
    county.housing_offer = 1.0
    if county.n_places > 0:
        yuan = per_head(county.housing_money, law.housing_subsidy, n, lane.stands_for)
        pull = housing_pull(yuan, county.skilled_wage, lane.belief)
        county.housing_offer += (pull - 1.0) * chance_of_a_post(county.n_unfilled, county.n_idle)


def pull_of_places(lane, county, worker):
    """Factor on the weight of the present county from what its worker holds and would lose by leaving (ratio).

    What the county offers to newcomers does not count for those who live there.
    """
    pull = 1.0 / county.housing_offer
    wage = own_wage(county.skilled_wage, worker.skill)
    if worker.housed:
        law = lane.law.talent_fund_housing
        yuan = per_head(county.housing_money, law.housing_subsidy, county.n_housed, lane.stands_for)
        pull *= housing_pull(yuan, wage, lane.belief)
    if worker.allowance_until > lane.quarter:
        yuan = per_head(
            county.graduate_money, lane.law.graduates_to_counties.stipend, county.n_with_allowance, lane.stands_for
        )
        pull *= grant_pull(yuan, wage, lane.belief.location_elasticity)
    if worker.titled:
        rise = lane.law.title_evaluation_reform.rise_of_pay
        pull *= grant_pull(rise * wage, wage, lane.belief.location_elasticity)
    return pull


def graduates_brought(lane, county, mean, u):
    """Graduates who come for the allowance alone (agents); `n_graduates_paid` of all who come get it.

    mean: newcomers of the quarter without it, u their lot, so that those who come anyway are among those who come
    with it. Who is paid is drawn from both alike. With the mobility channel closed nobody comes for it.
    """
    law = lane.law.graduates_to_counties
    n = places(float(county.graduate_money), law.stipend, lane.stands_for)
    free = n - county.n_with_allowance
    county.n_graduates_paid = 0
    if free <= 0:
        return 0
    yuan = per_head(county.graduate_money, law.stipend, n, lane.stands_for)
    pull = grant_pull(yuan, county.skilled_wage, lane.belief.location_elasticity)
    usual = poisson(u, mean)
    wanting = max(usual, poisson(u, mean * pull))
    brought = 0
    if wanting > usual and lane.channel_mobility:
        lot = luck(luck_key(lane.seed, ALLOWANCE_BRINGS, lane.quarter), county.key)
        brought = rounded(lot, (wanting - usual) * min(1.0, float(free) / float(wanting)))
    county.n_graduates_paid = min(free, usual + brought)
    return brought


def begin_allowance(lane, worker):
    """A newcomer gets the allowance from now on."""
    worker.allowance_until = ends(lane.quarter, lane.law.graduates_to_counties)


def places_are_counted_anew(lane, county):
    """Before the workers are looked at one by one; reviews for titles are held in the first quarter."""
    county.n_housed = 0
    county.n_with_allowance = 0
    county.titled = 0
    county.titles_given = 0
    county.titles_free = 0
    if lane.given.season == 1 and county.pools[TITLE_REVIEW_POOL] > 0:
        cost = lane.law.title_evaluation_reform.cost_of_review
        county.titles_free = places(float(county.pools[TITLE_REVIEW_POOL]), cost, lane.stands_for)


def review(lane, county, worker, firms, institutes):
    """A worker in a post gets a local title if one is free and the worker has been in the county long enough."""
    if worker.titled == 0:
        law = lane.law.title_evaluation_reform
        if county.titles_free <= 0 or worker.employer == IDLE or not may_be_reviewed(worker.came, lane.quarter, law):
            return
        county.titles_free -= 1
        county.titles_given += 1
        worker.titled = 1
        if worker.employer >= 0:
            firms[lane.first_firm + worker.employer].titled_skill += worker.skill
        else:
            institutes[lane.first_institute - 2 - worker.employer].titled_skill += worker.skill
    county.titled += 1


def hold_places(lane, county, worker):
    """A worker who has come keeps what is held, loses it with the post or in time, or takes a free place.

    Who finds no place is turned away once a year.
    """
    if worker.allowance_until > lane.quarter:
        county.n_with_allowance += 1
    law = lane.law.talent_fund_housing
    if county.housing_money <= 0 or worker.employer == IDLE or not entitled(worker.came, lane.quarter, law):
        worker.housed = 0
        return
    if worker.housed == 0:
        if county.n_places <= 0:
            if lane.given.season == 1:
                county.turned_away[HOUSING_POOL] += lane.stands_for  # persons: not among the firms of `n_turned_away`
            return
        county.n_places -= 1
        worker.housed = 1
    county.n_housed += 1


def talent_is_paid(lanes, counties, purses, ledger):
    """Each quarter the county pays for the places that are held; what its pools keep is for other S&T spending."""
    for lane in lanes:
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            if county.n_housed > 0:
                price = lane.law.talent_fund_housing.housing_subsidy
                due = due_now(lane, county.housing_money, price, county.n_housed)
                pay_workers(county, HOUSING_POOL, due, c, purses, ledger, HOUSING_SUBSIDY)
            if county.n_with_allowance > 0:
                price = lane.law.graduates_to_counties.stipend
                due = due_now(lane, county.graduate_money, price, county.n_with_allowance)
                pay_workers(county, GRADUATE_POOL, due, c, purses, ledger, GRADUATE_ALLOWANCE)
            if county.titles_given > 0:
                cost = lane.law.title_evaluation_reform.cost_of_review * county.titles_given * lane.stands_for
                yuan = take(county, TITLE_REVIEW_POOL, cost)
                world = purses[c * N_PURSES + REST_OF_WORLD]
                pay(purses[c * N_PURSES + COUNTY_PURSE], world, yuan, ledger, c, TITLE_REVIEWS)
                county.yuan_fiscal_st += yuan


def due_now(lane, money, price, holders):
    """What holders of places are due this quarter (yuan)."""
    return per_head(money, price, holders, lane.stands_for) * holders * lane.stands_for / 4.0


def pay_workers(county, pool, wanted, c, purses, ledger, flow):
    """Pay R&D workers of the county out of one of its pools, while it lasts."""
    yuan = take(county, pool, wanted)
    pay(purses[c * N_PURSES + COUNTY_PURSE], purses[c * N_PURSES + RD_WORKERS], yuan, ledger, c, flow)
    county.yuan_fiscal_st += yuan


def talent_is_counted(lanes, counties):
    """Holders of local titles, and students in joint training, at the end of the quarter (persons)."""
    for lane in lanes:
        for c in range(lane.first_county, lane.end_county):
            counties[c].n_local_titles = float(counties[c].titled * lane.stands_for)
            for year in range(LONGEST_TRAINING):
                counties[c].n_in_training += counties[c].in_training[year]
