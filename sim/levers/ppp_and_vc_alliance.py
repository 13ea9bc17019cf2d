"""Venture alliance: private funds that join take in public money beside their owners', as sub-funds or partnerships.

Enters      the capital of private venture funds, and so the deals of a quarter (steps.alliance, steps.venture); who is
            financed and at what price is the funds' own choice, and no government sits in the deal
Reaches     private funds whose owners pay in: public money is at most a share of what a fund raises in a year
Paid by     province and counties, as capital that stays in the fund until it is lost
Evidence    E50 and E54 for public and private venture money, E53 for what leverage says
Not here    a multiplier, and owners who pay in more than they would: a fund with idle money asks its owners for less
"""


def in_force(law):
    """Does public money join private funds? Where governments pay something (yuan) and may hold a share."""
    return law.public_share > 0.0 and law.annual_capital_province + law.annual_capital_county > 0.0


def province_capital(law):
    """Capital that the province pays in in a year, for the whole region (yuan)."""
    if law.public_share <= 0.0:
        return 0.0
    return law.annual_capital_province


def county_capital(law, weight):
    """Capital that a county pays in in a year (yuan): the mean county's times its weight in S&T money."""
    if law.public_share <= 0.0:
        return 0.0
    return law.annual_capital_county * weight


def most_public_money(from_owners, law):
    """Public money that a fund may take in in a year (yuan), beside what its owners pay: g / (1 - g) of theirs."""
    return from_owners * law.public_share / (1.0 - law.public_share)
