"""Firms of traditional industries buy better equipment with a subsidy of their county."""

from sim.agents.government import UPGRADE_POOL
from sim.engine.ledger import (
    COUNTY_PURSE,
    EQUIPMENT,
    N_PURSES,
    REST_OF_WORLD,
    UPGRADE_SUBSIDY,
    firm_pays,
    firm_receives,
    whole,
)
from sim.engine.luck import luck, luck_key
from sim.levers.support import give
from sim.levers.traditional_industry_upgrade import subsidy
from sim.rules.innovation import EQUIPMENT_PROJECT, price_of_equipment, worth_of_equipment


def equipment_is_bought(lane, firm, gap, county, c, purses, ledger):
    """Log productivity that the firm gains by equipment that it buys because of the subsidy.

    It asks if it has a project that pays at the lower price and that cash and subsidy cover. Who would have bought it
    anyway takes the money too, and nothing else changes: such purchases are part of how firms learn from others. Of the
    firms that an agent stands for as many buy as the pool pays, at least one: their part of money and gain is the mean.
    """
    belief = lane.belief
    u = luck(luck_key(lane.seed, EQUIPMENT_PROJECT, lane.given.year), firm.key)
    if u >= belief.upgrade_frequency:
        return 0.0
    closed = min(gap, belief.upgrade_step)
    investment = price_of_equipment(u, closed, firm.sales_year, belief)
    worth = worth_of_equipment(closed, firm.sales_year, belief)
    wanted = whole(subsidy(investment, lane.law.traditional_industry_upgrade))
    if worth < investment - wanted or float(firm.cash + wanted) < investment:
        return 0.0
    buys_anyway = worth >= investment and float(firm.cash) >= investment
    yuan = give(county, UPGRADE_POOL, wanted, wanted // firm.stands_for, firm.stands_for)
    if yuan <= 0:
        return 0.0
    served = yuan / wanted  # 1 for an agent that is one firm
    firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], yuan, ledger, c, UPGRADE_SUBSIDY)
    firm.income_year += yuan
    county.yuan_fiscal_st += yuan * firm.stands_for
    county.n_upgraded += firm.stands_for * served
    if buys_anyway:
        return 0.0
    paid = whole(investment * served)
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], paid, ledger, c, EQUIPMENT)
    firm.income_year -= paid
    return closed * served
