"""Shared instruments: institutes open large instruments to firms by the day, and the county pays a part of the price.

Enters      the price of a contract with an institute (steps.contracts): the days of instruments that it needs cost the
            firm the open price less the county's part instead of what they cost elsewhere
Reaches     firms with a contract at hand that the county's office reaches, while days and money last
Paid by     the county, from its S&T envelope, to the institute
Evidence    none for open instruments; vouchers for the same services, E30
Not here    any gain in contracts or R&D: a contract is bought if it is worth more than it costs
"""


def pool(law, weight):
    """Money of a county and year for its firms' use of instruments (yuan)."""
    return law.annual_budget_county * weight


def days_opened(law):
    """Days of a year for which an institute opens its large instruments (days); none where no county pays."""
    if law.annual_budget_county <= 0.0:
        return 0.0
    return law.days_opened


def paid_by_county(law, belief):
    """The county's part of the price of the days that a contract needs (yuan)."""
    return law.use_subsidy * law.price_per_day * belief.instrument_days


def saved_by_firm(given, law, belief, price_level):
    """What the days of instruments that a contract needs cost the firm less (yuan): d (m - p) + g, at least 0.

    d days; m price of a day elsewhere, which is in the usual price of a contract; p open price; g the county gives.
    """
    elsewhere = belief.instrument_price * price_level
    return max(0.0, belief.instrument_days * (elsewhere - law.price_per_day) + given)
