"""Base plus increment refund: the province returns to a county a share of its corporate tax above a base year's.

Enters      the money of a county's year (steps.transfers), and what a yuan of own tax is worth to a county that divides
            its S&T money (rules.budgets)
Reaches     every county whose tax has grown, by formula; where the pool is short all get the same part of their due
Paid by     the province, a transfer that the county spends
Evidence    E132: what is rewarded from above moves how local governments divide their money
Not here    a price of firms' R&D: a county is paid, not a firm; the tax of firms is as it was
"""


def pool(law, year):
    """Money for refunds of a year (yuan): none before a year can have grown above the base year."""
    if law.return_share <= 0.0 or year < law.base_year + 2.0:
        return 0.0
    return law.annual_budget


def is_base(law, year):
    """Can the tax of this (full) year be the base from which growth counts? It is the first from the base year on."""
    return law.annual_budget > 0.0 and law.return_share > 0.0 and year >= law.base_year


def due(tax, base, law):
    """Refund due on a year's local tax (yuan): g max(0, tax - base)."""
    return law.return_share * max(0.0, tax - base)
