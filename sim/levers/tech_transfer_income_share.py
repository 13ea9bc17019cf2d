"""The city's floor: at least 70 % of what a result earns goes to its inventors.

Enters      the inventors' own share (steps.reforms): effort, the time that they give to contracts and licences, and
            what a firm that they found pays the institute
Reaches     institutes of the city where less was bargained and the national floor is lower
Paid by     nobody's budget: the institutes, the city's own among them, give up the income
Evidence    E140: reforms work where the share was below the new floor; E143: more licence income, E142
Not here    contracts, licences or spin-offs: they follow from effort and from the fee
"""


def least_share(law):
    """Least share of net income from a result (share)."""
    return law.inventor_share


def least_share_of_equity(law):
    """Least share of what the institute would hold in a firm founded on a result (share)."""
    return law.equity_from_surplus
