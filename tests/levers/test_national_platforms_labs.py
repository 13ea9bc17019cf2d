"""Laboratories: public money for research at the institutes that know most."""

from types import SimpleNamespace

import pytest

from sim.levers.national_platforms_labs import laboratories_paid, pool
from tests.levers.helpers import busy, effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.test_money import check_a_run
from tests.worlds import block, run, set_law, world_of

LEVER = "national_platforms_labs"
LAW = {"cost_per_laboratory": 1e6, "laboratories": 4.0, "central_part": 0.5}
CLOSED = {"assumptions.channels.contests": False}


def test_no_money_is_no_lever():
    no_money_is_no_lever(LEVER, ["cost_per_laboratory"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_rd_of_institutes_first_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"centre", "province"}
    assert off.costs.query("lever == @LEVER").empty


def test_as_many_as_the_money_pays():
    law = SimpleNamespace(**LAW)
    assert pool(law) == 4e6
    assert [laboratories_paid(yuan, law) for yuan in (4e6, 3_999_999.0, 999_999.0, 0.0)] == [4, 3, 0, 0]
    assert laboratories_paid(4e6, SimpleNamespace(cost_per_laboratory=0.0)) == 0


def test_the_centre_adds_its_part_and_the_rest_gets_nothing():
    world = run(set_law(world_of(busy(), 100), LEVER, LAW), 4)
    province, centre = (paid(world, f"laboratory_of_{who}", 2012) for who in ("province", "centre"))
    assert province.sum() == pytest.approx(4e6, abs=20)
    assert centre.sum() == pytest.approx(0.5 * province.sum(), abs=40)
    institutes = block(world, "institutes")
    chosen = institutes["has_laboratory"] == 1
    assert chosen.sum() == 4
    seats = set(institutes["county"][chosen])
    assert all(yuan == 0 or county in seats for county, yuan in enumerate(province))


def test_those_with_most_knowledge_have_one():
    world = set_law(set_law(world_of(busy(), 100), LEVER, LAW), "new_rd_institutions")
    knowledge = block(world, "institutes")["knowledge"].copy()
    run(world, 1)
    chosen = block(world, "institutes")["has_laboratory"] == 1
    assert knowledge[chosen].min() >= knowledge[~chosen].max()


def test_without_contests_every_institute_gets_its_part():
    world = run(set_law(world_of(busy().with_values(CLOSED), 100), LEVER, LAW), 4)
    assert (block(world, "institutes")["has_laboratory"] == 0).all()
    assert paid(world, "laboratory_of_province", 2012).sum() == pytest.approx(4e6, abs=200)


def test_money_is_conserved():
    check_a_run(set_law(world_of(busy(), 50), LEVER, LAW))
