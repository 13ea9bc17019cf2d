"""R&D post-subsidy: a firm pays first and gets back a share of its R&D a year later, after an audit.

Enters      the user cost of R&D (steps.firms), by one route: the reimbursement that the firm expects, discounted, comes
            off the price of a yuan of R&D. It is no cash before it is paid, so it relieves no shortage of money
Reaches     R&D-active firms that the county's office reaches, with reported R&D above a floor; beyond the cap a further
            yuan brings nothing. Audits refuse what is relabelled
Paid by     the county, when due, until the year's pool is spent: older firms first (the order of keys)
Evidence    the response is that to any price of R&D (E01, E05); the chance of being paid follows from the pool
Not here    an effect on R&D: it follows from the user cost and its elasticity
"""

from math import exp, log

from sim.agents.government import POST_SUBSIDY_POOL
from sim.engine.ledger import COUNTY_PURSE, N_PURSES, RD_POST_SUBSIDY, firm_receives, whole
from sim.engine.luck import decision, luck, luck_key
from sim.levers.support import give
from sim.rules.recognition import audit_chance, intensity_threshold
from sim.rules.tax import LOWEST_PRICE

CLAIM_AUDITED = decision("post_subsidy.audited", "does the audit of a claim find what is relabelled?")


def pool(law, weight):
    """Post-subsidy money of a county and year (yuan): the mean county's budget times its weight in S&T money."""
    if law.post_subsidy_rate <= 0.0 or law.cap <= 0.0:
        return 0.0
    return law.annual_budget_county * weight


def works(law):
    """Is there such a subsidy? Without money, rate or cap there is none."""
    return pool(law, 1.0) > 0.0


def user_cost_with_subsidy(firm, county, belief, law):
    """User cost of R&D less what is expected back: u - g (r + delta), g the expected rate (share of a yuan a year).

    The subsidy is taxed like other income, so the tax on it and on the return cancel. Never below the least price.
    """
    price = belief.interest + belief.knowledge_decay
    lower = firm.user_cost - expected_rate(firm, county, belief, law) * price
    return max(lower, min(firm.user_cost, LOWEST_PRICE * price))


def may_claim(firm):
    """May the firm claim (1 or 0)? Firms that do R&D, that the office reaches, and without a claim that waits."""
    return firm.is_rd_active and firm.is_reached and firm.subsidy_claim == 0


def claimable(rd, law):
    """Yuan that a firm may claim for a year's R&D (yuan): the rate on it up to the cap, nothing below the floor."""
    if rd < law.least_rd:
        return 0.0
    return min(law.post_subsidy_rate * rd, law.cap)


def expected_rate(firm, county, belief, law):
    """What a further yuan of R&D is expected to bring back (share): rate * chance of being paid * discount^(lag).

    The chance is the share of what was due last year that the county paid; all before there was a year.
    """
    if not works(law) or not firm.is_reached:
        return 0.0
    rd = 4.0 * firm.rd
    if rd < law.least_rd or law.post_subsidy_rate * rd >= law.cap:
        return 0.0
    return law.post_subsidy_rate * county.subsidy_chance * exp(log(belief.discount) * law.lag)


def post_subsidies_are_decided(lanes, counties, firms, purses, ledger):
    """Claims that are due are paid or turned away; fourth quarter: firms claim for R&D of four quarters (smoothed)."""
    for lane in lanes:
        law = lane.law.rd_post_subsidy
        for i in range(lane.first_firm, lane.end_firm):
            firm = firms[i]
            if not firm.alive:
                continue
            c = lane.first_county + firm.county
            if firm.subsidy_claim > 0 and firm.subsidy_due <= lane.quarter:
                decide(lane, firm, counties[c], c, purses, ledger)
            if lane.given.season == 4 and works(law) and may_claim(firm):
                firm.subsidy_claim = whole(claimable(audited_rd(lane, firm), law))
                firm.subsidy_due = lane.quarter + max(1, int(4.0 * law.lag + 0.5))
        if lane.given.season == 4:
            for c in range(lane.first_county, lane.end_county):
                learn_chance(counties[c])


def audited_rd(lane, firm):
    """Reported R&D of the year less what an audit refuses (yuan), with the chance that audits find relabelling."""
    if firm.rd_relabelled <= 0.0:
        return firm.rd_year
    threshold = max(intensity_threshold(firm.sales_year, lane.law.hnte_cit_rate), 0.001)
    share = 4.0 * firm.rd_relabelled / firm.sales_year
    key = luck_key(lane.seed, CLAIM_AUDITED, lane.given.year)
    if luck(key, firm.key) < audit_chance(share, threshold, lane.belief.audit_rate):
        return max(0.0, firm.rd_year - 4.0 * firm.rd_relabelled)
    return firm.rd_year


def decide(lane, firm, county, c, purses, ledger):
    """Pay a claim that is due from the county's pool, as far as it reaches; a claim turned away is gone."""
    yuan = give(county, POST_SUBSIDY_POOL, firm.subsidy_claim, 1, firm.stands_for)
    county.subsidy_asked += float(firm.subsidy_claim * firm.stands_for)
    county.subsidy_paid += float(yuan * firm.stands_for)
    firm.subsidy_claim = 0
    firm_receives(firm, purses[c * N_PURSES + COUNTY_PURSE], yuan, ledger, c, RD_POST_SUBSIDY)
    county.yuan_fiscal_st += yuan * firm.stands_for
    county.yuan_rd_firms_government += yuan * firm.stands_for
    firm.income_year += yuan


def learn_chance(county):
    """Firms expect the share of claims that this year's money paid."""
    if county.subsidy_asked > 0.0:
        county.subsidy_chance = county.subsidy_paid / county.subsidy_asked
    county.subsidy_asked = 0.0
    county.subsidy_paid = 0.0
