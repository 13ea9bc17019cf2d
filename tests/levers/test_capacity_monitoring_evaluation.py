"""The index of innovation capacity: surveyed and paid for, published with a lag, felt by those far down."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.agents.government import RD_INTENSITY
from sim.levers.capacity_monitoring_evaluation import published_index, survey_money
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, differences, run, world_of

LEVER = "capacity_monitoring_evaluation"


@pytest.fixture
def alone(jiangxi):
    """The index without a contest, so that all pressure is its own."""
    return jiangxi.until(2018).with_values({"innovative_county_programme": "off"})


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert on.costs.query("lever == @LEVER and kind == 'outlay'")["year"].min() == 2018
    assert off.costs.query("lever == @LEVER").empty


@pytest.mark.parametrize(("budget", "each"), [(4_000_000, 20_000), (1_999_999, 0)])
def test_every_county_is_surveyed_or_none(alone, budget, each):
    world = run(world_of(alone.with_values({f"{LEVER}.annual_budget": budget}), 100))
    assert (paid(world, "index_survey", 2018) == each).all()
    assert world["provinces"]["publishes_index"][0] == (each > 0)
    assert (block(world, "counties")["pressure"] > 0).any() == (each > 0)


@pytest.mark.parametrize("lag", [1, 2, 4])
def test_the_index_is_published_late(alone, lag):
    """Pressure in 2018 goes by the index of 2018 - lag, whatever later years were like."""
    world = run(world_of(alone.with_values({f"{LEVER}.index_lag": lag}), 100), 24)
    counties = world["counties"]
    old = counties["index_of_year"][:, lag - 1].copy()
    assert len(np.unique(counties["index_of_year"][0])) > 1
    counties["rank_in_prefecture"] = 0.0  # so that only the index presses
    world.step()
    best, worst = np.argmax(old), np.argmin(old)
    assert counties["pressure"][best] == 0.0
    assert counties["pressure"][worst] == counties["pressure"].max() > 0.0


def test_nothing_is_felt_before_it_is_published(alone):
    values = {f"{LEVER}.annual_budget@2013-01-01": 0}
    assert differences(run(world_of(alone, 100), 24), run(world_of(alone.with_values(values), 100), 24)) == []


def test_pressure_moves_reports_and_what_is_scored(alone):
    on, off = run(world_of(alone, 100), 25), run(world_of(alone.with_values({LEVER: "off"}), 100), 25)
    felt, free = block(on, "counties"), block(off, "counties")
    last = felt["pressure"] > 0.05
    assert last.any()
    own, others = felt["figures"][:, RD_INTENSITY], felt["reference"][:, RD_INTENSITY]
    counts = (own > 0.0) & (own < 2.0 * others)  # there is R&D to overstate, and more of it would be scored
    assert (felt["over_reporting"][last & counts] > 0).all() and free["over_reporting"].max() == 0.0
    assert (felt["over_reporting"][~counts] == 0.0).all(), "nobody overstates what is nothing or counts no more"
    assert (felt["effort"][last] > 1).all()
    assert (felt["use"][last, 3] < free["use"][last, 3]).mean() > 0.8  # less for what nobody scores


def test_worked_by_hand():
    law = SimpleNamespace(annual_budget=2_000_000.0, survey_cost=20_000.0, index_lag=2.0)
    assert survey_money(law, 100) == 2_000_000.0 and survey_money(law, 101) == 0.0
    assert published_index(law, SimpleNamespace(index_of_year=[60.0, 55.0, 50.0, 45.0])) == 55.0
