"""Priority for advanced counties: a further share of the province's S&T money goes to counties by rank.

Enters      the pool of performance pay (steps.transfers.pay_by_rank), and with it what a point of score is worth
Reaches     every county, by its budget and by what is behind it in its tier; by budget where there are no ranks
Paid by     the province, from its S&T envelope; the county spends it
Evidence    E130: relative pay within a tier works and does not drift to rich areas; it fades
Not here    what the money is spent on: the county decides, and what it cannot absorb goes into other spending
"""


def pool(law, envelope):
    """Money of a year (yuan): a share of the province's S&T envelope."""
    return law.priority_weight * envelope
