"""Returnees: natives who live elsewhere are paid for founding a firm at home.

Enters      the utility of coming back, as money beside the wage; firms that enter, and some R&D workers with them
Reaches     natives outside who think of founding a firm; those who would have come anyway are paid as well
Paid by     the county, up to a number of firms a year
Evidence    E90 for location and money; E93: start-up subsidies move people most in second-tier places, sizes unseen
Not here    how many firms are additional: it follows from the subsidy over the wage
"""


def pool(law):
    """Subsidies of a county and year (yuan)."""
    return law.startups_per_county * law.startup_subsidy


def subsidised(founders, money, law):
    """Founders who are paid (firms): as many as the money left this year allows."""
    if law.startup_subsidy <= 0.0:
        return 0
    return int(min(founders, money // law.startup_subsidy))
