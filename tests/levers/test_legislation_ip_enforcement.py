"""Enforcement keeps some firms from copying what is under patent in their county, as many as the staff can pursue."""

from types import SimpleNamespace

import pytest

from sim.levers.legislation_ip_enforcement import cases_pursued, chance_of_case, pool
from sim.steps.innovation import practice_open_to
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.worlds import block, region, run, world_of

LEVER = "legislation_ip_enforcement"


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


def test_cases_are_those_that_money_pays_for_and_copiers_only_lose(jiangxi):
    rich = jiangxi.until(2018).with_values({f"{LEVER}.annual_budget_county": 500_000})
    on, off = run(world_of(rich, 20), 25), run(world_of(rich.with_values({LEVER: "off"}), 20), 25)
    cases = region(on, "n_infringement_cases")
    assert cases[:24].max() == 0 < cases[24]
    expected = block(on, "counties")["cases"].sum()
    assert cases[24] < 2.0 * expected  # by lot, and fewer where fewer copy
    strong, weak = block(off, "firms"), block(on, "firms")
    assert (weak["productivity"] <= strong["productivity"] + 1e-12).mean() > 0.99  # but for subsidies that others got
    assert (weak["productivity"] < strong["productivity"] - 1e-9).sum() >= cases[24] / 40
    run(on)
    assert (paid(on, "ip_enforcement", 2018) <= 500_000 * weights(on) + 1).all()


def test_nobody_is_pursued_where_nothing_is_under_patent():
    lane = SimpleNamespace(seed=1, quarter=8072)
    county = SimpleNamespace(practice=[0.5], protected=[0.0], copying=0.0, copying_before=1.0, cases=9.0)
    county.n_infringement_cases = 0.0
    firm = SimpleNamespace(sector=0, productivity=0.0, stands_for=1, key=7)
    assert practice_open_to(lane, firm, county, 0.1) == 0.5 and county.copying == 0.0
    county.protected = [1.0]
    assert practice_open_to(lane, firm, county, 0.1) == 0.1 and county.n_infringement_cases == 1.0
    county.cases = 0.0
    assert practice_open_to(lane, firm, county, 0.1) == 0.5 and county.copying == 2.0
    firm.productivity = 0.6  # ahead of the practice: it has nothing to copy
    county.cases = 9.0
    assert practice_open_to(lane, firm, county, 0.1) == 0.5 and county.copying == 2.0


def test_worked_by_hand():
    law = SimpleNamespace(annual_budget_county=5e4, cost_per_case=5e4)
    assert pool(law, 2.0) == 1e5 and cases_pursued(25_000.0, law) == 0.5
    assert [chance_of_case(2.0, copying) for copying in (0.0, 1.0, 8.0)] == pytest.approx([0.0, 1.0, 0.25])
