"""Firms innovate: R&D is performed, knowledge grows and spills over, inventions are filed, others are imitated."""

from math import log

from sim.agents.government import COURSE_POOL, UPGRADE_POOL
from sim.engine.ledger import (
    N_PURSES,
    RD_MATERIALS,
    RD_WAGES,
    RD_WORKERS,
    RELABELLING_COST,
    REST_OF_WORLD,
    firm_pays,
    whole,
)
from sim.engine.luck import decision, luck, luck_key, poisson
from sim.levers.legislation_ip_enforcement import chance_of_case
from sim.levers.rd_super_deduction import rate as super_deduction_rate
from sim.levers.science_tech_commissioners import firm_visits
from sim.levers.title_evaluation_reform import pay_rise
from sim.levers.traditional_industry_upgrade import may
from sim.rules.clusters import work_bought
from sim.rules.innovation import (
    APPLIES_FOR_PATENTS,
    INNOVATES,
    PURSUED,
    expected_filings,
    gap_to_close,
    innovation_step,
    learnt,
    lost_lead,
    neighbourhood_log,
    next_knowledge,
    p_access,
    patents_per_million,
    reference_knowledge,
    spillover,
    step_scale,
)
from sim.rules.labour import own_wage, staffed
from sim.rules.recognition import intensity_threshold, relabelling_cost
from sim.sectors import N_SECTORS
from sim.steps.courses import learnt_in_course
from sim.steps.equipment import equipment_is_bought
from sim.steps.filing import inventions_are_filed
from sim.steps.institutes import renew_patents

VISITED_BY_COMMISSIONER = decision("commissioner.visits_firm", "does a commissioner visit the firm this quarter?")
VISITED_BY_CENTRE = decision("centre.visits_firm", "does the productivity centre visit the idle firm this quarter?")


def knowledge_spills_over(lanes, counties, proximity):
    """Log gain from others' R&D of the quarter before, by county and sector: the county's own, and other counties'."""
    for lane in lanes:
        n = lane.end_county - lane.first_county
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            for s in range(N_SECTORS):
                # nominal growth common to all is no knowledge: pools count at the prices of the start
                own = county.pool[s] / lane.given.gdp_index
                elsewhere = 0.0
                if lane.channel_spillover:
                    for other in range(n):
                        elsewhere += proximity[c][other] * counties[lane.first_county + other].pool[s]
                    elsewhere /= lane.given.gdp_index
                if county.pool_start[s] == 0.0:
                    county.pool_start[s] = own
                if county.neighbours_start[s] == 0.0:
                    county.neighbours_start[s] = elsewhere
                near = neighbourhood_log(own, county.pool_start[s], lane.belief.spillover_local)
                far = neighbourhood_log(elsewhere, county.neighbours_start[s], lane.belief.spillover_far)
                county.spillover[s] = spillover(county.absorptive_capacity, near, far)


def firms_innovate(lanes, sectors, counties, firms, purses, ledger):
    """R&D with the staff at hand; then knowledge, a chance to innovate, learning from those ahead, patents."""
    for lane in lanes:
        belief = lane.belief
        innovates = luck_key(lane.seed, INNOVATES, lane.quarter)
        applies = luck_key(lane.seed, APPLIES_FOR_PATENTS, lane.quarter)
        advised = luck_key(lane.seed, VISITED_BY_CENTRE, lane.quarter)
        visited = luck_key(lane.seed, VISITED_BY_COMMISSIONER, lane.quarter)
        scale = step_scale(belief.innovation_rate, belief.productivity_elasticity, belief.lead_erosion)
        per_million = patents_per_million(belief, lane.given.years_of_trend)
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            c = lane.first_county + firm.county
            county = counties[c]
            sector = sectors[lane.first_sector + firm.sector]
            firm.rd_done = 0.0
            if firm.is_rd_active:
                perform_rd(lane, firm, sector, county, c, purses, ledger)
            firm.rd_year = 0.75 * firm.rd_year + firm.rd_done + firm.rd_relabelled
            if firm.applies_hnte:
                firm.rd_since_applying += firm.rd_done + firm.rd_relabelled
            work = work_bought(firm.rd_done, firm, belief)
            spill = county.spillover[firm.sector]
            firm.knowledge = next_knowledge(firm.knowledge, work, belief.knowledge_decay_quarter, spill)

            common = log(sector.strength)
            lead = firm.productivity - common
            firm.productivity -= lost_lead(lead, belief)
            filed = 0
            if firm.knowledge > 1.0:
                reference = reference_knowledge(firm.sales, sector, belief)
                chance = p_access(firm.knowledge, reference, belief.innovation_rate)
                if luck(innovates, firm.key) < chance:
                    step = scale * innovation_step(lane.seed, lane.quarter, firm.key)
                    firm.productivity += max(0.0, step)
                    filed = poisson(luck(applies, firm.key), expected_filings(per_million, firm.rd_done, chance))
                    if filed > 0:
                        filed = inventions_are_filed(lane, firm, filed, county, c, purses, ledger)
            if filed + firm.patents + firm.patents_pending > 0:
                renew_patents(lane, firm, filed, county, firm.stands_for)
            gap = gap_to_close(firm.productivity, common, practice_open_to(lane, firm, county, common))
            if gap > 0.0:
                firm.productivity += learnt(gap, county.absorptive_capacity, belief)
                if lane.given.season == 1 and county.pools[UPGRADE_POOL] > 0 and may(firm, sector):
                    firm.productivity += equipment_is_bought(lane, firm, gap, county, c, purses, ledger)
                if county.pools[COURSE_POOL] > 0 and lane.given.season == 1:
                    firm.productivity += learnt_in_course(lane, firm, county, c, gap, purses, ledger)
            if lead < 0.0 and county.commissioners > 0.0 and county.candidates > 0.0:
                visits = firm_visits(county.commissioners, belief, lane.law.science_tech_commissioners)
                if luck(visited, firm.key) < min(1.0, visits / county.candidates):
                    firm.productivity -= belief.commissioner_gap_closed * lead
            if county.centre_chance > 0.0 and not firm.is_rd_active and luck(advised, firm.key) < county.centre_chance:
                firm.productivity -= belief.commissioner_gap_closed * min(0.0, lead)
                county.n_firms_advised += firm.stands_for


def practice_open_to(lane, firm, county, common):
    """The practice of its county that a firm can copy (log productivity): all of it, unless the county pursues it.

    Who copies what is under patent is counted; so many of a quarter's copiers can be pursued as there is staff for,
    by lot, and are left with what the whole sector knows.
    """
    practice = county.practice[firm.sector]
    protected = county.protected[firm.sector]
    if protected <= 0.0 or practice <= max(common, firm.productivity):
        return practice
    county.copying += protected * firm.stands_for
    if county.cases <= 0.0:
        return practice
    chance = chance_of_case(county.cases, county.copying_before) * protected
    if luck(luck_key(lane.seed, PURSUED, lane.quarter), firm.key) >= chance:
        return practice
    county.n_infringement_cases += firm.stands_for
    return common


def perform_rd(lane, firm, sector, county, c, purses, ledger):
    """Spend on staff and materials what the staff at hand can perform; report it, with what is relabelled."""
    firm.rd_done = firm.rd * staffed(firm.n_needed, firm.skill_sum)
    share = lane.stands_for / firm.stands_for
    wage = county.skilled_wage * (1.0 + pay_rise(firm.titled_skill, firm.skill_sum, lane.law.title_evaluation_reform))
    wages = min(own_wage(wage, firm.skill_sum) * share / 4.0, 0.9 * firm.rd_done)
    paid = whole(wages)
    materials = max(0, whole(firm.rd_done) - paid)
    firm_pays(firm, purses[c * N_PURSES + RD_WORKERS], paid, ledger, c, RD_WAGES)
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], materials, ledger, c, RD_MATERIALS)
    county.yuan_rd_wages += paid * firm.stands_for
    county.yuan_rd_enterprise_real += firm.rd_done * firm.stands_for
    granted = min(firm.grant, whole(firm.rd_done))
    firm.grant -= granted
    firm.reserve -= min(firm.reserve, whole(firm.rd_done) - granted)
    if firm.problem_due > lane.quarter:
        firm.problem_done += firm.rd_done
    county.yuan_rd_firms_government += granted * firm.stands_for
    county.yuan_rd_relabelled += firm.rd_relabelled * firm.stands_for
    if firm.rd_relabelled > 0.0:
        threshold = intensity_threshold(firm.sales_year, lane.law.hnte_cit_rate)
        share_relabelled = 4.0 * firm.rd_relabelled / firm.sales_year
        cost = relabelling_cost(share_relabelled, max(threshold, 0.001), lane.belief.relabelling_curvature)
        paid = whole(cost * firm.sales_year / 4.0)
        firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], paid, ledger, c, RELABELLING_COST)
        firm.income_year -= paid
    firm.income_year -= firm.rd_done
    rate = 0.0
    if firm.claims:
        rate = super_deduction_rate(firm, sector, lane.law.rd_super_deduction)
    firm.extra[lane.given.season - 1] = rate * (firm.rd_done + firm.rd_relabelled)
