"""Pairing with poor townships: teams of institutes (and the firms that go along) serve one township each for a year.

Enters      days of service for poor villages, lent by institutes; contact of the households that a team visits
Reaches     townships with the poverty mark in order of need, after those that the programme 1-10-100-1000 has paired
Paid by     the province, from a pool of its S&T money; what people or money of a year do not allow is not done
Evidence    E134: what help from outside brings varies with the place; E45: the registered poor take part less
Not here    a partner's markets and capital: contracts of firms with households are agri_chain_household_model
"""


def pool(law):
    """Money of a year for pairings (yuan)."""
    return law.pairings * law.cost_per_pairing


def teams_paid(yuan, law):
    """Teams that this year's money pays (pairings): whole ones."""
    if law.cost_per_pairing <= 0.0:
        return 0
    return int(min(law.pairings, yuan / law.cost_per_pairing))


def visited_by_teams(days, law):
    """Number of households in contact with teams that spend so many days in poor villages."""
    if law.days_per_pairing <= 0.0:
        return 0.0
    return days / law.days_per_pairing * law.households_per_pairing
