"""Productivity centres: advisers visit firms without R&D and show them better practice.

Enters      the gap of a lagging firm to its sector, which a visit closes by as much as a tech commissioner's does
Reaches     firms without R&D, evenly: a county's visits over its firms
Paid by     the county, from its S&T envelope, at the price of any visit to a firm
Evidence    none for centres; the analogue is the visit of a commissioner (E40)
Not here    sales or jobs: they follow from productivity
"""


def pool(law, weight):
    """Money of a county and year for its centre (yuan)."""
    return law.annual_budget_county * weight


def chance_of_visit(visits, firms):
    """Chance in a quarter that a firm without R&D is visited (share): visits over such firms, at most 1."""
    if visits <= 0.0 or firms <= 0.0:
        return 0.0
    return min(1.0, visits / firms)
