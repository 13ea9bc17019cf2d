"""Streamlined procedures: a service hall in which firms are registered with fewer steps and on fewer days.

Enters      the cost of founding a firm (rules.budgets.next_entry_cost): the hall's people work on procedures, as the
            S&T office does when it tries harder; what is simplified stays so
Reaches     founders of every kind in the county; a hall that is paid in part does a part of the work
Paid by     the county, from its S&T envelope, the same for every county
Evidence    E108 (entry rose by a quarter when registration was reformed), E109
Not here    firms entering: they follow from the cost; it does not fall under what the national reform left
"""


def pool(law):
    """Money of a county and year for its service hall (yuan)."""
    return law.hall_cost


def effort_of_hall(yuan, salaries):
    """What a hall adds to the effort of the county's office (ratio): its money over the salaries of the office."""
    return yuan / max(salaries, 1.0)
