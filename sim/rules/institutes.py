"""How institutes decide: what researchers do with their time, and how hard inventors try.

Evidence ids refer to calibration/priors.yaml.
"""

from math import exp, log

from sim.engine.luck import decision

INSTITUTE_FIELD = decision("institute.field", "technology field of an institute")
INVENTOR_SHARE = decision("institute.inventor_share", "inventors' share of what their results earn, as bargained")

OFFERS_EQUITY = decision("institute.offers_equity", "does an institute begin to give inventors more than the law?")
IS_PILOT = decision("institute.is_pilot", "is an institute a pilot of inventors' rights to their results?")
GRANTS_LEAVE = decision("institute.grants_leave", "does an institute keep the posts of those who found a firm?")
IS_LISTED = decision("institute.is_listed", "does an institute offer its services on a digital platform?")

NEW_FLOOR = 20151001  # the amended law on promoting the transfer of results is in force; date RECALLED


def statutory_floor(date, belief):
    """Least share of a result's net income that the law gives its inventors (share); date as yyyymmdd.

    National law: the floor of 1996, and since October 2015 that of the amended law (E140, E141).
    """
    if date < NEW_FLOOR:
        return belief.inventor_share_floor
    return belief.inventor_share_floor_2015


def own_share(bargained, floor):
    """Share that inventors keep: a floor binds only where less was bargained (E140)."""
    return max(bargained, floor)


def inventors_effort(share, share_2012, value, elasticity):
    """Inventors' effort over that of 2012 (ratio): e = (own share * value / the same in 2012)^e_phi.

    `value`: what results of the field are worth over those of the mean field, 1 at the start. It raises the value
    of contracts and licences and the inventions offered, not R&D. e_phi: E140, E142, E143.
    """
    return exp(max(0.0, elasticity) * log(share / share_2012 * value))


def share_of_time(worth, worth_of_all):
    """Part of the researchers' time for one use (share): w_j / sum w.

    It maximises sum_j w_j ln(x_j) over shares x_j of the time: the marginal return w_j / x_j of every use is then the
    same, and that of each falls with the time spent on it. Worths in yuan a year to the researchers: own share times
    the contracts asked for and the licences; own share times joint projects; reward times the money for own research.
    """
    if worth_of_all <= 0.0:
        return 0.0
    return worth / worth_of_all


def time_left(left, researchers, share):
    """Time of the quarter for one use (person-years): its share, less what was promised beyond the last quarter."""
    return min(0.0, left) + researchers * share / 4.0


def lent_share(limit, near, used):
    """Researchers' time that an institute lends for service outside (share of the year): L (n + (1 - n) u).

    L the most that it can spare, n the part of that which its own county asks for, u the part of the rest which
    counties elsewhere take.
    """
    return min(1.0, limit * (near + (1.0 - near) * used))


def at_home(researchers, lent):
    """Researchers left for own research, contracts and joint projects (person-years a year): n (1 - s).

    The shares of these three uses are shares of what is left, so that all uses with the lent part s add up to the
    whole.
    """
    return researchers * (1.0 - lent)
