"""Governments support firms' R&D projects: counties and cities by grants, the province where R&D grows."""

from sim.agents.government import GROWTH_POOL, JOINT_POOL, PROJECT_POOL, USE_PROJECTS
from sim.engine.ledger import (
    COUNTY_PURSE,
    INTEREST_SUBSIDY,
    JOINT_PROJECT_GRANT,
    MISUSED_GRANTS,
    N_PURSES,
    PREFECTURE_PURSE,
    PREFECTURE_REVENUE,
    PROJECT_GRANTS,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    RD_GROWTH_SUBSIDY,
    REST_OF_WORLD,
    firm_pays,
    firm_receives,
    whole,
)
from sim.engine.luck import luck, luck_key
from sim.levers.grants_and_interest_subsidy import grant as joint_grant
from sim.levers.grants_and_interest_subsidy import interest as joint_interest
from sim.levers.grants_and_interest_subsidy import is_joint
from sim.levers.grants_and_interest_subsidy import pool as joint_pool
from sim.levers.priority_projects_for_rd_intensive_firms import chance, intensity, weight
from sim.levers.rd_reserve_fund import due
from sim.levers.rd_reserve_fund import pool as growth_pool
from sim.levers.support import city_gives, give, province_gives, raised, turn_away
from sim.rules.budgets import SUPPORTS_JOINT_PROJECT, SUPPORTS_PROJECT
from sim.rules.signals import give_signal


def counties_support_projects(lanes, counties, firms, purses, ledger):
    """Second quarter: R&D-active firms that the office reaches ask for grants; the pool is divided by lot.

    A grant is a share of the firm's R&D of a year, up to a ceiling. Each project has the same chance, pool over what
    is asked, unless firms that do more R&D over sales come first; the pool may run dry before the last; whom it does
    not serve is turned away.
    """
    for lane in lanes:
        belief = lane.belief
        law = lane.law.priority_projects_for_rd_intensive_firms
        supports = luck_key(lane.seed, SUPPORTS_PROJECT, lane.given.year)
        projects_are_asked_for(lane, counties, firms, law)
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not asks(firm):
                continue
            c = lane.first_county + firm.county
            county = counties[c]
            wanted = whole(asked(firm, belief, lane.given.gdp_index))
            if (county.use[USE_PROJECTS] <= 0.0 and county.project_money == 0) or wanted <= 0:
                continue
            if luck(supports, firm.key) >= chance(firm, county, law):
                turn_away(county, PROJECT_POOL, firm.stands_for)
                continue
            yuan = give(county, PROJECT_POOL, wanted, 1, firm.stands_for)
            if yuan <= 0:
                continue
            county.yuan_fiscal_st += yuan * firm.stands_for
            receive_project(lane, firm, purses[c * N_PURSES + COUNTY_PURSE], yuan, c, purses, ledger, PROJECT_GRANTS)


def projects_are_asked_for(lane, counties, firms, law):
    """What firms ask for in each county; the chance of a mean project; its R&D over sales and, with priority, weight.

    Means are by what is asked for, so that weights move money between firms and not out of the pool.
    """
    belief = lane.belief
    for c in range(lane.first_county, lane.end_county):
        counties[c].projects_asked = 0.0
        counties[c].project_intensity = 0.0
        counties[c].project_weight = 1.0
        counties[c].project_chance = 0.0
    for i in range(lane.first_firm, lane.end_firm):
        if asks(firms[i]):
            county = counties[lane.first_county + firms[i].county]
            yuan = asked(firms[i], belief, lane.given.gdp_index) * firms[i].stands_for
            county.projects_asked += yuan
            county.project_intensity += yuan * intensity(firms[i])
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        if county.projects_asked > 0.0:
            county.project_intensity /= county.projects_asked
            county.project_chance = county.pools[PROJECT_POOL] / county.projects_asked
            if law.priority_weight > 0.0:
                county.project_weight = 0.0
    if law.priority_weight > 0.0:
        for i in range(lane.first_firm, lane.end_firm):
            if asks(firms[i]):
                county = counties[lane.first_county + firms[i].county]
                yuan = asked(firms[i], belief, lane.given.gdp_index) * firms[i].stands_for
                mine = weight(intensity(firms[i]), county.project_intensity, law)
                county.project_weight += mine * yuan / county.projects_asked


def cities_support_projects(lanes, prefectures, counties, firms, purses, ledger):
    """First quarter: cities support projects that firms have with institutes, by lot where their money is short.

    A firm asks for a grant and for a part of the interest on the project's loan at once; either may find the pool
    empty. With the channel of contests closed a county's firms compete for its own part of the pool alone.
    """
    for lane in lanes:
        law = lane.law.grants_and_interest_subsidy
        if joint_pool(law) <= 0.0:
            continue
        joint_projects_are_asked_for(lane, prefectures, counties, firms, law)
        supports = luck_key(lane.seed, SUPPORTS_JOINT_PROJECT, lane.given.year)
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not asks(firm) or not is_joint(firm, lane.quarter):
                continue
            c = lane.first_county + firm.county
            county = counties[c]
            if luck(supports, firm.key) >= county.joint_chance:
                county.n_turned_away += firm.stands_for
                continue
            prefecture = prefectures[lane.first_prefecture + county.prefecture]
            interest = whole(joint_interest(firm, law, lane.belief.interest))
            wanted = whole(joint_grant(firm, law, ceiling(lane)))
            city_project(lane, prefecture, firm, county, c, JOINT_POOL, wanted, purses, ledger, JOINT_PROJECT_GRANT)
            yuan = city_gives(lane, prefecture, county, JOINT_POOL, interest, firm.stands_for)
            purse = raised(PREFECTURE_PURSE, PREFECTURE_REVENUE, yuan * firm.stands_for, c, purses, ledger)
            firm_receives(firm, purse, yuan, ledger, c, INTEREST_SUBSIDY)
            firm.income_year += yuan
            county.yuan_fiscal_st += yuan * firm.stands_for


def joint_projects_are_asked_for(lane, prefectures, counties, firms, law):
    """What firms ask of their city in each county, and the chance of a project: the pool over what is asked."""
    for p in range(lane.first_prefecture, lane.end_prefecture):
        prefectures[p].joint_asked = 0.0
    for c in range(lane.first_county, lane.end_county):
        counties[c].joint_asked = 0.0
    for i in range(lane.first_firm, lane.end_firm):
        firm = firms[i]
        if asks(firm) and is_joint(firm, lane.quarter):
            county = counties[lane.first_county + firm.county]
            yuan = joint_grant(firm, law, ceiling(lane))
            yuan += joint_interest(firm, law, lane.belief.interest)
            county.joint_asked += yuan * firm.stands_for
            prefectures[lane.first_prefecture + county.prefecture].joint_asked += yuan * firm.stands_for
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        prefecture = prefectures[lane.first_prefecture + county.prefecture]
        county.joint_chance = prefecture.pools[JOINT_POOL] / max(1.0, prefecture.joint_asked)
        if lane.channel_contests == 0:
            county.joint_chance = county.prefecture_part[JOINT_POOL] / max(1.0, county.joint_asked)


def province_adds_to_growing_rd(lanes, provinces, counties, firms, purses, ledger):
    """First quarter: firms with a reserve get a share of the rise of their R&D of last year from the province.

    All get the same part of their due where the money is short; with the channel of contests closed it is short where
    the county's own part of the pool is.
    """
    for lane in lanes:
        law = lane.law.rd_reserve_fund
        if growth_pool(law) <= 0.0:
            continue
        province = provinces[lane.first_province]
        province.growth_asked = 0.0
        for c in range(lane.first_county, lane.end_county):
            counties[c].growth_asked = 0.0
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if firm.alive and firm.is_rd_active and firm.reserve > 0:
                wanted = due(firm.rd_year, firm.rd_before, law) * firm.stands_for
                counties[lane.first_county + firm.county].growth_asked += wanted
                province.growth_asked += wanted
        pool = float(province.pools[GROWTH_POOL])
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive or not firm.is_rd_active or firm.reserve <= 0:
                continue
            c = lane.first_county + firm.county
            county = counties[c]
            part = pool / max(1.0, province.growth_asked)
            if lane.channel_contests == 0:
                part = pool * county.share_budget / max(1.0, county.growth_asked)
            wanted = int(min(1.0, part) * due(firm.rd_year, firm.rd_before, law))
            firm.rd_before = firm.rd_year
            yuan = province_gives(lane, province, county, GROWTH_POOL, wanted, firm.stands_for)
            purse = raised(PROVINCE_PURSE, PROVINCE_REVENUE, yuan * firm.stands_for, c, purses, ledger)
            project_money(lane, firm, purse, yuan, c, purses, ledger, RD_GROWTH_SUBSIDY)
            county.yuan_fiscal_st += yuan * firm.stands_for


def city_project(lane, prefecture, firm, county, c, pool, wanted, purses, ledger, flow):
    """A prefecture supports a project of a firm, up to `wanted` (whole yuan) and as far as its pool goes."""
    yuan = city_gives(lane, prefecture, county, pool, wanted, firm.stands_for)
    if yuan > 0:
        purse = raised(PREFECTURE_PURSE, PREFECTURE_REVENUE, yuan * firm.stands_for, c, purses, ledger)
        receive_project(lane, firm, purse, yuan, c, purses, ledger, flow)
        county.yuan_fiscal_st += yuan * firm.stands_for


def receive_project(lane, firm, payer, yuan, c, purses, ledger, flow):
    """A public body chooses a firm's project and pays for it (whole yuan): money for R&D, and a signal."""
    project_money(lane, firm, payer, yuan, c, purses, ledger, flow)
    give_signal(firm, lane.quarter, lane.belief)


def project_money(lane, firm, payer, yuan, c, purses, ledger, flow):
    """A firm gets public money for R&D (whole yuan): the one way in which such money reaches its R&D.

    Owners take the misused part (E115, E119). What is left pays for R&D: it changes the R&D of a firm that lacked
    money and of no other (steps.finance). It is taxed.
    """
    firm_receives(firm, payer, yuan, ledger, c, flow)
    misused = whole(lane.belief.misused_share * yuan)
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], misused, ledger, c, MISUSED_GRANTS)
    firm.income_year += yuan
    firm.grant += yuan - misused


def asks(firm):
    """Does the firm ask for a project grant? R&D-active and reached by the county's office."""
    return firm.alive and firm.is_rd_active and firm.is_reached


def asked(firm, belief, price_level):
    """The grant that a firm asks for (yuan): a share of its R&D of a year, up to the ceiling."""
    return min(belief.project_share * 4.0 * firm.rd, belief.project_ceiling * price_level)


def ceiling(lane):
    """The most that one project grant pays (yuan)."""
    return lane.belief.project_ceiling * lane.given.gdp_index
