"""More powers for counties: of money from above a part is left to the county to use as it sees fit.

Enters      the part of transfers that a county can put to its own uses (rules.budgets.disposable)
Reaches     every county, in proportion to its transfers of the year and the more the less it could absorb
Paid by     nobody anew: the province and the prefectures leave to counties what they give them anyway
Evidence    E134: only some regions turn transfers into growth; outcomes differ more where counties decide
Not here    good use: a county follows its score and its revenue, and its office may not have people for more visits
"""


def left_to_county(law):
    """Part of transfers that is free of conditions (share)."""
    return law.free_share
