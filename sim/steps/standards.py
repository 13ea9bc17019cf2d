"""First quarter: firms take part in setting standards, with a part of the cost from their county."""

from sim.agents.government import STANDARD_POOL
from sim.engine.ledger import (
    COUNTY_PURSE,
    N_PURSES,
    REST_OF_WORLD,
    STANDARD_COST,
    STANDARD_SUBSIDY,
    firm_pays,
    firm_receives,
    whole,
)
from sim.levers.standards_and_brands import may, worth
from sim.levers.support import give
from sim.rules.market import spread_of_growth


def standards_are_set(lanes, counties, firms, purses, ledger):
    """Those who may ask one after the other (older firms first); who finds less money decides with what there is."""
    for lane in lanes:
        law = lane.law.standards_and_brands
        if law.annual_budget_county <= 0.0:
            continue
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if firm.alive and may(firm, lane.quarter, law):
                c = lane.first_county + firm.county
                take_part(lane, firm, counties[c], c, purses, ledger)


def take_part(lane, firm, county, c, purses, ledger):
    """The firm pays the cost, and gets what the county has of its part, if a standard is worth the rest to it."""
    law = lane.law.standards_and_brands
    belief = lane.belief
    spread = spread_of_growth(
        firm.sales_year / lane.given.gdp_index, belief.growth_volatility, belief.growth_size_effect
    )
    gain = worth(firm.sales_year, firm.margin, spread, belief.discount, law)
    wanted = whole(law.county_part * law.cost)
    offered = min(wanted, county.pools[STANDARD_POOL] // firm.stands_for)
    own = whole(law.cost) - offered
    if gain <= own or firm.cash < own:
        return
    yuan = give(county, STANDARD_POOL, wanted, 1, firm.stands_for)
    if yuan <= 0:
        return
    firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], yuan, ledger, c, STANDARD_SUBSIDY)
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], whole(law.cost), ledger, c, STANDARD_COST)
    firm.income_year += yuan - whole(law.cost)
    firm.standard_until = lane.quarter + 4 * int(law.years)
    county.yuan_fiscal_st += yuan * firm.stands_for
    county.n_standards += firm.stands_for
