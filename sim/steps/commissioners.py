"""Who serves townships and firms: institutes lend researchers' days for what counties and the province pay for."""

from sim.agents.government import COMMISSIONER_POOL
from sim.engine.ledger import COMMISSIONER_STIPENDS, RD_WORKERS
from sim.levers.support import pay_instalment, take
from sim.rules.institutes import lent_share
from sim.steps.office import days_of_officials
from sim.steps.poor_villages import build, deliver_services, granted, plan_services, unspent_money_lapses


def commissioners_are_assigned(lanes, provinces, counties, institutes, townships, purses, ledger):
    """First quarter: counties and poverty relief ask for days of service, institutes lend what they can spare.

    A county is served by its own institutes first, then by those of the whole region (channel spillover). Where days
    are short, all that they were asked for is cut alike; a county keeps its money, what is paid from above lapses.
    """
    for lane in lanes:
        province = provinces[lane.first_province]
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            county.days_asked = county.commissioners * lane.law.science_tech_commissioners.service_days
            county.days_asked += days_of_officials(lane, province, county)
        new_villages = plan_services(lane, province, counties, townships)
        build(lane, province, counties, townships, purses, ledger)
        lend_researchers(lane, counties, institutes)
        for c in range(lane.first_county, lane.end_county):
            county = counties[c]
            unserved = county.pools[COMMISSIONER_POOL] * (1.0 - granted(county))
            county.st_left += take(county, COMMISSIONER_POOL, unserved)
            county.commissioners *= granted(county)
            county.officials *= granted(county)
        deliver_services(lane, province, counties, townships, new_villages, purses, ledger)
        unspent_money_lapses(province)


def lend_researchers(lane, counties, institutes):
    """Days that institutes lend: at most a share of their researchers' time, first to their own county."""
    for c in range(lane.first_county, lane.end_county):
        counties[c].days_near = 0.0
    for k in range(lane.first_institute, lane.end_institute):
        institute = institutes[k]
        staff = institute.n_rd_workers * lane.stands_for
        days = staff * lane.belief.working_days * lane.belief.service_limit
        counties[lane.first_county + institute.county].days_near += days
    spare = 0.0
    missing = 0.0
    for c in range(lane.first_county, lane.end_county):
        county = counties[c]
        county.days_lent = min(county.days_near, county.days_asked)
        spare += county.days_near - county.days_lent
        missing += county.days_asked - county.days_lent
    helped = 0.0  # share of what is missing that comes from other counties' institutes
    used = 0.0  # share of their spare days that it takes
    if lane.channel_spillover and spare > 0.0 and missing > 0.0:
        helped = min(1.0, spare / missing)
        used = min(1.0, missing / spare)
    for k in range(lane.first_institute, lane.end_institute):
        institute = institutes[k]
        county = counties[lane.first_county + institute.county]
        near = county.days_lent / max(county.days_near, 1.0)
        institute.service_time = lent_share(lane.belief.service_limit, near, used)
        if institute.n_rd_workers == 0:
            institute.service_time = 0.0
    for c in range(lane.first_county, lane.end_county):
        counties[c].days_lent += (counties[c].days_asked - counties[c].days_lent) * helped


def commissioners_go_out(lanes, counties, purses, ledger):
    """Stipends of the quarter are paid. What commissioners do in townships stands in steps.townships."""
    for lane in lanes:
        for c in range(lane.first_county, lane.end_county):
            season = lane.given.season
            pay_instalment(counties[c], COMMISSIONER_POOL, season, c, RD_WORKERS, purses, ledger, COMMISSIONER_STIPENDS)
