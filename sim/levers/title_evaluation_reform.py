"""Reform of titles for local staff: a county reviews its own R&D workers for a title, with the pay that goes with it.

Enters      the utility of staying, as the wage of those who hold a title; the wage bill of their employers, who can
            afford fewer staff for the same R&D
Reaches     R&D workers in a post who have been in the county for some years, as far as reviews go, once a year
Paid by     the county its reviews, from its S&T envelope; employers the higher pay
Evidence    E90 for location and pay
Not here    how many more stay: it follows from the rise of pay
"""


def pool(law, weight):
    """Money for reviews of a county and year (yuan)."""
    return law.annual_budget_county * weight


def may_be_reviewed(came, quarter, law):
    """Has the worker been in the county for the years that the rule asks for? came: 0 for there from the start."""
    return came == 0 or quarter - came >= 4.0 * law.least_years


def pay_rise(titled_skill, skill_sum, law):
    """Rise of an employer's mean wage from titles (share): the rise of pay times the titled part of its staff."""
    return law.rise_of_pay * titled_skill / max(1.0, float(skill_sum))
