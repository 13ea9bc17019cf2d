"""Courses reach as many as are paid for; contact lasts the year; where nobody farms nobody is trained."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.farmer_and_skill_training import persons_trained, pool
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, set_law, world_of

LEVER = "farmer_and_skill_training"


@pytest.mark.parametrize("parameter", ["training_cost", "trained_per_year"])
def test_no_money_is_no_training(parameter):
    no_money_is_no_lever(LEVER, [parameter])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_the_use_of_techniques_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.training_cost": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_every_person_is_paid_for_and_only_where_people_farm(jiangxi):
    world = run(world_of(jiangxi.until(2018), 50))
    counties, yuan = block(world, "counties"), paid(world, "farmer_training", 2018)
    assert np.allclose(yuan, counties["farmers_trained"] * 2_000, atol=4)
    farms = counties["farm_households"] > 0
    assert counties["farmers_trained"][farms].max() == 100 and yuan[~farms].sum() == 0


def test_contact_ends_with_the_money(jiangxi):
    """Adoption rises while courses are paid and falls back afterwards, as techniques fade without contact."""
    world, bare = (set_law(world_of(jiangxi.until(2019), 50), LEVER) for _ in range(2))
    run(world, 4 * 6), run(bare, 4 * 6)
    set_law(world, LEVER, {"training_cost": 2e3, "trained_per_year": 500.0})
    lead = []
    for _ in range(2):
        run(world, 4), run(bare, 4)
        lead.append(block(world, "townships")["adoption"].mean() - block(bare, "townships")["adoption"].mean())
        set_law(world, LEVER)
    assert 0 < lead[1] < lead[0]
    assert block(world, "counties")["farmers_trained"].max() == 0


def test_money_and_persons():
    law = SimpleNamespace(training_cost=2_000.0, trained_per_year=100.0)
    assert pool(law) == 200_000
    assert [persons_trained(yuan, law) for yuan in (0, 50_000, 900_000)] == [0.0, 25.0, 100.0]
    law.training_cost = 0.0
    assert persons_trained(900_000, law) == 0.0
