"""Cluster support: a special fund for one or two focus sectors of the county, spent on shared facilities.

Enters      for members: the price of an hour of equipment and testing, as far as the facility's hours go, and the
            cost of finding a partner (rules.clusters)
Reaches     R&D-active firms of the focus sectors that gain more than the fee, until the year's fund is spent
Paid by     the county; members pay a fee to the operator
Evidence    E150: in supported industries R&D spending fell by 19 % while more firms innovated; left to compare with
Not here    what members save or learn; the number of clusters, for which location quotient and firms decide
"""


def pool(law, weight):
    """Fund of a county and year (yuan): the mean county's times its weight in S&T money."""
    if law.facility_cost <= 0.0:
        return 0.0
    return law.annual_budget_county * weight


def joins(saved_rd, saved_search, law):
    """Does a firm become a member for the year? If it saves more than the fee (yuan a year)."""
    return saved_rd + saved_search > law.member_fee
