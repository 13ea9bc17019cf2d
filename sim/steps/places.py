"""Places of a county: start-up platforms, a high-tech zone, supported clusters; who moves in, and how many."""

from sim.agents.government import CLUSTER_POOL, PLATFORM_POOL, ZONE_AWARD_POOL, ZONE_POOL
from sim.engine.ledger import (
    CLUSTER_FACILITIES,
    CLUSTER_FEE,
    COUNTY_PURSE,
    N_PURSES,
    PLATFORM_SUBSIDY,
    PREFECTURE_PURSE,
    PREFECTURE_REVENUE,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    REST_OF_WORLD,
    ZONE_AWARD,
    ZONE_AWARD_OF_CITIES,
    ZONE_INFRASTRUCTURE,
    ZONE_SERVICES,
    firm_pays,
    pay,
    whole,
)
from sim.engine.luck import luck, luck_key
from sim.levers.industrial_cluster_support import joins
from sim.levers.parks_and_hitech_zones import level_earned, stands, visits_to_each
from sim.levers.support import award, give, government_pays, pay_instalment
from sim.rules.clusters import MOVES_TO_ZONE, is_cluster, location_quotient, promise, work_bought
from sim.rules.outreach import visit_price
from sim.sectors import N_SECTORS


def places_are_built(lanes, counties, purses, ledger):
    """Every quarter: subsidies of platforms; infrastructure of the zone, then its service centre's visits.

    The zone stands once its cost is spent. From then on its money pays visits to the firms there, at the office's cost
    of a visit and with the county's quality of delivery.
    """
    for lane in lanes:
        law = lane.law.parks_and_hitech_zones
        season = lane.given.season
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            pay_instalment(county, PLATFORM_POOL, season, c, REST_OF_WORLD, purses, ledger, PLATFORM_SUBSIDY)
            if county.zone_level > 0:
                paid = pay_instalment(county, ZONE_POOL, season, c, REST_OF_WORLD, purses, ledger, ZONE_SERVICES)
                visits = paid / visit_price(lane.belief, lane.given.gdp_index) * county.delivery_quality
                county.outreach_zone = visits_to_each(4.0 * visits, county.zone_firms)
                continue
            paid = pay_instalment(county, ZONE_POOL, season, c, REST_OF_WORLD, purses, ledger, ZONE_INFRASTRUCTURE)
            county.zone_invested += paid
            county.yuan_zone_investment += paid
            if stands(county.zone_invested, law):
                county.zone_level = 1


def firms_move_to_zones(lanes, counties, firms):
    """First quarter: a share of the industrial firms of a county with a zone move into it; those there are counted."""
    for lane in lanes:
        zones = 0
        for c in range(lane.first_county, lane.end_county):
            zones += counties[c].zone_level
            counties[c].zone_firms = 0.0
        if zones == 0:
            continue
        moves = luck_key(lane.seed, MOVES_TO_ZONE, lane.given.year)
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            county = counties[lane.first_county + firm.county]
            if not firm.alive or firm.is_service or county.zone_level == 0:
                continue
            if luck(moves, firm.key) < lane.belief.zone_moves:
                firm.in_zone = 1
            if firm.in_zone:
                county.zone_firms += firm.stands_for


def clusters_are_supported(lanes, sectors, counties, firms, purses, ledger):
    """First quarter: counties with a fund name their focus sectors, firms there join if it pays, facilities are paid.

    First come, first served, by age (the order of keys), until the year's fund is spent; then firms are turned away.
    """
    for lane in lanes:
        law = lane.law.industrial_cluster_support
        money = 0
        for c in range(lane.first_county, lane.end_county):
            if counties[c].pools[CLUSTER_POOL] > 0:
                money = 1
                if counties[c].focus_1 == 0:
                    name_focus(lane, sectors, counties[c], law.clusters_per_county)
        members = 0.0
        for c in range(lane.first_county, lane.end_county):
            members += counties[c].n_cluster_members
        if money == 0 and members <= 0.0:
            continue
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            firm.in_cluster = 0
            firm.shared_hours = 0.0
            c = lane.first_county + firm.county
            county = counties[c]
            if not firm.alive or not firm.is_rd_active or county.focus_1 == 0 or money == 0:
                continue
            if firm.sector + 1 == county.focus_1 or firm.sector + 1 == county.focus_2:
                join(lane, firm, county, c, purses, ledger)


def name_focus(lane, sectors, county, number):
    """The one or two sectors with the highest location quotient times number of firms become the county's focus."""
    total = 0.0
    for s in range(N_SECTORS):
        total += county.firms_of_sector[s]
    best = 0.0
    second = 0.0
    for s in range(N_SECTORS):
        share = sectors[lane.first_sector + s].share_of_firms
        value = promise(county.firms_of_sector[s], location_quotient(county.firms_of_sector[s], total, share))
        if value > best:
            second = best
            county.focus_2 = county.focus_1
            best = value
            county.focus_1 = s + 1
        elif value > second:
            second = value
            county.focus_2 = s + 1
    if number < 2.0:
        county.focus_2 = 0


def join(lane, firm, county, c, purses, ledger):
    """Join the cluster for a year if what it saves is more than the fee and the fund pays for the firm's part.

    Of shared equipment a member may buy as many hours as the fund has paid for it.
    """
    law = lane.law.industrial_cluster_support
    belief = lane.belief
    firm.in_cluster = 1
    firm.shared_hours = law.facility_use
    saved_rd = 4.0 * (work_bought(firm.rd, firm, belief) - firm.rd)
    reference = belief.contract_reference * lane.given.gdp_index
    saved_search = 4.0 * belief.contract_frequency * belief.cluster_search_cut * belief.search_cost * reference
    firm.in_cluster = 0
    firm.shared_hours = 0.0
    fee = whole(law.member_fee)
    if not joins(saved_rd, saved_search, law) or firm.cash < fee:
        return
    yuan = give(county, CLUSTER_POOL, whole(law.facility_cost), 1, firm.stands_for)
    if yuan <= 0:
        return
    paid = yuan * firm.stands_for
    world = purses[c * N_PURSES + REST_OF_WORLD]
    pay(purses[c * N_PURSES + COUNTY_PURSE], world, paid, ledger, c, CLUSTER_FACILITIES)
    county.yuan_fiscal_st += paid
    firm_pays(firm, world, fee, ledger, c, CLUSTER_FEE)
    firm.income_year -= fee
    firm.in_cluster = 1
    firm.shared_hours = law.facility_use * yuan / whole(law.facility_cost)


def places_are_counted(lanes, sectors, counties):
    """Platforms, zones and clusters of every county; a cluster by its location quotient and number of firms."""
    for lane in lanes:
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.n_counties = 1.0
            county.n_platforms = county.platforms
            if county.platforms > 0.0:
                county.n_counties_with_platform = 1.0
            if county.zone_level >= 2:
                county.n_zones = 1.0
            if county.zone_level == 3:
                county.n_national_zones = 1.0
            total = 0.0
            for s in range(N_SECTORS):
                total += county.firms_of_sector[s]
            for s in range(N_SECTORS):
                share = sectors[lane.first_sector + s].share_of_firms
                quotient = location_quotient(county.firms_of_sector[s], total, share)
                if is_cluster(county.firms_of_sector[s], quotient, lane.belief):
                    county.n_clusters += 1.0
                    county.n_counties_with_cluster = 1.0


def zones_are_recognised(lanes, provinces, sectors, counties, purses, ledger):
    """Fourth quarter: zones that meet the criteria become provincial, later national; the province gives an award.

    The award comes out of the year's money for it and joins the county's S&T money of the next year.
    """
    for lane in lanes:
        law = lane.law.parks_and_hitech_zones
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            if county.zone_level == 0:
                continue
            high_tech = 0.0
            total = 0.0
            for s in range(N_SECTORS):
                total += county.firms_of_sector[s]
                if sectors[lane.first_sector + s].is_high_tech:
                    high_tech += county.firms_of_sector[s]
            years = (lane.quarter - county.zone_since) / 4.0
            level = level_earned(county.zone_level, county.n_above_scale, high_tech / max(total, 1.0), years, law)
            if level > county.zone_level:
                county.zone_level = level
                county.zone_since = lane.quarter
                yuan = award(lane, provinces[lane.first_province], county, ZONE_AWARD_POOL, law.award_per_zone)
                level, revenue, flow = PROVINCE_PURSE, PROVINCE_REVENUE, ZONE_AWARD
                if provinces[lane.first_province].of_cities[ZONE_AWARD_POOL]:
                    level, revenue, flow = PREFECTURE_PURSE, PREFECTURE_REVENUE, ZONE_AWARD_OF_CITIES
                government_pays(level, revenue, COUNTY_PURSE, yuan, c, purses, ledger, flow)
                county.award += yuan
