"""Firms innovate: R&D is performed, knowledge grows and spills over, inventions are filed, contracts are bought."""

from math import exp, log

from sim.agents.government import VOUCHER_POOL
from sim.engine.ledger import (
    CONTRACTS,
    COUNTY_PURSE,
    N_PURSES,
    RD_MATERIALS,
    RD_WAGES,
    RD_WORKERS,
    RELABELLING_COST,
    REST_OF_WORLD,
    VOUCHER_PAYMENT,
    firm_pays,
    firm_receives,
    whole,
)
from sim.engine.luck import decision, luck, luck_key, poisson
from sim.levers.rd_super_deduction import rate as super_deduction_rate
from sim.levers.science_tech_commissioners import firm_visits
from sim.levers.support import cost_of_search
from sim.rules.clusters import duplication_saved, zone_gain
from sim.rules.contracts import PARTNER, REDEEMS, buys_contract, fades
from sim.rules.innovation import (
    APPLIES_FOR_PATENTS,
    INNOVATES,
    innovation_step,
    neighbourhood_log,
    next_knowledge,
    p_access,
    spillover,
    step_scale,
)
from sim.rules.labour import staffed
from sim.rules.recognition import intensity_threshold, relabelling_cost
from sim.sectors import N_SECTORS
from sim.steps.institutes import renew_patents

VISITED_BY_COMMISSIONER = decision("commissioner.visits_firm", "does a commissioner visit the firm this quarter?")


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


def firms_innovate(lanes, sectors, counties, firms, institutes, purses, ledger, between):
    """R&D with the staff at hand, knowledge, innovation or imitation, patents, outside contracts."""
    for lane in lanes:
        belief = lane.belief
        innovates = luck_key(lane.seed, INNOVATES, lane.quarter)
        applies = luck_key(lane.seed, APPLIES_FOR_PATENTS, lane.quarter)
        visited = luck_key(lane.seed, VISITED_BY_COMMISSIONER, lane.quarter)
        scale = step_scale(belief.innovation_rate, belief.productivity_elasticity, belief.lead_erosion)
        patent_yield = belief.patent_yield * exp(belief.patent_trend * lane.given.years_of_trend) / 1e6
        reference_intensity = belief.habit_level
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
            spill = county.spillover[firm.sector] + zone_gain(firm, county, belief)
            worth = firm.rd_done / (1.0 - duplication_saved(firm, belief))
            firm.knowledge = next_knowledge(firm.knowledge, worth, belief.knowledge_decay_quarter, spill)
            if firm.contract_price > 0.0:
                buy_contract(lane, firm, county, c, institutes, purses, ledger, between)
            firm.search_memory = fades(firm.search_memory, belief.partner_memory)
            redeem_voucher(lane, firm, county, c, purses, ledger)

            lead = firm.productivity - log(sector.strength)
            firm.productivity -= belief.lead_erosion * max(lead, 0.0)
            filed = 0
            if firm.knowledge > 1.0:
                reference = exp(reference_intensity + sector.rd_habit) * firm.sales / belief.knowledge_decay_quarter
                chance = p_access(firm.knowledge, reference, belief.innovation_rate)
                if luck(innovates, firm.key) < chance:
                    step = scale * innovation_step(lane.seed, lane.quarter, firm.key)
                    firm.productivity += max(0.0, step)
                    filed = poisson(luck(applies, firm.key), patent_yield * firm.rd_done / chance)
            if filed + firm.patents + firm.patents_pending > 0:
                renew_patents(lane, firm, filed, county, firm.stands_for)
            if lead < 0.0:
                firm.productivity -= belief.imitation * county.absorptive_capacity * lead
                if county.commissioners > 0.0 and county.candidates > 0.0:
                    visits = firm_visits(
                        county.commissioners, belief.commissioner_firm_time, lane.law.science_tech_commissioners
                    )
                    if luck(visited, firm.key) < min(1.0, visits / county.candidates):
                        firm.productivity -= belief.commissioner_gap_closed * lead


def perform_rd(lane, firm, sector, county, c, purses, ledger):
    """Spend on staff and materials what the staff at hand can perform; report it, with what is relabelled."""
    firm.rd_done = firm.rd * staffed(firm.n_needed, firm.skill_sum)
    share = lane.stands_for / firm.stands_for
    wages = min(firm.n_rd_workers * share * county.skilled_wage / 4.0, 0.9 * firm.rd_done)
    paid = whole(wages)
    materials = max(0, whole(firm.rd_done) - paid)
    firm_pays(firm, purses[c * N_PURSES + RD_WORKERS], paid, ledger, c, RD_WAGES)
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], materials, ledger, c, RD_MATERIALS)
    county.yuan_rd_wages += paid * firm.stands_for
    county.yuan_rd_enterprise_real += firm.rd_done * firm.stands_for
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


def buy_contract(lane, firm, county, c, institutes, purses, ledger, between):
    """Buy the contract at hand if it is worth more than the search, with any voucher; the partner is an institute.

    A partner of the own county comes first; else one drawn by lot, in proportion to nothing but chance.
    """
    search = cost_of_search(firm, lane)
    price = whole(firm.contract_price)
    voucher = 0
    if firm.voucher_until == 0:  # else it was used for an earlier contract and is still to be paid
        voucher = firm.voucher
    if not buys_contract(firm.contract_value, search, float(voucher)) or firm.cash < price:
        return
    n = lane.end_institute - lane.first_institute
    if n == 0:
        return
    k = int(luck(luck_key(lane.seed, PARTNER, lane.quarter), firm.key) * n)
    for step in range(n):
        other = (k + step) % n
        if institutes[lane.first_institute + other].county == firm.county:
            k = other
            break
    institute = institutes[lane.first_institute + k]
    if institute.county != firm.county and not lane.channel_spillover:
        return
    firm_pays(firm, institute, price, ledger, c, CONTRACTS)
    # a contract may cross a county's border: the ledger keeps it by pair of counties instead
    ledger[c, CONTRACTS] -= price * firm.stands_for
    between[c, institute.county] += price * firm.stands_for
    institute.contract_income += price * firm.stands_for
    firm.income_year -= price
    firm.knowledge += price
    firm.search_memory = 1.0
    county.n_outside_contracts += firm.stands_for
    county.yuan_outside_contracts += price * firm.stands_for
    if voucher > 0:
        u = luck(luck_key(lane.seed, REDEEMS, lane.quarter), firm.key)
        firm.voucher_until = lane.quarter + 1 + int(3.0 * u)


def redeem_voucher(lane, firm, county, c, purses, ledger):
    """A used voucher is paid one to three quarters after the contract; one without contract is gone."""
    if firm.voucher == 0:
        return
    if firm.voucher_until == 0:
        county.pools[VOUCHER_POOL] += firm.voucher * firm.stands_for
        firm.voucher = 0
    elif firm.voucher_until <= lane.quarter:
        firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], firm.voucher, ledger, c, VOUCHER_PAYMENT)
        county.yuan_fiscal_st += firm.voucher * firm.stands_for
        county.yuan_rd_firms_government += firm.voucher * firm.stands_for
        firm.income_year += firm.voucher
        firm.voucher = 0
        firm.voucher_until = 0
