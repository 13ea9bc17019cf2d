"""Clusters of a county's industry, zones, and what being in one changes: prices and neighbourhood, never output."""

from math import log

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


def duplication_saved(firm, belief):
    """Share of R&D money that a member of a cluster saves for the same knowledge; 0 outside, at most a half. E150."""
    if not firm.in_cluster:
        return 0.0
    return max(0.0, min(0.5, belief.cluster_duplication_saved))


def search_with_neighbours(firm, base, belief):
    """Cost of finding a partner before what the firm remembers (yuan): lower by a share in a cluster. E150."""
    return base * (1.0 - belief.cluster_search_cut) if firm.in_cluster else base


def zone_gain(firm, county, belief):
    """Log gain of a zone's firm from a denser neighbourhood: psi g_loc ln(1 + w).

    The county's pool counts 1 + w times for it (w: zone_density). 0 outside, and where there is no R&D to learn from.
    """
    if not firm.in_zone or county.pool[firm.sector] <= 0.0:
        return 0.0
    return county.absorptive_capacity * belief.spillover_local * log(1.0 + belief.zone_density)
