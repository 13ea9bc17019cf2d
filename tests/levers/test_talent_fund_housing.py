"""Housing for R&D workers who have come and have a post: places by money and flats, first come, first served."""

from math import log
from types import SimpleNamespace

import numpy as np
import pytest

from sim.agents.government import HOUSING_POOL
from sim.agents.talent import IDLE
from sim.levers.talent_fund_housing import entitled, pool
from sim.rules.labour import grant_pull, housing_pull
from sim.steps.allowances import per_head, places, pull_of_places
from tests.levers.helpers import (
    brought_forward,
    compared,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
    weights,
)
from tests.test_money import check_a_run
from tests.worlds import block, run, set_law, world_of

LEVER = "talent_fund_housing"
LAW = {"annual_budget_county": 600_000.0, "housing_subsidy": 12_000.0, "flats_per_county": 50.0, "years": 5.0}


@pytest.fixture(scope="module")
def housed():
    return brought_forward("jilin_2018", LEVER)


def test_no_money_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_the_flow_of_talent_first(housed):
    on, off, found = compared(housed, housed.with_values({f"{LEVER}.annual_budget_county@2013-01-01": 0}), scale=2)
    assert found.quarter == "2013Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_holders_have_come_lately_and_have_a_post(housed):
    world = run(set_law(world_of(housed, 5), LEVER, LAW | {"years": 1.0}), 7)
    talent = block(world, "talent")
    talent = talent[talent["alive"] == 1]
    holds = talent["housed"] == 1
    assert 0 < holds.sum() < len(talent)
    assert (talent["employer"][holds] != IDLE).all() and (talent["came"][holds] > 0).all()
    now = 4 * 2013 + 2
    assert (now - talent["came"][holds]).max() == 3  # a year after coming it is over
    county = block(world, "counties")
    assert np.array_equal(np.bincount(talent["county"][holds], minlength=len(county)), county["n_housed"])


def test_payments_stay_within_money_and_flats_and_end_with_the_law(housed):
    world = set_law(world_of(housed.until(2014), 5), LEVER, LAW | {"flats_per_county": 20.0})
    for law, given in world.calendars:
        law[LEVER]["annual_budget_county"][given["year"] == 2014] = 0.0
    run(world, 5)
    refused = block(world, "counties")["turned_away"][:, HOUSING_POOL]
    assert refused.sum() > 0  # the second year's applicants find places taken
    run(world)
    yuan = paid(world, "housing_subsidy", 2012)
    assert yuan.sum() > 0 and (yuan <= 600_000 * weights(world) + 4).all()
    assert yuan.max() <= 12_000 * 20 + 4
    assert paid(world, "housing_subsidy", 2014).sum() == 0
    assert block(world, "talent")["housed"].sum() == 0


def test_more_money_houses_more(housed):
    holders = []
    for money in (0.0, 600_000.0, 6_000_000.0):
        law = LAW | {"annual_budget_county": money, "flats_per_county": 1_000.0}
        holders.append(run(set_law(world_of(housed, 5), LEVER, law))["counties"]["n_housed"].sum())
    assert holders[0] == 0 < holders[1] < holders[2]


def test_a_place_keeps_its_holder_and_an_offer_keeps_nobody_who_is_there_already():
    law = SimpleNamespace(**{LEVER: SimpleNamespace(**LAW)})
    belief = SimpleNamespace(location_elasticity=1.5, housing_weight=0.3)
    lane = SimpleNamespace(law=law, belief=belief, stands_for=5, quarter=8_060)
    county = SimpleNamespace(housing_money=600_000, n_housed=10, housing_offer=1.25, skilled_wage=80_000.0)
    worker = SimpleNamespace(skill=1_000, housed=0, allowance_until=0, titled=0)
    assert pull_of_places(lane, county, worker) == 0.8
    worker.housed = 1
    full = pull_of_places(lane, county, worker)
    assert full == pytest.approx(0.8 * housing_pull(12_000.0, 80_000.0, belief)) and full > 0.8
    county.n_housed = 20  # twice as many share the money
    assert pull_of_places(lane, county, worker) == pytest.approx(0.8 * housing_pull(6_000.0, 80_000.0, belief))


def test_edges():
    law = SimpleNamespace(annual_budget_county=1e5, years=5.0)
    assert pool(law, 2.0) == 2e5
    assert [entitled(came, 8_100, law) for came in (0, 8_080, 8_081, 8_100)] == [False, False, True, True]
    assert [places(money, 12_000.0, 5) for money in (0.0, 1.0, 60_000.0, 150_000.0)] == [0, 1, 1, 2]
    assert places(1e6, 0.0, 5) == 0
    assert per_head(60_000.0, 12_000.0, 0, 5) == 12_000.0 == per_head(60_000.0, 12_000.0, 1, 5)
    assert per_head(60_000.0, 12_000.0, 2, 5) == 6_000.0


def test_a_flat_is_worth_something_but_less_than_its_money():
    belief = SimpleNamespace(location_elasticity=1.5, housing_weight=0.3)
    assert housing_pull(0.0, 80_000.0, belief) == 1.0
    pulls = [log(housing_pull(s, 80_000.0, belief)) for s in (1.0, 6_000.0, 12_000.0, 60_000.0)]
    cash = [log(grant_pull(s, 80_000.0, 1.5)) for s in (1.0, 6_000.0, 12_000.0, 60_000.0)]
    assert pulls[0] == pytest.approx(cash[0], rel=1e-3) and np.all(np.diff(pulls) > 0)
    assert all(a < b for a, b in zip(pulls[1:], cash[1:], strict=True))
    belief.housing_weight = 0.0
    assert housing_pull(12_000.0, 80_000.0, belief) == 1.0


def test_money_is_conserved(housed):
    check_a_run(set_law(world_of(housed, 50), LEVER, LAW))
