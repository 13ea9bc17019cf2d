"""Access to the capital market: technology firms list at an exchange or an equity trading centre, and sell shares.

Enters      a firm's cash, by shares sold to investors, at the fixed cost of listing (steps.seekers)
Reaches     private technology SMEs and HNTE of some size, age and profit that lack money for R&D or for their business
Paid by     the firm; the county bears a part of the cost and an award, and prepares as many firms as its money helps
Evidence    E50 for what owners think of offers; none for counties' help with listing
Not here    an effect on growth: shares are sold once, for money that the firm then has; firms that list without help
            are not followed
"""

from sim.engine.ledger import whole


def pool(law, weight):
    """Money of a county and year for firms that list (yuan): for its part of their cost, and for one award."""
    if law.annual_budget_county <= 0.0:
        return 0.0
    return (law.annual_budget_county + law.listing_award) * weight


def may_list(firm, net_margin, age, law):
    """Do the rules of the market admit the firm? Size, a profit after R&D, age (quarters); once. True or False."""
    if firm.is_listed or law.annual_budget_county <= 0.0:
        return False
    return firm.sales_year >= law.least_sales and net_margin > 0.0 and age >= 4.0 * law.least_years


def proceeds(value, law):
    """What the shares bring (whole yuan), of a firm worth `value` before: V s / (1 - s), s the share sold."""
    return whole(value * law.share_sold / (1.0 - law.share_sold))


def help_of_county(law):
    """What the county gives a firm that lists (whole yuan): its part of the cost and the award, the cost at most."""
    return whole(min(law.cost_of_listing, law.county_part * law.cost_of_listing + law.listing_award))


def dilution(raised, own_cost, law):
    """Share of the firm that owners give up, over the part of the proceeds that the firm's own cost leaves (share).

    1 where nothing is left.
    """
    if raised <= own_cost:
        return 1.0
    return min(1.0, law.share_sold * (raised / (raised - own_cost)))
