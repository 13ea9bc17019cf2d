"""Commendation and good practice: the best county of each size is commended, and the others visit it.

Enters      the quality with which a county delivers (steps.administration): a visitor learns a part of what the
            commended county is ahead
Reaches     counties of the same tier whose own delivery is behind that of the commended one; needs ranks, so the
            channel of contests
Paid by     the county that visits, from its S&T envelope
Evidence    E106: programmes that cite models bring something in leading cities and little elsewhere; speed assumed
Not here    any gain of the commended; what better delivery brings depends on visits, money and firms
"""


def pool(law):
    """Money of a county and year for visits to the commended one (yuan)."""
    return law.visit_cost


def learnt_of_delivery(gap, law):
    """What a visitor's delivery quality gains in a year (index): v x gap, 0 for one that is ahead."""
    return law.imitation_rate * max(0.0, gap)
