"""Commissioners: nobody goes without a stipend; they serve the whole year; adoption follows contact."""

from types import SimpleNamespace

import pytest

from sim.levers.science_tech_commissioners import commissioners_sent, firm_visits, household_contact, pool
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import run, world_of

LEVER = "science_tech_commissioners"


def test_without_a_stipend_nobody_goes():
    no_money_is_no_lever(LEVER, ["stipend"])


def test_without_people_nothing_is_paid():
    no_money_is_no_lever(LEVER, ["commissioners_per_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_they_move_the_use_of_techniques_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.stipend": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert on.costs.query("lever == @LEVER")["year"].min() >= 2018
    assert off.costs.query("lever == @LEVER").empty


def test_they_serve_in_every_quarter_of_the_year_and_are_paid_for_it(jiangxi):
    world = run(world_of(jiangxi, 50))
    by_quarter = world.tally["n_commissioners"][0].sum(axis=1)
    assert (by_quarter[: 4 * 6] == 0).all()
    for year in (2018, 2019, 2020):
        quarters = by_quarter[4 * (year - 2012) : 4 * (year - 2011)]
        assert quarters.min() == quarters.max() == pytest.approx(1_000, rel=0.05), year
        assert paid(world, "commissioner_stipends", year).sum() == pytest.approx(quarters[0] * 20_000, rel=0.001), year
        assert paid(world, "commissioner_stipends", year).max() <= 200_000, year
    assert world.tally["n_commissioners"].max() <= 10


def test_money_contact_and_visits():
    law = SimpleNamespace(
        commissioners_per_county=10.0, stipend=20_000.0, households_per_commissioner=12.0, service_days=60.0
    )
    assert pool(law) == 200_000
    assert [commissioners_sent(yuan, law) for yuan in (0, 100_000, 900_000)] == [0, 5, 10]
    assert household_contact(10.0, 1_200.0, law) == pytest.approx(0.1)
    assert [household_contact(10.0, 100.0, law), household_contact(10.0, 0.0, law)] == [1.0, 0.0]
    assert firm_visits(10.0, SimpleNamespace(commissioner_firm_time=0.5, visit_days=5.0), law) == pytest.approx(15.0)
    law.stipend = 0.0
    assert commissioners_sent(900_000, law) == 0
