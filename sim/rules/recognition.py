"""Recognition as a high-tech enterprise (HNTE): a firm's choice, with a notch in R&D intensity.

There is no bunching parameter: bunching comes out of the choice between real R&D, relabelling and not applying
(Chen, Liu, Suarez Serrato and Xu 2021, E20; rule D4 of the evidence).
"""

from math import exp, log

from sim.engine.luck import decision
from sim.rules.tax import hnte_tax_gain

REACHED = decision("county.reaches_firm", "does the county's S&T office reach the firm this year?")
HEARS_FROM_PEERS = decision("firm.hears_of_recognition", "does a recognised firm of the county tell it this year?")
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


def over_three_years(yearly, belief):
    """Value of a yearly sum over the three years of a certificate, growing as a firm expects (yuan): y (1 + g + g^2).

    g = discount x (1 + expected growth).
    """
    g = belief.discount * (1.0 + belief.expected_growth)
    return yearly * (1.0 + g + g * g)


def tax_gain(income, employees, assets, is_industrial, hnte_rate, belief, law):
    """Tax that a certificate saves over its three years, discounted (yuan), on an income that grows as expected.

    Each year's tax is taken for itself: a firm that is small today may expect to outgrow the brackets of small firms,
    below which recognition saves nothing.
    """
    first = hnte_tax_gain(income, employees, assets, is_industrial, hnte_rate, law)
    growth = 1.0 + belief.expected_growth
    second = hnte_tax_gain(income * growth, employees, assets, is_industrial, hnte_rate, law)
    third = hnte_tax_gain(income * growth * growth, employees, assets, is_industrial, hnte_rate, law)
    return first + belief.discount * (second + belief.discount * third)


def hears_from_peers(recognised_share, word_of_mouth):
    """Chance that a firm hears of recognition from a recognised firm of its county in a year: 1 - exp(-k s).

    k firms with which it talks of such things in a year (`word_of_mouth`), s the recognised share of the county's
    R&D-active firms. It is how take-up spreads where no office comes; JUDGEMENT.
    """
    return 1.0 - exp(-word_of_mouth * recognised_share)


def promise(intensity, threshold, share_meeting, belief):
    """Weight of a firm in the rounds of the S&T office (ratio, at least 1): 1 + a m min(1, x / alpha).

    Expected points: m the share of firms like it that meet the other criteria, x / alpha its R&D intensity over the
    threshold. a: `office_targeting`, JUDGEMENT; 0 is an office that calls on everybody alike.
    """
    return 1.0 + belief.office_targeting * share_meeting * min(1.0, intensity / max(threshold, 0.001))


def reported_a_year(rd_since_applying):
    """R&D reported since the application, as a year's (yuan): made in the second quarter, judged in the fourth."""
    return 4.0 / 3.0 * rd_since_applying


def reports_enough(reported, sales_year, threshold, slack):
    """Does the R&D that the firm has reported since it applied (yuan a year) reach the threshold of its sales (share)?

    The law takes the mean of three years; what staff or cash fell short of the plan is forgiven as far as `slack`.
    """
    return reported >= (1.0 - slack) * threshold * sales_year


def audit_chance(relabelled, threshold, audit_rate):
    """Chance in a year that an audit finds the relabelling: audit rate times q / alpha."""
    return audit_rate * relabelled / threshold


def share_meeting_other_criteria(firm, sector, belief, law):
    """Share of firms like this one that meet the criteria other than R&D: score, staff, products, property.

    It steps up with the rules of 2016; patents help; outside high-tech industries fewer meet them
    (`criteria_outside_high_tech`). Assumption, no source.
    """
    share = belief.meets_other_criteria + law.share_meeting_other_criteria_step
    if firm.patents > 0:
        share = share + belief.patents_help_criteria
    if not sector.is_high_tech:
        share = belief.criteria_outside_high_tech * share
    return max(0.0, min(share, 0.95))


def years_to_prepare(merit, share, step):
    """Years of work (at least 0) until a firm meets the other criteria: (m - s) / p, m its rank, s the share that do.

    p (`preparation_step`): ranks that a year of buying property, keeping R&D books and hiring brings. JUDGEMENT.
    """
    return max(0.0, (merit - share) / step)


def worth_preparing(gain, years, cost_of_year, discount):
    """Is recognition in so many years worth the work until then? d^n G > n c (True or False).

    G what recognition brings net of the application (yuan), c cost of a year of preparation (yuan), d discount factor.
    """
    return exp(years * log(discount)) * gain > years * cost_of_year
