"""Agricultural parks: a county lays out a park, field by field, that shows techniques to the households around.

Enters      contact of households: as many see the park as it was laid out for, in proportion to what has been paid
Reaches     farm households of the county, evenly over its townships; none elsewhere
Paid by     the county, from its S&T envelope, by instalments until the park is complete
Evidence    E107: parks raise a county's GDP, mainly in fiscally stronger counties, without effect next door
Not here    yields and how fast techniques spread: both follow from take-up, peers and income gains
"""


def pool(law, weight, paid):
    """Money of a county and year for its park (yuan), given what it has paid so far: until the park is complete."""
    return max(0.0, min(law.annual_budget_county * weight, law.cost_per_park - paid))


def shown_by_fields(paid, law):
    """Number of households that see what the park shows, after so many yuan."""
    if law.cost_per_park <= 0.0:
        return 0.0
    return law.households_per_park * min(1.0, paid / law.cost_per_park)
