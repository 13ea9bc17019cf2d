"""Counties support firms' R&D projects with grants from their project pool."""

from sim.agents.government import PROJECT_POOL, USE_PROJECTS
from sim.engine.ledger import (
    COUNTY_PURSE,
    MISUSED_GRANTS,
    N_PURSES,
    PROJECT_GRANTS,
    REST_OF_WORLD,
    firm_pays,
    firm_receives,
    whole,
)
from sim.engine.luck import luck, luck_key
from sim.levers.support import give, turn_away
from sim.rules.budgets import SUPPORTS_PROJECT
from sim.rules.signals import give_signal


def counties_support_projects(lanes, counties, firms, purses, ledger):
    """Second quarter: R&D-active firms that the office reaches ask for grants; the pool is divided by lot.

    A grant is a share of the firm's R&D of a year, up to a ceiling. Each project has the same chance, pool over what
    is asked, and the pool may run dry before the last; whom it does not serve is turned away.
    """
    for lane in lanes:
        belief = lane.belief
        supports = luck_key(lane.seed, SUPPORTS_PROJECT, lane.given.year)
        for c in range(lane.first_county, lane.end_county):
            counties[c].projects_asked = 0.0
            counties[c].projects_paid = 0
        for i in range(lane.first_firm, lane.end_firm):
            if asks(firms[i]):
                county = counties[lane.first_county + firms[i].county]
                county.projects_asked += asked(firms[i], belief, lane.given.gdp_index) * firms[i].stands_for
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not asks(firm):
                continue
            c = lane.first_county + firm.county
            county = counties[c]
            wanted = whole(asked(firm, belief, lane.given.gdp_index))
            if county.use[USE_PROJECTS] <= 0.0 or wanted <= 0:
                continue
            # the chance is that at the start of the quarter: what has been paid out counts as still there
            chance = (county.pools[PROJECT_POOL] + county.projects_paid) / county.projects_asked
            if luck(supports, firm.key) >= chance:
                turn_away(county, PROJECT_POOL, firm.stands_for)
                continue
            yuan = give(county, PROJECT_POOL, wanted, 1, firm.stands_for)
            if yuan <= 0:
                continue
            county.projects_paid += yuan * firm.stands_for
            county.yuan_fiscal_st += yuan * firm.stands_for
            receive_project(lane, firm, purses[c * N_PURSES + COUNTY_PURSE], yuan, c, purses, ledger, PROJECT_GRANTS)


def receive_project(lane, firm, payer, yuan, c, purses, ledger, flow):
    """A firm gets public money for a project (whole yuan): the one way in which such money reaches its R&D.

    Owners take the misused part (E115, E119). What is left pays for R&D: it changes the R&D of a firm that lacked
    money and of no other (steps.finance). It is taxed, and a signal.
    """
    firm_receives(firm, payer, yuan, ledger, c, flow)
    misused = whole(lane.belief.misused_share * yuan)
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], misused, ledger, c, MISUSED_GRANTS)
    firm.income_year += yuan
    firm.grant += yuan - misused
    give_signal(firm, lane.quarter, lane.belief)


def asks(firm):
    """Does the firm ask for a project grant? R&D-active and reached by the county's office."""
    return firm.alive and firm.is_rd_active and firm.is_reached


def asked(firm, belief, price_level):
    """The grant that a firm asks for (yuan): a share of its R&D of a year, up to the ceiling."""
    return min(belief.project_share * 4.0 * firm.rd, belief.project_ceiling * price_level)
