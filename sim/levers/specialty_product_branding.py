"""Specialty products: a county has the product of one township after another certified; it then sells at a premium.

Enters      what techniques bring a household: only who uses them meets the standard and has the better price
Reaches     townships, in each county that with most users first; one a year
Paid by     the county, the fee of a certification; the premium is paid by buyers elsewhere
Evidence    E42: income effects of techniques alone are small; none on certified products
Caution     the premium is an assumption and reaches households' income directly: where it is 10 %, so much of the gain
            is put in by hand; what emerges is who meets the standard and how many share the buyers
Not here    a bound market for each county's brand: with shared markets all certified townships divide one demand
"""

from math import log


def pool(law):
    """Money of a county and year for one certification (yuan)."""
    return law.certification_cost


def may_be_certified(yuan, law):
    """Does a county's money pay a certification?"""
    return law.certification_cost > 0.0 and yuan >= law.certification_cost


def price_gain(certified, law):
    """What a user of techniques earns more in a certified township (log): ln(1 + p a min(1, m / n)).

    p premium, a the certified product's part of a household's income; m townships a county for whose product buyers pay
    the whole premium, n those certified: beyond m they share what buyers pay.
    """
    if law.price_premium <= 0.0 or certified <= 0.0:
        return 0.0
    shared = min(1.0, law.market_per_county / certified)
    return log(1.0 + law.price_premium * law.product_share * shared)
