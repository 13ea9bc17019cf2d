"""Standards and brands: a firm that takes part in setting a standard gets a part of the cost, and becomes known by it.

Enters      the number of business opportunities that fall on the firm in a quarter, good and bad ones (steps.markets),
            while the standard is in force
Reaches     R&D-active firms with invention patents and some size, if that is worth more to them than their own part
Paid by     the county, a part of the cost, while the year's money lasts; the rest by the firm
Evidence    none for standards; E181: distance keeps buyers and sellers apart, and a standard makes a firm known
Not here    a margin or a gain in sales by hand: with shared markets what some win others lose
"""


def pool(law, weight):
    """Money of a county and year for standards (yuan)."""
    return law.annual_budget_county * weight


def may(firm, quarter, law):
    """May the firm take part? It does R&D, has patents and some size, and no standard in force. True or False."""
    able = firm.is_rd_active and firm.patents > 0 and firm.sales_year >= law.least_sales
    return able and firm.standard_until <= quarter


def worth(sales_year, margin, volatility, discount, law):
    """What a firm expects of a standard (yuan): m S 4 a v^2 / 2 a year, (1 - d^T) / (1 - d) years of it.

    a opportunities more in a quarter, v standard deviation of what one brings (log of sales), m margin, S sales of a
    year, d discount factor, T years in force. As for a place in an online channel, sales grow by half the variance.
    """
    years = 0.0
    factor = 1.0
    for _ in range(int(law.years)):
        years += factor
        factor *= discount
    return max(0.0, margin) * sales_year * 2.0 * law.opportunities * volatility * volatility * years
