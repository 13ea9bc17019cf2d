"""Trust in researchers: a negative list and checks by sample instead of forms for all.

Enters      researchers' time at institutes: the days that they no longer spend on forms (steps.institutes)
Reaches     researchers of all institutes, as far as checks by sample are paid
Paid by     the province, from its S&T envelope, per institute
            (`city_pays`: the cities in its place, where the document is a city's own)
Evidence    none for such rules; E122 for competition by proposals and the time it takes
Not here    bolder research or better results: nobody has measured them
"""


def pool(law):
    """The province's money of a year for checks (yuan)."""
    return law.annual_budget


def time_freed(yuan, institutes, working_days, law):
    """Researchers' time that is freed (share of a working year): days over working days, as far as checks are paid."""
    if yuan <= 0.0 or law.cost_per_institute <= 0.0:
        return 0.0
    paid = min(1.0, yuan / (law.cost_per_institute * max(institutes, 1.0)))
    return paid * law.days_saved / working_days
