"""Sharing the risk of returnees' start-ups: the county bears part of what a returnee loses when the firm closes soon.

Enters      the utility of coming back, as the loss that a founder need not expect (steps.returnees); money for the
            owner at closure (steps.entry_exit)
Reaches     natives outside who think of founding a firm; of those who come, owners whose firm closes within some years
Paid by     the county, when a firm closes and while its money lasts
Evidence    E90 for location and money; E93 for start-up subsidies, sizes unseen
Not here    survival: a firm that closes is closed
"""

from sim.engine.ledger import whole


def pool(law, weight):
    """Money of a county and year for returnees' losses (yuan)."""
    return law.annual_budget_county * weight


def expected_relief(paid_in, failure, law):
    """What of an expected loss a founder need not bear (yuan): b K (1 - (1 - f)^T).

    b the county's part of a loss, K what the founder pays in (yuan), f chance in a year that founders expect to fail, T
    years in which the county bears a part. They take the county's money for granted.
    """
    if law.annual_budget_county <= 0.0:
        return 0.0
    survives = 1.0
    for _ in range(int(law.years)):
        survives *= 1.0 - failure
    return law.loss_share * paid_in * (1.0 - survives)


def borne_by_county(lost, age, law):
    """The county's part of a loss (whole yuan), for a firm that closes at this age (quarters)."""
    if law.annual_budget_county <= 0.0 or lost <= 0 or age >= 4.0 * law.years:
        return 0
    return whole(law.loss_share * lost)
