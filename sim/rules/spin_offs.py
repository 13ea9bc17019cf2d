"""What inventors of an institute do with a new result: leave it, license it, or leave the institute and found a firm.

Evidence ids refer to calibration/priors.yaml. There is a national number of spin-offs only, of 2020; `post_worth` is of
the order that it asks for.
"""

from math import exp

from sim.engine.luck import decision

SPIN_OFFS = decision("institute.spin_offs", "how many inventors of this quarter's results found a firm?")


def worth_of_licence(institute, share, price_level, belief):
    """What licensing a result is worth to its inventors (yuan): s i e / (r + l).

    s own share; i licence income of a patent (yuan a year), e inventors' effort, r interest, l patents' yearly lapse.
    """
    income = belief.licence_income * price_level * institute.effort
    return share * income / (belief.interest + belief.patent_lapse)


def licence_fee(institute, share, price_level, belief):
    """What a spin-off pays the institute for the result (yuan): the institute's part of what a licence is worth."""
    return worth_of_licence(institute, 1.0 - share, price_level, belief)


def fee_while_held(fee, years, belief):
    """What a spin-off pays whose inventors hold the result themselves for some years (yuan): f e^(-(r + l) T).

    The institute's part of what licences earn begins only when the right ends, after T years; r interest, l patents'
    yearly lapse. Without such a right T = 0 and the fee is what it was.
    """
    return fee * exp(-(belief.interest + belief.patent_lapse) * years)


def post_kept(county, years, belief):
    """What it is worth to founders that they may come back to their post for some years (yuan): j w (1 - e^(-(r+x)T)).

    They lose the post only if the firm outlives the leave of T years; r interest, x chance in a year that a young firm
    fails, j w what the post is worth (`worth_of_start`).
    """
    lost = exp(-(belief.interest + belief.young_firm_failure) * years)
    return belief.post_worth * county.skilled_wage * (1.0 - lost)


def worth_of_start(county, fee, price_level, belief):
    """What founding a firm in this county is worth to the inventors (yuan): m S / (r + x) - c k S - f - j w.

    m margin and S first sales (yuan a year) of a founder's firm, r interest, x chance in a year that a young firm
    fails; k S the money to start with, c the county's cost of entry; f the fee to the institute; w the county's wage of
    R&D workers, j what a post at an institute is worth, in years of it.
    """
    sales = belief.spin_off_sales * price_level
    profit = belief.mean_margin * sales / (belief.interest + belief.young_firm_failure)
    return profit - county.entry_cost * belief.target_cash * sales - fee - belief.post_worth * county.skilled_wage


def chance_to_start(start, licence, taste):
    """Chance that inventors found a firm on a result: a logit between starting, licensing and leaving it (worth 0).

    p = e^(V_s / t) / (1 + e^(V_l / t) + e^(V_s / t)),    t what else they weigh (yuan)
    """
    highest = max(0.0, max(start, licence))
    begins = exp((start - highest) / taste)
    return begins / (exp(-highest / taste) + exp((licence - highest) / taste) + begins)
