"""Experts go to poor counties alone; centre and province share the subsidy; who is not there is not paid."""

from types import SimpleNamespace

import pytest

from sim.levers.three_zones_talent import experts_paid, pool, visited_by_experts
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, set_law, world_of

LEVER = "three_zones_talent"
FLOWS = ("three_zones_of_province", "three_zones_of_centre")


def test_without_a_subsidy_nobody_goes():
    no_money_is_no_lever(LEVER, ["per_person_subsidy"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_they_move_poor_villages_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.per_person_subsidy": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"centre", "province"}
    assert off.costs.query("lever == @LEVER").empty


def test_only_poor_counties_are_served_and_both_levels_pay_half(jiangxi):
    world = run(world_of(jiangxi.until(2018), 50))
    counties, yuan = block(world, "counties"), {flow: paid(world, flow, 2018) for flow in FLOWS}
    both = sum(yuan.values())
    covered = (counties["poverty_rank"] <= 24) & (counties["poor_villages"] > 0)
    assert (both[covered] > 0).all() and (both[~covered] == 0).all()
    assert yuan[FLOWS[0]].sum() == pytest.approx(yuan[FLOWS[1]].sum(), rel=0.001)
    assert both.max() <= 10 * 20_000 + 100 and 0.9 * 24 * 200_000 < both.sum() <= 24 * 200_000
    days = block(world, "townships")["service_days"][:, 2]
    assert days.sum() == pytest.approx(both.sum() / 20_000 * 60, rel=0.001), "each yuan is for a day that was served"


def test_more_persons_reach_more_poor_villages_and_no_people_none(jiangxi):
    law = {"per_person_subsidy": 20e3, "counties_covered": 24.0, "province_share": 0.5, "service_days": 60.0,
           "households_per_person": 12.0}  # fmt: skip
    served = []
    for persons, limit in ((0.0, 0.1), (5.0, 0.1), (20.0, 0.1), (20.0, 0.0)):
        world = set_law(world_of(jiangxi.until(2018), 50), LEVER, law | {"persons": persons})
        world["lanes"]["belief"]["service_limit"] = limit
        rows = block(run(world), "townships")
        served.append(rows["poor_served_in_a_year"].sum())
    assert served[3] == 0 < served[0] < served[1] < served[2]


def test_money_and_households():
    law = SimpleNamespace(persons=10.0, per_person_subsidy=20e3, counties_covered=24.0, province_share=0.5,
                          service_days=60.0, households_per_person=12.0)  # fmt: skip
    assert pool(law) == 2_400_000
    assert [experts_paid(yuan, 24.0, law) for yuan in (-5.0, 0.0, 240_000.0, 1e9)] == [0.0, 0.0, 1.0, 10.0]
    assert visited_by_experts(30.0, law) == pytest.approx(6.0)
    law.province_share = 0.0
    assert experts_paid(0.0, 24.0, law) == 10.0
    law.per_person_subsidy = law.service_days = 0.0
    assert experts_paid(1e9, 24.0, law) == 0.0 and visited_by_experts(30.0, law) == 0.0
