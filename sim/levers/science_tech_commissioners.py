"""Tech commissioners: staff of institutes sent to townships and firms for part of the year, with a stipend.

Enters      contact of farm households (technique adoption) and, in firms, a productivity gap that visits close
Reaches     townships of every county, evenly over their households, each dividing its days between poor and other
            villages; firms that lag behind their sector
Paid by     the county, from its S&T envelope; by institutes with their researchers' time, of which they spare a share
Evidence    no credible causal estimate (E40); analogues E41-E45; households per commissioner E47
Not here    an effect on incomes: it follows from adoption, whose effect has a wide prior
"""


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


def days_for_households(commissioners, firm_time, law):
    """Days of service in a year that townships divide (days)."""
    return commissioners * law.service_days * (1.0 - firm_time)


def teams(commissioners, law):
    """Teams among the commissioners (teams): the share that serves in groups, over the size of a group."""
    if law.team_size <= 0.0:
        return 0.0
    return commissioners * law.team_share / law.team_size


def serves_as_a_body(days, law):
    """Does an institute serve as a corporate commissioner? True with the days of one team or more in a year."""
    return pool(law) > 0.0 and days > 0.0 and days >= law.team_size * law.service_days


def firm_visits(commissioners, belief, law):
    """Visits to firms in a quarter: the part of the service days that is spent with firms, over the days of a visit."""
    return commissioners * law.service_days / 4.0 * belief.commissioner_firm_time / belief.visit_days
