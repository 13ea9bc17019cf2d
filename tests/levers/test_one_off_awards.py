"""A city's award for a new national title: once a title, until the money is spent, and in sight of idle firms."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.one_off_awards import pool
from sim.rules.titles import lacks_only_rd
from sim.scenario import load_scenario
from tests.levers.helpers import (
    compared,
    from_its_start,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
)
from tests.test_money import check_a_run
from tests.worlds import block, region, run, set_law, world_of

LEVER = "one_off_awards"
TITLES = {"little_giant_sales": 3e7, "little_giant_patents": 1.0, "little_giant_rd_small": 0.001,
          "little_giant_rd_large": 0.001, "srdi_sales": 1e7, "srdi_sales_most": 1e10, "srdi_rd": 0.001,
          "srdi_rd_yuan": 0.0, "title_years": 3.0}  # fmt: skip


def easy(scenario, scale=20):
    """A world in which titles are easy to gain from the first day."""
    world = world_of(scenario, scale)
    for law, _ in world.calendars:
        for name, value in TITLES.items():
            law["titles"][name] = value
    return world


@pytest.fixture(scope="module")
def early():
    return from_its_start(LEVER, "jilin_city_2016", 2014, annual_budget_prefecture=40_000_000)


def test_no_money_is_no_award():
    scenario = from_its_start(LEVER, "jilin_2018", 2019, annual_budget_prefecture=40_000_000)
    no_money_is_no_lever(LEVER, ["annual_budget_prefecture"], scenario)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_awards_first_and_nothing_before_there_is_a_title():
    scenario = load_scenario("jilin_city_2016").until(2020)
    on, _, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert found.quarter >= "2019Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"prefecture"}


def test_each_new_title_is_paid_once_and_the_pool_runs_dry(early):
    rich, poor = run(easy(early)), run(set_law(easy(early), LEVER, {"award": 5e5, "annual_budget_prefecture": 1.2e7}))
    awards = region(rich, "n_title_awards")
    assert awards.sum() > 0 and (awards[[k for k in range(12) if k % 4]] == 0.0).all()
    for world, most in ((rich, 40e6), (poor, 12e6)):
        for year in (2013, 2014):
            yuan = paid(world, "one_off_award", year).sum()
            assert 0 <= yuan <= most
        assert region(world, "n_title_awards").sum() * 5e5 >= sum(
            paid(world, "one_off_award", year).sum() for year in (2012, 2013, 2014)
        )
    assert region(poor, "n_title_awards")[4] < awards[4]
    assert (block(rich, "firms")["new_title"][block(rich, "firms")["is_little_giant"] == 0] == 0).all()


def test_an_idle_firm_that_lacks_only_rd_sees_the_award_ahead(early):
    worlds = [run(easy(early), 4), run(set_law(easy(early), LEVER), 4)]
    firms = []
    for world in worlds:
        block(world, "firms")["patents"][:] = 3
        firms.append(block(run(world, 1), "firms"))
    more = firms[0]["title_gain"] - firms[1]["title_gain"]
    assert set(np.unique(more)) == {0.0, 5e5 / 3.0}
    assert (firms[0]["is_rd_active"][more > 0.0] == 0).mean() > 0.9  # some have begun since


def test_who_lacks_only_rd_and_what_is_set_aside():
    law = SimpleNamespace(**TITLES)
    firm = {"is_rd_active": 0, "is_tech_sme": 1, "patents": 1, "sales_year": 4e7}
    assert lacks_only_rd(SimpleNamespace(**firm), 0, law)
    for change in ({"is_rd_active": 1}, {"is_tech_sme": 0}, {"patents": 0}, {"sales_year": 2e7}):
        assert not lacks_only_rd(SimpleNamespace(**(firm | change)), 0, law)
    assert lacks_only_rd(SimpleNamespace(**(firm | {"is_tech_sme": 0})), 1, law)
    awards = SimpleNamespace(award=5e5, annual_budget_prefecture=2.5e6)
    assert pool(awards, law) == 2.5e6
    law.little_giant_sales = 0.0  # no such title yet
    assert pool(awards, law) == 0.0 and not lacks_only_rd(SimpleNamespace(**firm), 0, law)


def test_money_is_conserved(early):
    check_a_run(easy(early, 50))
