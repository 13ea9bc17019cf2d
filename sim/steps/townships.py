"""Townships: households take up techniques in contact with commissioners; townships are scored."""

from sim.agents.government import COMMISSIONER_POOL
from sim.engine.ledger import (
    COMMISSIONER_STIPENDS,
    COUNTY_PURSE,
    FARM_HOUSEHOLDS,
    FARM_INCOME,
    N_PURSES,
    RD_WORKERS,
    REST_OF_WORLD,
    pay,
    whole,
)
from sim.levers.science_tech_commissioners import household_contact
from sim.rules.adoption import household_income, next_adoption


def commissioners_go_out(lanes, counties, purses, ledger):
    """Stipends of the quarter are paid; commissioners visit every township of the county (not followed one by one)."""
    for lane in lanes:
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            if county.pools[COMMISSIONER_POOL] <= 0:
                continue
            stipends = min(
                county.pools[COMMISSIONER_POOL], whole(county.pools[COMMISSIONER_POOL] / (5.0 - lane.given.season))
            )
            county.pools[COMMISSIONER_POOL] -= stipends
            pay(
                purses[c * N_PURSES + COUNTY_PURSE],
                purses[c * N_PURSES + RD_WORKERS],
                stipends,
                ledger,
                c,
                COMMISSIONER_STIPENDS,
            )
            county.yuan_fiscal_st += stipends


def townships_adopt(lanes, counties, townships, purses, ledger):
    """Techniques spread with contact and fade without; household income follows."""
    for lane in lanes:
        belief = lane.belief
        for t in range(lane.first_township, lane.end_township):
            township = townships[t]
            c = lane.first_county + township.county
            county = counties[c]
            with_households = county.commissioners * (1.0 - belief.commissioner_firm_time)
            sent = household_contact(with_households, county.farm_households, lane.law.science_tech_commissioners)
            township.contact = min(1.0, belief.household_contact_base + sent * min(1.5, county.delivery_quality))
            township.adoption = next_adoption(
                township.adoption, township.contact, belief.household_take_up, belief.household_abandonment
            )
            base = township.base_income * lane.given.gdp_index
            township.income = household_income(base, township.income_effect, township.adoption)
            pay(
                purses[c * N_PURSES + REST_OF_WORLD],
                purses[c * N_PURSES + FARM_HOUSEHOLDS],
                whole(township.income * township.households / 4.0),
                ledger,
                c,
                FARM_INCOME,
            )
