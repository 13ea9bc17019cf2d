"""New R&D institutes: public money sets one up for some years; then it lives on what it earns.

Enters      the roster of institutes: one more with a field, researchers to hire, time for contracts, own research
Reaches     the counties whose firms with R&D have the fewest institutes; the field is that of most of these firms
Paid by     the province, once, from its S&T envelope; used in equal parts over some years
            (`city_pays`: the cities in its place, where the document is a city's own)
Evidence    E120: public science is followed by private patents; E140 for what its researchers earn
Not here    contracts: firms choose it or not; without them it has no money for staff and ceases to work by itself
"""


def pool(law):
    """The province's money of a year (yuan)."""
    return law.setup_grant * law.institutes_per_year


def institutes_paid(yuan, law):
    """Institutes that money sets up (whole number); none without a grant."""
    if law.setup_grant <= 0.0:
        return 0
    return int((yuan + 0.5) / law.setup_grant)


def demand(firms, institutes):
    """Firms with R&D of a county over its institutes and the new one (firms / institute)."""
    return firms / (1.0 + institutes)


def planned_contracts(yearly, law):
    """Contracts of a year that a new institute plans for (yuan): so that they are the law's share of its income."""
    return yearly * law.contract_share / max(1.0 - law.contract_share, 0.01)
