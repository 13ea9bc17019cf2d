"""E-commerce: a county's service centre opens online channels to small firms, which meet more opportunities there.

Enters      the number of business opportunities that fall on a firm in a quarter, good and bad ones (steps.markets)
Reaches     firms below the scale of official surveys that pay the fee, while the centre has room
Paid by     the county, the centre; firms a fee, to the operator
Evidence    none for service centres; E181: what is near counts most, so distance is what the centre takes away
Not here    a gain in sales: more opportunities are more chances and more failures; with shared markets what some win
            others lose
"""


def pool(law):
    """Money of a county and year for its centre (yuan)."""
    return law.centre_cost


def room(yuan, law):
    """Firms that the centre can serve in a year: all of them only if it is paid in full."""
    if law.centre_cost <= 0.0:
        return 0.0
    return law.slots * min(1.0, yuan / law.centre_cost)


def worth_of_a_slot(sales_year, margin, volatility, law):
    """What a firm expects of a year in the centre (yuan): m S 4 a v^2 / 2.

    a opportunities more in a quarter, v standard deviation of what one brings (log of sales): sales grow on average by
    half the variance, since a good opportunity adds more than a bad one takes away. m margin, S sales of a year.
    """
    return max(0.0, margin) * sales_year * 2.0 * law.opportunities * volatility * volatility


def joins(sales_year, margin, volatility, law):
    """Does a firm want a slot? Small ones do, if it is worth more than the fee."""
    return sales_year < 20e6 and worth_of_a_slot(sales_year, margin, volatility, law) > law.fee
