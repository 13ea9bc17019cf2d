"""Where R&D workers go who look elsewhere: places are weighed by wage, housing, size, and grants on offer."""

from math import exp, log

from sim.levers.talent_grants import face, personal
from sim.rules.labour import (
    attraction,
    chance_of_a_post,
    crowding,
    grant_pull,
    next_housing_cost,
    own_wage,
    wage_trend,
)
from sim.sectors import N_SECTORS
from sim.steps.allowances import places_are_offered
from sim.steps.grants import TOP


def weigh_destinations(lane, counties, destinations):
    """Cumulative weights exp(e V) of the counties as places to live; the rest of China comes last.

    Wages count relative to their trend, so that the rest of China, whose wages follow the trend, stays as it was; its
    housing rises as the counties' mean. Talent grants on offer add to the weight of their county for the highly
    skilled (`offers`, cumulative too), as far as there are posts: a grant is had in a post alone. Free places in a
    county's housing add to its weight for all.
    """
    trend = wage_trend(lane.belief, lane.given)
    grant = personal(face(True, lane.law.talent_grants), lane.law.talent_grants)
    skill = 1000.0 * max(1.0, lane.law.talent_grants.least_skill)  # of those whom a grant is for, at least
    total = 0.0
    offers = 0.0
    dearer = 0.0
    workforce = 1.0
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        wage = county.skilled_wage / trend
        place = attraction(wage, county.housing_cost, county.n_workforce * lane.stands_for, lane.belief)
        workforce += county.n_workforce
        weight = exp(lane.belief.location_elasticity * (place - log(lane.belief.wage_2012)))
        places_are_offered(lane, county)
        weight *= county.housing_offer
        total += weight
        destinations[c] = total
        if county.grant_money[TOP] > 0:
            own = own_wage(county.skilled_wage, skill)
            pull = grant_pull(grant, own, lane.belief.location_elasticity)
            offers += weight * (pull - 1.0) * chance_of_a_post(county.n_unfilled, county.n_idle)
        county.offers = offers if lane.channel_mobility else 0.0
        dearer += log(county.housing_cost / county.housing_cost_2012)
    dearer /= lane.end_county - lane.first_county
    # the rest of China agglomerates as the region does: else fewer would leave for the mere growth of the profession
    place = lane.belief.agglomeration * log(workforce * lane.stands_for) - lane.belief.housing_weight * dearer
    size = exp(lane.belief.location_elasticity * place)
    if lane.outside_per_size == 0.0:
        lane.outside_per_size = total * lane.belief.leaving_share / (1.0 - lane.belief.leaving_share) / size
    lane.outside_weight = lane.outside_per_size * size


def housing_follows(lane, county):
    """Housing cost of a county follows, slowly, how many R&D workers and firms it has against the start."""
    firms = 0.0
    for s in range(N_SECTORS):
        firms += county.firms_of_sector[s]
    now = crowding(float(county.n_workforce * lane.stands_for), firms, county.population, lane.belief)
    if county.crowding_2012 == 0.0:
        county.crowding_2012 = now
    county.housing_cost = next_housing_cost(
        county.housing_cost,
        county.housing_cost_2012,
        now / county.crowding_2012,
        lane.belief.housing_response,
        lane.belief.housing_adjustment,
    )


def chosen(lane, home, u, stay, offers, counties, destinations):
    """Place chosen by a worker who looks elsewhere: a county, or -1 for the rest of China.

    The present county counts `stay` times; `offers`: weight of the grants that the worker may hope for.
    """
    first = lane.first_county
    here = destinations[first + home]
    if home > 0:
        here -= destinations[first + home - 1]
    bonus = here * (stay - 1.0)
    total = destinations[lane.end_county - 1]
    mark = u * (total + lane.outside_weight + bonus + offers)
    if mark < bonus:
        return home
    mark -= bonus
    if mark >= total + offers:
        return -1
    if mark >= total:
        mark -= total
        for c in range(first, lane.end_county):
            if counties[c].offers > mark:
                return c - first
        return -1
    low = first
    high = lane.end_county - 1
    while low < high:
        middle = (low + high) // 2
        if destinations[middle] > mark:
            high = middle
        else:
            low = middle + 1
    return low - first
