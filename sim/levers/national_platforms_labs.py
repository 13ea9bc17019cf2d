"""National and provincial laboratories: yearly public money for research at a few institutes.

Enters      institutes' money for own research (steps.institutes): R&D as far as they have staff, researchers' time,
            knowledge, and what firms nearby learn from it (the pool of knowledge of county and field)
Reaches     institutes with the largest technology stock, as many as the money supports
Paid by     the province, from its S&T envelope; the centre adds its part
            (`city_pays`: the cities in its place, where the document is a city's own)
Evidence    E120: public science is followed by private patents; E180 for spillovers
Not here    demonstrations in counties as an effect: what counties gain comes by contracts and spillovers
"""


def pool(law):
    """The province's money of a year (yuan)."""
    return law.cost_per_laboratory * law.laboratories


def laboratories_paid(yuan, law):
    """Laboratories that a year's money supports (whole number); none without a price."""
    if law.cost_per_laboratory <= 0.0:
        return 0
    return int((yuan + 0.5) / law.cost_per_laboratory)
