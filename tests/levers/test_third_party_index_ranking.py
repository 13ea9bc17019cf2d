"""A city has its counties ranked by a third party: rank presses, and overstated reports are found more often."""

from types import SimpleNamespace

import pytest

from sim.levers.third_party_index_ranking import can_publish, pool
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, world_of

LEVER = "third_party_index_ranking"


@pytest.fixture(scope="module")
def city():
    return load_scenario("jilin_city_2016").until(2018)


@pytest.mark.parametrize("nothing", ["annual_budget_prefecture", "survey_cost"])
def test_no_money_or_no_survey_is_no_ranking(nothing):
    moneyless = {"annual_budget_prefecture"} | {nothing}
    no_money_is_no_lever(LEVER, moneyless)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2017(city):
    """The document is of the middle of 2016; surveys are paid in the first quarter."""
    on, off, found = compared(city, city.with_values({LEVER: "off"}))
    assert found.quarter == "2017Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"prefecture"}
    assert off.costs.query("lever == @LEVER").empty


@pytest.mark.parametrize(("budget", "each"), [(900_000, 100_000), (899_999, 0)])
def test_every_county_is_ranked_or_none(city, budget, each):
    alone = city.with_values({"capacity_monitoring_evaluation": "off", f"{LEVER}.annual_budget_prefecture": budget})
    world = run(world_of(alone, 100))
    assert (paid(world, "city_ranking", 2017) == each).all()
    counties = block(world, "counties")
    assert (counties["pressure"] > 0).any() == (counties["reports_checked"] > 0).all() == (each > 0)


def test_ranks_press_once_beside_an_index(city):
    """The city presses by the same rank, whether the province or a third party publishes it."""
    felt = [block(run(world_of(one, 100), 21), "counties") for one in (city, city.with_values({LEVER: "off"}))]
    assert felt[0]["pressure"] == pytest.approx(felt[1]["pressure"])
    assert (felt[0]["reporting_share"] <= felt[1]["reporting_share"]).all()
    assert felt[0]["reporting_share"].sum() < felt[1]["reporting_share"].sum()


def test_worked_by_hand():
    law = SimpleNamespace(annual_budget_prefecture=1e6, survey_cost=1e5)
    assert pool(law) == 1e6 and can_publish(law, 1_000_000, 10) and not can_publish(law, 1_000_000, 11)
    assert not can_publish(SimpleNamespace(survey_cost=0.0), 1_000_000, 10)
