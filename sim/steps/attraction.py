"""First quarter: cities offer packages to recognised firms that look for a site; those whom they cover move."""

from sim.agents.government import ATTRACTION_POOL
from sim.engine.ledger import (
    CASH_OF_MOVERS_ARRIVES,
    CASH_OF_MOVERS_LEAVES,
    MOVING_COST,
    MOVING_PACKAGE,
    N_PURSES,
    PREFECTURE_PURSE,
    PREFECTURE_REVENUE,
    REST_OF_WORLD,
    firm_pays,
    firm_receives,
    whole,
)
from sim.engine.luck import luck, luck_key, poisson
from sim.levers.investment_attraction import accepts, may_leave
from sim.levers.support import city_gives, raised
from sim.rules.entry import (
    LOOKS_FOR_SITE,
    MOVING_COST_DRAW,
    OUTSIDE_MOVERS,
    SITE,
    chance_to_accept,
    moving_cost,
    place_of,
)
from sim.steps.talent import quit_post


def firms_are_attracted(lanes, prefectures, counties, firms, talent, institutes, purses, ledger):
    """Firms of the region that look for a site see that of one other county; how many would come from outside.

    What one county of the region gains the other loses; with the channel of mobility closed nobody moves within it.
    """
    for lane in lanes:
        law = lane.law.investment_attraction
        for c in range(lane.first_county, lane.end_county):
            counties[c].n_attracted = 0
        if lane.given.season > 1 or law.annual_budget_prefecture <= 0.0 or law.package_per_firm <= 0.0:
            continue
        outside = luck_key(lane.seed, OUTSIDE_MOVERS, lane.given.year)
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            mean = lane.belief.outside_movers * county.expected_firms
            mean *= chance_to_accept(law.package_per_firm, lane.belief, lane.given.gdp_index)
            county.n_attracted = poisson(luck(outside, county.key), mean)
        if lane.channel_mobility == 0:
            continue
        looks = luck_key(lane.seed, LOOKS_FOR_SITE, lane.given.year)
        n_moved = 0
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if may_leave(firm) and luck(looks, firm.key) < lane.belief.looks_for_site:
                n_moved += moves(lane, firm, prefectures, counties, purses, ledger)
        if n_moved > 0:
            staff_stays_behind(lane, firms, talent, institutes)


def moves(lane, firm, prefectures, counties, purses, ledger):
    """Does the firm move to the county that it has seen (1 or 0)? It does if the city's package covers the move.

    Its cash goes along, from one county's books to the other's. One with unpaid bills stays.
    """
    u = luck(luck_key(lane.seed, SITE, lane.given.year), firm.key)
    c = place_of(u, counties, lane.first_county, lane.end_county)
    if c == lane.first_county + firm.county:
        return 0
    draw = luck(luck_key(lane.seed, MOVING_COST_DRAW, lane.given.year), firm.key)
    cost = moving_cost(draw, firm.sales_year, lane.belief)
    package = whole(lane.law.investment_attraction.package_per_firm)
    if not accepts(float(package), cost) or firm.cash < 0:
        return 0
    to_each = package_at_hand(lane, prefectures, counties[c], firm.stands_for)
    if to_each <= 0:
        counties[c].n_turned_away += firm.stands_for
        return 0
    if firm.cash + to_each < whole(cost):
        return 0
    home = lane.first_county + firm.county
    cash = firm.cash
    firm_pays(firm, purses[home * N_PURSES + REST_OF_WORLD], cash, ledger, home, CASH_OF_MOVERS_LEAVES)
    firm_receives(firm, purses[c * N_PURSES + REST_OF_WORLD], cash, ledger, c, CASH_OF_MOVERS_ARRIVES)
    pays_package(lane, firm, prefectures, counties, c, purses, ledger)
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], whole(cost), ledger, c, MOVING_COST)
    firm.income_year -= whole(cost)
    firm.county = c - lane.first_county
    firm.is_reached = 0
    firm.visits = 0.0
    firm.near_title = 0
    firm.title_gain = 0.0
    firm.in_zone = 0
    firm.in_cluster = 0
    firm.in_platform = 0
    firm.shared_hours = 0.0
    return 1


def package_at_hand(lane, prefectures, county, stands_for):
    """What the city's pool has for each of the firms that an agent stands for (whole yuan); 0: no package.

    An agent of a coarse sample stands for more firms than a year's money may pay. It comes if there is money for one of
    them, and all share what there is, so that as many come as at full size; one firm alone gets the whole package.
    """
    package = whole(lane.law.investment_attraction.package_per_firm)
    left = county.prefecture_part[ATTRACTION_POOL]
    if lane.channel_contests:
        left = prefectures[lane.first_prefecture + county.prefecture].pools[ATTRACTION_POOL]
    return min(package, left // stands_for) if package > 0 and left >= package else 0


def pays_package(lane, firm, prefectures, counties, c, purses, ledger):
    """The city pays a firm that comes to its county c a package; the pool holds it."""
    county = counties[c]
    prefecture = prefectures[lane.first_prefecture + county.prefecture]
    package = whole(lane.law.investment_attraction.package_per_firm)
    yuan = city_gives(lane, prefecture, county, ATTRACTION_POOL, package, firm.stands_for)
    purse = raised(PREFECTURE_PURSE, PREFECTURE_REVENUE, yuan * firm.stands_for, c, purses, ledger)
    firm_receives(firm, purse, yuan, ledger, c, MOVING_PACKAGE)
    firm.income_year += yuan
    county.yuan_fiscal_st += yuan * firm.stands_for
    county.n_firms_attracted += firm.stands_for


def staff_stays_behind(lane, firms, talent, institutes):
    """R&D workers of firms that have moved away lose their posts."""
    for i in range(lane.first_talent, lane.end_talent):
        worker = talent[i]
        if worker.alive and worker.employer >= 0 and firms[lane.first_firm + worker.employer].county != worker.county:
            quit_post(lane, worker, firms, institutes)
