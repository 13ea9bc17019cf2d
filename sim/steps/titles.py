"""Titles of firms are awarded by rule; the county keeps a reserve of firms near one, and visits them first."""

from sim.agents.government import TITLE_POOL, TITLE_VISIT_POOL
from sim.engine.ledger import COUNTY_PURSE, N_PURSES, TITLE_REWARD, TITLE_VISITS, firm_receives, whole
from sim.levers.firm_gradient_cultivation import aimed, in_force
from sim.levers.hnte_cit_rate import in_force as recognition_in_force
from sim.levers.support import give
from sim.rules.outreach import outreach, p_reached
from sim.rules.recognition import intensity_threshold
from sim.rules.titles import (
    has_register,
    has_srdi,
    is_gazelle,
    is_little_giant,
    is_near,
    is_srdi,
    passes_evaluation,
    within_sme_bounds,
)
from sim.steps.firms import assets, employees
from sim.steps.office import visits_paid


def reserve_is_drawn_up(lanes, sectors, counties, firms):
    """First quarter: each county lists the firms near a title; an idle one among them sees a reward ahead of it."""
    for lane in lanes:
        law = lane.law.firm_gradient_cultivation
        titles = lane.law.titles
        listed = 0.0
        for c in range(lane.first_county, lane.end_county):
            listed += counties[c].reserve_firms
            counties[c].reserve_firms = 0.0
        if not in_force(law) and listed <= 0.0:
            continue
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            firm.near_title = 0
            firm.title_gain = 0.0
            if not firm.alive or not in_force(law):
                continue
            sector = sectors[lane.first_sector + firm.sector]
            threshold = 0.0
            if recognition_in_force(lane.law.hnte_cit_rate):
                threshold = intensity_threshold(firm.sales_year, lane.law.hnte_cit_rate)
            if is_near(firm, threshold, sector.is_high_tech, law.reserve_margin, titles):
                firm.near_title = 1
                counties[lane.first_county + firm.county].reserve_firms += firm.stands_for
                if has_srdi(titles) and not firm.is_rd_active and firm.is_srdi == 0:
                    firm.title_gain = law.reward_srdi / titles.title_years


def reserve_is_visited(lanes, counties, purses, ledger):
    """The office goes to the reserve first: a share of its own visits, and those that the ladder's money buys."""
    for lane in lanes:
        law = lane.law.firm_gradient_cultivation
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.outreach_reserve = county.outreach
            if county.reserve_firms <= 0.0:
                continue
            bought = visits_paid(lane, county, c, TITLE_VISIT_POOL, purses, ledger, TITLE_VISITS)
            bought *= county.delivery_quality
            first = aimed(county.visits, bought, county.reserve_firms, law)
            county.visits += bought
            county.visits_made += bought
            county.outreach = outreach(4.0 * (county.visits - first), county.candidates)
            county.p_reached = p_reached(county.outreach)
            county.outreach_reserve = county.outreach + outreach(4.0 * first, county.reserve_firms)


def titles_are_awarded(lanes, counties, firms, purses, ledger):
    """Fourth quarter: titles by rule. A new one goes to firms that the office has reached; old ones end or are renewed.

    The rules are national law and hold whether or not anybody pays for titles. The county rewards new titles of SRDI,
    little giant and gazelle, until its money runs out.
    """
    for lane in lanes:
        titles = lane.law.titles
        law = lane.law.firm_gradient_cultivation
        valid = int(4.0 * titles.title_years)
        place = lane.given.year % 3
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            c = lane.first_county + firm.county
            if has_register(titles):
                review_tech_sme(lane, firm, titles)
            reward = 0.0
            if is_srdi(firm, titles) and (firm.is_srdi or firm.is_reached):
                if firm.is_srdi == 0:
                    reward += law.reward_srdi
                if firm.srdi_until <= lane.quarter:
                    firm.srdi_until = lane.quarter + valid
                firm.is_srdi = 1
            elif firm.srdi_until <= lane.quarter:
                firm.is_srdi = 0
            if is_little_giant(firm, titles) and (firm.is_little_giant or firm.is_reached):
                if firm.is_little_giant == 0:
                    reward += law.reward_little_giant
                if firm.little_giant_until <= lane.quarter:
                    firm.little_giant_until = lane.quarter + valid
                firm.is_little_giant = 1
            elif firm.little_giant_until <= lane.quarter:
                firm.is_little_giant = 0
            grew = is_gazelle(firm.sales_year, firm.sales_past[place], titles)
            if grew and firm.is_gazelle == 0 and firm.is_reached:
                reward += law.reward_gazelle
            firm.is_gazelle = 1 if grew else 0
            firm.sales_past[place] = firm.sales_year
            if in_force(law):
                pay_reward(firm, counties[c], c, whole(reward), purses, ledger)


def review_tech_sme(lane, firm, law):
    """A technology SME leaves the register when it has outgrown it; a firm that passes and was reached enters it."""
    staff = employees(firm, lane.belief, lane.given.gdp_index)
    if not within_sme_bounds(firm, staff, assets(firm, lane.belief), law):
        firm.is_tech_sme = 0
    elif firm.is_reached and passes_evaluation(firm, law):
        firm.is_tech_sme = 1


def pay_reward(firm, county, c, reward, purses, ledger):
    """Pay for new titles from the county's pool (yuan)."""
    yuan = give(county, TITLE_POOL, reward, 1, firm.stands_for)
    if yuan > 0:
        firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], yuan, ledger, c, TITLE_REWARD)
        county.yuan_fiscal_st += yuan * firm.stands_for
        firm.income_year += yuan
