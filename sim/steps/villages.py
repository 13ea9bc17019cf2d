"""What counties pay for in their villages: courses for farmers, agricultural park, certified products, e-commerce."""

from sim.agents.government import AGRI_PARK_POOL, BRAND_POOL, ECOMMERCE_POOL, FARMER_POOL
from sim.engine.ledger import (
    AGRI_PARKS,
    CERTIFICATION_FEES,
    COUNTY_PURSE,
    ECOMMERCE_CENTRES,
    FARMER_TRAINING,
    N_PURSES,
    REST_OF_WORLD,
    pay,
)
from sim.levers.specialty_product_branding import may_be_certified, price_gain
from sim.levers.support import pay_instalment, take


def villages_are_supported(lanes, counties, townships, purses, ledger):
    """Every quarter a part of the money: schools and centres are paid, the park grows. First quarter: one more brand.

    Whom courses and park reach stands in steps.townships. Contracts with firms are counted anew (steps.chains).
    """
    for lane in lanes:
        season = lane.given.season
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            pay_instalment(county, FARMER_POOL, season, c, REST_OF_WORLD, purses, ledger, FARMER_TRAINING)
            paid = pay_instalment(county, AGRI_PARK_POOL, season, c, REST_OF_WORLD, purses, ledger, AGRI_PARKS)
            county.agri_park_paid += paid
            pay_instalment(county, ECOMMERCE_POOL, season, c, REST_OF_WORLD, purses, ledger, ECOMMERCE_CENTRES)
            county.chain_households = 0.0
            county.chain_premium = 0
            if season == 1:
                county.chain_room = county.poor_households
        if season == 1:
            products_are_certified(lane, counties, townships, purses, ledger)


def products_are_certified(lane, counties, townships, purses, ledger):
    """Each county certifies the product of one township more; then prices follow from how many are certified.

    Rows of townships follow the counties. With the channel of shared markets closed a county's brands have a market of
    their own.
    """
    law = lane.law.specialty_product_branding
    best = -1
    for t in range(lane.first_township, lane.end_township):
        township = townships[t]
        if township.is_certified == 0 and (best < 0 or township.adoption > townships[best].adoption):
            best = t
        if t + 1 == lane.end_township or townships[t + 1].county != township.county:
            c = lane.first_county + township.county
            if best >= 0 and may_be_certified(float(counties[c].pools[BRAND_POOL]), law):
                certify(counties[c], c, townships[best], law, purses, ledger)
            best = -1
    certified = 0.0
    for c in range(lane.first_county, lane.end_county):
        certified += counties[c].certified
    for t in range(lane.first_township, lane.end_township):
        township = townships[t]
        rivals = counties[lane.first_county + township.county].certified
        if lane.channel_shared_markets:
            rivals = certified / (lane.end_county - lane.first_county)
        township.price_gain = township.is_certified * price_gain(rivals, law)


def certify(county, c, township, law, purses, ledger):
    """The county pays the fee of one certification."""
    yuan = take(county, BRAND_POOL, law.certification_cost)
    pay(purses[c * N_PURSES + COUNTY_PURSE], purses[c * N_PURSES + REST_OF_WORLD], yuan, ledger, c, CERTIFICATION_FEES)
    county.yuan_fiscal_st += yuan
    county.certified += 1.0
    township.is_certified = 1
