"""Contracts of food firms with households of poor villages (levers.agri_chain_household_model)."""

from sim.agents.government import CHAIN_POOL
from sim.engine.ledger import (
    CHAIN_ADVICE,
    CHAIN_BONUS,
    CHAIN_PREMIUM,
    COUNTY_PURSE,
    FARM_HOUSEHOLDS,
    N_PURSES,
    REST_OF_WORLD,
    firm_pays,
    firm_receives,
    whole,
)
from sim.levers.agri_chain_household_model import FOOD, households_wanted, premium_per_household
from sim.levers.support import give
from sim.steps.firms import is_above_scale


def firm_contracts_with_households(lane, firm, county, c, purses, ledger):
    """First quarter: the firm signs for the year. Every quarter: it pays premium and advice, its households gain."""
    law = lane.law.agri_chain_household_model
    income = county.poor_income * lane.given.gdp_index
    if firm.sector != FOOD or not is_above_scale(firm):
        firm.households = 0.0
        return
    if lane.given.season == 1:
        wanted = min(households_wanted(income, law), county.chain_room / firm.stands_for)
        sign(firm, county, c, wanted, law, purses, ledger)
    premium = whole(firm.households * premium_per_household(income, law) / 4.0)
    advice = whole(firm.households * law.advice_cost / 4.0)
    firm_pays(firm, purses[c * N_PURSES + FARM_HOUSEHOLDS], premium, ledger, c, CHAIN_PREMIUM)
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], advice, ledger, c, CHAIN_ADVICE)
    firm.income_year -= premium + advice
    county.chain_households += firm.households * firm.stands_for
    county.chain_premium += premium * firm.stands_for


def sign(firm, county, c, wanted, law, purses, ledger):
    """The firm signs with as many of the households that it wants as the county pays the bonus for, at once."""
    firm.households = 0.0
    if wanted <= 0.0:
        return
    bonus = give(county, CHAIN_POOL, whole(wanted * law.subsidy_per_household), 1, firm.stands_for)
    firm.households = min(wanted, bonus / law.subsidy_per_household)
    county.chain_room = max(0.0, county.chain_room - firm.households * firm.stands_for)
    firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], bonus, ledger, c, CHAIN_BONUS)
    county.yuan_fiscal_st += bonus * firm.stands_for
    firm.income_year += bonus
