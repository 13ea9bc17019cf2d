"""Institutes divide their researchers' time, and perform R&D with the researchers and the money that they have."""

from sim.agents.government import INSTITUTE_POOL
from sim.engine.ledger import (
    CENTRE,
    COUNTY_PURSE,
    INSTITUTE_CENTRAL_FUNDS,
    INSTITUTE_LOCAL_FUNDS,
    INSTITUTE_MATERIALS,
    INSTITUTE_OTHER_FUNDS,
    INSTITUTE_WAGES,
    INVENTOR_REWARDS,
    LICENCE_INCOME,
    N_PURSES,
    RD_WORKERS,
    REST_OF_WORLD,
    pay,
    whole,
)
from sim.engine.luck import luck, luck_key, poisson, rounded
from sim.levers.shared_instruments import days_opened
from sim.levers.support import quarters_part, take
from sim.levers.title_evaluation_reform import pay_rise
from sim.rules.innovation import (
    INSTITUTE_APPLIES,
    PATENTS_GRANT_ROUNDING,
    PATENTS_GRANTED,
    PATENTS_LAPSE,
    applications_decided,
    expected_institute_filings,
    next_knowledge,
    patents_granted,
    patents_lapsing,
    patents_per_million,
)
from sim.rules.institutes import at_home, inventors_effort, own_share, share_of_time, time_left
from sim.rules.labour import POSTS, own_wage, staffed, wanted_staff


def institutes_plan_time(lanes, sectors, institutes):
    """First quarter: how researchers divide the year's time. Every quarter: the time that there is, and effort.

    What is lent to townships and firms outside goes off first; the rest is divided.
    Results of a field are worth what demand for the field's products has grown to, against the mean field's.
    """
    for lane in lanes:
        belief = lane.belief
        mean_index = 0.0
        for s in range(lane.first_sector, lane.end_sector):
            mean_index += sectors[s].index / (lane.end_sector - lane.first_sector)
        for k in range(lane.first_institute, lane.end_institute):
            institute = institutes[k]
            share = own_share(institute.inventor_share, institute.share_floor)
            share_2012 = own_share(institute.inventor_share, belief.inventor_share_floor)
            value = sectors[lane.first_sector + institute.field].index / mean_index
            institute.effort = inventors_effort(share, share_2012, value, belief.inventor_effort_elasticity)
            if lane.given.season == 1:
                divide_time(institute, share, belief)
                institute.instrument_days = days_opened(lane.law.shared_instruments)
            researchers = at_home(float(institute.n_rd_workers * lane.stands_for), institute.service_time)
            researchers = researchers * (1.0 + institute.time_freed)
            unasked = max(0.0, institute.contract_time_left) + max(0.0, institute.service_time_left)
            institute.time_unasked = min(1.0 - institute.time_research, 4.0 * unasked / max(researchers, 1.0))
            institute.contract_time_left = time_left(
                institute.contract_time_left, researchers, institute.time_contracts
            )
            institute.service_time_left = time_left(institute.service_time_left, researchers, institute.time_service)


def divide_time(institute, share, belief):
    """The year's shares of time, from what firms asked for last year, what counties promise and the research money.

    Some time for contracts is always kept, so that an institute that nobody has asked yet can be asked; more where
    researchers may work part-time for firms.
    """
    contracts = share * (institute.contracts_asked + institute.licences_year)
    service = share * institute.projects_promised
    worth = contracts + service + belief.research_reward * institute.research_money
    institute.time_contracts = max(belief.least_contract_time + institute.part_time, share_of_time(contracts, worth))
    institute.time_service = min(share_of_time(service, worth), 1.0 - institute.time_contracts)
    institute.time_research = 1.0 - institute.time_contracts - institute.time_service
    institute.contracts_asked = 0.0
    institute.licences_year = 0.0
    institute.research_money = 0.0


def institutes_do_research(lanes, counties, institutes, purses, ledger):
    """Money comes (centre, others, the county, licences, last quarter's contracts), R&D is performed, inventions filed.

    Knowledge and inventions of its own come from the time that goes into own research, with what nobody asked for a
    quarter before, and inventions also from effort; R&D, as the yearbook counts it, includes contracts and joint
    projects. A county's share for institutes goes to the institutes that it has, in proportion to their size; a county
    without one keeps it among its other S&T spending. What the staff cannot perform stays in the institute's purse.
    """
    for lane in lanes:
        applies = luck_key(lane.seed, INSTITUTE_APPLIES, lane.quarter)
        posts = luck_key(lane.seed, POSTS, 0)
        for c in range(lane.first_county, lane.end_county):
            counties[c].institute_money = quarters_part(counties[c], INSTITUTE_POOL, lane.given.season)
        for k in range(lane.first_institute, lane.end_institute):
            institute = institutes[k]
            c = lane.first_county + institute.county
            county = counties[c]
            centre = whole(lane.given.central_institute_rd * institute.weight / 4.0)
            other = whole(lane.given.other_institute_rd * institute.weight / 4.0)
            local = 0
            if institute.weight > 0.0:
                part = county.institute_money * institute.weight / county.institute_weight
                local = take(county, INSTITUTE_POOL, part)
            released = min(institute.endowment, institute.instalment)
            institute.endowment -= released
            public = institute.laboratory_money + released
            county.yuan_fiscal_st += local
            pay(purses[c * N_PURSES + CENTRE], institute, centre, ledger, c, INSTITUTE_CENTRAL_FUNDS)
            pay(purses[c * N_PURSES + REST_OF_WORLD], institute, other, ledger, c, INSTITUTE_OTHER_FUNDS)
            pay(purses[c * N_PURSES + COUNTY_PURSE], institute, local, ledger, c, INSTITUTE_LOCAL_FUNDS)
            institute.research_money += centre + other + local + public
            licences = license_results(lane, institute, c, purses, ledger)

            at_hand = institute.cash - institute.endowment
            institute.rd = float(at_hand)
            skills = institute.skill_sum * (1.0 - institute.service_time) * (1.0 + institute.time_freed)
            done = institute.rd * staffed(institute.n_needed, skills)
            institute.rd_done = done
            rise = pay_rise(institute.titled_skill, institute.skill_sum, lane.law.title_evaluation_reform)
            wage = county.skilled_wage * (1.0 + rise)
            wages = min(
                whole(own_wage(wage, institute.skill_sum) * lane.stands_for / 4.0),
                whole(institute.rd * 0.9),
            )
            materials = max(0, min(whole(done) - wages, at_hand - wages))
            pay(institute, purses[c * N_PURSES + RD_WORKERS], wages, ledger, c, INSTITUTE_WAGES)
            pay(institute, purses[c * N_PURSES + REST_OF_WORLD], materials, ledger, c, INSTITUTE_MATERIALS)
            spent = float(wages + materials)
            government = centre + local + institute.project_income + public
            income = max(1.0, float(government + other + licences + institute.contract_income))
            county.yuan_rd_institutes_government += spent * float(government) / income
            county.yuan_rd_institutes_other += spent * float(other + licences) / income
            county.yuan_rd_institutes_inputs += spent * float(centre + other) / income
            county.yuan_rd_institutes_contracts += spent * float(institute.contract_income) / income
            county.yuan_rd_wages += wages
            institute.contract_income = 0
            institute.project_income = 0
            institute.laboratory_money = 0

            own = spent * (institute.time_research + institute.time_unasked)
            institute.knowledge = next_knowledge(institute.knowledge, own, lane.belief.knowledge_decay_quarter, 0.0)
            per_million = patents_per_million(lane.belief, lane.given.years_of_trend)
            mean = expected_institute_filings(per_million, institute.effort, own, lane.belief)
            filed = poisson(luck(applies, institute.key), mean)
            institute.results = float(filed)
            renew_patents(lane, institute, filed, county, 1)
            need = wanted_staff(4.0 * institute.rd, lane.belief.institute_labour_share, wage)
            institute.n_needed = rounded(luck(posts, institute.key), need / lane.stands_for)


def license_results(lane, institute, c, purses, ledger):
    """Licences of patents in force to buyers outside the modelled firms; inventors get their share. Returns the rest.

    Yuan a quarter: the yearly income of a patent at 2012's prices, times inventors' effort.
    """
    yearly = lane.belief.licence_income * lane.given.gdp_index * institute.patents * institute.effort
    income = whole(yearly / 4.0)
    share = own_share(institute.inventor_share, institute.share_floor)
    reward = whole(share * income)
    pay(purses[c * N_PURSES + REST_OF_WORLD], institute, income, ledger, c, LICENCE_INCOME)
    pay(institute, purses[c * N_PURSES + RD_WORKERS], reward, ledger, c, INVENTOR_REWARDS)
    institute.licences_year += income
    return income - reward


def renew_patents(lane, owner, filed, county, stands_for):
    """A quarter in an owner's patents: filed, decided, granted, lapsed (whole patents)."""
    u_granted = luck(luck_key(lane.seed, PATENTS_GRANTED, lane.quarter), owner.key)
    u_rounding = luck(luck_key(lane.seed, PATENTS_GRANT_ROUNDING, lane.quarter), owner.key)
    u_lapse = luck(luck_key(lane.seed, PATENTS_LAPSE, lane.quarter), owner.key)
    owner.patents_pending += filed
    county.invention_applications += filed * stands_for
    decided = applications_decided(u_granted, owner.patents_pending, lane.given.office_speed, lane.belief)
    new = patents_granted(u_rounding, decided, lane.belief)
    lapsed = patents_lapsing(u_lapse, owner.patents, lane.belief)
    owner.patents_pending -= decided
    owner.patents += new - lapsed
    county.new_invention_patents += new * stands_for
