"""Cultivation of intellectual property: the county pays a part of the fees of invention patents.

Enters      the decision how many applications to make of the same inventions (rules.innovation.filings): the cost of
            one more is lower
Reaches     firms with an invention at hand that the county's office has reached, while the money lasts; they get it
            for every application, also for those that they would have made anyway
Paid by     the county, from its S&T envelope
Evidence    E170 and E171: more filings, fewer claims each, the same grant rate; E172, E173
Not here    knowledge, which is the same; what counts patents (scores, recognition) is moved by them nevertheless
"""


def pool(law, weight):
    """Money of a county and year for fees (yuan); none where no fee is subsidised."""
    if law.patent_cost_subsidy <= 0.0:
        return 0.0
    return law.annual_budget_county * weight


def fee_subsidy(firm, law, cost):
    """What a firm may get for an application (yuan): the subsidy, at most what it costs; only if it was reached."""
    if law.annual_budget_county <= 0.0 or not firm.is_reached:
        return 0.0
    return min(law.patent_cost_subsidy, cost)
