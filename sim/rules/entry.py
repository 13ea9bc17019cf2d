"""Entry and exit: how many firms enter, what an entrant is, and who closes.

Evidence ids refer to calibration/priors.yaml.
"""

from math import exp, log, sqrt

from sim.engine.luck import decision, luck, luck_key

ENTRANTS = decision("county.entrants", "how many firms enter?")
ZONE_ENTRANTS = decision("county.zone_entrants", "how many firms does the county's zone bring?")
PLATFORM_ENTRANTS = decision("county.platform_entrants", "how many start-ups do slots of platforms bring?")
ENTRANT_KIND = decision("entrant.kind", "technology service or industry?")
ENTRANT_SECTOR = decision("entrant.sector", "sector of an entrant")
ENTRANT_SIZE = decision("entrant.size", "first sales of an entrant")
ENTRANT_PRODUCTIVITY = decision("entrant.productivity", "productivity of an entrant")
ENTRANT_MARGIN = decision("entrant.margin", "luck of an entrant's first year, and so its margin")
ENTRANT_HABIT = decision("entrant.habit", "R&D habit of an entrant")
ENTRANT_ACTIVE = decision("entrant.rd_active", "does an entrant do R&D from the start?")
ENTRANT_IS_SME = decision("entrant.is_tech_sme", "does an entrant register as a technology SME?")
LOOKS_FOR_SITE = decision("firm.looks_for_site", "does a recognised firm look for another site this year?")
SITE = decision("firm.site", "which county does it see?")
MOVING_COST_DRAW = decision("firm.moving_cost", "what would moving cost it?")
OUTSIDE_MOVERS = decision("county.outside_movers", "how many firms from outside the region accept a package?")
ENTRANT_KEPT = decision("entrant.kept", "is the entrant in the sample at scale K?")


def enters_sample(lane, key):
    """Is the entrant in the sample at scale K? One in K is, by its key and the replicate's luck."""
    return lane.stands_for == 1 or luck(luck_key(lane.seed, ENTRANT_KEPT, 0), key) < 1.0 / lane.stands_for


def expected_entrants(expected_firms, rate, trend, absorptive_capacity, entry_elasticity, entry_cost):
    """Mean number of entrants in a quarter, apart from founders among R&D workers.

        e = e0 N0 trend (c / c0)^e_ent psi^0.5

    N0 firms expected in 2012, c / c0 entry cost relative to 2012, psi absorptive capacity over its mean. e_ent: E108.
    """
    return (
        expected_firms * rate / 4.0 * trend * exp(entry_elasticity * log(entry_cost)) * sqrt(absorptive_capacity / 0.5)
    )


def founders(idle, rate):
    """Mean number of firms founded in a quarter by R&D workers without a post (persons): newcomers and returnees."""
    return idle * rate


def brought_by_lower_cost(expected, ratio, elasticity, places):
    """Mean number of entrants whom a lower cost of entry brings, beyond those expected without it.

        demand for places = e ratio^e_ent,  filled = min(places, demand),  brought = filled (1 - ratio^-e_ent)

    ratio: lower cost over the ordinary one. Of those who fill the places most would have come anyway.
    """
    pull = exp(elasticity * log(ratio))
    return max(0.0, min(places, expected * pull) * (1.0 - 1.0 / pull))


def moving_cost(u, sales_year, belief):
    """What moving costs a firm (yuan): 2 u k S, k its mean over sales S (yuan a year); `u` uniform in [0, 1)."""
    return 2.0 * u * belief.moving_cost * sales_year


def chance_to_accept(package, belief, price_level):
    """Chance that a firm from outside accepts a package (probability): that its moving cost is not higher.

    For a firm of usual size for a mover; sales at the prices of the start times the price level.
    """
    dearest = moving_cost(1.0, belief.mover_sales * price_level, belief)
    return min(1.0, package / dearest)


def place_of(u, counties, first, end):
    """County that a firm sees (row), by lot with the weight of its firms of 2012; `u` uniform in [0, 1)."""
    total = 0.0
    for c in range(first, end):
        total += counties[c].expected_firms
    mark = u * total
    total = 0.0
    for c in range(first, end):
        total += counties[c].expected_firms
        if mark < total:
            return c
    return end - 1


def has_to_close(cash, sales_year, price_level, belief):
    """Does a firm close? If it cannot pay (cash below 0, yuan) or is too small: S < S_min P (True or False).

    S sales and S_min the smallest that a modelled firm has (yuan a year, at 2012's prices), P price level. Why cash is
    gone (a bad margin, debt, failed R&D) stands in other rules; nothing here knows a firm's age (E198 must emerge).
    """
    return cash < 0 or sales_year < belief.smallest_sales * price_level


def share_of_services(county, belief):
    """Technology services among a county's entrants (share): (1 - l) s + l s_c.

    s as everywhere, s_c the share among the county's firms of 2012, l how far entrants follow it. JUDGEMENT.
    """
    local = belief.entrant_local_part
    return (1.0 - local) * belief.entrant_service_share + local * county.share_service_firms


def settling_in_zones(expected, services, belief):
    """Expected industrial entrants that settle in their county's zone (mean number of `expected`): e (1 - s) z."""
    return expected * (1.0 - services) * belief.zone_share


def chance_to_register(is_service, belief):
    """Chance that an entrant small enough for it registers as a technology SME (probability). JUDGEMENT."""
    return belief.entrant_sme_services if is_service else belief.entrant_sme_industry


def starting_technology(services, belief):
    """Technology start-ups among entrants (share), at a share `services` of technology services among them."""
    return services * chance_to_register(1, belief) + (1.0 - services) * chance_to_register(0, belief)


def median_sales(is_service, belief):
    """Median first sales of an entrant (yuan a year at the prices of the start)."""
    return belief.entrant_median_services if is_service else belief.entrant_median_industry


def first_sales(median, z, price_level, belief):
    """First sales of an entrant (yuan a year): S = P min(m exp(s z), k m), z standard normal.

    Lognormal about the median m with spread s, at most k times it, P price level. Entrants are small, and a young giant
    is a move of an old one: JUDGEMENT.
    """
    drawn = median * exp(belief.entrant_size_spread * z)
    return min(median * belief.entrant_largest, drawn) * price_level


def first_cash(sales_year, belief):
    """What owners pay in (yuan): the cash that a firm of these sales (yuan a year) wants to hold."""
    return belief.target_cash * sales_year


def sector_weight(sector, is_service, tilt):
    """Weight of a sector among entrants: w exp(t d).

    w its share of the firms of its kind in 2012, d its lead in demand growth (log), t how far entrants go where demand
    has grown. JUDGEMENT.
    """
    share = sector.share_of_services if is_service else sector.share_of_industry
    return share * exp(tilt * sector.demand_lead)


def first_productivity(strength, z, belief):
    """Productivity of an entrant (log): ln A_s - g + s z.

    A_s mean productivity of its sector, g how far entrants begin behind it, s their spread, z standard normal. A
    spread wide enough that some begin ahead: selection, not age, makes old firms the better ones.
    """
    return log(strength) - belief.entrant_lag + belief.entrant_productivity_spread * z


def first_habit(is_tech_sme, z, belief):
    """R&D habit of an entrant over its sector's (log): s z, more if it registers as a technology SME."""
    habit = belief.habit_spread * z
    if is_tech_sme:
        habit += belief.habit_of_tech_smes
    return habit


def certification_cost(z, belief):
    """What an application for recognition costs an entrant, at its reference size (yuan of 2012): c exp(s z)."""
    return belief.certification_cost * exp(belief.certification_spread * z)


def chance_of_first_rd(is_tech_sme, belief):
    """Chance that an entrant does R&D from the start (probability)."""
    return belief.entrant_sme_rd_share if is_tech_sme else belief.entrant_rd_share


def first_rd(habit, sales, belief):
    """R&D of a beginner (yuan a quarter): a share of its habit (R&D over sales) times its sales (yuan a quarter)."""
    return belief.start_first_size * habit * sales
