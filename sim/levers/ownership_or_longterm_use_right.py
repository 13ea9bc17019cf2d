"""Rights to job inventions: inventors of pilot institutes hold their results themselves for some years.

Enters      the fee that a spin-off pays its institute (rules.spin_offs.fee_while_held): nothing is due for those years
Reaches     pilot institutes, drawn once
Paid by     nobody's budget: the pilot gives up the fee
Evidence    E142: start-ups halved where inventors lost such a right; E141: no lasting effect on conversion
Not here    more contracts or licences (E141), and the number of spin-offs: it follows from what founding costs
"""


def years_held(u, law):
    """Years for which the inventors of an institute hold a result (years); u: its lot among the pilots, in [0, 1)."""
    if u >= law.pilot_share:
        return 0.0
    return law.use_right_years
