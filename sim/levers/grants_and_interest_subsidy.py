"""Direct grants and interest subsidies: a city pays part of the projects that firms have with institutes.

Enters      money for R&D by the one way of project grants (steps.projects), and the interest on the loan for a project
Reaches     firms that do R&D, that the county's office has reached, and that bought a contract in the last four
            quarters; each asks, and a lot decides where the money is short
Paid by     the prefecture, until its money is spent
Evidence    E112-E115: money adds where it was lacking, crowds out elsewhere, and part of it is misused
Not here    any gain in R&D: it follows from what firms lacked (steps.finance)
"""

RECENT = 4  # quarters in which a contract must have been bought


def pool(law):
    """A prefecture's money for such projects of a year (yuan); none without a share or a discount."""
    if law.grant_share <= 0.0 and law.interest_discount <= 0.0:
        return 0.0
    return law.annual_budget_prefecture


def is_joint(firm, quarter):
    """Does the firm work with an institute: has it bought a contract in the last four quarters (True or False)?"""
    return firm.partner > 0 and quarter - firm.partner_since <= RECENT


def grant(firm, law, ceiling):
    """Grant for a firm's project (yuan): a share of its R&D of a year, up to the ceiling of any project."""
    return min(law.grant_share * 4.0 * firm.rd, ceiling)


def interest(firm, law, rate):
    """Interest of a year on the loan for the project that the city pays (yuan): a share of it.

    The loan is the firm's bank debt, at most what its R&D of a year costs. rate: interest (share a year).
    """
    return law.interest_discount * rate * min(float(firm.debt), 4.0 * firm.rd)
