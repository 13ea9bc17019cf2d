"""Firms close when they cannot pay or are too small; new ones enter, in zones and on platforms at a lower cost."""

from math import exp, log

from sim.agents.government import EXIT_POOL, LONGEST_LEASE, RISK_SHARING_POOL
from sim.engine.ledger import (
    BANKS,
    CLOSING_OF_FIRMS,
    COUNTY_PURSE,
    EQUITY_OF_ENTRANTS,
    EXIT_COMPENSATION,
    LOAN_REPAYMENT,
    N_PURSES,
    REST_OF_WORLD,
    STARTUP_LOSS_SHARE,
    SUPPLIERS_LOSSES,
    firm_pays,
    firm_receives,
    pay,
    whole,
)
from sim.engine.luck import agent_key, luck, luck_key, normal, poisson
from sim.levers.obsolete_capacity_exit import compensation, going_on
from sim.levers.obsolete_capacity_exit import may as may_be_compensated
from sim.levers.parks_and_hitech_zones import cost_in_zone
from sim.levers.returnee_startup_risk_sharing import borne_by_county
from sim.levers.startup_incubation_platforms import cost_in_slot, slots
from sim.levers.support import give
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
from sim.steps.attraction import package_at_hand, pays_package
from sim.steps.co_investment import leave_fund
from sim.steps.firms import assets, margin_now
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
            county.n_entering += county.n_attracted


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


def firms_exit_and_enter(lanes, sectors, prefectures, counties, firms, funds, purses, ledger, forgone):
    """Firms close when they cannot pay or have become too small; new ones enter, each at its own key."""
    for lane in lanes:
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive or firm.is_certain:
                continue
            if has_to_close(firm.cash, firm.sales_year, lane.given.gdp_index, lane.belief):
                close(lane, firm, counties, lane.first_county + firm.county, funds, purses, ledger, forgone)
        if lane.given.season == 1 and lane.law.obsolete_capacity_exit.annual_budget_county > 0.0:
            obsolete_capacity_closes(lane, sectors, counties, firms, funds, purses, ledger, forgone)
        for c in range(lane.first_county, lane.end_county):
            for slot in range(counties[c].n_entering):
                enter(lane, sectors, prefectures, counties, firms, c, slot, purses, ledger)


def obsolete_capacity_closes(lane, sectors, counties, firms, funds, purses, ledger, forgone):
    """First quarter: firms far behind that may be compensated close where that is worth more to them than to go on.

    Who finds less money in the pool decides with what there is. Debts are paid before.
    """
    law = lane.law.obsolete_capacity_exit
    for i in range(lane.first_firm, lane.end_firm):
        firm = firms[i]
        if not firm.alive or firm.is_certain:
            continue
        sector = sectors[lane.first_sector + firm.sector]
        if not may_be_compensated(firm, firm.productivity - log(sector.strength), lane.quarter, law):
            continue
        c = lane.first_county + firm.county
        county = counties[c]
        wanted = whole(compensation(assets(firm, lane.belief), law))
        offered = min(wanted, county.pools[EXIT_POOL] // firm.stands_for)
        worth = going_on(firm.sales_year, margin_now(firm, sector, lane.belief), lane.belief.discount)
        if float(offered) <= worth or firm.cash + offered < firm.debt:
            continue
        yuan = give(county, EXIT_POOL, wanted, 1, firm.stands_for)
        firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], yuan, ledger, c, EXIT_COMPENSATION)
        county.yuan_fiscal_st += yuan * firm.stands_for
        county.n_exits_compensated += firm.stands_for
        firm_pays(firm, purses[c * N_PURSES + BANKS], firm.debt, ledger, c, LOAN_REPAYMENT)
        firm.debt = 0
        close(lane, firm, counties, c, funds, purses, ledger, forgone)


def close(lane, firm, counties, c, funds, purses, ledger, forgone):
    """What cash is left goes to the owners; what is missing is lost by suppliers, and the debt by banks.

    A pooled loan is repaid first, and its rest is a default; venture funds lose their stakes. Of what a returnee loses
    the county may bear a part.
    """
    if firm.pooled_debt > 0:
        repay_pooled_loan(lane, firm, counties, c, funds, purses, ledger, forgone)
    if firm.backer > 0:
        sell(lane, firm, 0, c, funds, purses, ledger, forgone)
    world = purses[c * N_PURSES + REST_OF_WORLD]
    if firm.fund_units > 0:
        leave_fund(lane, firm, funds)
    if firm.own_money > 0:
        share_loss(lane, firm, counties[c], c, purses, ledger)
    if firm.cash >= 0:
        firm_pays(firm, world, firm.cash, ledger, c, CLOSING_OF_FIRMS)
    else:
        firm_receives(firm, world, -firm.cash, ledger, c, SUPPLIERS_LOSSES)
    counties[c].yuan_bank_losses += lost_on_default(firm.debt, lane.belief) * firm.stands_for
    firm.alive = 0
    firm.debt = 0
    counties[c].lost_firms += firm.stands_for


def share_loss(lane, firm, county, c, purses, ledger):
    """The county pays a returnee whose firm closes its part of what was paid in and is gone, while its money lasts."""
    lost = firm.own_money - max(0, firm.cash)
    due = borne_by_county(lost, lane.quarter - firm.founded, lane.law.returnee_startup_risk_sharing)
    yuan = give(county, RISK_SHARING_POOL, due, 1, firm.stands_for) * firm.stands_for
    pay(purses[c * N_PURSES + COUNTY_PURSE], purses[c * N_PURSES + REST_OF_WORLD], yuan, ledger, c, STARTUP_LOSS_SHARE)
    county.yuan_fiscal_st += yuan


def enter(lane, sectors, prefectures, counties, firms, c, slot, purses, ledger):
    """One entrant, if it finds its place and the sample keeps it; what it is, is drawn by its own keyed luck.

    Places are let at scale 1, so that they do not depend on the sample. Last in line are returnees, then those whom
    only a zone brings, then those whom only a slot brings: without a free slot these stay away; and recognised firms
    from outside, which stay away without a package.
    """
    county = counties[c]
    key = agent_key(c - lane.first_county, lane.quarter, slot)
    founded = county.n_entering - county.n_attracted
    is_mover = slot >= founded
    for_slot = not is_mover and slot >= founded - county.n_entering_platform
    for_zone = not is_mover and not for_slot and slot >= founded - county.n_entering_platform - county.n_entering_zone
    usual = founded - county.n_entering_platform - county.n_entering_zone - county.n_returnee_firms
    is_returnee = not is_mover and not for_slot and not for_zone and slot >= usual
    is_service = 0
    may_serve = not for_zone and not is_mover
    if may_serve and luck(luck_key(lane.seed, ENTRANT_KIND, 0), key) < share_of_services(county, lane.belief):
        is_service = 1
    median = median_sales(is_service, lane.belief)
    if is_returnee:
        is_service = 1
        median = lane.belief.returnee_median
    if is_mover:
        median = lane.belief.mover_sales
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
    if is_mover and package_at_hand(lane, prefectures, county, lane.stands_for) <= 0:
        county.n_turned_away += lane.stands_for
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
    paid_in = whole(first_cash(year, lane.belief))
    firm_receives(firm, world, paid_in, ledger, c, EQUITY_OF_ENTRANTS)
    if is_returnee:
        firm.own_money = paid_in
    county.new_firms += firm.stands_for
    if is_mover:
        come_recognised(lane, sectors, firm)
        pays_package(lane, firm, prefectures, counties, c, purses, ledger)


def come_recognised(lane, sectors, firm):
    """A recognised firm from outside brings its certificate, and R&D of the size that it is used to."""
    sector = sectors[lane.first_sector + firm.sector]
    firm.is_rd_active = 1
    firm.rd = habit(firm, sector, lane.belief, lane.given.gdp_index) * firm.sales
    firm.rd_year = 4.0 * firm.rd
    firm.is_hnte = 1
    firm.was_hnte = 1
    firm.hnte_until = lane.quarter + 12


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
        begin_rd(lane, firm, sector)


def begin_rd(lane, firm, sector):
    """An entrant does R&D from the start, as a beginner of its sector."""
    firm.is_rd_active = 1
    firm.rd = first_rd(habit(firm, sector, lane.belief, lane.given.gdp_index), firm.sales, lane.belief)
    firm.rd_year = 4.0 * firm.rd


def settle_in(lane, sectors, firm, place):
    """Put an entrant into another sector than the one drawn, as strong relative to that one."""
    field = sectors[lane.first_sector + place]
    firm.productivity += log(field.strength / sectors[lane.first_sector + firm.sector].strength)
    firm.sector = place


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
