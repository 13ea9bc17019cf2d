"""Markets: sector demand, firms' shares, sales; entry and exit."""

from math import exp, log

from sim.engine.ledger import (
    CLOSING_OF_FIRMS,
    EQUITY_OF_ENTRANTS,
    N_PURSES,
    REST_OF_WORLD,
    firm_pays,
    firm_receives,
    whole,
)
from sim.engine.luck import agent_key, luck, luck_key, normal, poisson
from sim.rules.market import (
    ENTRANT_ACTIVE,
    ENTRANT_HABIT,
    ENTRANT_IS_SME,
    ENTRANT_KEPT,
    ENTRANT_KIND,
    ENTRANT_MARGIN,
    ENTRANT_PRODUCTIVITY,
    ENTRANT_SECTOR,
    ENTRANT_SIZE,
    ENTRANTS,
    OPPORTUNITIES,
    OPPORTUNITY_SIZE,
    competitive_growth,
    expected_entrants,
    opportunity_growth,
)
from sim.rules.rd import habit
from sim.rules.recognition import CERTIFICATION_COST_DRAW, MEETS_OTHER_CRITERIA
from sim.steps.finance import repay_pooled_loan
from sim.steps.venture import sell

RETURNEE_SALES = 2e6  # median first sales of a returnee's firm (yuan a year), a service firm; assumption


def markets_clear(lanes, sectors, firms):
    """Sector demand grows on its path; firms' shares follow their competitiveness and the opportunities they meet.

    With shared markets the sector's sales equal its demand; without, a firm grows with demand whatever others do.
    """
    for lane in lanes:
        number = luck_key(lane.seed, OPPORTUNITIES, lane.quarter)
        size = luck_key(lane.seed, OPPORTUNITY_SIZE, lane.quarter)
        for s in range(lane.first_sector, lane.end_sector):
            sector = sectors[s]
            fade = exp(-lane.given.years_past_data / 10.0)
            sector.demand = lane.given.gdp_growth * exp(sector.demand_lead * fade / 4.0)
            sector.index *= sector.demand
            sector.sales = 0.0
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            sector = sectors[lane.first_sector + firm.sector]
            strength = exp(firm.productivity)
            growth = competitive_growth(strength, sector.strength, lane.belief.competition)
            luckily = opportunity_growth(
                luck(number, firm.key),
                luck(size, firm.key),
                firm.sales_year / lane.given.gdp_index,
                lane.belief.growth_volatility,
                lane.belief.growth_size_effect,
            )
            firm.sales_before = firm.sales
            firm.sales = firm.sales * growth * exp(luckily)
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
            firm.sales_year = 0.75 * firm.sales_year + firm.sales
            weight = firm.sales * firm.stands_for
            sector.weight += weight
            sector.weighted_strength += weight * exp(firm.productivity)
        if lane.channel_shared_markets:
            for s in range(lane.first_sector, lane.end_sector):
                sector = sectors[s]
                if sector.weight > 0.0:
                    sector.strength = sector.weighted_strength / sector.weight


def firms_are_announced(lanes, counties):
    """How many firms enter each county, at scale 1 (the sample keeps one in K of them)."""
    for lane in lanes:
        key = luck_key(lane.seed, ENTRANTS, lane.quarter)
        trend = exp(lane.belief.entry_trend * lane.given.years_of_trend)
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            mean = expected_entrants(
                county.expected_firms,
                lane.belief.entry_rate,
                trend,
                county.absorptive_capacity,
                lane.belief.entry_elasticity,
                1.0,
            )
            county.n_entering = poisson(luck(key, county.key), mean) + county.n_returnee_firms


def firms_exit_and_enter(lanes, sectors, counties, firms, funds, purses, ledger, forgone):
    """Firms close when they cannot pay or have become too small; new ones enter, each at its own key."""
    for lane in lanes:
        smallest = lane.belief.smallest_sales * lane.given.gdp_index
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive or firm.is_certain:
                continue
            if firm.cash < 0 or firm.sales_year < smallest:
                close(lane, firm, counties, lane.first_county + firm.county, funds, purses, ledger, forgone)
        for c in range(lane.first_county, lane.end_county):
            for slot in range(counties[c].n_entering):
                enter(lane, sectors, counties, firms, c, slot, purses, ledger)


def close(lane, firm, counties, c, funds, purses, ledger, forgone):
    """What cash is left goes to the owners; what is missing is lost by suppliers, and the debt by banks.

    A pooled loan is repaid first, and its rest is a default; venture funds lose their stakes.
    """
    if firm.pooled_debt > 0:
        repay_pooled_loan(lane, firm, counties, c, funds, purses, ledger, forgone)
    if firm.backer > 0:
        sell(lane, firm, 0, c, funds, purses, ledger, forgone)
    world = purses[c * N_PURSES + REST_OF_WORLD]
    if firm.cash >= 0:
        firm_pays(firm, world, firm.cash, ledger, c, CLOSING_OF_FIRMS)
    else:
        firm_receives(firm, world, -firm.cash, ledger, c, EQUITY_OF_ENTRANTS)
    firm.alive = 0
    firm.debt = 0
    counties[c].lost_firms += firm.stands_for


def enter(lane, sectors, counties, firms, c, slot, purses, ledger):
    """One entrant, if the sample keeps it: kind, sector, size, productivity, habit by its own keyed luck."""
    key = agent_key(c - lane.first_county, lane.quarter, slot)
    if lane.stands_for > 1 and luck(luck_key(0, ENTRANT_KEPT, 0), key) >= 1.0 / lane.stands_for:
        return
    firm = firms[lane.end_firm]
    lane.end_firm += 1
    county = counties[c]
    firm.key = key
    firm.alive = 1
    firm.county = c - lane.first_county
    firm.stands_for = lane.stands_for
    firm.founded = lane.quarter
    firm.is_service = 0
    is_returnee = slot >= county.n_entering - county.n_returnee_firms
    if is_returnee or luck(luck_key(lane.seed, ENTRANT_KIND, 0), key) < 0.5 * (
        lane.belief.entrant_service_share + county.share_service_firms
    ):
        firm.is_service = 1
    firm.sector = entrant_sector(lane, sectors, firm.is_service, luck(luck_key(lane.seed, ENTRANT_SECTOR, 0), key))
    sector = sectors[lane.first_sector + firm.sector]
    z = normal(luck(luck_key(lane.seed, ENTRANT_SIZE, 0), key))
    median = 20e6 if firm.is_service == 0 else 4e6
    if is_returnee:
        median = RETURNEE_SALES
    year = min(median * 20.0, median * exp(0.8 * z)) * lane.given.gdp_index
    firm.sales = year / 4.0
    firm.sales_before = firm.sales
    firm.sales_year = year
    mean_lead = log(sector.strength)
    z = normal(luck(luck_key(lane.seed, ENTRANT_PRODUCTIVITY, 0), key))
    firm.productivity = mean_lead - lane.belief.entrant_lag + 0.15 * z
    z = normal(luck(luck_key(lane.seed, ENTRANT_MARGIN, 0), key))
    firm.margin = lane.belief.mean_margin + lane.belief.margin_spread * z
    firm.user_cost_2012 = lane.belief.interest + lane.belief.knowledge_decay
    firm.user_cost = firm.user_cost_2012
    firm.merit = luck(luck_key(lane.seed, MEETS_OTHER_CRITERIA, 0), key)
    z = normal(luck(luck_key(lane.seed, CERTIFICATION_COST_DRAW, 0), key))
    firm.certification_cost = lane.belief.certification_cost * exp(lane.belief.certification_spread * z)
    firm.is_tech_sme = 0
    if luck(luck_key(lane.seed, ENTRANT_IS_SME, 0), key) < (0.8 if firm.is_service else 0.25) and year < 2e8:
        firm.is_tech_sme = 1
    firm.rd_habit = lane.belief.habit_spread * normal(luck(luck_key(lane.seed, ENTRANT_HABIT, 0), key))
    if firm.is_tech_sme:
        firm.rd_habit += lane.belief.habit_of_tech_smes
    active = lane.belief.entrant_sme_rd_share if firm.is_tech_sme else lane.belief.entrant_rd_share
    if luck(luck_key(lane.seed, ENTRANT_ACTIVE, 0), key) < active:
        firm.is_rd_active = 1
        firm.rd = lane.belief.start_first_size * habit(firm, sector, lane.belief, lane.given.gdp_index) * firm.sales
        firm.rd_year = 4.0 * firm.rd
    world = purses[c * N_PURSES + REST_OF_WORLD]
    firm_receives(firm, world, whole(lane.belief.target_cash * year), ledger, c, EQUITY_OF_ENTRANTS)
    county.new_firms += firm.stands_for


def entrant_sector(lane, sectors, is_service, u):
    """Sector of an entrant: by the shares of firms in 2012, tilted to where demand has grown."""
    total = 0.0
    for s in range(lane.first_sector, lane.end_sector):
        total += sector_weight(sectors[s], is_service)
    mark = u * total
    total = 0.0
    for s in range(lane.first_sector, lane.end_sector):
        total += sector_weight(sectors[s], is_service)
        if mark < total:
            return s - lane.first_sector
    return lane.end_sector - 1 - lane.first_sector


def sector_weight(sector, is_service):
    """Weight of a sector among entrants: its share of firms in 2012, tilted by its lead in demand growth."""
    share = sector.share_of_services if is_service else sector.share_of_industry
    return share * exp(10.0 * sector.demand_lead)
