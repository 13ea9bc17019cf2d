"""The model as Mesa's users see it: keywords, agent sets, views that know when their agent has gone, batch runs."""

import inspect

import mesa
import numpy as np
import pytest

from sim.agents import AgentGone, County, Firm, Institute, Talent, Township
from sim.agents.view import KINDS
from sim.model import CountyInnovationModel
from tests.worlds import differences, run, world_of


@pytest.fixture
def model(jiangxi):
    return CountyInnovationModel(scenario=jiangxi.until(2014), rng=3, scale=100)


def finished(model):
    while model.running:
        model.step()
    return model


def test_it_takes_keywords_only():
    parameters = list(inspect.signature(CountyInnovationModel.__init__).parameters.values())[1:]
    assert {p.kind for p in parameters} == {inspect.Parameter.KEYWORD_ONLY}
    assert all(p.default is not inspect.Parameter.empty for p in parameters)  # runs with no arguments
    with pytest.raises(TypeError):
        CountyInnovationModel("jiangxi_2018")  # type: ignore[misc]


def test_agent_sets_select_and_add_up(model):
    model.step()
    firms = model.agents_by_type[Firm]
    records = model.world.alive("firms")
    assert len(firms) == len(records)
    assert firms.select(lambda f: f.is_hnte).agg("rd", sum) == pytest.approx(
        records["rd"][records["is_hnte"] == 1].sum()
    )
    assert model.agents_by_type[Talent].agg("skill", sum) == model.world.alive("talent")["skill"].astype(int).sum()
    assert [len(model.agents_by_type[kind]) for kind in (County, Township, Institute)] == [
        len(model.world[name]) for name in ("counties", "townships", "institutes")
    ]
    assert len(model.agents) == sum(len(model.agents_by_type[kind]) for kind in KINDS)


def test_a_view_follows_its_agent_and_says_when_it_has_gone(jiangxi):
    model = CountyInnovationModel(scenario=jiangxi.until(2015), rng=3, scale=20)
    views = {firm._key: firm for firm in model.agents_by_type[Firm]}
    finished(model)
    living = {int(key): row for row, key in enumerate(model.world.alive("firms")["key"])}
    gone = [key for key in views if key not in living]
    assert gone
    for key, view in views.items():
        if key in living:
            assert view.sales == model.world.alive("firms")["sales"][living[key]]
        else:
            with pytest.raises(AgentGone):
                _ = view.sales
    assert {firm._key for firm in model.agents_by_type[Firm]} == set(living)


def test_what_is_written_through_a_view_is_in_the_model(model):
    firm = next(iter(model.agents_by_type[Firm]))
    firm.cash = 123_456
    assert model.world["firms"]["cash"][0] == 123_456 == firm.cash


def test_it_is_replicate_0_of_a_simulation_with_the_same_seed(model, jiangxi, simulated):
    finished(model)
    assert differences(model.world, run(world_of(jiangxi.until(2014), 100, replicates=[4, 0], seed=3)), 0, 1) == []
    result = simulated(jiangxi.until(2014), replicates=1, seed=3, scale=100).indicators
    gdp = result.query("indicator == 'gdp' and county == '360000' and quarter > 0").sort_values(["year", "quarter"])
    assert gdp["value"].tolist() == model.world.tally["gdp"][0].sum(axis=1).tolist()


def test_looking_changes_nothing(model, jiangxi):
    unseen = CountyInnovationModel(scenario=jiangxi.until(2014), rng=3, scale=100)
    while model.running:
        model.step()
        unseen.step()
        assert len(model.agents) > 0
    assert differences(model.world, unseen.world) == []


def test_it_stops_at_the_end_of_its_period(model):
    assert model.date == (2012, 1)
    finished(model)
    assert model.date == (2015, 1)
    before = model.world.tally.copy()
    model.step()
    assert not model.running and np.array_equal(model.world.tally, before)


def test_mesa_runs_a_batch_of_it(jiangxi):
    rows = mesa.batch_run(
        CountyInnovationModel,
        parameters={"scenario": [jiangxi.until(2013)], "scale": 100, "rng": [1, 2]},
        max_steps=3,
        number_processes=1,
        display_progress=False,
    )
    assert {row["rng"] for row in rows} == {1, 2}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_agent_and_every_attribute_is_described(kind):
    assert kind.__doc__ and not kind.__doc__.startswith("Base")
    for field in kind.fields:
        assert field.meaning
        assert getattr(kind, field.name).__doc__.startswith(field.meaning)
