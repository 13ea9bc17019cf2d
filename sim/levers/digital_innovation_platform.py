"""Digital platforms: firms see on a screen what institutes far away offer.

Enters      the cost of finding a partner: the part that distance adds, for institutes that list their services
Reaches     firms with a contract at hand, in the counties whose platform is on
Paid by     province or prefecture: building once, then operation; a platform that is not paid for is off
Evidence    E181, E182: what distance does to the use of knowledge; none for such platforms
Not here    more contracts, or any gain from what is found
"""

from sim.engine.ledger import whole


def pool(budget, built, law):
    """Money of a government and year for its platform (yuan): what is still to build and a year's operation.

    budget: most that it spends in a year, built: spent on building so far (yuan).
    """
    return min(budget, missing(built, law) + law.running_cost)


def missing(built, law):
    """What is still to be paid for building (yuan)."""
    return max(0.0, law.building_cost - built)


def is_run(money, built, law):
    """Is the platform on in a year with so much money? Only if it stands and its operation is paid."""
    return money > 0 and money >= whole(missing(built, law) + law.running_cost)


def next_built(money, built, law):
    """Spent on building after a year with so much money (whole yuan): building comes first."""
    return built + min(money, whole(missing(built, law)))
