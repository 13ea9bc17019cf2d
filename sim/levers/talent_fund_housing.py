"""Talent fund and housing: a county lets flats, or pays rent, to R&D workers who have come and have a post.

Enters      the utility of a place, as the price of housing: of those who hold a place while they hold it, of those who
            look for a place to live as far as places are free and posts are open
Reaches     R&D workers in a post in the county, for some years after they came; first come, first served
Paid by     the county, from its S&T envelope, by holders and quarter
Evidence    E90, E93 for location and money; E92: most large cities have schemes, no effect size seen
Not here    how many more stay or come: it follows from the subsidy over what the worker spends on housing
"""


def pool(law, weight):
    """Money for housing of a county and year (yuan)."""
    return law.annual_budget_county * weight


def entitled(came, quarter, law):
    """Did the worker come so lately that a place may be held? came: quarter of arrival, 0 for there from the start."""
    return came > 0 and quarter - came < 4.0 * law.years
