"""Budgets of county governments, their S&T office, and contests of rank."""

from math import exp

from sim.engine.luck import decision

ST_PROPENSITY = decision("county.st_propensity", "how much of its budget a county gives to S&T, against the region")
DELIVERY_QUALITY = decision("county.delivery_quality", "how well a county government delivers")
TOWNSHIP_ORGANISATION = decision("township.organisation", "how well a township office is run")


def outreach(visits_year, candidates):
    """Visits per candidate firm and year (visits / firm / year); 0 without candidates."""
    if candidates <= 0.0:
        return 0.0
    return visits_year / candidates


def p_reached(outreach):
    """Chance that a firm gets at least one visit in a year: 1 - exp(-o)."""
    return 1.0 - exp(-outreach)


def effort(prize, envelope, elasticity, nearness):
    """Administrative effort with a prize in sight (ratio; 1 without): 1 + e_gov nearness min(1, prize / envelope).

    nearness in [0, 1]: how close the county's score is to the threshold. e_gov: E130, weak.
    """
    if envelope <= 0.0:
        return 1.0
    return 1.0 + max(0.0, elasticity) * nearness * min(1.0, prize / envelope)


def nearness(score, threshold):
    """1 at the threshold, falling to 0 at half of it and at one and a half times it."""
    return max(0.0, 1.0 - 2.0 * abs(score / threshold - 1.0))


def component(value, reference):
    """One criterion of a score: the value over its reference, at most 2."""
    return min(2.0, value / reference) if reference > 0.0 else 0.0
