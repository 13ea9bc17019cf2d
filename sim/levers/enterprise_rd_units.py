"""R&D units of firms: a title by rule for firms with enough R&D, and an award of the county, once.

Enters      the cash of a firm that is recognised; the cost of beginning R&D anew (steps.firms.begin), which a firm with
            a unit has paid before
Reaches     R&D-active firms with enough R&D that the county's office reaches
Paid by     the county, from its S&T envelope, until the money runs out; the title does not depend on the award
Evidence    E199-E201: firms that have done R&D go on or come back; how much of it is the unit, is not known
Not here    a lower chance to stop R&D
"""


def in_force(law):
    """Are units recognised? Not where nobody pays for awards."""
    return law.annual_budget_county > 0.0


def pool(law, weight):
    """Awards of a county and year (yuan)."""
    return law.annual_budget_county * weight


def deserves(firm, law):
    """R&D-active, with the least R&D of a year, and reached by the county's office."""
    return firm.is_rd_active and firm.is_reached and firm.rd_year >= law.least_rd


def is_upper(firm, law):
    """Is its R&D that of a provincial or national unit?"""
    return firm.rd_year >= law.least_rd_upper
