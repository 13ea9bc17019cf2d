"""Counties reform how they work: service halls, visits to a commended county, meetings, protection of rights."""

from sim.agents.government import ENFORCEMENT_POOL, HALL_POOL, MEETING_POOL, STUDY_POOL
from sim.engine.ledger import (
    COUNTY_PURSE,
    IP_ENFORCEMENT,
    JOINT_MEETINGS,
    N_PURSES,
    REST_OF_WORLD,
    SERVICE_HALL,
    STUDY_VISITS,
    pay,
    whole,
)
from sim.levers.commendation_publicity import learnt_of_delivery
from sim.levers.legislation_ip_enforcement import cases_pursued
from sim.levers.streamline_government import effort_of_hall
from sim.levers.support import pay_instalment, take
from sim.rules.budgets import next_entry_cost
from sim.steps.office import office_salaries


def simplify_procedures(lane, county):
    """First quarter: the year's service hall lowers the cost of founding a firm, as an office trying harder does."""
    if county.pools[HALL_POOL] > 0:
        added = effort_of_hall(float(county.pools[HALL_POOL]), office_salaries(lane, county))
        county.entry_cost = next_entry_cost(county.entry_cost, 1.0 + added, county.delivery_quality, lane.belief)


def administration_is_paid(lane, county, c, purses, ledger):
    """Every quarter: a part of the year's money for hall, meetings and enforcement; the cases that this pays for."""
    season = lane.given.season
    pay_instalment(county, HALL_POOL, season, c, REST_OF_WORLD, purses, ledger, SERVICE_HALL)
    pay_instalment(county, MEETING_POOL, season, c, REST_OF_WORLD, purses, ledger, JOINT_MEETINGS)
    yuan = pay_instalment(county, ENFORCEMENT_POOL, season, c, REST_OF_WORLD, purses, ledger, IP_ENFORCEMENT)
    county.cases = cases_pursued(float(yuan), lane.law.legislation_ip_enforcement)


def learn_from_commended(lane, counties, county, c, purses, ledger):
    """First quarter: a county visits the commended one of its tier and learns how to deliver, if it can pay the way.

    Commended is the best score of last year. With the channel of contests closed, and before there was a score,
    nobody is.
    """
    law = lane.law.commendation_publicity
    cost = whole(law.visit_cost)
    if cost <= 0 or county.pools[STUDY_POOL] < cost or lane.channel_contests == 0 or county.n_indexed_years == 0:
        return
    best = county
    for other in range(lane.first_county, lane.end_county):
        if counties[other].tier == county.tier and counties[other].score > best.score:
            best = counties[other]
    gained = learnt_of_delivery(best.delivery_quality - county.delivery_quality, law)
    if gained <= 0.0:
        return
    county.delivery_quality += gained
    yuan = take(county, STUDY_POOL, law.visit_cost)
    pay(purses[c * N_PURSES + COUNTY_PURSE], purses[c * N_PURSES + REST_OF_WORLD], yuan, ledger, c, STUDY_VISITS)
    county.yuan_fiscal_st += yuan
