"""Third-party ranking: a city pays a third party that surveys its counties and publishes their ranks every year.

Enters      the city's pressure by rank (steps.transfers.press), also where no index of the province is published; the
            chance that an overstated report is found (steps.office.choose_reports), for the survey has its own figures
Reaches     every county of a prefecture that can pay for all of them
Paid by     the prefecture, from its S&T envelope
Evidence    E131 for the pressure of ranks, E170 for what is reported where it pays
Not here    a better result: pressure and the risk of an audit move what counties do and what they report
"""


def pool(law):
    """Money of a prefecture and year (yuan)."""
    return law.annual_budget_prefecture


def can_publish(law, yuan, n_counties):
    """Does the money cover the survey of all counties of the prefecture?"""
    cost = law.survey_cost * n_counties
    return cost > 0.0 and yuan >= cost
