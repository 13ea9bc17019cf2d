"""Tech commissioners: staff of institutes sent to townships and firms for part of the year, with a stipend.

Enters      contact of farm households (technique adoption) and, in firms, a productivity gap that visits close
Reaches     townships of every county, evenly over their households; firms that lag behind their sector
Paid by     the county, from its S&T envelope
Evidence    no credible causal estimate (E40); analogues E41-E45; households per commissioner E47
Not here    an effect on incomes: it follows from adoption, whose effect has a wide prior
"""

DAYS_A_VISIT = 5.0


def pool(law):
    """Stipends of a county and year (yuan)."""
    return law.commissioners_per_county * law.stipend


def commissioners_sent(yuan, law):
    """Commissioners on duty (persons): as many as the money pays; nobody goes without a stipend."""
    if law.stipend <= 0.0:
        return 0.0
    return min(law.commissioners_per_county, yuan / law.stipend)


def household_contact(commissioners, households, law):
    """Share of a county's farm households that commissioners reach."""
    if households <= 0.0:
        return 0.0
    return min(1.0, commissioners * law.households_per_commissioner / households)


def firm_visits(commissioners, firm_time, law):
    """Visits to firms in a quarter: the part of the service days that is spent with firms, five days a visit."""
    return commissioners * law.service_days / 4.0 * firm_time / DAYS_A_VISIT
