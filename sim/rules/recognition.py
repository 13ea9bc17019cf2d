"""Recognition as a high-tech enterprise (HNTE): a firm's choice, with a notch in R&D intensity.

There is no bunching parameter: bunching comes out of the choice between real R&D, relabelling and not applying
(Chen, Liu, Suarez Serrato and Xu 2021, E20; rule D4 of the evidence).
"""

from math import exp, log

from sim.engine.luck import decision

REACHED = decision("county.reaches_firm", "does the county's S&T office reach the firm this year?")
MEETS_OTHER_CRITERIA = decision("firm.merit", "the firm's rank in the criteria of recognition other than R&D")
CERTIFICATION_COST_DRAW = decision("firm.certification_cost", "the firm's cost of an HNTE application")
AUDITED = decision("firm.audited", "is an HNTE audited this year?")


def intensity_threshold(sales_year, law):
    """Least R&D over sales that recognition asks for (share), by last year's sales: to 50m, to 200m, above (yuan)."""
    if sales_year <= 50e6:
        return law.threshold_small
    if sales_year <= 200e6:
        return law.threshold_medium
    return law.threshold_large


def distortion_cost(real, habit, net_price):
    """Loss from real R&D above its optimum, per yuan of sales: c [(x - x0) - x0 ln(x / x0)], c the net price of R&D.

    The form is the one consistent with an elasticity of minus one around the optimum x0 = `habit` (share of sales).
    """
    if real <= habit:
        return 0.0
    return net_price * ((real - habit) - habit * log(real / habit))


def relabelling_cost(relabelled, threshold, curvature):
    """Cost of reporting other expenses as R&D, per yuan of sales: (lam / 2) q^2 / alpha. lam: E20."""
    return 0.5 * curvature * relabelled * relabelled / threshold


def cheapest_real_intensity(habit, threshold, net_price, curvature, tax_gain_of_relabelling):
    """Real R&D intensity x in [x0, alpha] that meets the threshold most cheaply (share of sales).

    Minimises distortion_cost(x) + relabelling_cost(alpha - x) - tau s (alpha - x); the first-order condition

        c (1 - x0 / x) = lam (alpha - x) / alpha - tau s

    has its left side rising and its right side falling in x, so bisection finds it (40 halvings: 1e-12).
    """
    low = habit
    high = threshold
    for _ in range(40):
        x = 0.5 * (low + high)
        if net_price * (1.0 - habit / x) < curvature * (threshold - x) / threshold - tax_gain_of_relabelling:
            low = x
        else:
            high = x
    return 0.5 * (low + high)


def application_cost(firm, size_elasticity, price_level):
    """Cost of an application (yuan): the firm's own cost, times (S / 50m)^0.4 at the prices of the start. Judgement."""
    return firm.certification_cost * price_level * exp(size_elasticity * log(firm.sales_year / (50e6 * price_level)))


def present_value(yearly, discount, growth):
    """Value of a yearly sum over the three years of a certificate, growing by `growth` (share a year)."""
    g = discount * (1.0 + growth)
    return yearly * (1.0 + g + g * g)


def audit_chance(relabelled, threshold, audit_rate):
    """Chance in a year that an audit finds the relabelling: audit rate times q / alpha."""
    return audit_rate * relabelled / threshold


def meets_other_criteria(firm, sector, belief, law, trend):
    """Score, staff, product and property criteria: the firm's merit against the share that meets them.

    The share steps up with the rules of 2016 and by the province's trend; patents help; outside high-tech industries
    half as many meet them. Assumption, no source.
    """
    share = belief.meets_other_criteria + law.share_meeting_other_criteria_step + trend
    if firm.patents > 0:
        share = share + belief.patents_help_criteria
    if not sector.is_high_tech:
        share = 0.5 * share
    return firm.merit < min(share, 0.95)
