"""Technology transfer services: agencies that bring firms and institutes together, with a subsidy of the county.

Enters      the number of institutes that a firm is shown in a quarter (`chance_at_hand`), and nowhere else; the firm
            pays a fee, which counts against what the contract is worth
Reaches     R&D-active firms and technology SMEs that the county's office reaches, which share its agencies' time
Paid by     the county, from its S&T envelope, as many agencies as the money supports; the fee by the firm
Evidence    none for agencies; cooperation with public science where search is organised, E150
Not here    any gain in contracts signed: a contract at hand is bought only if it is worth more than it costs
"""

from math import exp, log


def pool(law):
    """Subsidies of a county and year (yuan)."""
    return law.agencies_per_county * law.agency_subsidy


def agencies(yuan, law):
    """Agencies that the money supports: yuan / subsidy, at most those planned; none without a subsidy."""
    if law.agency_subsidy <= 0.0:
        return 0.0
    return min(law.agencies_per_county, yuan / law.agency_subsidy)


def institutes_shown(sector, county, law):
    """Institutes that agencies show a firm in a quarter, beyond what it sees by itself (institutes / firm).

    The introductions that the county's agencies have time for, shared by the firms that they serve; never more than
    there are institutes of the firm's technology.
    """
    shown = law.introductions * county.transfer_bodies / 4.0 / max(county.served_firms, 1.0)
    return min(shown, sector.n_institutes)


def chance_at_hand(firm, sector, county, belief, law):
    """Chance in a quarter that a contract comes to hand of the firm (share): 1 - (1 - f)^(1 + m).

    f of one look at what institutes offer, which a firm takes by itself; m further looks by an agency, for a firm that
    the office reaches. The chance rises less with every further look.
    """
    if county.transfer_bodies <= 0.0 or not firm.is_reached:
        return belief.contract_frequency
    further = institutes_shown(sector, county, law)
    return 1.0 - (1.0 - belief.contract_frequency) * exp(further * log(1.0 - belief.contract_frequency))


def fee(firm, price, law):
    """What the firm pays an agency that brought the contract (yuan)."""
    if not firm.through_agency:
        return 0.0
    return law.fee * price
