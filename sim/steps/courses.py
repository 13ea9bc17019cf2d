"""Heads of young technology firms attend courses that their county pays."""

from sim.agents.government import COURSE_POOL
from sim.engine.ledger import COUNTY_PURSE, COURSE_FEES, N_PURSES, REST_OF_WORLD, pay, whole
from sim.levers.entrepreneur_cultivation import attends, may_attend
from sim.levers.support import give
from sim.rules.innovation import gap_closed_by_advice


def learnt_in_course(lane, firm, county, c, gap, purses, ledger):
    """Log productivity that a firm behind others gains by a course (first quarter); 0 if its head attends none.

    gap: what it can learn (`gap_to_close`). The places go to older firms first (the order of keys); of the firms that
    an agent stands for as many attend as the money pays.
    """
    law = lane.law.entrepreneur_cultivation
    if not may_attend(firm, lane.quarter, law):
        return 0.0
    learnt = gap_closed_by_advice(law.course_days / lane.belief.visit_days, lane.belief) * gap
    gain = lane.belief.margin_of_productivity * learnt * firm.sales_year
    if not attends(gain, county.skilled_wage, lane.belief.working_days, law):
        return 0.0
    fee = whole(law.course_cost)
    yuan = give(county, COURSE_POOL, fee, 1, firm.stands_for)
    if yuan <= 0:
        return 0.0
    paid = yuan * firm.stands_for
    pay(purses[c * N_PURSES + COUNTY_PURSE], purses[c * N_PURSES + REST_OF_WORLD], paid, ledger, c, COURSE_FEES)
    county.yuan_fiscal_st += paid
    share = float(yuan) / float(fee)
    county.n_entrepreneurs_trained += share * firm.stands_for
    firm.is_trained = 1
    return share * learnt
