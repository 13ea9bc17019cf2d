"""Firms close when they cannot pay or are too small; new ones enter, in zones and on platforms at a lower cost."""

from math import exp

from sim.agents.government import LONGEST_LEASE
from sim.engine.ledger import (
    CLOSING_OF_FIRMS,
    EQUITY_OF_ENTRANTS,
    N_PURSES,
    REST_OF_WORLD,
    SUPPLIERS_LOSSES,
    firm_pays,
    firm_receives,
    whole,
)
from sim.engine.luck import agent_key, luck, luck_key, normal, poisson
from sim.levers.parks_and_hitech_zones import cost_in_zone
from sim.levers.startup_incubation_platforms import cost_in_slot, slots
from sim.rules.clusters import ENTERS_ZONE
from sim.rules.entry import (
    ENTRANT_ACTIVE,
    ENTRANT_HABIT,
    ENTRANT_IS_SME,
    ENTRANT_KIND,
    ENTRANT_MARGIN,
    ENTRANT_PRODUCTIVITY,
    ENTRANT_SECTOR,
    ENTRANT_SIZE,
    ENTRANTS,
    PLATFORM_ENTRANTS,
    ZONE_ENTRANTS,
    brought_by_lower_cost,
    certification_cost,
    chance_of_first_rd,
    chance_to_register,
    enters_sample,
    expected_entrants,
    first_cash,
    first_habit,
    first_productivity,
    first_rd,
    first_sales,
    founders,
    has_to_close,
    median_sales,
    sector_weight,
    settling_in_zones,
    share_of_services,
    starting_technology,
)
from sim.rules.finance import lost_on_default
from sim.rules.market import margin_of, next_fortune
from sim.rules.rd import habit
from sim.rules.recognition import CERTIFICATION_COST_DRAW, MEETS_OTHER_CRITERIA
from sim.steps.pooled_loans import repay_pooled_loan
from sim.steps.venture import sell

MANY_PLACES = 1e9  # a zone does not run out of room


def firms_are_announced(lanes, counties):
    """How many firms enter each county, at scale 1 (the sample keeps one in K of them)."""
    for lane in lanes:
        key = luck_key(lane.seed, ENTRANTS, lane.quarter)
        zone = luck_key(lane.seed, ZONE_ENTRANTS, lane.quarter)
        platform = luck_key(lane.seed, PLATFORM_ENTRANTS, lane.quarter)
        trend = exp(lane.belief.entry_trend * lane.given.years_of_trend)
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            mean = expected_entrants(
                county.expected_firms,
                lane.belief.entry_rate,
                trend,
                county.absorptive_capacity,
                lane.belief.entry_elasticity,
                county.entry_cost,
            )
            mean += founders(float(county.n_idle * lane.stands_for), lane.belief.founding_rate)
            county.n_entering_zone = poisson(luck(zone, county.key), brought_by_zone(lane, county, mean))
            county.n_entering_platform = poisson(luck(platform, county.key), brought_by_platforms(lane, county, mean))
            county.n_entering = poisson(luck(key, county.key), mean)
            county.n_entering += county.n_entering_zone + county.n_entering_platform + county.n_returnee_firms


def brought_by_zone(lane, county, mean):
    """Mean number of industrial firms that come only for the zone's lower cost."""
    cost = cost_in_zone(county.entry_cost, county.zone_level, lane.law.parks_and_hitech_zones)
    if county.zone_level == 0 or cost >= county.entry_cost:
        return 0.0
    settling = settling_in_zones(mean, share_of_services(county, lane.belief), lane.belief)
    return brought_by_lower_cost(settling, cost / county.entry_cost, lane.belief.entry_elasticity, MANY_PLACES)


def brought_by_platforms(lane, county, mean):
    """Mean number of technology start-ups that come only for a slot; leases that end give slots back."""
    law = lane.law.startup_incubation_platforms
    county.slots_let[lane.quarter % LONGEST_LEASE] = 0
    county.slots_free = slots(county.platforms, law)
    for ago in range(1, int(law.lease_quarters)):
        county.slots_free -= county.slots_let[(lane.quarter - ago) % LONGEST_LEASE]
    cost = cost_in_slot(county.entry_cost, law)
    if county.slots_free <= 0 or cost >= county.entry_cost:
        return 0.0
    starting = starting_technology(share_of_services(county, lane.belief), lane.belief)
    places = float(county.slots_free)
    return brought_by_lower_cost(mean * starting, cost / county.entry_cost, lane.belief.entry_elasticity, places)


def firms_exit_and_enter(lanes, sectors, counties, firms, funds, purses, ledger, forgone):
    """Firms close when they cannot pay or have become too small; new ones enter, each at its own key."""
    for lane in lanes:
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive or firm.is_certain:
                continue
            if has_to_close(firm.cash, firm.sales_year, lane.given.gdp_index, lane.belief):
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
        firm_receives(firm, world, -firm.cash, ledger, c, SUPPLIERS_LOSSES)
    counties[c].yuan_bank_losses += lost_on_default(firm.debt, lane.belief) * firm.stands_for
    firm.alive = 0
    firm.debt = 0
    counties[c].lost_firms += firm.stands_for


def enter(lane, sectors, counties, firms, c, slot, purses, ledger):
    """One entrant, if it finds its place and the sample keeps it; what it is, is drawn by its own keyed luck.

    Places are let at scale 1, so that they do not depend on the sample. Last in line are returnees, then those whom
    only a zone brings, then those whom only a slot brings: without a free slot these stay away.
    """
    county = counties[c]
    key = agent_key(c - lane.first_county, lane.quarter, slot)
    for_slot = slot >= county.n_entering - county.n_entering_platform
    for_zone = not for_slot and slot >= county.n_entering - county.n_entering_platform - county.n_entering_zone
    usual = county.n_entering - county.n_entering_platform - county.n_entering_zone - county.n_returnee_firms
    is_returnee = not for_slot and not for_zone and slot >= usual
    is_service = 0
    if not for_zone and luck(luck_key(lane.seed, ENTRANT_KIND, 0), key) < share_of_services(county, lane.belief):
        is_service = 1
    median = median_sales(is_service, lane.belief)
    if is_returnee:
        is_service = 1
        median = lane.belief.returnee_median
    year = first_sales(
        median, normal(luck(luck_key(lane.seed, ENTRANT_SIZE, 0), key)), lane.given.gdp_index, lane.belief
    )
    registers = chance_to_register(is_service, lane.belief)
    is_tech_sme = 0
    if year < lane.belief.tech_sme_sales and (
        for_slot or luck(luck_key(lane.seed, ENTRANT_IS_SME, 0), key) < registers
    ):
        is_tech_sme = 1
    in_platform = lets_slot(lane, county, is_tech_sme)
    if for_slot and not in_platform:
        return
    if not enters_sample(lane, key):
        return
    firm = firms[lane.end_firm]
    lane.end_firm += 1
    firm.key = key
    firm.alive = 1
    firm.county = c - lane.first_county
    firm.stands_for = lane.stands_for
    firm.founded = lane.quarter
    firm.is_service = is_service
    firm.is_tech_sme = is_tech_sme
    firm.in_platform = in_platform
    settles = for_zone or luck(luck_key(lane.seed, ENTERS_ZONE, 0), key) < lane.belief.zone_share
    if settles and is_service == 0 and county.zone_level > 0:
        firm.in_zone = 1
    firm.sales = year / 4.0
    firm.sales_before = firm.sales
    firm.sales_year = year
    draw_entrant(lane, sectors, firm)
    world = purses[c * N_PURSES + REST_OF_WORLD]
    firm_receives(firm, world, whole(first_cash(year, lane.belief)), ledger, c, EQUITY_OF_ENTRANTS)
    county.new_firms += firm.stands_for


def lets_slot(lane, county, is_tech_sme):
    """Does a technology start-up get a slot of a platform (0 or 1)? Where platforms are full it is turned away."""
    if not is_tech_sme or county.platforms <= 0.0:
        return 0
    if county.slots_free <= 0:
        county.n_turned_away += 1.0
        return 0
    county.slots_free -= 1
    county.slots_let[lane.quarter % LONGEST_LEASE] += 1
    return 1


def draw_entrant(lane, sectors, firm):
    """Sector, productivity, margin, criteria, habit and first R&D of an entrant, each by its own keyed luck."""
    key = firm.key
    belief = lane.belief
    firm.sector = entrant_sector(
        lane, sectors, firm.is_service, luck(luck_key(lane.seed, ENTRANT_SECTOR, 0), key), belief.entrant_demand_tilt
    )
    sector = sectors[lane.first_sector + firm.sector]
    z = normal(luck(luck_key(lane.seed, ENTRANT_PRODUCTIVITY, 0), key))
    firm.productivity = first_productivity(sector.strength, z, belief)
    z = normal(luck(luck_key(lane.seed, ENTRANT_MARGIN, 0), key))
    firm.fortune = next_fortune(0.0, belief.margin_persistence, z)  # it has the luck of its first year alone
    firm.margin = margin_of(firm.fortune, firm.sales_year, lane.given.gdp_index, belief)
    firm.user_cost_2012 = belief.interest + belief.knowledge_decay
    firm.user_cost = firm.user_cost_2012
    firm.merit = luck(luck_key(lane.seed, MEETS_OTHER_CRITERIA, 0), key)
    z = normal(luck(luck_key(lane.seed, CERTIFICATION_COST_DRAW, 0), key))
    firm.certification_cost = certification_cost(z, belief)
    z = normal(luck(luck_key(lane.seed, ENTRANT_HABIT, 0), key))
    firm.rd_habit = first_habit(firm.is_tech_sme, z, belief)
    if luck(luck_key(lane.seed, ENTRANT_ACTIVE, 0), key) < chance_of_first_rd(firm.is_tech_sme, belief):
        firm.is_rd_active = 1
        firm.rd = first_rd(habit(firm, sector, belief, lane.given.gdp_index), firm.sales, belief)
        firm.rd_year = 4.0 * firm.rd


def entrant_sector(lane, sectors, is_service, u, tilt):
    """Sector of an entrant: by the shares of firms in 2012, tilted to where demand has grown."""
    total = 0.0
    for s in range(lane.first_sector, lane.end_sector):
        total += sector_weight(sectors[s], is_service, tilt)
    mark = u * total
    total = 0.0
    for s in range(lane.first_sector, lane.end_sector):
        total += sector_weight(sectors[s], is_service, tilt)
        if mark < total:
            return s - lane.first_sector
    return lane.end_sector - 1 - lane.first_sector
