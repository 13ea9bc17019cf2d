"""Growth of fiscal S&T spending: the S&T share of expenditure rises by a step a year, up to a ceiling.

Enters      the S&T envelopes of counties, prefectures and province, from which their pools and transfers are paid
Reaches     county governments, by their share of the region's expenditure and their own propensity
Paid by     counties, prefectures and the province, from their ordinary budgets
            (`city_pays`: the province's share stays, where the document is a city's own)
Evidence    Jiangxi's share rose from 2.35 % (2017) to 3.11 % (2021); that the document caused it is an assumption
Not here    any effect of S&T money on R&D other than through what is bought with it
"""


def next_added_share(added, base, law):
    """S&T share of expenditure that the policy has added, one year on (share): a step, held at the ceiling."""
    if law.share_step <= 0.0:
        return added
    return max(0.0, min(added + law.share_step, law.share_ceiling - base))
