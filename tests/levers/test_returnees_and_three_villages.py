"""Returnees: a subsidy brings some founders, others take it who would have come anyway."""

from types import SimpleNamespace

from sim.levers.returnees_and_three_villages import subsidised
from tests.levers.helpers import busy, effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, set_law, world_of

LEVER = "returnees_and_three_villages"


def test_without_a_subsidy_nobody_more_comes():
    no_money_is_no_lever(LEVER, ["startup_subsidy"])


def test_with_no_firm_to_be_paid_nobody_more_comes():
    no_money_is_no_lever(LEVER, ["startups_per_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2018():
    _, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert off.costs.query("lever == @LEVER").empty


def test_each_subsidy_is_paid_once_and_never_more_than_the_limit():
    world = run(set_law(world_of(busy(), 20), LEVER, {"startups_per_county": 2.0}))
    for year in (2012, 2013):
        rows = world.tally["n_subsidised_startups"][0, 4 * (year - 2012) : 4 * (year - 2011)].sum(axis=0)
        assert rows.sum() > 0 and rows.max() <= 2
        assert (paid(world, "startup_subsidy", year) == 10_000 * rows).all()
    assert world.tally["n_turned_away"].sum() > 0


def test_fewer_firms_are_additional_than_are_paid_and_more_with_more_money():
    additional, firms_paid = [], []
    for subsidy in (10_000.0, 40_000.0):
        world, brought = set_law(world_of(busy(), 20), LEVER, {"startup_subsidy": subsidy}), 0
        while world.quarter_number < world.n_quarters:
            world.step()
            brought += block(world, "counties")["n_returnee_firms"].sum()
        additional.append(brought)
        firms_paid.append(world.tally["n_subsidised_startups"].sum())
    assert 0 < additional[0] < 0.6 * firms_paid[0]
    assert additional[0] < additional[1] and firms_paid[0] < firms_paid[1]


def test_nobody_comes_back_when_nobody_moves():
    closed = busy().with_values({"assumptions.channels.mobility": False})
    world = run(world_of(closed, 20))
    assert world.tally["n_subsidised_startups"].sum() == 0


def test_money_ends():
    law = SimpleNamespace(startup_subsidy=10_000.0)
    assert [subsidised(3, money, law) for money in (0, 9_999, 25_000, 99_000)] == [0, 0, 2, 3]
    law.startup_subsidy = 0.0
    assert subsidised(3, 99_000, law) == 0
