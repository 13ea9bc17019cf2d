"""What governments put into reports rather than into deeds: chosen by what it brings and by the risk of an audit."""


def share_reported(usual, reward, risk, deeds):
    """Part of the added effort that goes into reports (share): s = g R / (g R + (1 - g) (L + W)).

    R what a unit of effort in reports brings, L what an audit is expected to cost it, W what the same effort brings as
    deeds (all in yuan); g, the share where both weigh the same: E131, E132, E170. A choice rule after Luce (1959); no
    evidence on the form. Nothing to win by reports, nothing reported.
    """
    if reward <= 0.0:
        return 0.0
    reports = usual * reward
    return reports / (reports + (1.0 - usual) * (risk + max(0.0, deeds)))


def reward_of_rd_reports(stake, points, rd_year, belief):
    """What a unit of effort in R&D reports brings a county (yuan): stake (yuan / score) x points x overstated R&D.

    points: of score per yuan of R&D; overstated: yield x R&D of a year.
    """
    return stake * points * belief.reporting_yield * rd_year


def risk_of_reports(audit, overstatement, budget, belief):
    """What an audit is expected to cost (yuan): its chance, in proportion to the overstatement, times the penalty.

    audit: chance of being found with figures that are doubled; penalty: a share of the office's own money.
    """
    return audit * overstatement * belief.report_penalty * budget


def over_reporting(eager, reporting_share, reporting_yield, bound):
    """What reporting adds to firms' R&D (ratio): yield x share of the added effort that goes into reports, bounded.

    E131, E132, E170. It adds to what is reported and to nothing else.
    """
    return min(bound, reporting_yield * reporting_share * (eager - 1.0))
