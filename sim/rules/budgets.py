"""How county governments divide their S&T money, what their office does, and what contests and ranks make of both."""

from math import exp, log

from sim.agents.government import HNTE, N_USES, PATENTS, RD_INTENSITY, USE_OTHER
from sim.engine.luck import decision
from sim.rules.scores import slope

ST_PROPENSITY = decision("county.st_propensity", "how much of its budget a county gives to S&T, against the region")
DELIVERY_QUALITY = decision("county.delivery_quality", "how well a county government delivers")
TOWNSHIP_ORGANISATION = decision("township.organisation", "how well a township office is run")
SUPPORTS_PROJECT = decision("county.supports_project", "does an R&D project get a grant of the county this year?")
SUPPORTS_JOINT_PROJECT = decision("city.supports_project", "does a project with an institute get money of the city?")


def disposable(county, left_to_it, announced):
    """Money from above that a county can put to its own uses (yuan): T (f + (1 - f) a).

    T transfers of the year; a absorptive capacity (E134); f the part for which that does not matter: what is left to
    the county to use as it sees fit, and what was announced in time to be planned with its own money.
    """
    free = min(1.0, left_to_it + announced)
    return county.transfers * (free + (1.0 - free) * county.absorptive_capacity)


def nearness(score, threshold):
    """1 at the threshold, falling to 0 at half of it and at one and a half times it."""
    return max(0.0, 1.0 - 2.0 * abs(score / threshold - 1.0))


def incentive(prize, envelope, near, pressure):
    """What is in sight for a county, over its S&T money (share, at most 1): prize x nearness / envelope + pressure.

    pressure: of an index or a rank, in the same unit (E131: targets are amplified down the hierarchy).
    """
    if envelope <= 0.0:
        return 0.0
    return min(1.0, min(1.0, prize / envelope) * near + pressure)


def effort(incentive, elasticity):
    """Administrative effort (ratio; 1 with nothing in sight): 1 + e_gov x incentive. e_gov: E130, weak."""
    return 1.0 + max(0.0, elasticity) * incentive


def next_entry_cost(now, effort, delivery_quality, belief):
    """Cost of founding a firm over that of 2012, one year on (ratio).

        c' = c - v (effort - 1) q (c - c_least)

    A county in which a prize is in sight also works on its procedures; what it has simplified stays so. Such reform
    ends at c_least, the cost that the registration reform of 2012-14 left (-31 %: E108). q: delivery quality.
    """
    reform = min(1.0, belief.entry_reform_speed * max(0.0, effort - 1.0) * delivery_quality)
    return now - reform * max(0.0, now - belief.least_entry_cost)


def stake(prize, threshold, near, pressure, envelope, at_stake):
    """What a point of score is worth to a county (yuan / score): contest + pressure of rank + money from above.

    The chance of the prize rises by nearness over the half width of the race, threshold / 2, for a point of score.
    """
    contest = 0.0
    if prize > 0.0 and threshold > 0.0:
        contest = prize * near * 2.0 / threshold
    return contest + pressure * envelope + at_stake


def tax_per_value_added(county):
    """Local tax on a yuan of value added of modelled firms, by the county's own books of last year (yuan / yuan).

    With what the province returns of a further yuan of tax (levers.base_plus_increment_refund).
    """
    if county.value_added_year <= 0.0:
        return 0.0
    return max(0.0, county.tax_year / county.value_added_year) * (1.0 + county.tax_returned)


def score_of_rd(county):
    """Points of score that a yuan of reported R&D brings, itself and by patents at last year's yield (1 / yuan)."""
    patents = 0.0
    if county.rd_year > 0.0:
        patents = county.patents_year / county.rd_year * slope(county, PATENTS)
    return slope(county, RD_INTENSITY) + patents


def gain_of_rd(county, stake, belief):
    """What a yuan of firms' R&D is worth to a county (yuan / yuan): score, and the tax on what it adds to value."""
    revenue = belief.revenue_weight * tax_per_value_added(county) * belief.perceived_return_of_rd
    return stake * score_of_rd(county) + revenue


def gain_of_outreach(county, stake, visit_price, belief):
    """What a yuan of visits is worth to a county (yuan / yuan).

    A visit reaches a firm not yet reached with chance exp(-o), so visits have diminishing returns; of those, the
    expected share begins R&D (of a beginner's size) and becomes an HNTE as often as R&D-active firms here are.
    """
    if county.n_rd_active <= 0.0 or visit_price <= 0.0:
        return 0.0
    begin = belief.perceived_conversion * county.delivery_quality * exp(-county.outreach) / visit_price
    rd = belief.start_first_size * county.rd_year / county.n_rd_active
    certified = min(1.0, county.n_hnte / county.n_rd_active)
    return begin * (rd * gain_of_rd(county, stake, belief) + certified * stake * slope(county, HNTE))


def gain_of_projects(county, stake, belief):
    """What a yuan of project grants is worth to a county (yuan / yuan): the R&D that it expects from what is not
    misused (E115, E119). What it really brings follows from firms' want of money."""
    rd = belief.perceived_additionality * (1.0 - belief.misused_share)
    return rd * gain_of_rd(county, stake, belief)


def gain_of_institutes(county, stake):
    """What a yuan for its institutes is worth to a county (yuan / yuan): R&D that is scored and pays no tax."""
    return stake * score_of_rd(county)


def gain_of_other(county, belief):
    """What a yuan of other spending is worth to a county (yuan / yuan): tax on what it adds to value; no score."""
    return belief.revenue_weight * tax_per_value_added(county) * belief.perceived_return_of_other


def weighed(usual, gain, inertia, limit):
    """Weight of a use of money: usual x exp(gain / inertia), the exponent held within `limit`.

    Shares in proportion to these maximise  sum of share x gain - inertia x sum of share x ln(share / usual):  weighted
    score and revenue, less what it costs to depart from last years' budget (a logit with the usual shares as prior).
    """
    return usual * exp(max(-limit, min(limit, gain / inertia)))


def decide_uses(county, stake, visit_price, belief):
    """Shares of a county's discretionary S&T money by use (set on the county; they add up to 1).

    A county without an institute gives nothing to institutes.
    """
    other = gain_of_other(county, belief)
    institutes = 0.0
    if county.institute_weight > 0.0:
        institutes = belief.institutes_share_of_local_st
    usual_other = 1.0 - belief.usual_outreach - belief.usual_projects - institutes
    inertia = belief.budget_inertia
    limit = belief.budget_shift_limit
    # gains count against those of other spending, whose weight is the usual one; in the order of USES
    county.use[0] = weighed(
        belief.usual_outreach, gain_of_outreach(county, stake, visit_price, belief) - other, inertia, limit
    )
    county.use[1] = weighed(belief.usual_projects, gain_of_projects(county, stake, belief) - other, inertia, limit)
    county.use[2] = weighed(institutes, gain_of_institutes(county, stake) - other, inertia, limit)
    county.use[USE_OTHER] = usual_other
    total = 0.0
    for k in range(N_USES):
        total += county.use[k]
    for k in range(N_USES):
        county.use[k] /= total


def next_absorptive_capacity(now, schooling, relative_rd, delivery_quality, belief):
    """Absorptive capacity one year on ([0, 1]).

        a' = a + v (logistic(b z + c ln(R&D intensity / region's) + d ln(quality)) - a)

    z schooling (fixed). The log of relative R&D is held within 1.5, so that one giant does not make a county clever.
    It is slow by assumption; that weak regions turn little of a transfer into growth: E134.
    """
    rd = max(-1.5, min(1.5, log(max(relative_rd, 0.01))))
    pull = belief.absorption_schooling * schooling + belief.absorption_rd * rd
    pull += belief.absorption_delivery * log(max(delivery_quality, 0.01))
    return now + belief.absorption_speed * (1.0 / (1.0 + exp(-pull)) - now)


def next_st_propensity(now, usual, marginal_transfer, belief):
    """S&T share of a county's budget over the region's, one year on (ratio).

        p' = p + v (usual (1 - m)^(-e) - p)

    m: money from above that a further yuan of own S&T money brings (yuan / yuan, at most 0.9), which lowers the price
    of own S&T to 1 - m; e: price elasticity of own S&T money.
    """
    price = 1.0 - max(0.0, min(0.9, marginal_transfer))
    wanted = usual * exp(-belief.propensity_response * log(price))
    return now + belief.propensity_speed * (wanted - now)


def weight_in_prefecture(county, near, focus, belief):
    """Weight of a county in its prefecture's co-funding, per yuan of its budget.

    1 - f + f x 2 x expected gain, the gain being nearness to a threshold x absorptive capacity (about a half in the
    mean); f is 0 without a contest or an index in sight, and money then goes by budget.
    """
    return 1.0 - focus * belief.prefecture_focus * (1.0 - 2.0 * near * county.absorptive_capacity)
