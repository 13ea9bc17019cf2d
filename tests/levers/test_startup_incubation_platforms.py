"""Platforms make entry cheaper while slots are free, and do nothing for survival."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.agents.government import LONGEST_LEASE
from sim.levers.startup_incubation_platforms import cost_in_slot, platforms_paid, slots
from sim.rules.entry import brought_by_lower_cost
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, region, run, world_of

LEVER = "startup_incubation_platforms"


def test_no_money_is_no_platform():
    no_money_is_no_lever(LEVER, ["platform_subsidy"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_brings_entrants_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.platform_subsidy": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) == {"county"} and costs["year"].min() >= 2018
    assert off.costs.query("lever == @LEVER").empty


def test_every_county_pays_for_its_platforms_and_no_more(jiangxi):
    world = run(world_of(jiangxi.until(2019), 50))
    yuan = paid(world, "platform_subsidy", 2019)
    counties = block(world, "counties")
    assert (counties["platforms"] == 2).all()
    assert (yuan == 600_000).all()
    assert world.tally["n_counties_with_platform"][0, -1].sum() == len(counties)


def test_slots_are_let_for_three_years_and_then_no_more_than_there_are(jiangxi):
    values = {f"{LEVER}.platforms_per_county": 1, f"{LEVER}.capacity": 2, f"{LEVER}.entry_cost_saving": 0.6}
    world = world_of(jiangxi.with_values(values), 20)
    turned_away = 0.0
    while world.quarter_number < world.n_quarters:
        world.step()
        counties = block(world, "counties")
        now = 4 * world.year + world.season - 2  # the quarter that has just run
        let = sum(counties["slots_let"][:, (now - ago) % LONGEST_LEASE] for ago in range(12))
        assert (let <= 2).all() and (counties["slots_free"] == 2 * counties["platforms"] - let).all()
        turned_away += region(world, "n_turned_away")[world.quarter_number - 1]
    assert turned_away > 0
    firms = block(world, "firms")
    assert firms["in_platform"].sum() > 0
    alive = firms["alive"] == 1
    began = (firms["in_platform"] * firms["stands_for"])[alive].sum()
    assert region(world, "n_platform_firms")[-1] == began
    assert (firms["founded"][firms["in_platform"] == 1] >= 4 * 2018).all()


def test_a_shorter_lease_frees_slots_sooner(jiangxi):
    began = {}
    for quarters in (2, 12):
        values = {f"{LEVER}.platforms_per_county": 1, f"{LEVER}.capacity": 1, f"{LEVER}.lease_quarters": quarters}
        began[quarters] = region(run(world_of(jiangxi.until(2019).with_values(values), 20)), "n_platform_firms")[-1]
    assert began[2] > began[12] > 0


def test_a_start_up_of_a_platform_differs_from_others_in_nothing_but_where_it_began(jiangxi):
    """The same firm enters with and without platforms with the same sales, margin and productivity."""
    on, off = (run(world_of(s, 10)) for s in (jiangxi.until(2018), jiangxi.until(2018).with_values({LEVER: "off"})))
    a, b = block(on, "firms"), block(off, "firms")
    a, b = a[a["founded"] == 4 * 2018], b[b["founded"] == 4 * 2018]
    common = np.intersect1d(a["key"], b["key"])
    a, b = a[np.isin(a["key"], common)], b[np.isin(b["key"], common)]
    assert len(common) > 5 and a["in_platform"].sum() > 0 and b["in_platform"].sum() == 0
    for field in ("sector", "margin", "rd_habit", "merit", "is_tech_sme"):
        assert np.array_equal(a[field], b[field]), field


def test_what_the_money_pays():
    law = SimpleNamespace(platforms_per_county=2.0, platform_subsidy=300_000.0, capacity=20.0, entry_cost_saving=0.3)
    assert [platforms_paid(yuan, law) for yuan in (0, 299_999, 300_000, 600_000, 9e9)] == [0, 0, 1, 2, 2]
    assert slots(2.0, law) == 40
    assert cost_in_slot(0.8, law) == pytest.approx(0.56)


def test_most_who_fill_slots_would_have_come_anyway():
    pull = 0.7**-0.6
    assert brought_by_lower_cost(10.0, 0.7, -0.6, 1e9) == pytest.approx(10.0 * (pull - 1.0))
    assert brought_by_lower_cost(10.0, 0.7, -0.6, 5.0) == pytest.approx(5.0 * (1.0 - 1.0 / pull))
    assert brought_by_lower_cost(10.0, 1.0, -0.6, 5.0) == 0.0
    assert brought_by_lower_cost(10.0, 0.7, 0.2, 5.0) == 0.0  # a cost that does not hinder entry brings nobody
