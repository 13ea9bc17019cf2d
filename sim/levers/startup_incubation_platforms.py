"""Start-up platforms (incubators, makerspaces, star-creation spaces): cheap slots for technology start-ups.

Enters      the cost of entry of a start-up in a slot (rules.entry.brought_by_lower_cost), while slots are free
Reaches     technology start-ups, also those that would have come anyway; a slot is let for a term,
            whether or not the firm lives on
Paid by     the county, a subsidy per platform; as many platforms as the money pays
Evidence    E108 for the elasticity of entry; E100, E101: no better survival, so none is assumed
Not here    survival and growth of firms that began on a platform: they follow from the firm
"""


def pool(law):
    """Subsidies of a county and year (yuan)."""
    return law.platforms_per_county * law.platform_subsidy


def platforms_paid(yuan, law):
    """Platforms that the year's money pays (whole platforms); none without a subsidy."""
    if law.platform_subsidy <= 0.0:
        return 0.0
    return float(int(min(law.platforms_per_county, yuan / law.platform_subsidy) + 1e-9))


def slots(platforms, law):
    """Slots on so many platforms (start-up firms)."""
    return int(platforms * law.capacity)


def cost_in_slot(county_cost, law):
    """Cost of entry of a start-up in a slot over that of 2012 (ratio)."""
    return county_cost * (1.0 - law.entry_cost_saving)
