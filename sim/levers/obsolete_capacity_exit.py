"""Compensation for closing obsolete capacity: a county pays firms far behind for giving up.

Enters      the decision to close (steps.entry_exit): a firm compares compensation with what going on would bring it
Reaches     industrial firms of some age that are far behind their sector, whose debts the money and the sum cover
Paid by     the county, while the year's money lasts
Evidence    E198: who closes is decided by what a firm earns and owes; none on such compensation
Not here    gains of those who stay: they win customers and workers as markets and mobility say
"""


def pool(law, weight):
    """Money of a county and year for compensation (yuan)."""
    return law.annual_budget_county * weight


def may(firm, lead, quarter, law):
    """May the firm ask? Industry, of some age, so far behind (`lead`: log productivity over the sector's). Yes or no.

    Not one that others have lent to or invested in beyond its bank.
    """
    tied = firm.backer > 0 or firm.pooled_debt > 0 or firm.own_money > 0 or firm.voucher > 0
    old = quarter - firm.founded >= 4.0 * law.least_years
    return firm.is_service == 0 and not tied and old and lead <= -law.gap


def compensation(assets, law):
    """What a firm is offered (yuan): a share of its assets."""
    return law.compensation_rate * assets


def going_on(sales_year, margin, discount):
    """What going on is worth to its owners (yuan): m S / (1 - d), nothing if it earns nothing."""
    return max(0.0, margin) * sales_year / max(1.0 - discount, 0.01)
