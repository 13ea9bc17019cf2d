"""Upgrading of traditional industries: the county pays a part of the price of better equipment.

Enters      the price of an investment that closes a part of the gap to better firms (steps.equipment)
Reaches     industrial firms outside high technology that the office has reached and that have such a project, if it
            pays at the lower price, while the money lasts; also those that would have invested anyway
Paid by     the county, from its S&T envelope; the rest of the investment by the firm
Evidence    E112: small firms, which lack money, invest more by about the subsidy, large ones not at all; E196
Not here    a gain of productivity by hand: the gap is there, and firms that would have invested anyway gain money only
"""


def pool(law, weight):
    """Subsidies of a county and year (yuan)."""
    return law.annual_budget_county * weight


def may(firm, sector):
    """Is it an industrial firm outside high technology that the office has reached?"""
    return firm.is_service == 0 and not sector.is_high_tech and firm.is_reached


def subsidy(investment, law):
    """The county's part of an investment (yuan), up to the largest subsidy."""
    return min(law.adoption_subsidy * investment, law.largest_subsidy)
