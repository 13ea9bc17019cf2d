"""Joint meetings: more of what comes from above is known in time, and the office has fewer days for visits."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.four_level_linkage import announced, days_in_meetings, meetings_held, pool
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, world_of

LEVER = "four_level_linkage"


def test_no_money_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_meetings_cost_money_and_days(jiangxi):
    short = jiangxi.until(2018)
    met, left = (run(world_of(one, 100)) for one in (short, short.with_values({LEVER: "off"})))
    assert (paid(met, "joint_meetings", 2018) == 40_000).all() and paid(left, "joint_meetings", 2018).sum() == 0
    busy = short.with_values({f"{LEVER}.days_per_meeting": 30})
    assert block(run(world_of(busy, 100)), "counties")["visits"].sum() < block(left, "counties")["visits"].sum()


def test_it_ends_with_its_money(jiangxi):
    once = jiangxi.until(2019).with_values({f"{LEVER}.annual_budget_county@2019-01-01": 0})
    world = run(world_of(once, 100))
    assert paid(world, "joint_meetings", 2018).sum() > 0 == paid(world, "joint_meetings", 2019).sum()
    assert not block(world, "counties")["meetings"].any()


def test_every_meeting_announces_less_than_the_one_before():
    law = SimpleNamespace(annual_budget_county=4e4, meeting_cost=1e4, days_per_meeting=2.0, announced_per_meeting=0.1)
    assert pool(law) == 4e4 and meetings_held(4e4, law) == 4.0 and days_in_meetings(law, 4.0) == 2.0
    parts = np.diff([announced(law, float(n)) for n in range(60)])
    assert parts[:2] == pytest.approx([0.1, 0.09]) and (np.diff(parts) < 0).all() and announced(law, 1000.0) <= 1.0
    law.meeting_cost = 0.0
    assert meetings_held(4e4, law) == 0.0
