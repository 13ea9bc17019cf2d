"""Who pays follows the document: a city's package bills the city and its counties, a province's the province."""

import pytest

from sim import books
from sim.levers.catalogue import catalogue
from sim.scenario import load_scenario
from tests.levers.helpers import paid
from tests.worlds import run, world_of


@pytest.fixture(scope="module")
def city():
    world = world_of(load_scenario("jilin_city_2016").until(2018), 20)
    before = books.balances(world)
    run(world)
    return world, books.check_money(world, before)


def test_the_citys_own_package_costs_the_province_nothing(city):
    world, gap = city
    assert gap.empty
    costs = books.cost_table(world, 0, 0)
    assert set(costs["payer"]) <= {"county", "prefecture", "centre"}


def test_what_the_city_pays_in_place_of_the_province_comes_out_of_its_money(city):
    world, _ = city
    for flow in ("city_funds", "index_survey_of_cities", "laboratory_of_cities", "checks_of_cities"):
        assert paid(world, flow, 2017).sum() > 0, flow
    assert (
        paid(world, "province_st_from_growth", 2017).sum() == 0 < paid(world, "prefecture_st_from_growth", 2017).sum()
    )
    assert paid(world, "index_survey_of_cities", 2017).sum() == 9 * 20_000
    assert paid(world, "index_survey", 2017).sum() == 0


def test_in_jilin_2021_the_province_adds_to_counties_money_for_projects():
    name = "priority_projects_for_rd_intensive_firms"
    scenario = load_scenario("jilin_2021").until(2013)
    early = {f"{name}.{one}@2013-01-01": value for one, value in (("annual_budget", 2e7), ("priority_weight", 0.3))}
    world = world_of(scenario.with_values(early), 100)
    before = books.balances(world)
    run(world)
    assert books.check_money(world, before).empty
    assert paid(world, "priority_projects", 2012).sum() == 0
    assert paid(world, "priority_projects", 2013).sum() == pytest.approx(2e7, abs=100)


def test_payers_of_a_law_are_those_of_its_budgets():
    for lever, law in catalogue().items():
        holders = {parameter.pool for parameter in law.parameters.values() if parameter.pool}
        assert holders <= set(law.paid_by), lever
        assert "city_pays" not in law.parameters or "prefecture" in law.paid_by, lever
