"""The super-deduction: only claimants gain, the negative list never, and without rates there is none."""

from types import SimpleNamespace

import pytest

from sim.levers.catalogue import catalogue
from sim.levers.rd_super_deduction import rate
from sim.sectors import sector_table
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever
from tests.worlds import block, world_of

LEVER = "rd_super_deduction"
RATES = ("rate_general", "rate_manufacturing", "rate_tech_sme", "rate_integrated_circuits")
WITHOUT = {f"{LEVER}.{name}": 0 for name in RATES}


def test_rates_of_nothing_are_no_lever():
    no_money_is_no_lever(LEVER, RATES)


def test_it_moves_research_of_firms_first():
    on, off, found = effect(WITHOUT, until=2013)
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["kind"]) == {"tax forgone"} and set(costs["payer"]) == {"centre", "county"}
    assert off.costs.query("lever == @LEVER").empty


def test_the_step_of_2018_changes_nothing_before_2018():
    frozen = {
        f"{LEVER}.{name}@2018-01-01": 0.5 for name in ("rate_general", "rate_manufacturing", "rate_integrated_circuits")
    }
    _, _, found = effect(frozen)
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)


@pytest.mark.parametrize("kind, expected", [
    ({}, 0.5),
    ({"is_manufacturing": 1}, 0.75),
    ({"is_tech_sme": 1}, 0.9),
    ({"is_manufacturing": 1, "is_integrated_circuits": 1}, 1.2),
    ({"is_manufacturing": 1, "is_tech_sme": 1, "on_negative_list": 1}, 0.0),
])  # fmt: skip
def test_a_firm_takes_the_best_rate_of_its_classes(kind, expected):
    law = SimpleNamespace(rate_general=0.5, rate_manufacturing=0.75, rate_tech_sme=0.9, rate_integrated_circuits=1.2)
    flags = dict.fromkeys(("is_manufacturing", "is_integrated_circuits", "on_negative_list", "is_tech_sme"), 0) | kind
    firm, sector = SimpleNamespace(**flags), SimpleNamespace(**flags)
    assert rate(firm, sector, law) == expected


def test_only_claimants_outside_the_negative_list_deduct(jiangxi):
    world = world_of(jiangxi.until(2013), 20)
    barred = sector_table()["on_negative_list"].to_numpy() == 1
    deducted = 0.0
    while world.quarter_number < world.n_quarters:
        world.step()
        firms = block(world, "firms")
        firms = firms[firms["alive"] == 1]
        this_quarter = firms["extra"][:, world.season - 2] if world.season > 1 else firms["extra"][:, 3]
        deducts = this_quarter > 0
        deducted += this_quarter.sum()
        assert (firms["claims"][deducts] == 1).all()
        assert not barred[firms["sector"][deducts]].any()
        spent = firms["rd_done"] + firms["rd_relabelled"]
        assert (this_quarter[deducts] <= 1.2 * spent[deducts] + 1e-6).all()
    assert deducted > 0


def test_its_law_is_dated_from_the_start_and_national():
    assert catalogue()[LEVER].national
    assert {str(catalogue()[LEVER].parameters[name].values.first) for name in RATES} == {"2012-01-01"}
