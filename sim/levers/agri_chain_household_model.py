"""Chains of firms and households: food firms contract with households of poor villages, the county pays for each.

Enters      contact of the households under contract, whom the firm's technicians advise; their income, by the premium
            over the market that the firm pays; the firm's costs and income, by both and by the subsidy
Reaches     above-scale food firms; households of poor villages of the same county, until all have a contract
Paid by     the county, a bonus for each household and year; the firm pays premium and advice
Evidence    E134: what help from outside brings varies with the place; E42: demonstration in the field works better
Not here    an income gain: it follows from the premium and from techniques; nor what a secure supply is worth to firms
"""

from sim.sectors import SECTOR_PLACE

FOOD = SECTOR_PLACE["food_and_agriculture"]


def pool(law, weight):
    """Money of a county and year for households under contract (yuan)."""
    return law.annual_budget_county * weight


def premium_per_household(income, law):
    """What a household under contract gets over the market price in a year (yuan), given its income (yuan a year)."""
    return law.price_premium * law.sold_share * income


def households_wanted(income, law):
    """Households that a firm would contract with for the year: none unless the bonus is more than they cost it."""
    if law.subsidy_per_household <= premium_per_household(income, law) + law.advice_cost:
        return 0.0
    return law.households_per_firm
