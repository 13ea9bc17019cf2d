"""Joint training with industry: schools train students for employers of a county who cannot fill their posts.

Enters      the newcomers to a county's market for R&D workers, when the students graduate
Reaches     counties with open posts for R&D workers, as many students as posts, while the money lasts
Paid by     the prefecture, from its S&T envelope, to schools, split over its counties by their budgets
Evidence    E94: supply of people is the strongest lever in the long run
Not here    whether they find the post still open, or stay: when they graduate they are newcomers like others
"""


def pool(law):
    """Money of a prefecture and year for joint training (yuan)."""
    return law.annual_budget_prefecture


def students(posts, money, law):
    """Students enrolled in a year (persons): one for each open post, as far as the money goes."""
    if law.cost_per_student <= 0.0:
        return 0.0
    return min(posts, money / law.cost_per_student)


def graduates_in(year, law):
    """Year in which who is enrolled now graduates: after the years of training, 1 to 7."""
    return int(year + max(1.0, min(7.0, law.years)))
