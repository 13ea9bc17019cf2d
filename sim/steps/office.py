"""The county's S&T office: who works there, the visits that it makes and is paid for, what it reports."""

from sim.agents.government import OFFICIALS_POOL, OUTREACH_POOL, RD_INTENSITY, TRAINING_POOL
from sim.engine.ledger import (
    COUNTY_PURSE,
    N_PURSES,
    OFFICIALS_ALLOWANCE,
    OUTREACH_SPENDING,
    PROVINCE_PURSE,
    PROVINCE_REVENUE,
    RD_WORKERS,
    REST_OF_WORLD,
    TRAINING_AND_SUPERVISION,
    pay,
)
from sim.levers.four_level_linkage import days_in_meetings
from sim.levers.st_county_officials import officials_paid
from sim.levers.support import government_pays, quarters_part, take
from sim.rules.budgets import gain_of_outreach
from sim.rules.outreach import most_days, outreach, own_days, p_reached, visit_price
from sim.rules.reporting import over_reporting, reward_of_rd_reports, risk_of_reports, share_reported
from sim.rules.scores import slope


def office_staff(lane, county):
    """Staff of the county's S&T office (persons): half the same everywhere, half by the size of the county's budget."""
    relative = county.share_budget * (lane.end_county - lane.first_county)
    return lane.belief.office_staff * (0.5 + 0.5 * relative)


def office_salaries(lane, county):
    """Salaries of the county's S&T office (yuan a year)."""
    return office_staff(lane, county) * lane.belief.office_salary * lane.given.gdp_index


def choose_reports(lane, county, worth):
    """Part of the added effort that the county puts into its R&D reports this year (share).

    The other indicators of its score are counted by others: certificates, patents, accounts, the survey of farmers.
    """
    belief = lane.belief
    price = visit_price(belief, lane.given.gdp_index)
    visits = 4.0 * own_days(office_staff(lane, county), 1.0, belief) / belief.visit_days
    return share_reported(
        belief.reporting_share,
        reward_of_rd_reports(worth, slope(county, RD_INTENSITY), county.rd_year, belief),
        risk_of_reports(
            belief.rd_report_audit + county.reports_checked, belief.reporting_yield, float(county.st_envelope), belief
        ),
        gain_of_outreach(county, worth, price, belief) * price * visits,
    )


def visits_paid(lane, county, c, pool, purses, ledger, flow):
    """Visits bought with a quarter's part of a pool, as far as the office has people to lead them; the rest stays."""
    price = visit_price(lane.belief, lane.given.gdp_index)
    room = int(county.visit_days_left / lane.belief.visit_days * price)
    yuan = take(county, pool, max(0, min(quarters_part(county, pool, lane.given.season), room)))
    pay(purses[c * N_PURSES + COUNTY_PURSE], purses[c * N_PURSES + REST_OF_WORLD], yuan, ledger, c, flow)
    county.yuan_fiscal_st += yuan
    county.visit_days_left -= yuan / price * lane.belief.visit_days
    return yuan / price


def send_out_office(lane, county, c, eager, purses, ledger):
    """Visits of the quarter: the office's own, those the county pays for beyond, and those that training money buys.

    eager: effort (ratio) with what is in sight, by which the office works harder. The part of the additional effort
    that the county has decided to put into reports reaches no firm.
    """
    belief = lane.belief
    county.effort = 1.0 + (eager - 1.0) * (1.0 - county.reporting_share)
    county.over_reporting = over_reporting(
        eager, county.reporting_share, belief.reporting_yield, belief.over_reporting_bound
    )
    staff = office_staff(lane, county)
    in_meetings = days_in_meetings(lane.law.four_level_linkage, county.meetings)
    own = max(0.0, own_days(staff, county.effort, belief) - in_meetings)
    county.visit_days_left = most_days(staff, belief) - own
    visits = own / belief.visit_days
    visits += visits_paid(lane, county, c, OUTREACH_POOL, purses, ledger, OUTREACH_SPENDING)
    training = visits_paid(lane, county, c, TRAINING_POOL, purses, ledger, TRAINING_AND_SUPERVISION)
    county.visits = (visits + training) * county.delivery_quality
    county.visits_made += county.visits
    county.outreach = outreach(4.0 * county.visits, county.candidates)
    county.p_reached = p_reached(county.outreach)
    county.trained = p_reached(outreach(4.0 * training * county.delivery_quality, county.candidates))


def days_of_officials(lane, province, county):
    """Days of a year for which the county asks institutes, for the officials that the province has money for."""
    n_counties = lane.end_county - lane.first_county
    county.officials = officials_paid(float(province.pools[OFFICIALS_POOL]), n_counties, lane.law.st_county_officials)
    return county.officials * lane.belief.working_days


def officials_serve(lanes, provinces, counties, purses, ledger):
    """First quarter: the province pays the year's allowances. Every quarter: officials visit firms, as the office does.

    Institutes have lent them for the year (steps.commissioners); allowances of those whom nobody could lend lapse.
    """
    for lane in lanes:
        province = provinces[lane.first_province]
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            if county.officials <= 0.0:
                continue
            if lane.given.season == 1:
                wanted = int(county.officials * lane.law.st_county_officials.allowance)
                yuan = take(province, OFFICIALS_POOL, wanted)
                county.yuan_fiscal_st += yuan
                government_pays(
                    PROVINCE_PURSE, PROVINCE_REVENUE, RD_WORKERS, yuan, c, purses, ledger, OFFICIALS_ALLOWANCE
                )
            visits = own_days(county.officials, county.effort, lane.belief) / lane.belief.visit_days
            county.visits += visits * county.delivery_quality
            county.visits_made += visits * county.delivery_quality
            county.outreach = outreach(4.0 * county.visits, county.candidates)
            county.p_reached = p_reached(county.outreach)
        if lane.given.season == 1:
            province.pools[OFFICIALS_POOL] = 0
