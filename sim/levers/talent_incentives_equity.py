"""Equity and rewards: institutes give inventors more than the law's floor, by rules of their own.

Enters      the inventors' own share (steps.reforms), as a floor beside those of the law
Reaches     institutes that have made such rules, some more every year
Paid by     nobody's budget: institutes give up the income
Evidence    E140: effects where the share was lower before; E142, E143
Not here    effort, contracts, spin-offs: they follow from the share
"""


def is_offered(law):
    """Do institutes that make such rules offer anything?"""
    return law.offered_share > 0.0


def least_offered(institute, law):
    """Least share by the institute's own rules (share); 0 without any."""
    if institute.offers_equity == 0:
        return 0.0
    return law.offered_share
