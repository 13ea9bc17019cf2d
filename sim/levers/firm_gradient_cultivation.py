"""Cultivation of firms by steps: a reserve of firms near a title, visited first, and a reward for each new title.

Enters      who the office reaches (the reserve first), and what an idle firm may gain by starting R&D
Reaches     firms near the threshold of HNTE, SRDI or little giant; rewards: firms that gain SRDI, little giant, gazelle
Paid by     the county, from two pools: rewards until the money runs out, and visits to the reserve
Evidence    none for such ladders; thresholds of SRDI from Jilin's document of 2021, amounts typical and unsure
Not here    the number of titles: they go by rule to firms that meet the criteria and have heard of them
"""


def in_force(law):
    """A ladder without money is none: nobody keeps a reserve, and visits stay as they are."""
    return law.annual_budget_county > 0.0


def reward_pool(law, weight):
    """Money for rewards of a county and year (yuan)."""
    return (1.0 - law.visits_share) * law.annual_budget_county * weight


def visit_pool(law, weight):
    """Money for visits to the reserve of a county and year (yuan)."""
    return law.visits_share * law.annual_budget_county * weight


def aimed(own, bought, reserve_firms, law):
    """Visits of a quarter that go to the reserve alone: a share of the office's own and all bought, one a firm at most.

    What is over goes round all candidate firms, as the rest of the office's visits.
    """
    return min(law.aimed_share * own + bought, reserve_firms)
