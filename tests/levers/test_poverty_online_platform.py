"""The platform is paid first; answers go to poor counties, as far as money and experts' time go."""

from types import SimpleNamespace

import pytest

from sim.levers.poverty_online_platform import answers_paid, pool, reached_by_answers
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, set_law, world_of

LEVER = "poverty_online_platform"
LAW = {"annual_budget": 4e6, "platform_cost": 2e6, "counties_covered": 40.0, "requests_per_county_month": 30.0,
       "days_per_request": 0.2, "cost_per_answer": 50.0}  # fmt: skip


def test_no_money_is_no_platform():
    no_money_is_no_lever(LEVER, ["annual_budget"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_the_use_of_techniques_first_and_nothing_before_its_document():
    sichuan = load_scenario("sichuan_2018").until(2019)
    on, off, found = compared(sichuan, sichuan.with_values({f"{LEVER}.annual_budget": 0}))
    assert found.quarter == "2019Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"province"}
    assert off.costs.query("lever == @LEVER").empty


def test_poor_counties_alone_have_answers_and_each_is_paid(jiangxi):
    world = run(set_law(world_of(jiangxi.until(2018), 50), LEVER, LAW))
    counties, fees = block(world, "counties"), paid(world, "online_answer_fees", 2018)
    covered = (counties["poverty_rank"] <= 40) & (counties["poor_villages"] > 0)
    assert (fees[covered] > 0).all() and (fees[~covered] == 0).all()
    assert fees.max() <= 360 * 50 + 20 and paid(world, "online_platform", 2018).sum() == pytest.approx(2e6, abs=40)
    days = block(world, "townships")["service_days"][:, 3]
    assert days.sum() == pytest.approx(fees.sum() / 50 * 0.2, rel=0.01)


def test_money_that_does_not_pay_the_platform_pays_nothing(jiangxi):
    world = run(set_law(world_of(jiangxi.until(2018), 50), LEVER, LAW | {"annual_budget": 1_900_000.0}))
    assert sum(paid(world, flow, 2018).sum() for flow in ("online_platform", "online_answer_fees")) == 0
    assert block(world, "townships")["service_days"][:, 3].max() == 0


def test_more_questions_more_users_until_the_experts_have_no_time(jiangxi):
    users = []
    for requests, limit in ((0.0, 0.1), (30.0, 0.1), (60.0, 0.1), (60.0, 0.0)):
        values = LAW | {"annual_budget": 1e7, "requests_per_county_month": requests}
        world = set_law(world_of(jiangxi.until(2018), 50), LEVER, values)
        world["lanes"]["belief"]["service_limit"] = limit
        users.append(block(run(world), "townships")["adoption_poor"].sum())
    assert users[3] < users[0] < users[1] < users[2]


def test_money_and_answers():
    law = SimpleNamespace(**LAW)
    assert pool(law) == 4e6
    assert [answers_paid(yuan, 40.0, law) for yuan in (0.0, 1.9e6, 2e6, 2.2e6, 9e6)] == [0.0, 0.0, 0.0, 100.0, 360.0]
    assert reached_by_answers(72.0, law) == pytest.approx(90.0)
    law.cost_per_answer = law.days_per_request = 0.0
    assert answers_paid(2e6, 40.0, law) == 360.0 and reached_by_answers(72.0, law) == 0.0
