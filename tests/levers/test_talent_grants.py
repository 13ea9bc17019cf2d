"""Talent grants, a reform that Jiangxi's document does not name: few, for a time, for those in a post."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.agents.fund import VENTURE
from sim.agents.talent import IDLE
from sim.engine.ledger import place
from sim.plain_world import PlainWorld
from sim.scenario import load_scenario
from sim.steps.moving import chosen
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.test_money import check_a_run
from tests.worlds import POPULATIONS, block, from_the_start, lanes_of, region, run, set_law, unlike, world_of

LEVER = "talent_grants"
BUDGET = f"{LEVER}.annual_budget_prefecture"


@pytest.fixture(scope="module")
def generous():
    """The reform from the first day, with money that reaches agents who stand for many."""
    return from_the_start(load_scenario("talent_grants").until(2014)).with_values({f"{BUDGET}@2012-01-01": 38_000_000})


def test_the_reform_is_found_by_name_and_is_a_counterfactual():
    scenario = load_scenario("talent_grants")
    assert scenario == load_scenario("reforms/talent_grants") and scenario.baseline == "jiangxi_2018"
    assert LEVER in scenario.counterfactual_levers()
    assert scenario.value(BUDGET, "2017-12-31") == 0 and scenario.value(BUDGET, "2018-03-31") == 30e6


def test_without_money_nobody_gets_a_grant(generous):
    no_money_is_no_lever(LEVER, ["annual_budget_prefecture"], generous.until(2013))


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_in_its_own_city_it_moves_what_its_law_names_with_the_first_budget():
    """A whole city, as a grant is one worker's. The first budget after the document is that of 2017."""
    city = load_scenario("jilin_city_2016").until(2017)
    on, _, found = compared(city, city.with_values({LEVER: "off"}), scale=1)
    assert found.quarter == "2017Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"prefecture"}


def test_as_a_reform_it_moves_what_its_law_names_and_nothing_before_2018():
    reform, before = load_scenario("talent_grants").until(2018), load_scenario("jiangxi_2018").until(2018)
    _, _, found = compared(reform, before)
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)


def test_prefectures_pay_within_their_budgets(generous):
    world = run(world_of(generous, 20))
    prefecture = block(world, "counties")["prefecture"]
    for year in (2012, 2013, 2014):
        total = sum(paid(world, f"talent_{flow}", year) for flow in ("grant", "project_firms", "project_institutes"))
        by_prefecture = np.bincount(prefecture, total)
        assert 0 < by_prefecture.max() <= 45_000_000
        own = paid(world, "talent_grant", year).sum()
        assert own == pytest.approx(0.2 * total.sum(), rel=0.01)


def test_holders_are_skilled_and_lose_the_grant_with_the_post(generous):
    world = run(world_of(generous, 20))
    talent = block(world, "talent")
    talent = talent[talent["alive"] == 1]
    had, holds = talent["grant_until"] > 0, talent["grant"] > 0
    assert had.sum() > 0 and (talent["skill"][had] >= 1_250).all()
    assert (talent["employer"][holds] != IDLE).all()
    assert (talent["grant"][talent["employer"] == IDLE] == 0).all()


def places(stay, offers, skilled_offers):
    """How many of 1,000 lots go home (county 1), to each county, and out of the region."""
    lane = SimpleNamespace(first_county=0, end_county=3, outside_weight=1.0)
    cumulative = [sum(skilled_offers[: c + 1]) for c in range(3)]
    counties = [SimpleNamespace(offers=one) for one in cumulative]
    found = [chosen(lane, 1, u / 1000, stay, offers, counties, [1.0, 2.0, 3.0]) for u in range(1000)]
    return [found.count(place) for place in (0, 1, 2, -1)]


def test_a_grant_keeps_its_holder_and_offers_draw_the_skilled():
    assert places(1.0, 0.0, [0.0] * 3) == pytest.approx([250, 250, 250, 250], abs=1)
    assert places(3.0, 0.0, [0.0] * 3) == pytest.approx([167, 500, 167, 167], abs=1)
    assert places(1.0, 1.0, [0.0, 0.0, 1.0]) == pytest.approx([200, 200, 400, 200], abs=1)
    assert places(1.0, 0.0, [0.0, 0.0, 1.0]) == places(1.0, 0.0, [0.0] * 3)  # the others are not offered any


def test_a_project_pays_for_rd_of_a_firm_that_lacks_money_and_waits_in_any_other(generous):
    """One mechanism for project money: it is at hand for R&D (firm.grant), and adds where money was lacking.

    Cities' part of allies' common projects is public money for firms' R&D too, and off here.
    """
    generous = generous.with_values({"innovation_alliances": "off"})
    worlds = [set_law(world_of(generous, 20), LEVER, {"annual_budget_prefecture": money, "personal_share": 0.0,
                                                      "grant_top": 200e3, "grant_team": 200e3, "years": 3.0,
                                                      "top_grants_per_year": 10.0, "least_skill": 1.25})
              for money in (60e6, 0.0)]  # fmt: skip
    for world in worlds:
        world["firms"]["is_reached"] = 1  # last year's visits; none before the first quarter
        world["funds"]["commitment"][world["funds"]["kind"] == VENTURE] = 0.0  # a grant may free their money for others
    funded, bare = (block(run(world, 1), "firms") for world in worlds)
    assert np.array_equal(funded["key"], bare["key"])
    flows = {name: worlds[0]["ledger"][:, place(name)].sum() for name in ("talent_project_firms", "misused_grants")}
    got = flows["talent_project_firms"]
    kept = (funded["grant"] * funded["stands_for"]).sum()
    spent = region(worlds[0], "yuan_rd_firms_government")[0]
    assert got > 0 and got == kept + spent + flows["misused_grants"]
    posts = funded["n_needed"] == bare["n_needed"]  # a larger plan may ask for one more worker, who is not yet there
    assert (funded["rd_done"] >= bare["rd_done"] - 1e-6)[posts].all() and posts.mean() > 0.9
    assert 0 <= ((funded["rd_done"] - bare["rd_done"]) * funded["stands_for"]).sum() < got


def test_only_firms_that_the_office_has_reached_apply(generous):
    """A weak office makes the lever small: nobody applies for its county's firms; institutes know of the grants."""
    paid_to_firms, paid_to_institutes = {}, {}
    for share in (0, 50, 100):
        world = world_of(generous, 20)
        world["firms"]["is_reached"] = np.arange(len(world["firms"])) % 100 < share
        run(world, 1)
        for found, flow in ((paid_to_firms, "firms"), (paid_to_institutes, "institutes")):
            found[share] = world["ledger"][:, place(f"talent_project_{flow}")].sum()
    assert 0 == paid_to_firms[0] < paid_to_firms[50] < paid_to_firms[100]
    assert paid_to_institutes[0] >= paid_to_institutes[100] > 0


def test_a_county_without_open_posts_draws_nobody_with_its_grants(generous):
    world = run(world_of(generous, 20), 4)
    posts = block(world, "counties")["n_unfilled"].copy()
    run(world, 1)
    weight = np.diff(block(world, "counties")["offers"], prepend=0.0)
    assert (posts == 0).any() and (posts > 0).any()
    assert (weight[posts == 0] == 0.0).all() and (weight[posts > 0] > 0.0).any()


def test_money_is_conserved(generous):
    check_a_run(world_of(generous, 50))


def test_compiled_and_plain_are_the_same(generous):
    fast, plain = world_of(generous.until(2013)), PlainWorld(lanes_of(generous.until(2013)), 100)
    while fast.quarter_number < fast.n_quarters:
        fast.step()
        plain.step()
        found = {name: unlike(block(fast, name), block(plain, name)) for name in POPULATIONS}
        assert not any(found.values()), (fast.quarter_number, found)
    assert fast.tally["n_talent_grants"].sum() > 0
