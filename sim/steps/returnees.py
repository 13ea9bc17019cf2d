"""Natives who live elsewhere think of founding a firm at home; the county pays some of those who do."""

from sim.agents.government import RETURNEE_POOL
from sim.engine.ledger import COUNTY_PURSE, N_PURSES, REST_OF_WORLD, STARTUP_SUBSIDY, pay
from sim.engine.luck import luck, luck_key, poisson, rounded
from sim.levers.returnee_startup_risk_sharing import expected_relief
from sim.levers.returnees_and_three_villages import pool, subsidised
from sim.levers.support import take, turn_away
from sim.rules.entry import first_cash
from sim.rules.labour import (
    RETURNEES,
    RETURNS_FOR_SUBSIDY,
    RETURNS_TO_RD,
    chance_to_return,
    grant_pull,
    wage_trend,
)


def natives_return(lanes, counties, purses, ledger):
    """Founders of the quarter: those whom county money brings come beyond the entrants of every year.

    Who would have come anyway is among the usual entrants and takes the subsidy as well; those beyond the year's money
    get none, and stay away as far as only the subsidy would have brought them. A county that bears part of a loss
    makes a start less of a risk for all of them.
    """
    for lane in lanes:
        law = lane.law.returnees_and_three_villages
        comes = luck_key(lane.seed, RETURNEES, lane.quarter)
        additional = luck_key(lane.seed, RETURNS_FOR_SUBSIDY, lane.quarter)
        with_them = luck_key(lane.seed, RETURNS_TO_RD, lane.quarter)
        trend = wage_trend(lane.belief, lane.given)
        subsidy = law.startup_subsidy if pool(law) > 0.0 else 0.0
        relief = expected_relief(
            first_cash(lane.belief.returnee_median * lane.given.gdp_index, lane.belief),
            lane.belief.young_firm_failure,
            lane.law.returnee_startup_risk_sharing,
        )
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.n_returnee_firms = 0
            county.n_returnee_workers = 0
            if subsidy + relief <= 0.0 or lane.channel_mobility == 0:
                continue
            relative = county.skilled_wage / (county.skilled_wage_2012 * trend)
            housing = county.housing_cost / county.housing_cost_2012
            elasticity = lane.belief.location_elasticity
            pull = grant_pull(subsidy + relief, county.skilled_wage, elasticity)
            without = chance_to_return(relative, housing, 1.0, lane.belief)
            insured = chance_to_return(
                relative, housing, grant_pull(relief, county.skilled_wage, elasticity), lane.belief
            )
            chance = chance_to_return(relative, housing, pull, lane.belief)
            thinking = county.natives_outside * lane.belief.mobility * lane.belief.returnee_founders
            founders = poisson(luck(comes, county.key), thinking * chance)
            paid = pay_subsidies(law, county, c, founders, purses, ledger)
            brought = paid * (1.0 - without / chance) + (founders - paid) * ((insured - without) / chance)
            county.n_returnee_firms = rounded(luck(additional, county.key), brought)
            workers = county.n_returnee_firms * lane.belief.returnee_rd_workers / lane.stands_for
            county.n_returnee_workers = rounded(luck(with_them, county.key), workers)


def pay_subsidies(law, county, c, founders, purses, ledger):
    """Pay the start-up subsidy to founders while the year's money lasts; returns how many are paid (firms)."""
    if pool(law) <= 0.0:
        return 0
    paid = subsidised(founders, county.pools[RETURNEE_POOL], law)
    turn_away(county, RETURNEE_POOL, founders - paid)
    yuan = take(county, RETURNEE_POOL, paid * law.startup_subsidy)
    county.yuan_fiscal_st += yuan
    county.n_subsidised_startups += paid
    pay(purses[c * N_PURSES + COUNTY_PURSE], purses[c * N_PURSES + REST_OF_WORLD], yuan, ledger, c, STARTUP_SUBSIDY)
    return paid
