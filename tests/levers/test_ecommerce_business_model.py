"""Small firms join where it pays, as long as there is room; more opportunities are more luck, good and bad."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.ecommerce_business_model import joins, pool, room, worth_of_a_slot
from sim.rules.market import opportunity_growth
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, set_law, world_of

LEVER = "ecommerce_business_model"


@pytest.fixture(scope="module")
def jilin():
    return load_scenario("jilin_2018").until(2019)


def test_no_centre_is_no_lever():
    no_money_is_no_lever(LEVER, ["centre_cost"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_its_members_first_and_nothing_before_its_document(jilin):
    on, off, found = compared(jilin, jilin.with_values({f"{LEVER}.centre_cost": 0}))
    assert found.quarter == "2019Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_small_firms_alone_join_while_there_is_room_and_pay(jilin):
    world = run(world_of(jilin, 10), 4 * 7 + 1)
    firms = block(world, "firms")
    online = (firms["is_online"] == 1) & (firms["alive"] == 1)
    members = np.bincount(firms["county"][online], firms["stands_for"][online], world.n_counties)
    assert 0 < members.max() <= 50
    assert firms["sales_before"][online].max() * 4 < 60e6
    run(world)
    assert 0 < paid(world, "ecommerce_fees", 2019).sum() <= members.sum() * 2_000
    assert paid(world, "ecommerce_centres", 2019).max() == 200_000


def test_a_centre_that_closes_serves_and_charges_nobody(jilin):
    world = run(world_of(jilin, 20), 4 * 7 + 2)
    assert world.alive("firms")["is_online"].sum() > 0
    run(set_law(world, LEVER), 1)
    assert world.alive("firms")["is_online"].sum() == 0


def test_more_opportunities_spread_growth_and_shift_it_little():
    u = (np.arange(200) + 0.5) / 200
    usual, more = ([opportunity_growth(a, b, 5e6, 0.1, 0.2, mean) for a in u for b in u] for mean in (1.0, 2.0))
    assert np.std(more) > 1.2 * np.std(usual)
    assert abs(np.mean(more)) < 1e-3 and abs(np.mean(usual)) < 1e-3


def test_who_joins():
    law = SimpleNamespace(centre_cost=200e3, slots=50.0, fee=2_000.0, opportunities=1.0)
    assert pool(law) == 200e3 and [room(yuan, law) for yuan in (0.0, 100e3, 900e3)] == [0.0, 25.0, 50.0]
    assert worth_of_a_slot(10e6, 0.1, 0.1, law) == pytest.approx(20_000.0)
    assert joins(10e6, 0.1, 0.1, law) and not joins(20e6, 0.1, 0.1, law)
    assert not joins(10e6, -0.1, 0.1, law) and not joins(1e6, 0.1, 0.1, law)
    law.centre_cost = 0.0
    assert room(0.0, law) == 0.0
