"""Technology transfer services: agencies that bring firms and institutes together, with a subsidy of the county.

Enters      the chance that a contract comes to hand (steps.firms), and rules.contracts.search_base, since an agency
            does part of the search; the firm pays it a fee
Reaches     R&D-active firms and technology SMEs that the county's office reaches
Paid by     the county, from its S&T envelope, as many agencies as the money supports; the fee by the firm
Evidence    none for agencies; cooperation with public science where search is organised, E150
Not here    any gain in contracts signed: a contract at hand is bought only if it is worth more than it costs
"""

from math import exp


def pool(law):
    """Subsidies of a county and year (yuan)."""
    return law.agencies_per_county * law.agency_subsidy


def agencies(yuan, law):
    """Agencies that the money supports: yuan / subsidy, at most those planned; none without a subsidy."""
    if law.agency_subsidy <= 0.0:
        return 0.0
    return min(law.agencies_per_county, yuan / law.agency_subsidy)


def chance_at_hand(firm, sector, county, belief, law):
    """Chance in a quarter that a contract comes to hand of the firm (share): 1 - (1 - f) exp(-g n a / 4).

    f of itself; for a firm that the office reaches each of the county's a agencies brings it together with each of
    the region's n institutes of its technology at a rate g (pair, year). The chance rises less with every further
    agency.
    """
    if county.transfer_bodies <= 0.0 or not firm.is_reached:
        return belief.contract_frequency
    rate = law.match_probability_gain * sector.n_institutes * county.transfer_bodies
    return 1.0 - (1.0 - belief.contract_frequency) * exp(-rate / 4.0)


def fee(firm, price, law):
    """What the firm pays an agency that brought the contract (yuan)."""
    if not firm.through_agency:
        return 0.0
    return law.fee * price
