"""Training of farmers: the county pays courses for members of farm households.

Enters      contact of households: who is trained counts as reached by a service for the year
Reaches     farm households of every county, evenly over its townships, in poor villages and elsewhere
Paid by     the county, from its S&T envelope, at a price a person
Evidence    E42: training alone has no clear effect on incomes; E45 and E41: extension helps somewhat
Not here    wages and productivity of the trained: what they gain follows from the techniques that they take up
"""


def pool(law):
    """Money of a county and year for courses (yuan)."""
    return law.trained_per_year * law.training_cost


def persons_trained(yuan, law):
    """Members of farm households trained this year (persons): as many as the money pays."""
    if law.training_cost <= 0.0:
        return 0.0
    return min(law.trained_per_year, yuan / law.training_cost)
