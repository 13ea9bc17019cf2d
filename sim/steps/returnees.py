"""Natives who live elsewhere think of founding a firm at home; the county pays some of those who do."""

from sim.agents.government import RETURNEE_POOL
from sim.engine.ledger import COUNTY_PURSE, N_PURSES, REST_OF_WORLD, STARTUP_SUBSIDY, pay
from sim.engine.luck import luck, luck_key, poisson, rounded
from sim.levers.returnees_and_three_villages import pool, subsidised
from sim.levers.support import take, turn_away
from sim.rules.labour import (
    RETURNEES,
    RETURNS_FOR_SUBSIDY,
    RETURNS_TO_RD,
    chance_to_return,
    grant_pull,
    wage_trend,
)


def natives_return(lanes, counties, purses, ledger):
    """Founders of the quarter: those whom the subsidy brings come beyond the entrants of every year.

    Who would have come anyway is among the usual entrants and takes the subsidy as well; those beyond the year's money
    are turned away.
    """
    for lane in lanes:
        law = lane.law.returnees_and_three_villages
        comes = luck_key(lane.seed, RETURNEES, lane.quarter)
        additional = luck_key(lane.seed, RETURNS_FOR_SUBSIDY, lane.quarter)
        with_them = luck_key(lane.seed, RETURNS_TO_RD, lane.quarter)
        trend = wage_trend(lane.belief, lane.given)
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.n_returnee_firms = 0
            county.n_returnee_workers = 0
            if pool(law) <= 0.0 or lane.channel_mobility == 0:
                continue
            relative = county.skilled_wage / (county.skilled_wage_2012 * trend)
            housing = county.housing_cost / county.housing_cost_2012
            pull = grant_pull(law.startup_subsidy, county.skilled_wage, lane.belief.location_elasticity)
            without = chance_to_return(relative, housing, 1.0, lane.belief)
            chance = chance_to_return(relative, housing, pull, lane.belief)
            thinking = county.natives_outside * lane.belief.mobility * lane.belief.returnee_founders
            founders = poisson(luck(comes, county.key), thinking * chance)
            paid = subsidised(founders, county.pools[RETURNEE_POOL], law)
            turn_away(county, RETURNEE_POOL, founders - paid)
            yuan = take(county, RETURNEE_POOL, paid * law.startup_subsidy)
            county.yuan_fiscal_st += yuan
            county.n_subsidised_startups += paid
            pay(
                purses[c * N_PURSES + COUNTY_PURSE],
                purses[c * N_PURSES + REST_OF_WORLD],
                yuan,
                ledger,
                c,
                STARTUP_SUBSIDY,
            )
            county.n_returnee_firms = rounded(luck(additional, county.key), paid * (1.0 - without / chance))
            workers = county.n_returnee_firms * lane.belief.returnee_rd_workers / lane.stands_for
            county.n_returnee_workers = rounded(luck(with_them, county.key), workers)
