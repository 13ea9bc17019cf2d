"""Graduates to counties: a county pays graduates who come an allowance for some years.

Enters      the utility of coming and, while the allowance lasts, of staying, as money beside the wage; more graduates
            come, as far as places are free, and those who would have come anyway take places as well
Reaches     newcomers to R&D work from schools; who holds a place without a post does not give up the profession
Paid by     the county, from its S&T envelope, by holders and quarter
Evidence    E90 for location and money; E94: supply of people is the strongest lever in the long run
Not here    how many stay when it ends, or find a post: it follows from the posts that firms and institutes have
"""


def pool(law, weight):
    """Allowances of a county and year (yuan)."""
    return law.annual_budget_county * weight


def ends(quarter, law):
    """Quarter in which an allowance that begins now ends."""
    return int(quarter + 4.0 * law.years)
