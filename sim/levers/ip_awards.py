"""Awards for intellectual property: a city pays a firm once that becomes a demonstration firm by its patents.

Enters      the decision how many applications to make of the same inventions (rules.innovation.filings): a patent
            brings the award nearer; the firm's cash when it is paid
Reaches     firms that the county's office has reached; paid once, to those with enough invention patents in force
Paid by     the prefecture, until its money is spent; whom it does not serve waits for the next year
Evidence    E170, E171: more filings, fewer claims each, the same grant rate
Not here    knowledge, which is the same; awards for gold prizes and brands, which are rare or open in amount
"""

from math import exp, log

DECIDED = 0.4
"""Applications under examination that are decided in a year (share), as a firm sees it."""


def in_force(law):
    """Is there such an award? Without money or a threshold there is none."""
    return law.ip_demo_firm_award > 0.0 and law.annual_budget_prefecture > 0.0 and law.least_patents > 0.0


def pool(law):
    """A prefecture's money for such awards of a year (yuan)."""
    if not in_force(law):
        return 0.0
    return law.annual_budget_prefecture


def is_demonstration(firm, law):
    """Does a firm that the office has reached pass for the first time: patents in force from the threshold on?"""
    return in_force(law) and firm.is_ip_firm == 0 and firm.is_reached and firm.patents >= law.least_patents


def hoped(firm, grant_ratio, discount, law):
    """What a further application brings the firm of the award (yuan): r A / m d^(m / v).

    r chance of a grant, A award, m patents that are missing when those under examination are counted at that chance
    (at least one), v patents that it gains in a year at its pace, d discount of a year. Nothing for firms that have
    it, that have nothing under examination yet, or that the office has not reached.
    """
    if not in_force(law) or firm.is_ip_firm or not firm.is_reached or firm.patents_pending <= 0:
        return 0.0
    missing = law.least_patents - firm.patents - grant_ratio * firm.patents_pending
    if missing <= 0.0:
        return 0.0
    missing = max(1.0, missing)
    pace = DECIDED * grant_ratio * firm.patents_pending
    return grant_ratio * law.ip_demo_firm_award / missing * exp(log(discount) * missing / pace)
