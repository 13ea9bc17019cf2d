"""Leave and part-time work: founders may come back to their post, researchers may work for firms beside it.

Enters      what founding a firm costs an inventor (rules.spin_offs.post_kept): the post is lost only if the firm
            outlives the leave; and the time that an institute keeps for firms (steps.institutes.divide_time)
Reaches     institutes that grant it, drawn once
Paid by     nobody's budget: institutes keep the post open and give the time
Evidence    E142: what inventors may keep decides how many found a firm
Not here    the number of spin-offs or contracts
"""


def leave_of(u, law):
    """Years in which a founder may come back (years); u: the institute's lot among those that grant it, in [0, 1)."""
    if u >= law.granting_share:
        return 0.0
    return law.leave_period


def part_time_of(u, law):
    """Researchers' time free for work with firms (share); u: as for the leave."""
    if u >= law.granting_share:
        return 0.0
    return law.share_of_researchers
