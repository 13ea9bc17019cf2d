"""Firms plan R&D: start, stop, how much, whether to claim."""

from math import log

from sim.engine.ledger import (
    N_PURSES,
    REST_OF_WORLD,
    START_COST,
    firm_pays,
    whole,
)
from sim.engine.luck import luck, luck_key
from sim.levers.hnte_cit_rate import rate_of
from sim.levers.policy_training_supervision import days_saved
from sim.levers.priority_projects_for_rd_intensive_firms import user_cost_with_priority
from sim.levers.rd_post_subsidy import user_cost_with_subsidy
from sim.levers.rd_super_deduction import rate as super_deduction_rate
from sim.levers.tech_transfer_services import chance_at_hand
from sim.rules.contracts import CONTRACT_COMES, CONTRACT_VALUE, net_value
from sim.rules.labour import wage_trend
from sim.rules.rd import (
    STARTS_CLAIMING,
    STARTS_RD,
    STOPS_RD,
    adjusted_rd,
    claim_hazard,
    happens,
    province_trend,
    start_hazard,
    wanted_rd,
)
from sim.rules.tax import user_cost
from sim.steps.projects import asked
from sim.steps.technology_finance import indemnify, insure, lease, start_on_lease


def employees(firm, belief, price_level):
    """Staff (persons), from sales at the prices of the start."""
    return belief.employees_per_m_sales * firm.sales_year / price_level / 1e6


def assets(firm, belief):
    """Assets (yuan), from yearly sales."""
    return belief.assets_over_sales * firm.sales_year


def is_above_scale(firm):
    """Is it an industrial firm with sales of 20m yuan a year or more?"""
    return firm.is_service == 0 and firm.sales_year >= 20e6


def margin_now(firm, sector, belief):
    """Profit before R&D over sales (share): the firm's margin of this year, more with a productivity lead.

    Held within a distance of the mean that is the same on both sides, so that the bounds do not shift the mean.
    """
    lead = firm.productivity - log(sector.strength)
    apart = firm.margin - belief.mean_margin + belief.margin_of_productivity * lead
    return belief.mean_margin + max(-belief.margin_bound, min(belief.margin_bound, apart))


def firms_plan_rd(lanes, sectors, counties, firms, purses, ledger):
    """Every quarter: begin or stop R&D, move towards the wanted amount, begin to claim."""
    for lane in lanes:
        belief = lane.belief
        law = lane.law
        starts = luck_key(lane.seed, STARTS_RD, lane.quarter)
        stops = luck_key(lane.seed, STOPS_RD, lane.quarter)
        claims = luck_key(lane.seed, STARTS_CLAIMING, lane.quarter)
        comes = luck_key(lane.seed, CONTRACT_COMES, lane.quarter)
        worth = luck_key(lane.seed, CONTRACT_VALUE, lane.quarter)
        trend = province_trend(belief, lane.given)
        trend_of_wages = wage_trend(belief, lane.given)
        stop_rate = -log(1.0 - belief.stop_rate)
        saved = days_saved(law.policy_training_supervision)
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            c = lane.first_county + firm.county
            county = counties[c]
            sector = sectors[lane.first_sector + firm.sector]
            firm.contract_price = 0.0
            if firm.is_rd_active:
                if not firm.is_certain and happens(luck(stops, firm.key), stop_rate):
                    stop(firm)
                    if firm.insured > 0:
                        indemnify(firm, c, purses, ledger)
                    county.n_rd_stops += firm.stands_for
                    continue
                if firm.claims == 0 and happens(
                    luck(claims, firm.key), claim_hazard(firm, county, belief, saved, lane.given.gdp_index)
                ):
                    firm.claims = 1
            elif happens(
                luck(starts, firm.key), start_hazard(firm, sector, county, belief, trend, lane.given.gdp_index)
            ):
                begin(lane, firm, sector, county, c, trend_of_wages, purses, ledger)
            if firm.is_rd_active:
                price_rd(lane, firm, sector)
                firm.user_cost = user_cost_with_subsidy(firm, county, belief, law.rd_post_subsidy)
                grant = asked(firm, belief, lane.given.gdp_index)
                priority = law.priority_projects_for_rd_intensive_firms
                firm.user_cost = user_cost_with_priority(firm, county, grant, belief, priority)
                wanted = wanted_rd(firm, sector, county, belief, trend_of_wages, lane.given.gdp_index) / 4.0
                firm.rd = adjusted_rd(firm.rd, wanted, belief.rd_adjustment)
                if firm.problem_due > lane.quarter:
                    firm.rd = max(firm.rd, firm.problem_rd)
                firm.rd_relabelled = 0.0
                if firm.is_hnte or firm.applies_hnte:
                    firm.rd = max(firm.rd, firm.hnte_real * firm.sales_year / 4.0)
                    gap = firm.hnte_real + firm.hnte_relabelled - 4.0 * firm.rd / firm.sales_year
                    firm.rd_relabelled = max(0.0, min(gap, firm.hnte_relabelled)) * firm.sales_year / 4.0
            if firm.is_rd_active and lane.given.season == 1:
                insure(lane, firm, county, c, purses, ledger)
            if firm.is_rd_active or firm.is_tech_sme:
                chance = chance_at_hand(firm, sector, county, belief, law.tech_transfer_services)
                u = luck(comes, firm.key)
                if u < chance:
                    firm.through_agency = 1 if u >= belief.contract_frequency else 0
                    firm.contract_price = belief.contract_price * lane.given.gdp_index
                    firm.contract_value = net_value(
                        luck(worth, firm.key),
                        belief.contract_value_mean,
                        belief.contract_value_spread,
                        belief.contract_reference * lane.given.gdp_index,
                    )


def price_rd(lane, firm, sector):
    """User cost of the firm's planned R&D under today's law (stored on the firm)."""
    law = lane.law
    profit = firm.sales_year * margin_now(firm, sector, lane.belief)
    rate = 0.0
    if firm.claims:
        rate = super_deduction_rate(firm, sector, law.rd_super_deduction)
    firm.user_cost = user_cost(
        profit,
        4.0 * firm.rd,
        rate,
        employees(firm, lane.belief, lane.given.gdp_index),
        assets(firm, lane.belief),
        firm.is_service == 0,
        rate_of(firm.is_hnte, law.hnte_cit_rate, law.tax.standard_rate),
        law.tax,
        lane.belief.interest,
        lane.belief.knowledge_decay,
        lane.belief.pv_of_unused_deductions,
    )


def stop(firm):
    """End R&D; the certificate is not renewed, knowledge decays."""
    firm.is_rd_active = 0
    firm.claims = 0
    firm.reserve = 0
    firm.rd_before = 0.0
    firm.rd = 0.0
    firm.rd_relabelled = 0.0
    firm.applies_hnte = 0


def begin(lane, firm, sector, county, c, trend_of_wages, purses, ledger):
    """Start R&D at a share of what the firm wants in the long run, at the cost of starting.

    A unit has paid that cost; else a part of it may be leased.
    """
    wanted = wanted_rd(firm, sector, county, lane.belief, trend_of_wages, lane.given.gdp_index)
    firm.rd = lane.belief.start_first_size * wanted / 4.0
    cost = 0 if firm.has_unit else whole(lane.belief.start_cost * wanted)
    leased = 0
    if firm.cash < cost + whole(firm.rd):
        leased = lease(lane, firm, cost, county)
    if firm.cash + leased < cost + whole(firm.rd):
        firm.rd = 0.0
        return
    firm.is_rd_active = 1
    if leased > 0:
        start_on_lease(lane, firm, leased, county, c, purses, ledger)
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], cost, ledger, c, START_COST)
    firm.income_year -= cost
    county.n_rd_starts += firm.stands_for
