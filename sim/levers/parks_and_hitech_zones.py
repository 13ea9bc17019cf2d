"""High-tech zones: the county builds, the province recognises those that meet its criteria.

Enters      the cost of entry of industrial firms that settle in the zone (land, plant, procedures), and visits of the
            zone's service centre to the firms there (steps.recognition.offices_visit_firms)
Reaches     counties with enough industry to have a prospect; their industrial entrants, and firms that move
Paid by     the county (infrastructure over years, then services); the province gives an award at recognition
            (`city_pays`: the cities in its place, where the document is a city's own)
Evidence    E104, E105: zones bring entry, and act through finance, red tape and talent; E103: mostly capital, so
            neither a gain in productivity nor one in knowledge is put in
Not here    zones of before 2012; the number of recognised zones: by criteria, never filled up to a target
"""


def has_prospect(above_scale, law):
    """Does a county build? With a share of the industrial firms that recognition asks for."""
    return above_scale >= law.prospect_share * law.least_firms


def pool(law, weight, level, invested):
    """Money for the zone of a county and year (yuan): to build it; once it stands, a share of that for its services."""
    if law.infrastructure_cost <= 0.0:
        return 0.0
    if level > 0:
        return law.service_share * law.annual_budget_county * weight
    return max(0.0, min(law.annual_budget_county * weight, law.infrastructure_cost - invested))


def stands(invested, law):
    """Is the infrastructure complete?"""
    return law.infrastructure_cost > 0.0 and invested >= law.infrastructure_cost


def visits_to_each(visits, firms):
    """Visits of the service centre to a firm of the zone (visits / firm / year), once a quarter at most.

    visits: what its money pays (visits / year); firms: in the zone. What a few firms have no use for is not saved.
    """
    return min(4.0, visits / firms) if firms > 0.0 else 0.0


def level_earned(level, above_scale, high_tech_share, years, law):
    """Level after this year's review: 2 provincial, 3 national (three years later at the earliest); never lowered."""
    if level == 1 and above_scale >= law.least_firms and high_tech_share >= law.high_tech_share:
        return 2
    large = above_scale >= law.least_firms_national and high_tech_share >= law.high_tech_share_national
    if level == 2 and years >= 3.0 and large:
        return 3
    return level


def cost_in_zone(county_cost, level, law):
    """Cost of entry of an industrial firm that settles in the zone over that of 2012 (ratio)."""
    return county_cost * (1.0 - law.entry_cost_saving) if level > 0 else county_cost
