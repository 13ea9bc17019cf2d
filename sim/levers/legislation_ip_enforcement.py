"""Legislation and enforcement of rights: the county's staff pursues firms that copy what is under patent.

Enters      the best practice that a firm can learn from (steps.innovation): one that is pursued cannot copy its
            county's practice in that quarter; what the whole sector knows stays open to it
Reaches     firms behind a practice of their county that is under patent, by lot, as many as the staff can pursue
Paid by     the county, from its S&T envelope, at the cost of a case
Evidence    E171, E170 for what patents stand for; none on counties' enforcement, and E70 is on another right
Not here    gains of the owners by hand: they keep their lead over rivals in the market, and no more
"""


def pool(law, weight):
    """Money of a county and year for enforcement (yuan)."""
    return law.annual_budget_county * weight


def cases_pursued(yuan, law):
    """Cases of a quarter that the money of the quarter pays for (cases)."""
    if law.cost_per_case <= 0.0:
        return 0.0
    return yuan / law.cost_per_case


def chance_of_case(cases, copying):
    """Chance that a firm that copies is pursued (share): all of them while there is staff for all."""
    if copying <= 0.0:
        return 0.0
    return min(1.0, cases / copying)
