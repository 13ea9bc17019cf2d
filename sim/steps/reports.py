"""First quarter: the province has R&D reports of above-scale industrial firms checked."""

from sim.agents.government import CHECK_POOL
from sim.engine.ledger import CHECKS_OF_REPORTS, PROVINCE_PURSE, PROVINCE_REVENUE, REST_OF_WORLD
from sim.levers.enterprise_rd_investment_system import chance_found, checks_paid
from sim.levers.support import government_pays, take
from sim.steps.firms import is_above_scale


def rd_reports_are_checked(lanes, provinces, counties, purses, ledger):
    """In every county as many as its share of the money pays, by its share of the budget."""
    for lane in lanes:
        law = lane.law.enterprise_rd_investment_system
        province = provinces[lane.first_province]
        money = province.pools[CHECK_POOL]
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.checked_share = 0.0
            checks = checks_paid(money * county.share_budget, county.n_above_scale, law)
            if checks <= 0.0:
                continue
            yuan = take(province, CHECK_POOL, int(checks * law.cost_per_check))
            level, revenue = PROVINCE_PURSE, PROVINCE_REVENUE
            government_pays(level, revenue, REST_OF_WORLD, yuan, c, purses, ledger, CHECKS_OF_REPORTS)
            county.yuan_fiscal_st += yuan
            county.n_reports_checked += checks
            county.checked_share = checks / county.n_above_scale


def chance_of_audit(firm, county, belief):
    """Chance that somebody looks at what the firm reports as R&D in a year (probability)."""
    if county.checked_share <= 0.0 or not is_above_scale(firm):
        return belief.audit_rate
    return chance_found(belief.audit_rate, county.checked_share)
