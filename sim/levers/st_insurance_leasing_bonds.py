"""Insurance, leasing and technology branches: other ways to bear the risk and the cost of R&D.

Enters      cash of a firm that stops R&D, less a premium (insurance); cash that a start of R&D needs (leasing); the
            bank's cost of judging a technology firm (branch). All in steps.technology_finance
Reaches     technology SMEs and HNTE with R&D that the county's office has reached (insurance); private firms that lack
            cash for a start (leasing); technology SMEs and HNTE that ask for an ordinary loan (branch)
Paid by     the county a part, firms the rest; who comes first in a year is served first
Evidence    E112 for subsidies that small firms turn into R&D; none for these services
Not here    bonds, for which firms of counties are too small; any effect on R&D, risk or default
"""

from sim.engine.ledger import whole


def pool(law, weight):
    """Money of a county and year for the three services (yuan)."""
    return law.annual_budget_county * weight


def is_technology_firm(firm, law):
    """Is the firm one that these services are for? True or False."""
    return law.annual_budget_county > 0.0 and (firm.is_tech_sme == 1 or firm.is_hnte == 1)


def insured_sum(rd, law):
    """What an insured firm gets if it stops R&D (whole yuan); rd: its R&D of a year (yuan)."""
    return whole(law.insured_share * rd)


def premium(insured, stop_rate, law):
    """What insuring a sum costs in a year (whole yuan): the expected indemnity and the insurer's loading on it."""
    return whole((1.0 + law.premium_loading) * stop_rate * insured)


def is_worth_insuring(own_part, insured, stop_rate):
    """Does the firm insure? If its own part of the premium is less than what it may expect (yuan)."""
    return own_part < stop_rate * insured


def leased_part(cost, law):
    """Part of the cost of starting R&D that a lessor finances (whole yuan); none where no county pays."""
    if law.annual_budget_county <= 0.0:
        return 0
    return whole(law.leasing_share * cost)
