"""Innovation voucher: the county pays part of a small firm's contract with an institute.

Enters      rules.contracts.weight_of_partner, as money off the price of an outside contract
Reaches     technology SMEs that the county's office reaches and that have had no voucher this year
Paid by     the county, until the year's pool is spent; valid some quarters, back to the pool if unused
Evidence    E30: 8 of 10 vouchers additional; E31, E34: no more contracts 18 months later; E35: many apply, few use
Not here    additionality, and the share that is redeemed: both follow from the value of a contract, the cost of
            finding a partner, institutes' time and the validity
"""

from sim.engine.compile import bind
from sim.levers.support import award_vouchers


def pool(law, weight):
    """Voucher money of a county and year (yuan): the mean county's budget times its weight in S&T money."""
    if law.face_value_per_firm_year <= 0.0:
        return 0.0
    return law.annual_budget_county * weight


def terms(lane):
    """The law of this lever."""
    return lane.law.innovation_voucher


def may(firm, year):
    """Technology SME, reached by the office, without a voucher this year."""
    return firm.is_tech_sme and firm.is_reached and firm.voucher == 0 and firm.voucher_year != year


def gives(firm, law):
    """Yuan: the covered share of the contract, up to the face value."""
    return min(law.cover_share * firm.contract_price, law.face_value_per_firm_year)


def does(firm, search, law):
    """Apply if the contract with the voucher is worth more than finding the partner costs (yuan)."""
    return firm.contract_value + gives(firm, law) > search


APPLY = bind(award_vouchers, "innovation_voucher", terms=terms, may=may, does=does, gives=gives)
