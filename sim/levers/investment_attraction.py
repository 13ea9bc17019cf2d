"""Technology-oriented investment promotion: a city offers packages to high-technology firms that look for a site.

Enters      the county in which a firm sits: one comes if the package covers what moving costs it (steps.attraction)
Reaches     recognised firms (HNTE) of other counties of the region, which lose them; firms from outside the region
Paid by     the prefecture of the county that they come to, from its S&T money, split over its counties by their budgets
Evidence    E104: firms follow places that make capital cheaper; none on packages, so movers are few by assumption
Not here    what a firm is worth to its new county: its staff stays behind, and it hires where it is
"""


def pool(law):
    """Money of a prefecture and year for packages (yuan)."""
    return law.annual_budget_prefecture


def may_leave(firm):
    """May the firm move? A recognised firm that no fund, pooled loan or claim ties to its county."""
    tied = firm.backer > 0 or firm.pooled_debt > 0 or firm.voucher > 0 or firm.subsidy_claim > 0 or firm.debt > 0
    return firm.alive and firm.is_hnte and not firm.is_state and not firm.is_certain and not tied


def accepts(package, cost):
    """Does a package (yuan) cover what moving costs (yuan)?"""
    return package > 0.0 and package >= cost
