"""New institutes open where firms with R&D have few, use their grant over some years, then live on what they earn."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.new_rd_institutions import demand, institutes_paid, planned_contracts, pool
from sim.plain_world import PlainWorld
from tests.levers.helpers import busy, effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.test_money import check_a_run
from tests.worlds import POPULATIONS, block, lanes_of, region, run, set_law, unlike, world_of

LEVER = "new_rd_institutions"
LAW = {"setup_grant": 1e6, "institutes_per_year": 3.0, "setup_years": 2.0, "contract_share": 0.4}


def test_no_grant_is_no_lever():
    no_money_is_no_lever(LEVER, ["setup_grant"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_rd_of_institutes_first_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"province"}
    assert off.costs.query("lever == @LEVER").empty


def test_numbers_and_plans():
    law = SimpleNamespace(**LAW)
    assert pool(law) == 3e6
    assert [institutes_paid(yuan, law) for yuan in (3e6, 2_999_999.0, 0.0)] == [3, 2, 0]
    assert institutes_paid(3e6, SimpleNamespace(setup_grant=0.0)) == 0
    assert demand(10.0, 0) > demand(10.0, 1) > demand(4.0, 1)
    yearly = 600_000.0
    contracts = planned_contracts(yearly, law)
    assert contracts / (contracts + yearly) == pytest.approx(0.4)


def test_as_many_open_as_are_paid_and_the_grant_is_used_over_its_years():
    world = set_law(world_of(busy(), 100), LEVER, LAW)
    before = len(block(world, "institutes"))
    run(world, 1)
    institutes = block(world, "institutes")
    assert len(institutes) == before + 3
    new = institutes[before:]
    assert (new["endowment"] == 875_000).all() and (new["instalment"] == 125_000).all()
    run(world, 3)
    assert (block(world, "institutes")["endowment"][before:] == 500_000).all()
    run(world, 4)
    new = block(world, "institutes")[before:]
    assert len(new) == 6 and (new["endowment"][:3] == 0).all()
    assert paid(world, "setup_grant", 2012).sum() == paid(world, "setup_grant", 2013).sum() == 3e6
    assert region(world, "n_new_institutes")[0] == 3
    assert (new["cash"] >= new["endowment"]).all()


def test_they_open_where_firms_with_rd_have_fewest_institutes():
    world = set_law(world_of(busy(), 20), LEVER, LAW | {"institutes_per_year": 1.0})
    run(world, 1)
    counties, institutes = block(world, "counties"), block(world, "institutes")
    firms = (counties["active_share"] * counties["firms_of_sector"]).sum(axis=1)
    there = np.bincount(institutes["county"][:-1], minlength=len(counties))
    chosen = int(institutes["county"][-1])
    assert firms[chosen] / (1 + there[chosen]) == (firms / (1 + there)).max()
    by_field = counties["active_share"][chosen] * counties["firms_of_sector"][chosen]
    assert by_field[institutes["field"][-1]] == by_field.max()


def test_one_without_contracts_ceases_when_its_grant_is_used():
    """Firms with no contract at hand: the institute has its grant and then nothing."""
    world = set_law(world_of(busy(), 100), LEVER, LAW | {"setup_years": 1.0})
    world["lanes"]["belief"]["contract_frequency"] = 0.0
    world["lanes"]["belief"]["licence_income"] = 0.0
    before = len(block(world, "institutes"))
    run(world, 8)
    first = block(world, "institutes")[before : before + 3]
    assert (first["endowment"] == 0).all() and (first["rd_done"] == 0.0).all()


def test_money_is_conserved():
    check_a_run(set_law(world_of(busy(), 50), LEVER, LAW))


def test_compiled_and_plain_are_the_same():
    scenario = busy().until(2013)
    fast, plain = world_of(scenario), PlainWorld(lanes_of(scenario), 100)
    for _ in range(5):
        fast.step()
        plain.step()
        found = {name: unlike(block(fast, name), block(plain, name)) for name in POPULATIONS}
        assert not any(found.values()), (fast.quarter_number, found)
    assert fast.tally["n_new_institutes"].sum() > 0
