"""Monitoring and evaluation of county innovation capacity: a yearly index of five dimensions, surveyed and published.

Enters      pressure of the published rank on counties: weight of the score in their budget, effort, reports
Reaches     every county of the region, the more the lower its rank in the index of an earlier year
Paid by     the province, for surveys in every county
            (`city_pays`: the cities in its place, where the document is a city's own)
Evidence    E130, E131: relative scores and targets move effort, part of it into reports (E170); sizes are priors
Not here    a better capacity: the index measures, and only what counties then do changes anything
"""

from sim.agents.government import YEARS_OF_INDEX


def survey_money(law, n_counties):
    """What the surveys of a year cost (yuan): every county, or none when the budget does not cover all."""
    cost = law.survey_cost * n_counties
    if law.annual_budget <= 0.0 or cost <= 0.0 or cost > law.annual_budget:
        return 0.0
    return cost


def published_index(law, county):
    """The index that is published in a first quarter: that of `index_lag` full years ago (1: last year's).

    0 while there was none.
    """
    lag = max(1, min(YEARS_OF_INDEX, int(law.index_lag)))
    return county.index_of_year[lag - 1]
