"""Institutes perform R&D with the researchers and the money that they have."""

from math import exp

from sim.engine.ledger import (
    CENTRE,
    COUNTY_PURSE,
    INSTITUTE_CENTRAL_FUNDS,
    INSTITUTE_LOCAL_FUNDS,
    INSTITUTE_MATERIALS,
    INSTITUTE_OTHER_FUNDS,
    INSTITUTE_WAGES,
    N_PURSES,
    RD_WORKERS,
    REST_OF_WORLD,
    pay,
    whole,
)
from sim.engine.luck import luck, luck_key, poisson
from sim.rules.innovation import (
    INSTITUTE_APPLIES,
    PATENTS_GRANT_ROUNDING,
    PATENTS_GRANTED,
    PATENTS_LAPSE,
    next_knowledge,
)
from sim.rules.labour import POSTS, staffed, wanted_staff


def institutes_do_research(lanes, counties, institutes, purses, ledger):
    """Money comes (centre, others, the county, last quarter's contracts), R&D is performed, inventions are filed.

    A county's share for institutes goes to the institutes that it has, in proportion to their size; a county without
    one keeps it among its other S&T spending. What the staff cannot perform stays in the institute's purse.
    """
    for lane in lanes:
        applies = luck_key(lane.seed, INSTITUTE_APPLIES, lane.quarter)
        posts = luck_key(lane.seed, POSTS, 0)
        for k in range(lane.first_institute, lane.end_institute):
            institute = institutes[k]
            c = lane.first_county + institute.county
            county = counties[c]
            centre = whole(lane.given.central_institute_rd * institute.weight / 4.0)
            other = whole(lane.given.other_institute_rd * institute.weight / 4.0)
            quarter = county.institute_pool / (5.0 - lane.given.season)
            local = min(
                whole(quarter * institute.weight / county.institute_weight),
                county.institute_pool - county.institute_paid,
            )
            county.institute_paid += local
            county.yuan_fiscal_st += local
            pay(purses[c * N_PURSES + CENTRE], institute, centre, ledger, c, INSTITUTE_CENTRAL_FUNDS)
            pay(purses[c * N_PURSES + REST_OF_WORLD], institute, other, ledger, c, INSTITUTE_OTHER_FUNDS)
            pay(purses[c * N_PURSES + COUNTY_PURSE], institute, local, ledger, c, INSTITUTE_LOCAL_FUNDS)

            institute.rd = float(institute.cash)
            done = institute.rd * staffed(institute.n_needed, institute.skill_sum)
            institute.rd_done = done
            wages = min(
                whole(institute.n_rd_workers * lane.stands_for * county.skilled_wage / 4.0), whole(institute.rd * 0.9)
            )
            materials = max(0, min(whole(done) - wages, institute.cash - wages))
            pay(institute, purses[c * N_PURSES + RD_WORKERS], wages, ledger, c, INSTITUTE_WAGES)
            pay(institute, purses[c * N_PURSES + REST_OF_WORLD], materials, ledger, c, INSTITUTE_MATERIALS)
            spent = float(wages + materials)
            income = max(1.0, float(centre + local + other + institute.contract_income))
            county.yuan_rd_institutes_government += spent * float(centre + local) / income
            county.yuan_rd_institutes_other += spent * float(other) / income
            county.yuan_rd_institutes_contracts += spent * float(institute.contract_income) / income
            county.yuan_rd_wages += wages
            institute.contract_income = 0

            institute.knowledge = next_knowledge(institute.knowledge, spent, lane.belief.knowledge_decay_quarter, 0.0)
            trend = lane.belief.patent_yield * exp(lane.belief.patent_trend * lane.given.years_of_trend)
            mean = trend * lane.belief.institute_patent_ratio * spent / 1e6
            filed = poisson(luck(applies, institute.key), mean)
            renew_patents(lane, institute, filed, county, 1)
            need = wanted_staff(4.0 * institute.rd, lane.belief.institute_labour_share, county.skilled_wage)
            institute.n_needed = whole_posts(need / lane.stands_for, luck(posts, institute.key))
        for c in range(lane.first_county, lane.end_county):
            counties[c].institute_pool -= counties[c].institute_paid
            counties[c].institute_paid = 0


def whole_posts(wanted, u):
    """Posts as whole talent agents; an employer's rounding is fixed for life, so that nobody is hired by noise."""
    posts = int(wanted)
    if u < wanted - posts:
        posts += 1
    return posts


def renew_patents(lane, owner, filed, county, stands_for):
    """A quarter in an owner's patents: filed, decided, granted, lapsed (whole patents).

    Decisions fall on pending applications at a rate (mean of ten quarters: grants follow after two to three years)
    times the speed of the patent office in that year, a national input (sim/patent_office.py); a share of them are
    grants; patents in force lapse at their yearly rate.
    """
    belief = lane.belief
    u_granted = luck(luck_key(lane.seed, PATENTS_GRANTED, lane.quarter), owner.key)
    u_rounding = luck(luck_key(lane.seed, PATENTS_GRANT_ROUNDING, lane.quarter), owner.key)
    u_lapse = luck(luck_key(lane.seed, PATENTS_LAPSE, lane.quarter), owner.key)
    owner.patents_pending += filed
    county.invention_applications += filed * stands_for
    rate = belief.patent_grant_rate * lane.given.office_speed
    decided = min(owner.patents_pending, poisson(u_granted, rate * owner.patents_pending))
    new = whole_posts(belief.patent_grant_ratio * decided, u_rounding)
    lapsed = min(owner.patents, poisson(u_lapse, belief.patent_lapse / 4.0 * owner.patents))
    owner.patents_pending -= decided
    owner.patents += new - lapsed
    county.new_invention_patents += new * stands_for
