"""Prefectures award talent grants to highly skilled workers of their counties, once a year."""

from sim.agents.government import TALENT_POOL
from sim.agents.talent import IDLE, NATIVE
from sim.engine.ledger import (
    PREFECTURE_PURSE,
    PREFECTURE_REVENUE,
    RD_WORKERS,
    TALENT_GRANT,
    TALENT_PROJECT_FIRMS,
    TALENT_PROJECT_INSTITUTES,
    pay,
    whole,
)
from sim.engine.luck import luck, luck_key
from sim.levers.support import government_pays, raised, take
from sim.levers.talent_grants import face, for_top_talent, is_skilled, personal, personal_part
from sim.rules.labour import GRANT_AWARDED
from sim.steps.projects import receive_project

TEAM, TOP = 0, 1  # kinds of grant


def talent_grants_are_awarded(lanes, prefectures, counties, firms, institutes, talent, purses, ledger):
    """First quarter: money is offered in every county; workers whose employers apply draw lots for it.

    Top grants go to those who came from elsewhere, team grants to the others. At scale K a worker stands for K, who
    share what there is.
    """
    for lane in lanes:
        law = lane.law.talent_grants
        for c in range(lane.first_county, lane.end_county):
            offer(lane, prefectures[lane.first_prefecture + counties[c].prefecture], counties[c])
        if law.annual_budget_prefecture <= 0.0:
            continue
        for i in range(lane.first_talent, lane.end_talent):
            worker = talent[i]
            if qualifies(lane, worker, firms, law):
                counties[lane.first_county + worker.county].grant_candidates[kind_of(worker)] += 1
        lot = luck_key(lane.seed, GRANT_AWARDED, lane.quarter)
        for i in range(lane.first_talent, lane.end_talent):
            worker = talent[i]
            if not qualifies(lane, worker, firms, law):
                continue
            c = lane.first_county + worker.county
            county = counties[c]
            kind = kind_of(worker)
            wanted = whole(face(kind == TOP, law) * lane.stands_for)
            if luck(lot, worker.key) * county.grant_candidates[kind] * wanted >= county.grant_round[kind]:
                county.n_grants_refused += lane.stands_for
                continue
            prefecture = prefectures[lane.first_prefecture + county.prefecture]
            yuan = take(prefecture, TALENT_POOL, min(wanted, county.grant_money[kind]))
            county.grant_money[kind] -= yuan
            if yuan <= 0:
                county.n_grants_refused += lane.stands_for
                continue
            county.n_talent_grants += lane.stands_for
            carry_out(lane, county, c, worker, yuan, firms, institutes, purses, ledger)


def offer(lane, prefecture, county):
    """The county's part of the prefecture's grant money, by its share of the budget: for top talent, and for teams."""
    law = lane.law.talent_grants
    part = county.share_budget / prefecture.share_budget
    money = int(prefecture.talent_set_aside * part)
    top = min(money, int(for_top_talent(law) * part))
    county.grant_money[TOP] = top
    county.grant_money[TEAM] = money - top
    for kind in range(2):
        county.grant_round[kind] = county.grant_money[kind]
        county.grant_candidates[kind] = 0


def qualifies(lane, worker, firms, law):
    """Is the worker highly skilled, in a post whose employer applies, and without a grant so far? True or False.

    The employer applies: institutes know of the grants, a firm does if the county's office has reached it. A county
    whose office reaches few firms, or whose firms have few posts for R&D, thus has few candidates.
    """
    if not worker.alive or worker.employer == IDLE or worker.grant_until != 0 or not is_skilled(worker.skill, law):
        return False
    return worker.employer < 0 or firms[lane.first_firm + worker.employer].is_reached == 1


def kind_of(worker):
    """Which grant the worker is for: TOP from elsewhere, else TEAM."""
    if worker.origin == NATIVE:
        return TEAM
    return TOP


def carry_out(lane, county, c, worker, yuan, firms, institutes, purses, ledger):
    """The holder's own part goes to the holder, the project's to the employer, who carries the project out.

    A firm's project is money for its R&D like any other project's (steps.projects); it is spent as far as the staff at
    hand can perform it.
    """
    law = lane.law.talent_grants
    own = whole(personal_part(yuan, law))
    worker.grant = int(min(32_000.0, personal(yuan, law) / lane.stands_for / 1000.0))
    worker.grant_until = int(lane.quarter + 4 * law.years)
    government_pays(PREFECTURE_PURSE, PREFECTURE_REVENUE, RD_WORKERS, own, c, purses, ledger, TALENT_GRANT)
    project = yuan - own
    if worker.employer >= 0:
        firm = firms[lane.first_firm + worker.employer]
        per_firm = project // firm.stands_for
        project = per_firm * firm.stands_for
        purse = raised(PREFECTURE_PURSE, PREFECTURE_REVENUE, project, c, purses, ledger)
        receive_project(lane, firm, purse, per_firm, c, purses, ledger, TALENT_PROJECT_FIRMS)
    else:
        institute = institutes[lane.first_institute - 2 - worker.employer]
        purse = raised(PREFECTURE_PURSE, PREFECTURE_REVENUE, project, c, purses, ledger)
        pay(purse, institute, project, ledger, c, TALENT_PROJECT_INSTITUTES)
    county.yuan_fiscal_st += own + project
