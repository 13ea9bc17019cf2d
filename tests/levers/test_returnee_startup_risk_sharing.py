"""A county that bears part of returnees' losses brings more of them, and pays when their firms close early."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine.ledger import place
from sim.levers.returnee_startup_risk_sharing import borne_by_county, expected_relief, pool
from sim.scenario import load_scenario
from tests.levers.helpers import (
    busy,
    compared,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
    weights,
)
from tests.worlds import block, run, set_law, world_of

LEVER = "returnee_startup_risk_sharing"
TERMS = {"annual_budget_county": 200_000.0, "loss_share": 0.3, "years": 3.0}


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_entry_first_and_nothing_before_the_document():
    scenario = load_scenario("jilin_2018").until(2019)
    _, off, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert found.quarter in ("2018Q4", "2019Q1")
    moves_what_its_law_names(LEVER, found)
    assert off.costs.query("lever == @LEVER").empty


def brought(**law):
    """Returnees' firms beyond those of every year, to the end of 2013, at scale 1."""
    world, total = set_law(world_of(busy(), 20), LEVER, TERMS | law), 0
    while world.quarter_number < world.n_quarters:
        world.step()
        total += block(world, "counties")["n_returnee_firms"].sum()
    return total


def test_the_more_the_county_bears_the_more_come():
    numbers = [brought(loss_share=share) for share in (0.0, 0.5, 1.0)]
    assert numbers == sorted(numbers) and numbers[0] < numbers[-1]


def closed(**changes):
    """(what their county paid, what had been paid in, by county) when all firms of returnees close in a quarter."""
    world = run(set_law(world_of(busy(), 20), LEVER, TERMS | changes), 7)
    firms, flow = world["firms"], place("startup_loss_share")
    doomed = (firms["alive"] == 1) & (firms["own_money"] > 0)
    assert doomed.any()
    firms["sales_year"][doomed], firms["sales"][doomed] = 1.0, 0.1
    firms["cash"][doomed], firms["debt"][doomed] = 0, 0
    own = np.bincount(firms["county"][doomed], (firms["own_money"] * firms["stands_for"])[doomed], world.n_counties)
    before = world["ledger"][:, flow].copy()
    world.step()
    return world, paid(world, "startup_loss_share", 2013) - before, own


def test_a_county_pays_its_part_and_no_more_than_its_budget():
    world, yuan, own = closed()
    assert yuan.sum() > 0 and (yuan <= 0.3 * own + 20).all()
    assert (paid(world, "startup_loss_share", 2013) <= 200_000 * weights(world) + 1).all()
    _, more, own = closed(annual_budget_county=5_000_000.0)
    assert more.sum() > yuan.sum() and (more <= 0.3 * own + 20).all()
    _, none, _ = closed(years=0.0)
    assert none.sum() == 0


@pytest.mark.parametrize(
    ("lost", "age", "yuan"), [(100_000, 0, 30_000), (100_000, 11, 30_000), (100_000, 12, 0), (-5, 3, 0), (0, 3, 0)]
)
def test_only_losses_of_young_firms_count(lost, age, yuan):
    assert borne_by_county(lost, age, SimpleNamespace(**TERMS)) == yuan


def test_what_a_founder_expects():
    law = SimpleNamespace(**TERMS)
    assert pool(law, 0.5) == 100_000.0
    assert expected_relief(200_000.0, 0.3, law) == pytest.approx(0.3 * 200_000 * (1 - 0.7**3))
    law.annual_budget_county = 0.0
    assert expected_relief(200_000.0, 0.3, law) == 0.0 and borne_by_county(1_000, 1, law) == 0
