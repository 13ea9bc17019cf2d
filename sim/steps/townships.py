"""Townships: households take up techniques in contact with commissioners; townships are scored."""

from math import exp

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
from sim.rules.budgets import component


def commissioners_go_out(lanes, counties, purses, ledger):
    """Stipends of the quarter are paid; commissioners come from institutes and visit every township of the county."""
    for lane in lanes:
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            if county.commissioner_pool <= 0:
                continue
            stipends = min(county.commissioner_pool, whole(county.commissioner_pool / (5.0 - lane.given.season)))
            county.commissioner_pool -= stipends
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
    """Techniques spread with contact and fade without; household income follows; the township's score is drawn up."""
    for lane in lanes:
        belief = lane.belief
        for t in range(lane.first_township, lane.end_township):
            township = townships[t]
            c = lane.first_county + township.county
            county = counties[c]
            sent = household_contact(county.commissioners, county.farm_households, lane.law.science_tech_commissioners)
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
            if lane.given.season == 4:
                township.score = township_score(township, county, belief.organisation_spread)


def township_score(township, county, organisation_spread):
    """Score of a township (index; 1 = at the reference in all), times how well its office is run.

    Mean of three: adoption of techniques over 14 %; R&D-active share of the county's firms over 50 %; household
    income over 71,000 yuan a year: each about one and a half times the region's average of 2017, by assumption.
    """
    total = component(township.adoption, 0.14)
    total += component(county.n_rd_active / max(county.n_firms, 1.0), 0.5)
    total += component(township.income, 71_000.0)
    return total / 3.0 * exp(organisation_spread * township.organisation)
