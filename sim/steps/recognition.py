"""Recognition as a high-tech enterprise (HNTE) in the year: visits, applications, certificates and audits."""

from sim.agents.government import REWARD_POOL
from sim.engine.ledger import (
    CERTIFICATION_COST,
    COUNTY_PURSE,
    HNTE_LOCAL_REWARD,
    N_PURSES,
    REST_OF_WORLD,
    firm_pays,
    firm_receives,
    whole,
)
from sim.engine.luck import luck, luck_key
from sim.levers.hnte_cit_rate import in_force
from sim.levers.rd_super_deduction import rate as super_deduction_rate
from sim.levers.support import give
from sim.rules.outreach import p_reached
from sim.rules.rd import habit
from sim.rules.recognition import (
    AUDITED,
    HEARS_FROM_PEERS,
    REACHED,
    application_cost,
    audit_chance,
    cheapest_real_intensity,
    distortion_cost,
    hears_from_peers,
    intensity_threshold,
    over_three_years,
    promise,
    relabelling_cost,
    reported_a_year,
    reports_enough,
    share_meeting_other_criteria,
    tax_gain,
    worth_preparing,
    years_to_prepare,
)
from sim.steps.firms import assets, employees, margin_now
from sim.steps.reports import chance_of_audit

NEVER = 1.0  # rank of a firm of which it is known that it will not be recognised (sim/data/certainty_stratum.csv)


def offices_visit_firms(lanes, sectors, counties, firms):
    """First quarter: whom the S&T office reaches this year. Promising firms come first; the visits stay as many.

    The visits that a firm may expect are the county's per firm times its promise over the mean promise of the county's
    firms, and those of its zone's service. A firm that is reached has o / (1 - exp(-o)) of them, o what it may expect,
    so that the visits of all firms add up to those made.
    """
    for lane in lanes:
        reached = luck_key(lane.seed, REACHED, lane.given.year)
        for c in range(lane.first_county, lane.end_county):
            counties[c].promise = 0.0
            counties[c].promising = 0.0
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if firm.alive:
                county = counties[lane.first_county + firm.county]
                sector = sectors[lane.first_sector + firm.sector]
                firm.visits = promise_of(lane, firm, sector)
                county.promise += firm.visits * firm.stands_for
                county.promising += firm.stands_for
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if firm.alive:
                county = counties[lane.first_county + firm.county]
                visits = county.outreach_reserve if firm.near_title else county.outreach
                visits *= firm.visits * county.promising / county.promise
                if firm.in_zone:
                    visits += county.outreach_zone
                firm.is_reached = 1 if luck(reached, firm.key) < p_reached(visits) else 0
                firm.visits = visits / p_reached(visits) if firm.is_reached else 0.0


def promise_of(lane, firm, sector):
    """Promise of a firm in the eyes of the S&T office (ratio, at least 1), by what the office can see of it."""
    law = lane.law.hnte_cit_rate
    if firm.is_hnte or not in_force(law):
        return 1.0
    share = share_meeting_other_criteria(firm, sector, lane.belief, law)
    return promise(4.0 * firm.rd / firm.sales_year, intensity_threshold(firm.sales_year, law), share, lane.belief)


def firms_seek_recognition(lanes, sectors, counties, firms, purses, ledger):
    """Second quarter: firms that have heard of it weigh an application, for the first time or again.

    A firm has heard if the office reached it or a recognised firm of its county told it.
    """
    for lane in lanes:
        if not in_force(lane.law.hnte_cit_rate):
            continue
        hears = luck_key(lane.seed, HEARS_FROM_PEERS, lane.given.year)
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            c = lane.first_county + firm.county
            county = counties[c]
            firm.applies_hnte = 0
            firm.recognition_gain = 0.0
            if firm.is_hnte and firm.hnte_until > lane.quarter + 2:
                continue
            by_peers = luck(hears, firm.key) < hears_from_peers(county.recognised_share, lane.belief.word_of_mouth)
            if not firm.is_hnte and not firm.is_reached and not by_peers:
                continue
            sector = sectors[lane.first_sector + firm.sector]
            choose_recognition(lane, firm, sector, county, c, purses, ledger)


def choose_recognition(lane, firm, sector, county, c, purses, ledger):
    """Apply, prepare, or neither; an idle firm that could apply learns what recognition would bring it.

    Apply if the firm meets the other criteria and over three years the discounted tax gain and standing, less audits,
    the cost of meeting the threshold and the cost of the application, plus the local reward, are above zero. A firm
    that misses the other criteria works on them if that pays.
    """
    belief = lane.belief
    law = lane.law.hnte_cit_rate
    years = years_to_prepare(
        firm.merit, share_meeting_other_criteria(firm, sector, belief, law), belief.preparation_step
    )
    if years > 0.0 and (not firm.is_rd_active or firm.merit >= NEVER):
        return
    real, relabelled, burden = way_to_threshold(lane, firm, sector)
    audited = chance_of_audit(firm, county, belief)
    by_tax, by_standing, by_reward = hopes(lane, firm, sector, real, relabelled, audited)
    cost = application_cost(firm, belief.certification_size, lane.given.gdp_index)
    total = by_tax + by_standing + by_reward - over_three_years(burden * firm.sales_year, belief) - cost
    if not firm.is_rd_active:
        firm.recognition_gain = max(0.0, total / 3.0)
    elif years > 0.0:
        yearly = belief.preparation_cost * cost
        if worth_preparing(total, years, yearly, belief.discount) and firm.cash > whole(yearly):
            firm.merit -= belief.preparation_step
            county.n_preparing += firm.stands_for
            pay_for_recognition(firm, whole(yearly), c, purses, ledger)
    elif total > 0.0 and firm.cash > whole(cost):
        firm.applies_hnte = 1
        firm.rd_since_applying = 0.0
        firm.hnte_real = real
        firm.hnte_relabelled = relabelled
        pay_for_recognition(firm, whole(cost), c, purses, ledger)
        if not firm.is_hnte:
            county.n_hnte_new_applicants += firm.stands_for
            county.n_hnte_told_by_peers += (1 - firm.is_reached) * firm.stands_for
            county.yuan_hnte_gain_tax += by_tax * firm.stands_for
            county.yuan_hnte_gain_standing += by_standing * firm.stands_for
            county.yuan_hnte_gain_reward += by_reward * firm.stands_for


def way_to_threshold(lane, firm, sector):
    """How the firm would meet the threshold most cheaply: real and relabelled R&D, and the burden, over sales."""
    belief = lane.belief
    law = lane.law.hnte_cit_rate
    threshold = intensity_threshold(firm.sales_year, law)
    usual = habit(firm, sector, belief, lane.given.gdp_index)
    if firm.is_rd_active:
        usual = max(4.0 * firm.rd / firm.sales_year, 0.001)
    rate = rate_claimed(lane, firm, sector)
    profit = firm.sales_year * margin_now(firm, sector, belief)
    marginal = law.rate if profit > lane.law.tax.small_profit_income_limit else lane.law.tax.small_profit_rate_low
    net_price = 1.0 - marginal * (1.0 + rate)
    real = usual
    if usual < threshold:
        real = cheapest_real_intensity(usual, threshold, net_price, belief.relabelling_curvature, marginal * rate)
    relabelled = max(0.0, threshold - real)
    burden = distortion_cost(real, usual, net_price)
    burden += relabelling_cost(relabelled, threshold, belief.relabelling_curvature) - marginal * rate * relabelled
    return real, relabelled, burden


def rate_claimed(lane, firm, sector):
    """Rate of the super-deduction that the firm claims (share; 0 if it does not claim)."""
    return super_deduction_rate(firm, sector, lane.law.rd_super_deduction) if firm.claims else 0.0


def hopes(lane, firm, sector, real, relabelled, audited):
    """What recognition brings over three years (yuan): tax and standing, unless an audit ends them, and the reward.

    audited: chance that somebody looks (probability a year).
    """
    belief = lane.belief
    law = lane.law.hnte_cit_rate
    sales = firm.sales_year
    kept = 1.0 - audit_chance(relabelled, intensity_threshold(sales, law), audited)
    income = sales * margin_now(firm, sector, belief) - (1.0 + rate_claimed(lane, firm, sector)) * real * sales
    staff = employees(firm, belief, lane.given.gdp_index)
    by_tax = kept * tax_gain(income, staff, assets(firm, belief), firm.is_service == 0, law.rate, belief, lane.law.tax)
    by_standing = kept * over_three_years(belief.standing_of_hnte * sales, belief)
    return by_tax, by_standing, 0.0 if firm.is_hnte else law.local_reward


def pay_for_recognition(firm, yuan, c, purses, ledger):
    """The firm pays agencies, auditors and fees (whole yuan)."""
    firm_pays(firm, purses[c * N_PURSES + REST_OF_WORLD], yuan, ledger, c, CERTIFICATION_COST)
    firm.income_year -= yuan


def recognition_is_awarded(lanes, counties, firms, purses, ledger):
    """Fourth quarter: certificates for three years; the county pays its reward to new ones until the money runs out."""
    for lane in lanes:
        law = lane.law.hnte_cit_rate
        audits = luck_key(lane.seed, AUDITED, lane.given.year)
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            c = lane.first_county + firm.county
            county = counties[c]
            threshold = intensity_threshold(firm.sales_year, law)
            reported = reported_a_year(firm.rd_since_applying)
            passes = reports_enough(reported, firm.sales_year, threshold, lane.belief.recognition_slack)
            if firm.applies_hnte and firm.is_rd_active and passes:
                county.n_hnte_awarded += firm.stands_for
                firm.hnte_until = lane.quarter + 12
                reward = whole(law.local_reward)
                if firm.is_hnte == 0 and give(county, REWARD_POOL, reward, reward, firm.stands_for) > 0:
                    firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], reward, ledger, c, HNTE_LOCAL_REWARD)
                    county.yuan_fiscal_st += reward * firm.stands_for
                    firm.income_year += reward
                firm.is_hnte = 1
            elif firm.is_hnte and (
                firm.hnte_until <= lane.quarter or is_caught(lane, firm, county, luck(audits, firm.key))
            ):
                firm.is_hnte = 0
            firm.applies_hnte = 0
            # a certificate counts from the year in which it is issued
            firm.was_hnte = firm.is_hnte


def is_caught(lane, firm, county, u):
    """Does this year's audit take the certificate away for relabelling? `u` uniform in [0, 1)."""
    if firm.rd_relabelled <= 0.0:
        return False
    threshold = max(intensity_threshold(firm.sales_year, lane.law.hnte_cit_rate), 0.001)
    share = 4.0 * firm.rd_relabelled / firm.sales_year
    return u < audit_chance(share, threshold, chance_of_audit(firm, county, lane.belief))
