"""Clusters of a county's industry, zones, and what being in one changes: prices and visits, never output."""

from math import exp, log

from sim.engine.luck import decision

MOVES_TO_ZONE = decision("firm.moves_to_zone", "does an industrial firm move into its county's zone this year?")
ENTERS_ZONE = decision("entrant.enters_zone", "does an industrial entrant settle in the county's zone?")


def location_quotient(firms, firms_of_county, share_of_region):
    """Share of a sector among the county's firms over its share in the region at the start (ratio)."""
    if firms_of_county <= 0.0 or share_of_region <= 0.0:
        return 0.0
    return firms / firms_of_county / share_of_region


def is_cluster(firms, quotient, belief):
    """Is a sector of a county a cluster: enough firms, and a location quotient above the threshold?"""
    return firms >= belief.cluster_firms and quotient >= belief.cluster_quotient


def promise(firms, quotient):
    """What a county goes by when it chooses its focus sectors: location quotient times number of firms."""
    return quotient * firms


def work_bought(spent, firm, belief):
    """What a quarter's R&D money buys (yuan a quarter, at the cost of work on own equipment).

        x = d outside; x = min(d / (1 - e (1 - p)), d + (1 - p) h / 4) for a member of a cluster

    d money spent, e share of R&D that is use of equipment, testing and trial runs, p price of a shared hour over that
    of one on own equipment, h hours of shared equipment that the member may buy (yuan a year at own cost).
    """
    if not firm.in_cluster:
        return spent
    cheaper = 1.0 - belief.shared_hour_price
    return min(spent / (1.0 - belief.equipment_share * cheaper), spent + cheaper * firm.shared_hours / 4.0)


def wanted_spending(wanted, elasticity, firm, belief):
    """R&D money that a member of a cluster wants to spend (yuan a year), if it would do `wanted` without shared hours.

        x = max(w, min(w q^eta, h / e)), q = 1 - e (1 - p);  d = x - (1 - p) min(e x, h)

    Work is cheaper at the margin only as long as shared hours last: a firm that needs more of them than it gets saves
    money and does the same work; a small one does more work, and spends more or less as |eta| is above 1 or below.
    Symbols as in `work_bought`; eta elasticity of R&D to its price. E150 (more innovators, less money) is not put in.
    """
    if not firm.in_cluster or belief.equipment_share <= 0.0:
        return wanted
    cheaper = 1.0 - belief.shared_hour_price
    price = 1.0 - belief.equipment_share * cheaper
    work = max(wanted, min(wanted * exp(elasticity * log(price)), firm.shared_hours / belief.equipment_share))
    return work - cheaper * min(belief.equipment_share * work, firm.shared_hours)


def search_with_neighbours(firm, base, belief):
    """Cost of finding a partner before what the firm remembers (yuan): lower by a share in a cluster. E150."""
    return base * (1.0 - belief.cluster_search_cut) if firm.in_cluster else base
