"""Poverty relief: what is delivered is what money and people allow; poor villages are served only with money."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.poverty_1_10_100_1000 import pairings_paid, parks_paid, villages_paid, zone_paid
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, set_law, world_of

LEVER = "poverty_1_10_100_1000"
FLOWS = ("poverty_service", "poverty_building")


def test_without_money_there_is_no_programme():
    no_money_is_no_lever(LEVER, ["annual_budget"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"province"}
    assert off.costs.query("lever == @LEVER").empty


def test_delivery_stays_within_the_plan_and_the_money(jiangxi):
    world = run(world_of(jiangxi, 50))
    for year in (2018, 2019, 2020):
        assert 0 < sum(paid(world, flow, year).sum() for flow in FLOWS) <= 30_000_000
    end = world.tally[0, -1]
    rows = block(world, "townships")
    assert end["n_poverty_pairings"].sum() == 100 and (rows["is_poor"][rows["is_paired"] == 1] == 1).all()
    assert end["n_poverty_parks"].sum() == 10
    assert rows["poor_served_by_programme"].sum() == pytest.approx(1_000, rel=0.01)
    assert (rows["poor_served_by_programme"] <= rows["poor_villages"] + 1e-9).all()
    served = world.tally["n_poor_villages_served"][0].sum(axis=1)
    assert (np.diff(served) >= 0).all() and served[4 * 6 - 1] == 0


@pytest.mark.parametrize(("money", "villages"), [(0, 0), (11e6, 150), (30e6, 1_000), (300e6, 1_000)])
def test_more_money_serves_more_villages_up_to_the_plan(jiangxi, money, villages):
    world = run(set_law(world_of(jiangxi, 50), LEVER, {"annual_budget": 0.0}), 4 * 6)
    set_law(world, LEVER, {"annual_budget": float(money)})
    run(world)
    assert block(world, "townships")["poor_served_by_programme"].sum() == pytest.approx(villages, rel=0.02)


def test_without_people_the_money_stays(jiangxi):
    world = world_of(jiangxi, 50)
    world["lanes"]["belief"]["service_limit"] = 0.0
    run(world)
    assert sum(paid(world, "poverty_service", year).sum() for year in (2018, 2019, 2020)) == 0
    assert world.tally["n_poor_villages_served"][0, -1].sum() == 0
    assert world.tally["n_poverty_parks"][0, -1].sum() == 10  # parks need money only


def test_households_in_poor_villages_adopt_more(jiangxi):
    on, off = run(world_of(jiangxi, 50)), run(set_law(world_of(jiangxi, 50), LEVER))
    rows = [block(world, "townships") for world in (on, off)]
    helped = (rows[0]["poor_served_by_programme"] > 0) & (rows[0]["is_paired"] == 1)
    assert (rows[0]["adoption_poor"][helped] > rows[1]["adoption_poor"][helped]).mean() > 0.9
    beside = rows[0]["has_park"] == 1
    assert beside.sum() == 10
    assert (rows[0]["adoption_ordinary"][beside] > rows[1]["adoption_ordinary"][beside]).all()


def test_money_first_keeps_pairings_then_villages_then_parks():
    law = SimpleNamespace(pairings=100.0, villages=900.0, parks=10.0, zones=1.0, cost_per_pairing=100_000.0,
                          campaign_years=3.0, cost_per_village=20_000.0, cost_per_park=2e6,
                          cost_per_zone=30e6)  # fmt: skip
    assert [pairings_paid(yuan, law) for yuan in (0, 99_999, 550_000, 1e9)] == [0, 0, 5, 100]
    assert [villages_paid(yuan, 0.0, 5_000.0, law) for yuan in (0, 1e6, 1e9)] == [0.0, 50.0, 300.0]
    assert villages_paid(1e9, 800.0, 5_000.0, law) == 100.0
    assert villages_paid(1e9, 0.0, 90.0, law) == 30.0
    assert [parks_paid(yuan, 0, law) for yuan in (1.9e6, 4e6, 1e9)] == [0, 2, 4]
    assert parks_paid(1e9, 9, law) == 1
    assert [zone_paid(10e6, law), zone_paid(40e6, law)] == [20e6, 0.0]
    law.campaign_years = 6.0
    assert [villages_paid(1e9, 0.0, 5_000.0, law), parks_paid(1e9, 0, law)] == [150.0, 2]
    law.zones = 0.0
    assert zone_paid(0.0, law) == 0.0
