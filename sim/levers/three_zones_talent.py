"""Talent support for the three zones: experts of institutes sent to poor counties for part of the year, with a subsidy.

Enters      days of service for poor villages, lent by institutes; contact of the households that an expert serves
Reaches     the region's poor counties, so many experts each; in a county its townships by their poor villages
Paid by     centre and province by fixed shares; where institutes cannot spare the people nobody is paid
Evidence    E44 E45: services help in poor counties, the registered poor take part less; no estimate of this plan
Not here    an effect on incomes: it follows from adoption
"""


def pool(law):
    """The province's part of the subsidies of a year (yuan)."""
    return law.per_person_subsidy * law.persons * law.counties_covered * law.province_share


def experts_paid(yuan, counties, law):
    """Experts in each of so many poor counties (persons): as many as the province's money pays its part for."""
    if law.per_person_subsidy <= 0.0 or counties <= 0.0:
        return 0.0
    own_part = law.per_person_subsidy * law.province_share
    if own_part <= 0.0:
        return law.persons
    return max(0.0, min(law.persons, yuan / (own_part * counties)))


def visited_by_experts(days, law):
    """Number of households in contact with experts who spend so many days in poor villages."""
    if law.service_days <= 0.0:
        return 0.0
    return days / law.service_days * law.households_per_person
