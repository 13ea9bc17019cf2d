"""Policy training and supervision: counties pay for visits that explain the law, and simplify procedures.

Enters      outreach (visits per candidate firm), and the days of work of an application in the hazard of claiming
Reaches     candidate firms of the county, by the quality of its delivery, as far as the office has people for visits;
            simpler forms help the share of them that a visit paid with this money has reached
Paid by     the county, from its S&T envelope, at the price of a visit (rules.outreach)
Evidence    users of the super-deduction rose 7.9 times from 2015 to 2022 (E12); the share due to training is unknown
Not here    any direct gain in claims: a visit must first reach a firm
"""


def pool(law, weight):
    """Training money of a county and year (yuan): the mean county's budget times its weight in S&T money."""
    return law.annual_budget_county * weight


def days_saved(law):
    """Working days that simpler forms save a firm that was trained (days = law's value; 0 without money to train)."""
    if law.annual_budget_county <= 0.0:
        return 0.0
    return law.application_days_saved
