"""Site visits: the county pays institutes for days on which their staff look at a firm's problem.

Enters      the cost of finding a partner (rules.contracts.search_cost): a visited firm knows whom to ask
Reaches     R&D-active firms that the county's office reaches
Paid by     the county, until the year's pool is spent
Evidence    none; say so, and give the parameters wide ranges
Not here    contracts or R&D: they must follow from the lower cost of searching
"""


def pool(law, weight):
    """Money of a county and year (yuan): the mean county's budget times its weight in S&T money; 0 without price."""
    if law.price_per_visit <= 0.0:
        return 0.0
    return law.annual_budget_county * weight


def may(firm):
    """R&D-active and reached by the office."""
    return firm.is_rd_active and firm.is_reached


def visits(yuan, law):
    """Visits that the money buys (visits)."""
    if law.price_per_visit <= 0.0:
        return 0.0
    return yuan / law.price_per_visit
