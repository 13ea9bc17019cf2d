"""What law and their own rules leave inventors of institutes: shares, rights to results, leave; quarter by quarter."""

from sim.engine.luck import luck, luck_key
from sim.levers.ownership_or_longterm_use_right import years_held
from sim.levers.part_time_leave_dual_employment import leave_of, part_time_of
from sim.levers.talent_incentives_equity import is_offered, least_offered
from sim.levers.tech_transfer_income_share import least_share, least_share_of_equity
from sim.rules.institutes import GRANTS_LEAVE, IS_PILOT, OFFERS_EQUITY, statutory_floor
from sim.rules.rd import happens


def institutes_take_up_reforms(lanes, institutes):
    """The least share of its inventors at every institute: the highest of the law's, the city's and its own rules.

    One floor for all of them, so that reforms that ask for the same do not add up. Pilots and those that grant leave
    are drawn once and for all.
    """
    for lane in lanes:
        floor = max(statutory_floor(lane.given.date, lane.belief), least_share(lane.law.tech_transfer_income_share))
        equity = lane.law.talent_incentives_equity
        offers = luck_key(lane.seed, OFFERS_EQUITY, lane.quarter)
        pilot = luck_key(lane.seed, IS_PILOT, 0)
        leave = luck_key(lane.seed, GRANTS_LEAVE, 0)
        for k in range(lane.first_institute, lane.end_institute):
            institute = institutes[k]
            if is_offered(equity) and happens(luck(offers, institute.key), equity.adoption_rate):
                institute.offers_equity = 1
            institute.share_floor = max(floor, least_offered(institute, equity))
            institute.equity_floor = least_share_of_equity(lane.law.tech_transfer_income_share)
            u = luck(pilot, institute.key)
            institute.right_years = years_held(u, lane.law.ownership_or_longterm_use_right)
            u = luck(leave, institute.key)
            institute.leave_years = leave_of(u, lane.law.part_time_leave_dual_employment)
            institute.part_time = part_time_of(u, lane.law.part_time_leave_dual_employment)
