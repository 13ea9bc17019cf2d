"""R&D reports of above-scale firms: every such firm reports its R&D each year, and some reports are checked.

Enters      the chance that an audit finds other expenses reported as R&D, which firms foresee (steps.recognition)
Reaches     above-scale industrial firms, whether they want it or not; only those that relabel have anything to fear
Paid by     the province, per report that is checked, spread over counties by their budgets
Evidence    E20, E170: firms and counties report more than they do where it pays and nobody looks
Not here    more R&D because one is asked for a report: nobody has measured that
"""


def pool(law):
    """The province's money of a year for checks (yuan)."""
    return law.annual_budget


def checks_paid(yuan, reports, law):
    """Reports that a year's money checks (reports of firms): no more than there are."""
    if law.cost_per_check <= 0.0:
        return 0.0
    return min(reports, yuan / law.cost_per_check)


def chance_found(audit_rate, checked):
    """Chance that an audit or a check looks at a firm (probability): 1 - (1 - a)(1 - p)."""
    return audit_rate + checked * (1.0 - audit_rate)
