"""What goes into reports is chosen: more with what it brings, less with the risk of an audit and the worth of deeds."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.rules.reporting import over_reporting, reward_of_rd_reports, risk_of_reports, share_reported
from tests.worlds import block, run, world_of


def test_the_share_weighs_reward_risk_and_deeds():
    assert share_reported(0.3, 0.0, 1.0, 1.0) == 0.0, "nothing to win by reports"
    assert share_reported(0.3, 2.0, 1.5, 0.5) == pytest.approx(0.3), "the usual share where both weigh the same"
    by_reward = [share_reported(0.3, r, 1.0, 1.0) for r in (0.5, 1.0, 4.0, 1e9)]
    assert by_reward == sorted(by_reward) and by_reward[-1] == pytest.approx(1.0)
    assert share_reported(0.3, 1.0, 3.0, 1.0) < share_reported(0.3, 1.0, 1.0, 1.0) < share_reported(0.3, 1.0, 1.0, 0.2)
    assert share_reported(0.3, 1.0, 1.0, -5.0) == share_reported(0.3, 1.0, 1.0, 0.0)
    assert [share_reported(g, 1.0, 1.0, 1.0) for g in (0.0, 1.0)] == [0.0, 1.0]


def test_reward_and_risk_in_yuan():
    belief = SimpleNamespace(reporting_yield=0.5, report_penalty=0.1)
    assert reward_of_rd_reports(4e6, 1e-9, 3e8, belief) == pytest.approx(6e5)
    assert risk_of_reports(0.1, 0.5, 1e8, belief) == pytest.approx(5e5)


def test_reports_rise_with_effort_and_are_bounded():
    assert over_reporting(1.0, 0.3, 0.5, 0.3) == 0.0
    assert over_reporting(1.2, 0.3, 0.5, 0.3) == pytest.approx(0.03)
    assert over_reporting(9.0, 1.0, 5.0, 0.3) == 0.3


def test_in_a_run_counties_and_townships_report_less_where_audits_find_more(jiangxi):
    found = []
    for audit in (0.02, 0.5):
        world = run(world_of(jiangxi.until(2018), 100), 24)
        for name in ("rd_report_audit", "farm_report_audit"):
            world["lanes"]["belief"][name] = audit
        run(world, 1)
        counties, townships = block(world, "counties"), block(world, "townships")
        found.append((counties["reporting_share"].copy(), townships["reported"].copy()))
        assert counties["reporting_share"].min() >= 0.0 and counties["reporting_share"].max() <= 1.0
    for lax, strict in zip(*found, strict=True):
        tempted = lax > 0.0
        assert tempted.any() and (strict[tempted] < lax[tempted]).all() and (strict[~tempted] == 0.0).all()
        assert np.ptp(lax[tempted]) > 0.01, "each chooses for itself"
