"""The county's labour market for R&D workers: posts, wages, moving, arriving and leaving."""

from math import exp, log

from sim.engine.luck import decision

CONSIDERS_MOVING = decision("talent.considers_moving", "does the worker look elsewhere this quarter?")
DESTINATION = decision("talent.destination", "where to?")
MATCHED = decision("talent.matched", "does a worker without a post take the one that a bought service has found?")
LEAVES_PROFESSION = decision("talent.leaves_profession", "does a worker long without a post give up R&D?")
RETIRES = decision("talent.retires", "does the worker retire or turn to other work?")
RETURNEES = decision("county.returnees", "how many natives come back to found a firm?")
RETURNS_FOR_SUBSIDY = decision("county.returns_for_subsidy", "which of them would not have come without the subsidy?")
RETURNS_TO_RD = decision("county.returns_to_rd", "how many R&D workers come back with them?")
GRANT_AWARDED = decision("talent.grant", "does the worker get a talent grant this year?")
GRADUATES = decision("county.graduates", "how many new R&D workers arrive from schools and other trades?")
ALLOWANCE_BRINGS = decision("county.allowance_brings", "rounding of those who would not have come without an allowance")
JOINTLY_TRAINED = decision("county.jointly_trained", "rounding of those who graduate from joint training")
SKILL = decision("talent.skill", "skill of a new R&D worker")
AGE = decision("talent.age", "age of a new R&D worker")
POSTS = decision("employer.posts", "rounding of an employer's wanted staff to whole workers (fixed for life)")
FIRST_IN_LINE = decision("county.first_in_line", "with which employer hiring begins")


def wage_trend(belief, given):
    """R&D wage over that of the start: a trend to the last year of the fit, then as nominal GDP (ratio).

    In the years of the fit the trend also stands for what the series hold of cheaper staff and of better reporting, so
    it is not carried on.
    """
    return exp(belief.wage_trend * given.years_of_trend) * given.gdp_since_fit


def wanted_staff(rd_year, labour_share, wage):
    """R&D workers wanted (person-years): labour share of R&D over the county's skilled wage."""
    return labour_share * rd_year / wage


def staffed(n_needed, skill_sum):
    """Share of planned R&D that the staff can perform: skill-weighted staff over wanted, at most one.

    Staff and money are complements (Leontief). An employer too small to want a whole worker uses its managers.
    """
    if n_needed <= 0:
        return 1.0
    return min(1.0, skill_sum / 1000.0 / n_needed)


def own_wage(wage, skill):
    """Wage of R&D workers by their skill (yuan a year): w s / 1000, w the county's wage at the mean skill of 1000.

    Pay by what is performed: two who do the work of one are paid as one. With the skills of a staff added up, it is
    the wage bill of the staff.
    """
    return wage * skill / 1000.0


def tightness_of(n_unfilled, n_idle, n_workforce):
    """Tightness of a county's market for R&D workers: open posts less idle workers over the workforce, within one."""
    return max(-1.0, min(1.0, float(n_unfilled - n_idle) / max(float(n_workforce), 1.0)))


def next_usual(usual, tightness, belief):
    """Tightness to which a county's market is used, one quarter on: u' = u + memory (t - u)."""
    return usual + belief.tightness_memory * (tightness - usual)


def next_wage(wage, trend_wage, trend_before, tightness, usual, belief):
    """Skilled wage one quarter on (yuan a year).

        ln w' = ln w + ln(w_trend / w_trend before) + response (t - t_usual) + return (ln w_trend before - ln w)

    t tightness; t_usual what the county's market is used to, at first that of its first year: some are always between
    posts. Held within a limit a quarter: the wage moves with its trend, and what tightness adds fades.
    How much of new R&D money becomes wages is an outcome (indicators rd_wage_rise, rd_wage_rise_share; E10).
    """
    change = log(trend_wage / trend_before) + belief.wage_response * (tightness - usual)
    change += belief.wage_return * log(trend_before / wage)
    return wage * exp(max(-belief.wage_change_limit, min(belief.wage_change_limit, change)))


def leaving_rate(age, belief):
    """Chance in a quarter that a worker leaves for good (1 / quarter), by age.

    Below 55 for other work; from 55 (women cadres) and from 60 on into retirement: the statutory ages, RECALLED.
    """
    if age < 55:
        return belief.leaves_for_other_work
    if age < 60:
        return belief.retirement_from_55
    return belief.retirement_from_60


def crowding(workers, firms, residents, belief):
    """Who bids for good housing in a county (persons): R&D workers, other skilled staff of modelled firms, others.

    The others are teachers, doctors, officials and the like, by residents of 2010.
    """
    return workers + belief.skilled_staff_per_firm * firms + belief.other_skilled * residents


def next_housing_cost(cost, start, crowding_ratio, elasticity, adjustment):
    """Housing cost of a county one quarter on (index).

        ln q' = ln q + a (ln q_2012 + e_h ln(n / n_2012) - ln q)

    n: `crowding`. Housing is slow to build, so cost follows slowly; e_h and a are judgement.
    """
    return cost * exp(adjustment * (log(start / cost) + elasticity * log(crowding_ratio)))


def grant_pull(grant, wage, elasticity):
    """Factor on the weight of a place from a grant (ratio): ((w + g) / w)^e, as in `attraction`. E90, E93."""
    return exp(elasticity * log((wage + grant) / wage))


def housing_pull(subsidy, wage, belief):
    """Factor on the weight of a place from a flat or rent subsidy (ratio): (1 + s / (h w))^(h e). E90, E92, E93.

    s what it costs the giver, w wage (yuan a year). Who spends the share h of the wage on housing pays h w / (h w + s)
    of its price: worth somewhat less than the same money in cash (`grant_pull`), since it is bound to housing.
    """
    spent = belief.housing_weight * wage
    if spent <= 0.0:
        return 1.0
    return exp(belief.location_elasticity * belief.housing_weight * log(1.0 + subsidy / spent))


def chance_of_a_post(open_posts, idle):
    """Chance that an R&D worker who comes finds a post (probability): open posts over them and those who look for one.

    Both in talent agents, at the end of the last quarter. Where firms and institutes do little R&D it is small.
    """
    if open_posts <= 0:
        return 0.0
    return float(open_posts) / float(open_posts + idle)


def chance_to_return(wage_ratio, housing_ratio, pull, belief):
    """Chance that a native outside, who thinks of founding a firm at home, comes back (probability).

        p = o / (1 + o),    o = o_2012 * (w / w_2012)^e (q / q_2012)^(-h e) * pull

    wages relative to their trend; pull: `grant_pull` of the subsidy. Utility as in `attraction`.
    """
    place = log(wage_ratio) - belief.housing_weight * log(housing_ratio)
    odds = belief.return_odds * exp(belief.location_elasticity * place) * pull
    return odds / (1.0 + odds)


def attraction(wage, housing_cost, workforce, belief):
    """Utility of a place to an R&D worker (log points).

    V = ln(w) - h ln(housing) + a_agg ln(workforce)        E90; a_agg judgement

    Grants enter by `grant_pull`, for those who may have one. What else draws people to a place is in their number.
    """
    size = belief.agglomeration * log(workforce + 10.0)  # the first ten people: a place without any is no nowhere
    return log(wage) - belief.housing_weight * log(housing_cost) + size
