"""Government purchase of talent services: a city pays agencies that find posts for R&D workers who have none.

Enters      what a worker without a post sees: a post left open in another county of the prefecture (steps.matching)
Reaches     R&D workers of the prefecture who have been without a post for a quarter and find none open at home
Paid by     the prefecture, a price for each post found, taken or not
Evidence    E94 for graduates and the places they go to; none for bought matching
Not here    more posts, or a worker's wish to move: who is shown a post weighs it as anybody weighs a place
"""


def pool(law):
    """Money of a prefecture and year for matching (yuan)."""
    return law.annual_budget_prefecture


def is_bought(law):
    """Does the prefecture buy such services? True or False."""
    return law.annual_budget_prefecture > 0.0
