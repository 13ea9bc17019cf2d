"""Reduced income tax of recognised high-tech enterprises (HNTE): 15 %, for three years, above a notch in R&D.

Enters      the tax function of certified firms; the yearly choice to apply (rules.recognition)
Reaches     R&D-active firms that the county's office reaches, that meet the other criteria, and that gain
Paid by     centre and locality as tax forgone; the county pays the local reward
Evidence    E20-E25; since 2019 it saves a small low-profit firm nothing (design point 1)
Not here    bunching: it follows from the choice between real R&D, relabelling and not applying
"""


def in_force(law):
    """Is there recognition at all? A rate of 0 stands for no law."""
    return law.rate > 0.0


def rate_of(is_hnte, law, standard_rate):
    """Income tax rate of this firm (share): the reduced one while it holds a certificate."""
    if is_hnte and law.rate > 0.0:
        return min(law.rate, standard_rate)
    return standard_rate
