"""Provincial funds by factors: a pool is divided among counties by capacity, own S&T spending and management.

Enters      counties' S&T money of the year as a transfer; their wish to raise own S&T money, which earns a share of it
Reaches     every county of the region, by the weights of the formula
Paid by     the province, from its S&T envelope
            (`city_pays`: the cities in its place, where the document is a city's own)
Evidence    E130 (relative scoring works and does not favour rich areas), E134 (only some regions turn it into growth)
Not here    what the money is spent on: the county decides that, and what it cannot absorb goes into other spending
"""


def pool(law, envelope):
    """Money to divide in a year (yuan): a share of the province's S&T envelope."""
    if law.weight_capacity + law.weight_own_st + law.weight_management <= 0.0:
        return 0.0
    return law.share_of_envelope * envelope


def factors(law, score, own_st, management):
    """Weight of a county per yuan of its budget: capacity (score), own S&T share, management (1 = the region's mean).

    All three are last year's measured figures; the weights are a choice of ours.
    """
    return law.weight_capacity * score + law.weight_own_st * own_st + law.weight_management * management


def marginal_transfer(law, pool, share_budget, total, own_st_average):
    """Yuan from the pool that one more yuan of a county's own S&T money earns next year (yuan / yuan).

    A yuan raises the own-S&T factor by 1 / (what its expenditure would give at the region's share), so the county's
    part of the pool by pool x weight x share of budget / (total of weights x that).
    """
    if total <= 0.0 or own_st_average <= 0.0:
        return 0.0
    return pool * law.weight_own_st * share_budget / (total * own_st_average)
