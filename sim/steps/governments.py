"""Governments set budgets, send out their S&T office, and award statuses."""

from math import exp

from sim.agents.government import (
    AWARD_POOL,
    COMMISSIONER_POOL,
    INSTITUTE_POOL,
    N_POOLS,
    N_PROVINCE_POOLS,
    PAIRING_POOL,
    POST_SUBSIDY_POOL,
    TRAINING_POOL,
    TRANSFER_POOL,
    VOUCHER_POOL,
)
from sim.engine.ledger import (
    COUNTY_PURSE,
    COUNTY_REVENUE,
    INNOVATIVE_COUNTY_AWARD,
    INNOVATIVE_TOWNSHIP_AWARD,
    N_PURSES,
    OTHER_EXPENDITURE,
    OTHER_ST_SPENDING,
    PREFECTURE_EXPENDITURE,
    PREFECTURE_PURSE,
    PREFECTURE_REVENUE,
    PREFECTURE_ST_SPENDING,
    PROVINCE_EXPENDITURE,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    PROVINCE_ST_SPENDING,
    REST_OF_WORLD,
    ST_MONEY_FROM_GROWTH,
    ST_OFFICE_SALARIES,
    TRAINING_AND_SUPERVISION,
    pay,
    whole,
)
from sim.levers.fiscal_st_growth import next_added_share
from sim.levers.innovation_voucher import pool as voucher_pool
from sim.levers.innovative_county_programme import awards_of_a_year, awards_township, holds_round, prize
from sim.levers.policy_training_supervision import pool as training_pool
from sim.levers.policy_training_supervision import visits as training_visits
from sim.levers.rd_post_subsidy import pool as post_subsidy_pool
from sim.levers.science_tech_commissioners import commissioners_sent
from sim.levers.science_tech_commissioners import pool as commissioner_pool
from sim.levers.tech_transfer_services import pool as transfer_pool
from sim.levers.university_county_pairing import pool as pairing_pool
from sim.rules.budgets import component, effort, nearness, outreach, p_reached

REWARD_SHARE = 0.2  # of a county's S&T envelope is the most that HNTE rewards may take in a year; assumption


def governments_set_budgets(lanes, provinces, prefectures, counties, purses, ledger):
    """First quarter: S&T envelope and pools of the year. Every quarter: revenue, ordinary spending, the S&T office.

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
        for c in range(lane.first_county, lane.end_county):
            if lane.given.season == 1:
                open_budget(lane, counties[c], share)
            other = spend(lane, counties[c], c, purses, ledger)
            from_growth = whole(other * lane.st_share_added / share)
            purse = purses[c * N_PURSES + COUNTY_PURSE]
            world = purses[c * N_PURSES + REST_OF_WORLD]
            pay(purse, world, from_growth, ledger, c, ST_MONEY_FROM_GROWTH)
            # an award of the quarter before goes into S&T as well; it is the programme's money, not the growth's
            other += counties[c].award
            counties[c].yuan_fiscal_st += counties[c].award
            counties[c].award = 0
            pay(purse, world, other - from_growth, ledger, c, OTHER_ST_SPENDING)
            spend_above(
                lane,
                province,
                prefectures[lane.first_prefecture + counties[c].prefecture],
                c,
                counties[c],
                purses,
                ledger,
            )
            send_out_office(lane, counties[c])
        close_quarter_above(lane, province, prefectures)


def open_province_budget(lane, province, share):
    """The province's expenditure, S&T envelope and pools of the year; what pools left goes into other S&T money."""
    law = lane.law.innovative_county_programme
    carried = province.st_left
    for pool in range(N_PROVINCE_POOLS):
        carried += province.pools[pool]
    province.expenditure = lane.given.fiscal_expenditure * lane.belief.province_share_of_budget
    province.st_envelope = whole(province.expenditure * share)
    province.st_left = province.st_envelope
    province.pools[AWARD_POOL] = reserve(province, awards_of_a_year(law, lane.given.year))
    province.st_left += carried


def open_prefecture_budget(lane, prefecture, share):
    """A prefecture's expenditure and S&T envelope of the year."""
    level = lane.given.fiscal_expenditure * lane.belief.prefecture_share_of_budget
    carried = prefecture.st_left
    prefecture.expenditure = level * prefecture.share_budget
    prefecture.st_envelope = whole(prefecture.expenditure * share)
    prefecture.st_left = prefecture.st_envelope + carried


def spend_above(lane, province, prefecture, c, county, purses, ledger):
    """What province and prefecture spend in a county in a quarter beside their pools, by its share of the budget."""
    quarters_left = 5.0 - lane.given.season
    share = county.share_budget
    ordinary = whole((province.expenditure - province.st_envelope) / 4.0 * share)
    science = whole(province.st_left / quarters_left * share)
    level, revenue = PROVINCE_PURSE, PROVINCE_REVENUE
    government_pays(level, revenue, REST_OF_WORLD, ordinary, c, purses, ledger, PROVINCE_EXPENDITURE)
    government_pays(level, revenue, REST_OF_WORLD, science, c, purses, ledger, PROVINCE_ST_SPENDING)
    province.st_spent += science
    part = share / prefecture.share_budget
    more = whole((prefecture.expenditure - prefecture.st_envelope) / 4.0 * part)
    local = whole(prefecture.st_left / quarters_left * part)
    government_pays(
        PREFECTURE_PURSE, PREFECTURE_REVENUE, REST_OF_WORLD, more, c, purses, ledger, PREFECTURE_EXPENDITURE
    )
    government_pays(
        PREFECTURE_PURSE, PREFECTURE_REVENUE, REST_OF_WORLD, local, c, purses, ledger, PREFECTURE_ST_SPENDING
    )
    prefecture.st_spent += local
    county.yuan_fiscal_expenditure += ordinary + more
    county.yuan_fiscal_st += science + local


def close_quarter_above(lane, province, prefectures):
    """What was spent in the counties leaves the envelopes of province and prefectures."""
    province.st_left -= province.st_spent
    province.st_spent = 0
    for p in range(lane.first_prefecture, lane.end_prefecture):
        prefectures[p].st_left -= prefectures[p].st_spent
        prefectures[p].st_spent = 0


def government_pays(kind, revenue, payee, yuan, c, purses, ledger, flow):
    """Province or prefecture raise what they spend in a county, up to their budgets, and pay it to a purse there."""
    purse = purses[c * N_PURSES + kind]
    pay(purses[c * N_PURSES + REST_OF_WORLD], purse, yuan, ledger, c, revenue)
    pay(purse, purses[c * N_PURSES + payee], yuan, ledger, c, flow)


def open_budget(lane, county, share):
    """The year's expenditure, S&T envelope and pools; what last year's pools left is carried into other S&T money.

    HNTE rewards fall due in the fourth quarter, when the year's money is spent: they are advanced, up to a share of the
    envelope, and taken from the next year's.

    A county's weight among the pools is its share of the region's S&T money times the number of counties, so that a
    budget stated per county is the mean county's.
    """
    carried = county.st_left - county.rewards_advanced
    for pool in range(N_POOLS):
        carried += county.pools[pool]
    county.rewards_advanced = 0
    above = lane.belief.province_share_of_budget + lane.belief.prefecture_share_of_budget
    county.expenditure = lane.given.fiscal_expenditure * county.share_budget * (1.0 - above)
    county.st_envelope = whole(county.expenditure * share * county.st_propensity)
    county.st_left = county.st_envelope
    weight = county.share_budget * county.st_propensity * (lane.end_county - lane.first_county)
    county.pools[TRAINING_POOL] = reserve(county, training_pool(lane.law.policy_training_supervision, weight))
    county.pools[VOUCHER_POOL] = reserve(county, voucher_pool(lane.law.innovation_voucher, weight))
    county.pools[COMMISSIONER_POOL] = reserve(county, commissioner_pool(lane.law.science_tech_commissioners))
    county.pools[PAIRING_POOL] = reserve(county, pairing_pool(lane.law.university_county_pairing))
    county.pools[TRANSFER_POOL] = reserve(county, transfer_pool(lane.law.tech_transfer_services))
    county.pools[POST_SUBSIDY_POOL] = reserve(county, post_subsidy_pool(lane.law.rd_post_subsidy, weight))
    county.commissioners = commissioners_sent(county.pools[COMMISSIONER_POOL], lane.law.science_tech_commissioners)
    county.reward_room = whole(REWARD_SHARE * county.st_envelope)
    county.pools[INSTITUTE_POOL] = 0
    if county.institute_weight > 0.0:
        county.pools[INSTITUTE_POOL] = reserve(county, lane.belief.institutes_share_of_local_st * county.st_envelope)
    county.st_left = max(0, county.st_left + carried)


def reserve(county, wanted):
    """Set money of the envelope aside for a pool (whole yuan); no pool gets more than is left."""
    yuan = min(whole(wanted), county.st_left)
    county.st_left -= yuan
    return yuan


def spend(lane, county, c, purses, ledger):
    """A quarter of the budget: revenue, ordinary spending, the S&T office, training. Returns other S&T money to spend.

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

    cost = office_staff(lane, county) * lane.belief.office_salary * lane.given.gdp_index / 4.0
    salaries = min(county.st_left, whole(cost))
    county.st_left -= salaries
    pay(purse, world, salaries, ledger, c, ST_OFFICE_SALARIES)
    training = min(county.pools[TRAINING_POOL], whole(county.pools[TRAINING_POOL] / (5.0 - lane.given.season)))
    county.pools[TRAINING_POOL] -= training
    county.training_paid = training
    pay(purse, world, training, ledger, c, TRAINING_AND_SUPERVISION)
    other = county.st_left // (5 - lane.given.season)
    county.st_left -= other
    county.yuan_fiscal_st += salaries + training + other
    return other


def office_staff(lane, county):
    """Staff of the county's S&T office (persons): half the same everywhere, half by the size of the county's budget."""
    relative = county.share_budget * (lane.end_county - lane.first_county)
    return lane.belief.office_staff * (0.5 + 0.5 * relative)


def send_out_office(lane, county):
    """Visits of the quarter: the office's own, more with a prize in sight, and those that training money buys.

    Part of the additional effort goes into what is reported and reaches no firm (g_gov, E131).
    """
    programme = lane.law.innovative_county_programme
    near = 0.0
    if county.is_innovative == 0 and holds_round(programme, lane.given.year):
        near = nearness(county.score, max(programme.score_threshold_county, 1e-9))
    eager = effort(prize(programme), county.st_envelope, lane.belief.effort_elasticity, near)
    county.effort = 1.0 + (eager - 1.0) * (1.0 - lane.belief.reporting_share)
    own = office_staff(lane, county) * lane.belief.visits_per_staff * county.effort / 4.0
    bought = training_visits(county.training_paid, lane.law.policy_training_supervision)
    county.visits = (own + bought) * county.delivery_quality
    county.visits_made += county.visits
    county.outreach = outreach(4.0 * county.visits, county.candidates)
    county.p_reached = p_reached(county.outreach)


def provinces_award_statuses(lanes, provinces, counties, townships, purses, ledger):
    """Fourth quarter: scores of counties and townships; if a round is held, the best that pass get the status.

    A round goes by rank and is never filled up: a place stays empty when nobody passes the threshold.
    """
    for lane in lanes:
        if lane.given.season != 4:
            continue
        law = lane.law.innovative_county_programme
        set_averages(lane, counties)
        for c in range(lane.first_county, lane.end_county):
            counties[c].score = county_score(counties[c], lane)
        for t in range(lane.first_township, lane.end_township):
            township = townships[t]
            township.score = township_score(township, counties[lane.first_county + township.county], lane)
        if not holds_round(law, lane.given.year):
            continue
        for _ in range(places(lane, law.places_per_round_county, lane.end_county - lane.first_county)):
            best = -1
            for c in range(lane.first_county, lane.end_county):
                passes = counties[c].is_innovative == 0 and counties[c].score >= law.score_threshold_county
                if passes and (best < 0 or counties[c].score > counties[best].score):
                    best = c
            if best < 0:
                break
            counties[best].is_innovative = 1
            counties[best].n_innovative_counties = 1.0
            yuan = from_pool(provinces[lane.first_province], AWARD_POOL, law.award_per_county)
            government_pays(
                PROVINCE_PURSE, PROVINCE_REVENUE, COUNTY_PURSE, yuan, best, purses, ledger, INNOVATIVE_COUNTY_AWARD
            )
            counties[best].award += yuan
        for _ in range(places(lane, law.places_per_round_township, lane.end_township - lane.first_township)):
            best = -1
            for t in range(lane.first_township, lane.end_township):
                passes = townships[t].is_innovative == 0 and townships[t].score >= law.score_threshold_township
                if passes and (best < 0 or townships[t].score > townships[best].score):
                    best = t
            if best < 0:
                break
            townships[best].is_innovative = 1
            c = lane.first_county + townships[best].county
            counties[c].n_innovative_townships += 1.0
            yuan = from_pool(provinces[lane.first_province], AWARD_POOL, awards_township(law))
            government_pays(
                PROVINCE_PURSE, PROVINCE_REVENUE, REST_OF_WORLD, yuan, c, purses, ledger, INNOVATIVE_TOWNSHIP_AWARD
            )


def places(lane, law_places, everybody):
    """Places of a round; with the channel of contests closed there is one for everybody who passes."""
    if lane.channel_contests:
        return int(law_places)
    return everybody


def from_pool(government, pool, wanted):
    """Take money out of a government's pool (whole yuan): no more than it holds."""
    yuan = min(whole(wanted), government.pools[pool])
    government.pools[pool] -= yuan
    return yuan


def county_score(county, lane):
    """Score of a county on published criteria (index; 1 = the region's average in all), mean of five components.

    R&D / GDP; HNTE per resident; S&T share of expenditure; invention patents per resident; income per farm household:
    each over the region's average of the year, at most 2. That a county must lie above the province's average is the
    usual form of such criteria (RECALLED); the equal weights are assumed. Money is compared with money of the same
    year, so that nobody passes by inflation. Platforms join the score when they are modelled.
    """
    total = component(county_rd(county) / max(county.gdp, 1.0), lane.average_rd_intensity)
    total += component(county.n_hnte / max(county.residents, 1.0), lane.average_hnte)
    total += component(county.st_envelope / max(county.expenditure, 1.0), lane.average_st_share)
    total += component(county.invention_patents_in_force / max(county.residents, 1.0), lane.average_patents)
    total += component(county.farm_income / max(county.farm_households, 1.0), lane.average_farm_income)
    return total / 5.0


def county_rd(county):
    """Reported R&D of the quarter (yuan): firms, with what they relabel, and institutes."""
    rd = county.yuan_rd_enterprise_real + county.yuan_rd_relabelled + county.yuan_rd_institutes_government
    return rd + county.yuan_rd_institutes_contracts + county.yuan_rd_institutes_other


def set_averages(lane, counties):
    """The region's averages, against which counties and townships are scored.

    With the channel of contests closed they stay as they are from the start: the region's of 2017 (sim/inputs.py),
    which no county can move.
    """
    if lane.channel_contests == 0:
        return
    rd = 0.0
    gdp = 0.0
    hnte = 0.0
    residents = 0.0
    spending = 0.0
    expenditure = 0.0
    patents = 0.0
    income = 0.0
    households = 0.0
    adopting = 0.0
    active = 0.0
    firms = 0.0
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        rd += county_rd(county)
        gdp += county.gdp
        hnte += county.n_hnte
        residents += county.residents
        spending += county.st_envelope
        expenditure += county.expenditure
        patents += county.invention_patents_in_force
        income += county.farm_income
        households += county.farm_households
        adopting += county.households_adopting
        active += county.n_rd_active
        firms += county.n_firms
    lane.average_rd_intensity = rd / gdp
    lane.average_hnte = hnte / residents
    lane.average_st_share = spending / expenditure
    lane.average_patents = patents / residents
    lane.average_farm_income = income / max(households, 1.0)
    lane.average_adoption = adopting / max(households, 1.0)
    lane.average_active_share = active / max(firms, 1.0)


def township_score(township, county, lane):
    """Score of a township (index; 1 = the region's average in all), times how well its office is run.

    Mean of three, each over the region's average of the year and at most 2: households with improved techniques,
    R&D-active share of the county's firms, household income. By assumption, as the county's.
    """
    total = component(township.adoption, lane.average_adoption)
    total += component(county.n_rd_active / max(county.n_firms, 1.0), lane.average_active_share)
    total += component(township.income, lane.average_farm_income)
    return total / 3.0 * exp(lane.belief.organisation_spread * township.organisation)
