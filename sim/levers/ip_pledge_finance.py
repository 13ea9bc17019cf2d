"""Loans against patents: a bank counts a larger share of their value, and the county pays part of the interest.

Enters      the limit on a firm's ordinary debt (steps.finance.borrow), by the value of its patents
Reaches     firms with invention patents that need more for planned R&D than the usual limit allows, while the
            county's money for a year's discount lasts
Paid by     the county; the risk is the bank's, which judges the firm as for any other loan
Evidence    E70 and E71 for debt and the market's size; E72 and E73 disagree on what pilots did to innovation
Not here    an effect on R&D or patents: money lifts a constraint where there is one, and must be paid back
"""

from sim.engine.ledger import whole


def pool(law, weight):
    """Money of a county and year for discounts of interest (yuan)."""
    return law.annual_budget_county * weight


def wider_share(usual, law):
    """Share of a patent's value that a bank lends: the usual one and what the scheme adds, at most all of it."""
    return min(1.0, usual + law.pledge_ltv)


def discount(loan, interest, law):
    """The county's part of a year's interest on a loan of the scheme (whole yuan)."""
    return whole(law.interest_discount * interest * loan)


def loan_that_money_allows(wanted, money, interest, law):
    """How much of the wanted loan the scheme takes on (whole yuan): as much as money for a year's discount is there.

    wanted, money: whole yuan. A discount of less than a yuan asks for no money.
    """
    due = discount(wanted, interest, law)
    if due <= money:
        return wanted
    return int(wanted * (money / due))
