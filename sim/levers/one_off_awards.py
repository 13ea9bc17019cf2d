"""One-off awards: a city gives a firm a sum when it gains a national title.

Enters      what an idle firm may gain by starting R&D, where R&D is all that it lacks (steps.titles); the firm's cash
Reaches     firms of the city that newly become little giants, the national title that the model knows; they have been
            reached, as for any title, and are paid in the quarter after
Paid by     the prefecture, until its money is spent
Evidence    E20 for firms' response to a reward that comes at a threshold; none for such awards
Not here    the number of titles: they go by rule to firms that meet the criteria
"""

from sim.rules.titles import has_little_giants


def in_force(law):
    """Is there such an award? Without money there is none."""
    return law.award > 0.0 and law.annual_budget_prefecture > 0.0


def pool(law, titles):
    """A prefecture's money for awards of a year (yuan); none before there is such a title."""
    if not in_force(law) or not has_little_giants(titles):
        return 0.0
    return law.annual_budget_prefecture
