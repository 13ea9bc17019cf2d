"""Governments pay in: margins of risk pools, the capital of guidance funds, and their part of an alliance of funds."""

from sim.agents.government import (
    GUIDANCE_POOL,
    MARGIN_POOL,
    N_GIVERS,
    PROVINCE_GUIDANCE_POOL,
    PROVINCE_MARGIN_POOL,
)
from sim.engine.ledger import (
    COUNTY_PURSE,
    GUIDANCE_CAPITAL_OF_COUNTY,
    GUIDANCE_CAPITAL_OF_PROVINCE,
    MARGIN_OF_COUNTY,
    MARGIN_OF_PROVINCE,
    N_PURSES,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    RISK_POOLS,
    pay,
    whole,
)
from sim.levers.loan_guarantee_risk_pool import (
    PARKS,
    TECH,
    county_part,
    province_part,
)
from sim.levers.ppp_and_vc_alliance import in_force
from sim.levers.support import raised, take
from sim.steps.alliance import alliance_opens, pay_into_alliance
from sim.steps.co_investment import guidance_fund_of, public_adds
from sim.steps.pooled_loans import keeper

PROVINCE_GIVES, COUNTY_GIVES, FIRMS_GIVE = range(N_GIVERS)


def governments_pay_in(lanes, provinces, counties, funds, purses, ledger):
    """First quarter: margin money goes to the banks' windows, and public capital to guidance and venture funds.

    The province's money for margins is spread by the counties' share of the budget, a county's own by its S&T money.
    Both count as fiscal S&T spending when they are paid in; they cost when they are lost.
    """
    for lane in lanes:
        alliance_opens(lane, funds)
        law = lane.law.loan_guarantee_risk_pool
        province = provinces[lane.first_province]
        margin = province.pools[PROVINCE_MARGIN_POOL]
        capital = province.pools[PROVINCE_GUIDANCE_POOL]
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            yuan = take(province, PROVINCE_MARGIN_POOL, margin * county.share_budget)
            own = take(county, MARGIN_POOL, county.pools[MARGIN_POOL])
            at = keeper(lane, c, funds)
            account = purses[at * N_PURSES + RISK_POOLS]
            purse = raised(PROVINCE_PURSE, PROVINCE_REVENUE, yuan, c, purses, ledger)
            pay(purse, account, yuan, ledger, c, MARGIN_OF_PROVINCE)
            pay(purses[c * N_PURSES + COUNTY_PURSE], account, own, ledger, c, MARGIN_OF_COUNTY)
            spread(counties[at], PROVINCE_GIVES, yuan, province_part(PARKS, law), province_part(TECH, law))
            spread(counties[at], COUNTY_GIVES, own, county_part(PARKS, law), county_part(TECH, law))
            county.yuan_fiscal_st += yuan + own
            from_province = take(province, PROVINCE_GUIDANCE_POOL, capital * county.share_budget)
            from_county = take(county, GUIDANCE_POOL, county.pools[GUIDANCE_POOL])
            if from_province + from_county > 0:
                found_guidance(lane, funds, from_province, from_county, c, purses, ledger)
                county.yuan_fiscal_st += from_province + from_county
            if in_force(lane.law.ppp_and_vc_alliance):
                pay_into_alliance(lane, funds, province, county, c, purses, ledger)


def spread(county, giver, yuan, parks, tech):
    """Write margin money of a giver to the schemes by their shares; what is left goes to the third."""
    first = min(yuan, whole(yuan * parks))
    second = min(yuan - first, whole(yuan * tech))
    county.margins[giver] += first
    county.margins[N_GIVERS + giver] += second
    county.margins[2 * N_GIVERS + giver] += yuan - first - second


def found_guidance(lane, funds, from_province, from_county, c, purses, ledger):
    """Pay public capital (whole yuan) into a guidance fund; the funds take their counties in turn."""
    fund = funds[guidance_fund_of(lane, funds, c)]
    public_adds(fund, from_province + from_county)
    purse = raised(PROVINCE_PURSE, PROVINCE_REVENUE, from_province, c, purses, ledger)
    pay(purse, fund, from_province, ledger, c, GUIDANCE_CAPITAL_OF_PROVINCE)
    pay(purses[c * N_PURSES + COUNTY_PURSE], fund, from_county, ledger, c, GUIDANCE_CAPITAL_OF_COUNTY)
    fund.capital_province += from_province
    fund.capital_counties += from_county
    if fund.founded == 0:
        fund.founded = lane.quarter
