"""Visits of a county's S&T office to firms: the days they take, what they cost, whom they reach.

A visit has one price and takes one number of days, whoever pays for it. Evidence ids refer to calibration/priors.yaml.
"""

from math import exp


def visit_price(belief, price_level):
    """What a visit costs (yuan): p = d w / D.

    d days of work that it takes, with the way and the desk; w what one of the office's people costs (yuan a year);
    D working days of a year.
    """
    return belief.visit_days * belief.office_salary * price_level / belief.working_days


def own_days(staff, effort, belief):
    """Days of a quarter that the office gives to visits by itself: its usual share of working time times effort."""
    return min(most_days(staff, belief), staff * belief.working_days / 4.0 * belief.office_visit_time * effort)


def most_days(staff, belief):
    """Days of a quarter that visits can take (days): one of the office's people leads each, bought ones included."""
    return staff * belief.working_days / 4.0 * belief.office_visit_limit


def outreach(visits_year, candidates):
    """Visits per candidate firm and year (visits / firm / year); 0 without candidates."""
    if candidates <= 0.0:
        return 0.0
    return visits_year / candidates


def p_reached(outreach):
    """Chance that a firm gets at least one visit in a year: 1 - exp(-o)."""
    return 1.0 - exp(-outreach)
