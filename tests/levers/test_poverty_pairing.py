"""Paired teams go to poor townships in order of need, as far as money and people go."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.poverty_pairing import pool, teams_paid, visited_by_teams
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, set_law, world_of

LEVER = "poverty_pairing"


@pytest.fixture(scope="module")
def jilin():
    return load_scenario("jilin_2018").until(2019)


def test_without_money_nobody_is_paired():
    no_money_is_no_lever(LEVER, ["cost_per_pairing"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_jiangxis_pairings_are_those_of_its_programme_and_are_not_counted_twice():
    scenario = load_scenario("jiangxi_2018")
    assert scenario.value(f"{LEVER}.pairings", "2020-01-01") == 0
    assert scenario.value("poverty_1_10_100_1000.pairings", "2020-01-01") == 100


def test_it_moves_poor_villages_first_and_nothing_before_its_document(jilin):
    on, off, found = compared(jilin, jilin.with_values({f"{LEVER}.pairings": 0}))
    assert found.quarter == "2019Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"province"}
    assert off.costs.query("lever == @LEVER").empty


def test_the_neediest_townships_are_paired_and_the_plan_is_kept(jilin):
    world = run(world_of(jilin, 50))
    rows = block(world, "townships")
    paired = rows["is_paired"] == 1
    assert 0 < paired.sum() <= 60 and (rows["is_poor"][paired] == 1).all()
    assert rows["poverty_rank"][paired].max() == paired.sum(), "nobody in greater need is passed over"
    assert 0 < paid(world, "paired_team_service", 2019).sum() <= 60 * 100_000
    assert (rows["poor_served_in_a_year"] <= rows["poor_villages"] + 60 / 20).all()
    less = block(run(set_law(world_of(jilin, 50), LEVER)), "townships")
    assert (rows["adoption_poor"][paired] > less["adoption_poor"][paired]).mean() > 0.9


def test_without_people_the_money_stays(jilin):
    world = world_of(jilin, 50)
    world["lanes"]["belief"]["service_limit"] = 0.0
    run(world)
    assert paid(world, "paired_team_service", 2019).sum() == 0
    assert block(world, "townships")["is_paired"].max() == 0


def test_where_people_are_short_a_pairing_costs_the_commissioners_their_days(jilin):
    """Institutes spare the same days; all that they are asked for is cut alike."""
    lent = []
    for pairings in (0.0, 60.0):
        law = {"pairings": pairings, "cost_per_pairing": 1e5, "days_per_pairing": 1e3, "households_per_pairing": 9.0}
        world = set_law(world_of(jilin, 50), LEVER, law)
        world["lanes"]["belief"]["service_limit"] = 0.003
        run(world)
        lent.append(world.tally["n_commissioners"][0, -1].sum())
    assert 0 < lent[1] < lent[0]


def test_money_and_households():
    law = SimpleNamespace(pairings=60.0, cost_per_pairing=1e5, days_per_pairing=60.0, households_per_pairing=36.0)
    assert pool(law) == 6e6
    assert [teams_paid(yuan, law) for yuan in (0, 99_999, 550_000, 1e9)] == [0, 0, 5, 60]
    assert np.allclose([visited_by_teams(days, law) for days in (0.0, 30.0, 60.0)], [0.0, 18.0, 36.0])
    law.cost_per_pairing = law.days_per_pairing = 0.0
    assert teams_paid(1e9, law) == 0 and visited_by_teams(60.0, law) == 0.0
