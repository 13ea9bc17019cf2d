"""Firms settle: sales, costs, tax on the true filing calendar, debt service, owners."""

from sim.engine.ledger import (
    CENTRE,
    CORPORATE_TAX_CENTRE,
    CORPORATE_TAX_LOCAL,
    COUNTY_PURSE,
    DIVIDENDS,
    INPUTS_AND_OTHER_COSTS,
    N_PURSES,
    REST_OF_WORLD,
    SALES,
    TAX_REFUND_CENTRE,
    TAX_REFUND_LOCAL,
    firm_pays,
    firm_receives,
    whole,
)
from sim.levers.hnte_cit_rate import rate_of
from sim.rules.market import operating_costs
from sim.rules.tax import (
    age_losses,
    allowed_in_prepayment,
    carried_losses,
    corporate_tax,
    forgone_hnte,
    forgone_super_deduction,
    loss_life,
    use_losses,
)
from sim.steps.chains import firm_contracts_with_households
from sim.steps.co_investment import collect, invest_beside_public, shares_are_set
from sim.steps.ecommerce import pay_for_centre
from sim.steps.finance import keep_reserve, pay_interest, serve_debt
from sim.steps.firms import assets, employees, is_above_scale, margin_now

FORGONE_SUPER_DEDUCTION, FORGONE_HNTE = 0, 1


def firms_settle(lanes, sectors, counties, firms, funds, purses, ledger, forgone):
    """Sales and costs of the quarter; tax of last year and of this year so far; interest; owners."""
    for lane in lanes:
        belief = lane.belief
        shares_are_set(lane, funds)
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            c = lane.first_county + firm.county
            county = counties[c]
            sector = sectors[lane.first_sector + firm.sector]
            world = purses[c * N_PURSES + REST_OF_WORLD]
            sales = whole(firm.sales)
            margin = margin_now(firm, sector, belief)
            costs = whole(operating_costs(firm.sales, firm.sales_before, margin, belief.fixed_cost_share))
            firm_receives(firm, world, sales, ledger, c, SALES)
            firm_pays(firm, world, costs, ledger, c, INPUTS_AND_OTHER_COSTS)
            interest = pay_interest(lane, firm, c, purses, ledger)
            firm.income_year += sales - costs - interest
            if lane.law.agri_chain_household_model.annual_budget_county > 0.0:
                firm_contracts_with_households(lane, firm, county, c, purses, ledger)
            if firm.is_online:
                pay_for_centre(lane, firm, c, purses, ledger)
            county.value_added += firm.sales * sector.value_added_share * firm.stands_for

            if lane.given.season == 2:
                settle_last_year(lane, firm, county, c, purses, ledger, forgone)
            prepay(lane, firm, county, c, purses, ledger)
            serve_debt(lane, firm, sector, counties, c, funds, purses, ledger, forgone)
            keep_reserve(firm, sales - costs - interest - firm.rd_done, lane.law.rd_reserve_fund)
            spare = firm.cash - firm.reserve - whole(belief.target_cash * firm.sales_year)
            if lane.given.season == 2 and firm.fund_units > 0:
                collect(lane, firm, funds, c, purses, ledger)
            is_free = firm.debt == 0 and firm.pooled_debt == 0 and firm.backer == 0  # venture funds wait for the exit
            if lane.given.season == 2 and spare > 0 and is_free:
                yuan = whole(belief.payout * spare)
                if firm.is_little_giant and lane.law.vc_guidance_fund.firm_contribution > 0.0:
                    yuan -= invest_beside_public(lane, firm, yuan, funds, c, ledger)
                firm_pays(firm, world, yuan, ledger, c, DIVIDENDS)
            firm.income_filed = firm.income_year
            if lane.given.season == 4:
                close_tax_year(firm)
            count_output(firm, sector, county)


def count_output(firm, sector, county):
    """Add the quarter's sales (above scale) and value added, and the part of the strategic emerging industries."""
    sales = firm.sales * firm.stands_for
    if is_above_scale(firm):
        county.sales_above_scale += sales
    if sector.is_strategic_emerging == 0:
        return
    value_added = sales * sector.value_added_share
    county.value_added_emerging += value_added
    if firm.is_rd_active:
        county.value_added_emerging_rd_active += value_added
    if is_above_scale(firm):
        county.sales_emerging += sales
        if firm.is_rd_active:
            county.sales_emerging_rd_active += sales


def close_tax_year(firm):
    """End of the year: what the year leaves is prepaid in the first quarter and settled in the second."""
    firm.income_last = firm.income_year
    firm.extra_last = firm.extra[0] + firm.extra[1] + firm.extra[2] + firm.extra[3]
    firm.extra_last_prepaid = firm.extra[0] + firm.extra[1] + firm.extra[2]
    firm.was_hnte = firm.is_hnte
    firm.prepaid_last = firm.prepaid
    firm.prepaid = 0
    firm.income_year = 0.0
    firm.income_filed = 0.0
    for q in range(4):
        firm.extra[q] = 0.0


def tax_on(lane, firm, income, rate, law):
    """Income tax (yuan) on this taxable income under `law`, with the firm's staff, assets and kind."""
    staff = employees(firm, lane.belief, lane.given.gdp_index)
    return corporate_tax(income, staff, assets(firm, lane.belief), firm.is_service == 0, rate, law.tax)


def prepay(lane, firm, county, c, purses, ledger):
    """Prepayment of the quarter, on profits from January to the end of the quarter before (cumulative method).

    The first quarter pays for the fourth of last year, under last year's law. The filing calendar says how much of
    the super-deduction a prepayment may take; carried losses count at once. Overpaid tax waits for the settlement.
    """
    if lane.given.season == 1:
        law = lane.law_last_year
        extra = 0.0
        if allowed_in_prepayment(4, law.tax) > 0.0:
            extra = firm.extra_last_prepaid
        income = firm.income_last - extra - carried_losses(firm)
        rate = rate_of(firm.was_hnte, law.hnte_cit_rate, law.tax.standard_rate)
        due = whole(tax_on(lane, firm, income, rate, law)) - firm.prepaid_last
        if due > 0:
            firm.prepaid_last += due
            pay_tax(lane, firm, due, county, c, purses, ledger)
        return
    law = lane.law
    extra = 0.0
    for q in range(int(allowed_in_prepayment(lane.given.season, law.tax))):
        extra += firm.extra[q]
    income = firm.income_filed - extra - carried_losses(firm)
    rate = rate_of(firm.is_hnte, law.hnte_cit_rate, law.tax.standard_rate)
    due = whole(tax_on(lane, firm, income, rate, law)) - firm.prepaid
    if due > 0:
        firm.prepaid += due
        pay_tax(lane, firm, due, county, c, purses, ledger)


def settle_last_year(lane, firm, county, c, purses, ledger, forgone):
    """Annual settlement (by the end of May): the whole super-deduction, losses, refund of what was prepaid too much.

    Tax forgone by each clause is the tax without that clause at unchanged behaviour, less the tax.
    """
    law = lane.law_last_year
    before = carried_losses(firm)
    taxable = firm.income_last - firm.extra_last
    rate = rate_of(firm.was_hnte, law.hnte_cit_rate, law.tax.standard_rate)
    staff = employees(firm, lane.belief, lane.given.gdp_index)
    if firm.extra_last > 0.0:
        lost = forgone_super_deduction(
            firm.income_last - before,
            firm.extra_last,
            staff,
            assets(firm, lane.belief),
            firm.is_service == 0,
            rate,
            law.tax,
        )
        forgone[c, FORGONE_SUPER_DEDUCTION] += whole(lost) * firm.stands_for
    if firm.was_hnte:
        lost = forgone_hnte(taxable - before, staff, assets(firm, lane.belief), firm.is_service == 0, rate, law.tax)
        forgone[c, FORGONE_HNTE] += whole(lost) * firm.stands_for
    left = use_losses(firm, taxable)
    tax = whole(tax_on(lane, firm, left, rate, law))
    age_losses(firm, taxable, loss_life(firm.was_hnte or firm.is_tech_sme, law.tax))
    pay_tax(lane, firm, tax - firm.prepaid_last, county, c, purses, ledger)
    firm.prepaid_last = 0
    firm.income_last = 0.0
    firm.extra_last = 0.0


def pay_tax(lane, firm, amount, county, c, purses, ledger):
    """Pay (or, if negative, get back) corporate income tax, shared by centre and county; whole yuan each."""
    county.yuan_tax_paid += amount * firm.stands_for
    if amount >= 0:
        centre = whole(lane.law.tax.centre_share * amount)
        firm_pays(firm, purses[c * N_PURSES + CENTRE], centre, ledger, c, CORPORATE_TAX_CENTRE)
        firm_pays(firm, purses[c * N_PURSES + COUNTY_PURSE], amount - centre, ledger, c, CORPORATE_TAX_LOCAL)
    else:
        centre = whole(lane.law.tax.centre_share * -amount)
        firm_receives(firm, purses[c * N_PURSES + CENTRE], centre, ledger, c, TAX_REFUND_CENTRE)
        firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], -amount - centre, ledger, c, TAX_REFUND_LOCAL)
