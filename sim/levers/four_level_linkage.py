"""Linkage of four levels: a county meets those above it before it divides its money, so that transfers can be planned.

Enters      the part of transfers that a county can put to its own uses (rules.budgets.disposable); days of its S&T
            office, which are missing for visits (steps.office)
Reaches     every county, by the meetings that its money pays for
Paid by     the county: the meetings from its S&T envelope, the days out of its office's working time
Evidence    E134: few regions turn transfers into growth; none on meetings
Not here    more money: what comes from above is the same, and more of it finds a use in time
"""


def pool(law):
    """Money of a county and year for meetings (yuan)."""
    return law.annual_budget_county


def meetings_held(yuan, law):
    """Meetings of a year that the money pays for (meetings); none while a meeting costs nothing."""
    if law.meeting_cost <= 0.0:
        return 0.0
    return yuan / law.meeting_cost


def announced(law, meetings):
    """Part of transfers that is announced in time (share): each meeting brings some of what is not announced yet."""
    left = 1.0
    for _ in range(int(meetings)):
        left *= 1.0 - law.announced_per_meeting
    return 1.0 - left


def days_in_meetings(law, meetings):
    """Days of the office that meetings take in a quarter (days)."""
    return law.days_per_meeting * meetings / 4.0
