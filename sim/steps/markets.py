"""Markets: first purchases of governments, sector demand, firms' shares, sales."""

from math import exp

from sim.agents.government import PROCUREMENT_POOL
from sim.engine.ledger import COUNTY_PURSE, FIRST_PURCHASE_PREMIUM, N_PURSES, firm_receives, whole
from sim.engine.luck import decision, luck, luck_key, normal
from sim.levers.innovation_procurement import bid, chance, may, room
from sim.levers.support import give, turn_away
from sim.rules.market import (
    FORTUNE,
    OPPORTUNITIES,
    OPPORTUNITY_SIZE,
    competitive_growth,
    margin_of,
    next_fortune,
    opportunity_growth,
)
from sim.rules.signals import give_signal
from sim.steps.ecommerce import opportunities_online

ORDER_WON = decision("firm.order_won", "does the firm's bid for a first purchase win this year?")


def public_orders_are_placed(lanes, counties, firms, purses, ledger):
    """First quarter: innovative firms bid for their county's first purchases; winners are drawn by lot.

    An order is delivered over the four quarters of the year. Money covers all bids or each has the same chance.
    """
    for lane in lanes:
        law = lane.law.innovation_procurement
        last_year = 0.0
        money = 0.0
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            last_year += county.order_bids
            county.order_bids = 0.0
            county.order_room = room(county.expenditure, law)
            money += county.order_room
        if money <= 0.0 and last_year <= 0.0:
            continue
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            firm.public_order = 0.0
            if firm.alive and money > 0.0 and may(firm):
                asked = bid(firm.sales_year, lane.belief.order_over_sales, law)
                counties[lane.first_county + firm.county].order_bids += asked * firm.stands_for
        won = luck_key(lane.seed, ORDER_WON, lane.given.year)
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if firm.alive and money > 0.0 and may(firm):
                c = lane.first_county + firm.county
                place_order(lane, firm, counties[c], c, luck(won, firm.key), purses, ledger)


def place_order(lane, firm, county, c, u, purses, ledger):
    """One bid: won if the lot falls on it while there is room, and the county can pay the premium."""
    law = lane.law.innovation_procurement
    if u >= chance(room(county.expenditure, law), county.order_bids):
        turn_away(county, PROCUREMENT_POOL, firm.stands_for)
        return
    asked = bid(firm.sales_year, lane.belief.order_over_sales, law)
    order = min(asked, county.order_room / firm.stands_for)
    if order < 1.0:
        turn_away(county, PROCUREMENT_POOL, firm.stands_for)
        return
    wanted = whole(law.first_buy_price_premium * order)
    premium = give(county, PROCUREMENT_POOL, wanted, wanted, firm.stands_for)
    if premium < wanted:
        return
    county.order_room = max(0.0, county.order_room - order * firm.stands_for)
    firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], premium, ledger, c, FIRST_PURCHASE_PREMIUM)
    county.yuan_fiscal_st += premium * firm.stands_for
    firm.income_year += premium
    firm.public_order = order / 4.0
    give_signal(firm, lane.quarter, lane.belief)


def fortunes_turn(lanes, firms):
    """First quarter: what the year brings to each firm's margin; the largest R&D performers keep the mean margin."""
    for lane in lanes:
        key = luck_key(lane.seed, FORTUNE, lane.given.year)
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if firm.alive and not firm.is_certain:
                firm.fortune = next_fortune(firm.fortune, lane.belief.margin_persistence, normal(luck(key, firm.key)))
                firm.margin = margin_of(firm.fortune, firm.sales_year, lane.given.gdp_index, lane.belief)


def markets_clear(lanes, sectors, counties, firms):
    """Sector demand grows on its path; firms' shares follow their competitiveness and the opportunities they meet.

    With shared markets the sector's sales equal the demand for the region's firms, which win or lose against rivals
    elsewhere as firms do among each other; without, a firm grows with demand whatever others do.
    """
    for lane in lanes:
        number = luck_key(lane.seed, OPPORTUNITIES, lane.quarter)
        size = luck_key(lane.seed, OPPORTUNITY_SIZE, lane.quarter)
        for s in range(lane.first_sector, lane.end_sector):
            sector = sectors[s]
            fade = exp(-lane.given.years_past_data / lane.belief.demand_lead_fade)
            sector.demand = lane.given.gdp_growth * exp(sector.demand_lead * fade / 4.0)
            rivals = sector.strength_start * exp(lane.belief.rivals_progress * lane.given.years)
            sector.index *= sector.demand * competitive_growth(sector.strength, rivals, lane.belief.competition)
            sector.sales = 0.0
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            sector = sectors[lane.first_sector + firm.sector]
            strength = exp(firm.productivity)
            growth = competitive_growth(strength, sector.strength, lane.belief.competition)
            mean = 1.0
            if lane.law.ecommerce_business_model.centre_cost > 0.0:
                mean += opportunities_online(lane, firm, counties[lane.first_county + firm.county])
            if firm.standard_until > lane.quarter:
                mean += lane.law.standards_and_brands.opportunities
            luckily = opportunity_growth(
                luck(number, firm.key),
                luck(size, firm.key),
                firm.sales_year / lane.given.gdp_index,
                lane.belief.growth_volatility,
                lane.belief.growth_size_effect,
                mean,
            )
            firm.sales_before = firm.sales
            # first purchases come and go; what the market buys goes on growing
            firm.sales = (firm.sales - firm.public_sales) * growth * exp(luckily) + firm.public_order
            sector.sales += firm.sales * firm.stands_for
        for s in range(lane.first_sector, lane.end_sector):
            sector = sectors[s]
            sector.clearing = sector.demand
            if lane.channel_shared_markets and sector.sales > 0.0:
                sector.clearing = sector.sales_start * sector.index / sector.sales
            sector.weight = 0.0
            sector.weighted_strength = 0.0
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            sector = sectors[lane.first_sector + firm.sector]
            firm.sales *= sector.clearing
            if firm.public_order > 0.0 or firm.public_sales > 0.0:
                firm.public_sales = firm.public_order * sector.clearing
                counties[lane.first_county + firm.county].yuan_public_orders += firm.public_sales * firm.stands_for
            firm.sales_year = 0.75 * firm.sales_year + firm.sales
            weight = firm.sales * firm.stands_for
            sector.weight += weight
            sector.weighted_strength += weight * exp(firm.productivity)
        if lane.channel_shared_markets:
            for s in range(lane.first_sector, lane.end_sector):
                sector = sectors[s]
                if sector.weight > 0.0:
                    sector.strength = sector.weighted_strength / sector.weight
