"""How a firm decides on research and development (R&D): whether, how much, and whether to claim.

Lineage: Nelson and Winter (1982) for search under routine, Hall and Jorgenson (1967) for the user cost. Evidence
ids refer to calibration/priors.yaml.
"""

from math import exp, log

from sim.engine.luck import decision
from sim.rules.clusters import wanted_spending
from sim.sectors import N_SECTORS

STARTS_RD = decision("firm.starts_rd", "does an idle firm begin R&D this quarter?")
STOPS_RD = decision("firm.stops_rd", "does an active firm stop R&D this quarter?")
STARTS_CLAIMING = decision("firm.starts_claiming", "does an R&D-active firm begin to claim the super-deduction?")


def habit(firm, sector, belief, price_level):
    """R&D over sales that the firm would have at the user cost of 2012 (share): ln rho + (b - 1) ln(S / 20m)."""
    size = log(firm.sales_year / (20e6 * price_level))
    return exp(belief.habit_level + sector.rd_habit + firm.rd_habit + (belief.rd_size_elasticity - 1.0) * size)


def wanted_rd(firm, sector, county, belief, wage_trend, price_level):
    """R&D that the firm would like to do (yuan a year).

        ln D* = ln rho + ln S + (b - 1) ln(S / 20m) + eta ln(u / u0) - omega ln(w / w0)

    rho R&D habit (sector's, times the firm's own), S sales (yuan a year), b size elasticity (E185; 20m at the prices
    of the start), u user cost of R&D, u0 that of the same firm under the law of 2012 without super-deduction, w / w0
    the county's skilled wage over the wage trend. A member of a cluster pays less for equipment (rules.clusters).
    State firms respond with m_soe * eta. eta: E01-E08; m_soe: E07; neither is learnt from the provincial series.
    """
    eta = belief.user_cost_elasticity
    if firm.is_state:
        eta = eta * belief.state_firm_response
    price = eta * log(firm.user_cost / firm.user_cost_2012)
    wage = belief.wage_elasticity_of_rd * log(county.skilled_wage / (county.skilled_wage_2012 * wage_trend))
    wanted = habit(firm, sector, belief, price_level) * firm.sales_year * exp(price - wage)
    return wanted_spending(wanted, eta, firm, belief)


def adjusted_rd(rd, wanted, adjustment):
    """Planned R&D one quarter on (yuan a quarter): ln D moves a share kappa of the way to ln D*.

    ln D' = ln D + kappa (ln D* - ln D)          kappa: E01, E07
    """
    return exp(log(rd) + adjustment * (log(wanted) - log(rd)))


def peers(firm, county):
    """R&D-active share of the other firms of county and sector; of the whole county where there is no other."""
    others = county.firms_of_sector[firm.sector] - firm.stands_for
    if others > 0.0:
        return county.active_share[firm.sector] * county.firms_of_sector[firm.sector] / others
    active = 0.0
    firms = 0.0
    for s in range(N_SECTORS):
        active += county.active_share[s] * county.firms_of_sector[s]
        firms += county.firms_of_sector[s]
    if firms <= firm.stands_for:
        return 0.0
    return active / (firms - firm.stands_for)


def province_trend(belief, given):
    """The province's trend in starting R&D (log): tau = a (t + (H / ln 2) (1 - 2^(-y / H))).

    t years of the fit so far, y years since its last year. The trend's slope halves every H years after the fit, and
    what it has reached stays: with a fading level firms would go back to the habits of 2012. H: judgement.
    """
    lasting = belief.start_trend_fade / 0.6931471805599453
    return belief.start_trend * (given.years_of_trend + lasting * (1.0 - exp(-given.years_past_fit / lasting)))


def start_hazard(firm, sector, county, belief, trend, price_level):
    """Yearly rate at which an idle firm begins R&D (per year).

        h = exp(a + b_size ln(S / 20m) + b_sme m + b_high t + b_peer p + b_out o + b_pay g / S + tau)

    m technology SME or not, t high-tech industry or not, p active share of the firm's county and sector, o visits that
    the firm has this year, g what recognition and titles would bring, net (yuan a year), S sales (20m at the prices of
    the start), tau the province's trend.
    1 - exp(-h / 4) is the chance in a quarter.
    """
    pull = (
        belief.start_level
        + belief.start_size * log(firm.sales_year / (20e6 * price_level))
        + belief.start_tech_sme * firm.is_tech_sme
        + belief.start_high_tech * sector.is_high_tech
        + belief.start_peers * peers(firm, county)
        + belief.start_outreach * firm.visits
        + belief.start_gain * min((firm.recognition_gain + firm.title_gain) / firm.sales_year, 0.1)
        + trend
    )
    return exp(min(pull, 3.0))


def claim_hazard(firm, county, belief, days_saved, price_level):
    """Yearly rate at which an R&D-active firm begins to claim the super-deduction (per year).

        h = exp(c + c_size ln(S / 20m) + c_out o - c_day (d - t s))

    o visits that the firm has this year, d days of work of an application, s days that simpler forms save those who
    were trained, t the share of candidate firms that were. Users rose 7.9 times from 2015 to 2022 (E12).
    """
    pull = (
        belief.claim_level
        + belief.claim_size * log(firm.sales_year / (20e6 * price_level))
        + belief.claim_outreach * firm.visits
        - belief.claim_cost_of_a_day * max(0.0, belief.claim_days - county.trained * days_saved)
    )
    return exp(min(pull, 3.0))


def happens(u, yearly_rate):
    """Does an event with this yearly rate fall into the quarter? `u` uniform in [0, 1)."""
    return u < 1.0 - exp(-yearly_rate / 4.0)
