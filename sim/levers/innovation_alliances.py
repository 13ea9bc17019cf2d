"""Innovation alliances: firms of a sector and the institutes of its field, with common projects.

Enters      the cost of finding a partner (steps.contracts.partner_weight): allies know each other as partners of
            the last contract do; the price of a contract with an ally, of which the city bears a part
Reaches     R&D-active firms of the sector in which most firms of their county do R&D, if they are enough and the fee
            pays; institutes of that field
Paid by     the prefecture, a part of common projects, until its pool is spent; firms the rest and a fee
Evidence    E150: more cooperation with public science where search is organised
Not here    more contracts or R&D: a contract is bought if it is worth more than it costs
"""


def in_force(law):
    """Is there public money (yuan)? Without it there is no alliance."""
    return law.annual_budget_prefecture > 0.0


def pool(law):
    """The prefecture's money of a year for common projects (yuan)."""
    return law.annual_budget_prefecture


def has_members(firms, law):
    """Are R&D-active firms of a county and sector enough for an alliance?"""
    return firms >= law.least_members


def paid_by_city(price, law):
    """The city's part of the price of a common project (yuan)."""
    return law.cost_share_gov * price


def joins(search, part, law):
    """Does membership pay? What it saves in searching, and what the city bears, against the year's fee (yuan)."""
    return search + part > law.member_fee
