"""Poverty relief through science and technology, "1-10-100-1000": a zone, parks, pairings, villages.

Enters      days of service for poor villages, lent by institutes; contact of households with parks and the zone
Reaches     townships by their number of poor villages; parks and the zone serve the households around them
Paid by     the province, from a pool of its S&T money; what the money or the people of a year do not allow waits
Evidence    E44 E45: services and demonstration help in poor counties, the registered poor take part less; sizes unseen
Not here    the number of villages helped: it follows from money and people; nor incomes: they follow from adoption
"""


def pool(law):
    """Programme money of a year (yuan)."""
    return law.annual_budget


def pairings_paid(yuan, law):
    """Pairings that this year's money keeps up (pairings): they come first."""
    if law.cost_per_pairing <= 0.0:
        return 0
    return int(min(law.pairings, yuan / law.cost_per_pairing))


def villages_paid(yuan, so_far, poor_villages, law):
    """Poor villages newly served this year (villages): a year's part of the plan at most, while both last."""
    if law.cost_per_village <= 0.0 or law.campaign_years <= 0.0:
        return 0.0
    planned = min(law.villages, poor_villages)
    return max(0.0, min(planned / law.campaign_years, planned - so_far, yuan / law.cost_per_village))


def parks_paid(yuan, built, law):
    """Parks that are built this year (parks): whole ones, a year's part of the plan (rounded up) at most."""
    if law.cost_per_park <= 0.0 or law.campaign_years <= 0.0:
        return 0
    return int(max(0.0, min(law.parks / law.campaign_years + 0.99, law.parks - built, yuan / law.cost_per_park)))


def zone_paid(so_far, law):
    """What the zone may still cost (yuan); it is paid by instalments from what the rest leaves."""
    if law.zones < 1.0:
        return 0.0
    return max(0.0, law.cost_per_zone - so_far)


def visited_in_villages(villages, law):
    """Number of households in contact in villages that are served."""
    return villages * law.households_per_village


def shown_by_park(law):
    """Number of households that see what a demonstration park shows."""
    return law.households_per_park


def shown_by_zone(law):
    """Number of households that see what the zone shows."""
    return law.households_per_zone
