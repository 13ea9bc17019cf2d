"""Small firms in their county's service centre for e-commerce (levers.ecommerce_business_model)."""

from sim.engine.ledger import ECOMMERCE_FEES, N_PURSES, REST_OF_WORLD, firm_pays, whole
from sim.levers.ecommerce_business_model import joins
from sim.rules.market import spread_of_growth


def opportunities_online(lane, firm, county):
    """Opportunities of the quarter that the centre adds to the firm's. First quarter: it joins for the year, or not.

    Who is asked first comes first (older firms, by the order of keys), until the centre is full.
    """
    law = lane.law.ecommerce_business_model
    if lane.given.season == 1:
        firm.is_online = 0
        spread = spread_of_growth(
            firm.sales_year / lane.given.gdp_index, lane.belief.growth_volatility, lane.belief.growth_size_effect
        )
        if county.online_room >= firm.stands_for and joins(firm.sales_year, firm.margin, spread, law):
            county.online_room -= firm.stands_for
            firm.is_online = 1
    return firm.is_online * law.opportunities


def pay_for_centre(lane, firm, c, purses, ledger):
    """A quarter of the fee; where the county has closed the centre the firm leaves it."""
    law = lane.law.ecommerce_business_model
    if law.centre_cost <= 0.0:
        firm.is_online = 0
        return
    fee = whole(law.fee / 4.0)
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], fee, ledger, c, ECOMMERCE_FEES)
    firm.income_year -= fee
