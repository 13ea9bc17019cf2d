"""Policy training and supervision: counties pay for visits that explain the law, and simplify procedures.

Enters      outreach (visits per candidate firm), and the procedural cost in the hazard of claiming
Reaches     candidate firms of the county, by the quality of its delivery
Paid by     the county, from its S&T envelope
Evidence    users of the super-deduction rose 7.9 times from 2015 to 2022 (E12); the share due to training is unknown
Not here    any direct gain in claims: a visit must first reach a firm
"""


def pool(law, weight):
    """Training money of a county and year (yuan): the mean county's budget times its weight in S&T money."""
    return law.annual_budget_county * weight


def visits(yuan, law):
    """Visits that the money buys (visits)."""
    if law.visit_cost <= 0.0:
        return 0.0
    return yuan / law.visit_cost


def simpler(law):
    """Share by which procedures of claiming are simplified; supervision without money simplifies nothing."""
    if law.annual_budget_county <= 0.0:
        return 0.0
    return law.procedure_simplification
