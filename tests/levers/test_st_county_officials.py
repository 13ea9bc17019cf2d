"""Officials whom institutes send to counties visit firms, as far as the province's money and institutes' days go."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.st_county_officials import officials_paid
from tests.levers.helpers import (
    brought_forward,
    compared,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
)
from tests.test_money import check_a_run
from tests.worlds import block, run, set_law, world_of

LEVER = "st_county_officials"
BUDGET = f"{LEVER}.annual_budget"


@pytest.fixture(scope="module")
def sent():
    """Sichuan, whose document names them."""
    return brought_forward("sichuan_2018", LEVER)


def test_no_money_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_outreach_first(sent):
    on, off, found = compared(sent, sent.with_values({f"{BUDGET}@2013-01-01": 0}))
    assert found.quarter == "2013Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"province"}
    assert off.costs.query("lever == @LEVER").empty


def test_all_counties_get_the_same_within_the_budget_and_what_institutes_lend(sent):
    world = run(world_of(sent, 50), 5)
    officials = block(world, "counties")["officials"]
    run(world)
    yuan = paid(world, "officials_allowance", 2013)
    assert 0 < yuan.sum() <= 15_000_000
    assert (yuan <= 20_000 * officials).all() and (yuan >= 20_000 * officials - 1).all()
    assert officials.max() == pytest.approx(4.0)
    assert block(world, "institutes")["service_time"].max() <= 0.1 + 1e-12


def test_no_institute_no_officials(sent):
    """With no days to lend nobody goes, and nothing is paid."""
    world = world_of(sent, 50)
    for _, given in world.calendars:
        given["central_institute_rd"] = given["other_institute_rd"] = 0.0
    closed = world["lanes"]
    closed["belief"]["service_limit"] = 0.0
    run(world)
    assert paid(world, "officials_allowance", 2013).sum() == 0
    assert (block(world, "counties")["officials"] == 0.0).all()


def test_more_money_more_visits_and_none_once_it_ends(sent):
    visits = {}
    for money in (0.0, 3e6, 15e6):
        world = world_of(sent.until(2014), 50)
        values = {"annual_budget": money, "heads_per_county": 1.0, "team_size": 3.0, "allowance": 20_000.0}
        set_law(world, LEVER, values)
        for law, given in world.calendars:
            law[LEVER]["annual_budget"][given["year"] == 2014] = 0.0
        run(world)
        visits[money] = world.tally["visits_made"][0].sum(axis=1)
        assert paid(world, "officials_allowance", 2014).sum() == 0
    assert (np.diff([one[:8] for one in visits.values()], axis=0) > 0.0).all()


def test_officials_paid():
    law = SimpleNamespace(heads_per_county=1.0, team_size=3.0, allowance=20_000.0)
    assert [officials_paid(yuan, 10, law) for yuan in (0.0, 200_000.0, 1e9)] == [0.0, 1.0, 4.0]
    law.allowance = 0.0
    assert officials_paid(1e9, 10, law) == 0.0


def test_money_is_conserved(sent):
    check_a_run(world_of(sent, 100))
