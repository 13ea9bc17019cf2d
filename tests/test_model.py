"""The model as Mesa's users see it: keywords, agent sets, views that know when their agent has gone, batch runs."""

import copy
import gc
import inspect
import pickle
import weakref

import mesa
import numpy as np
import pytest

from sim import books
from sim.agents import AgentGone, County, Firm, Institute, Talent, Township
from sim.agents.view import KINDS
from sim.model import REPORTED, CountyInnovationModel
from sim.plain_world import PlainWorld
from tests.agents.plain import comparable
from tests.worlds import block, differences, lanes_of, run, world_of


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
        len(model.world.alive(name)) for name in ("counties", "townships", "institutes")
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


class Mayor(mesa.Agent):
    """A user's own agent, who looks at the firms and draws from the model's luck."""

    def look(self):
        self.seen = self.model.agents_by_type[Firm].shuffle()[0].sales
        return self.random.random() + self.rng.random()


class Watched(CountyInnovationModel):
    """A user's own model: agents of a further kind, and other data collected."""

    def __init__(self, **options):
        super().__init__(**options)
        Mayor.create_agents(self, 3)
        self.datacollector = mesa.DataCollector(
            model_reporters={"firms": _firms, "sales": _sales},
            agent_reporters={"sales": "sales"},
            agenttype_reporters={Firm: {"cash": "cash"}, Mayor: {"number": "unique_id"}},
        )

    def step(self):
        self.agents_by_type[Mayor].shuffle_do("look")
        super().step()


def _firms(model):
    return len(model.agents_by_type[Firm])


def _sales(model):
    return model.agents_by_type[Firm].agg("sales", sum)


def test_agents_of_the_user_s_own_join_and_leave_and_change_no_bit(jiangxi):
    model = Watched(scenario=jiangxi.until(2013), rng=3, scale=100)
    untouched = CountyInnovationModel(scenario=jiangxi.until(2013), rng=3, scale=100)
    mayors = model.agents_by_type[Mayor]
    assert len(mayors) == 3 and all(mayor in model.agents for mayor in mayors)
    assert model.agent_types == [*KINDS, Mayor] and len(model.agents.select(agent_type=Mayor)) == 3
    finished(model)
    finished(untouched)
    assert differences(model.world, untouched.world) == []
    first, kept = mayors[0], copy.copy(model.agents)
    first.remove()
    first.remove()
    assert len(mayors) == 2 and first not in kept and first not in model.agents and first.seen > 0
    assert mayors.get("seen") == [mayor.seen for mayor in mayors]


def test_what_is_collected_is_what_was(jiangxi):
    model = Watched(scenario=jiangxi.until(2012), rng=3, scale=100)
    expected = []
    while model.running:
        model.step()
        expected.append({agent.unique_id: getattr(agent, "sales", None) for agent in model.agents})
    found = model.datacollector.get_agent_vars_dataframe()["sales"]
    for step, of_agents in enumerate(expected, 1):
        assert found.loc[step].dropna().to_dict() == {k: v for k, v in of_agents.items() if v is not None}
        assert list(found.loc[step].index) == list(of_agents)
    cash = model.datacollector.get_agenttype_vars_dataframe(Firm)["cash"]
    assert cash.loc[4].tolist() == model.world.alive("firms")["cash"].tolist()
    assert len(model.datacollector.get_agenttype_vars_dataframe(Mayor)) == 12
    table = model.datacollector.get_model_vars_dataframe()
    assert table["firms"].tolist()[-1] == len(model.world.alive("firms"))


def test_a_collector_of_one_s_own_takes_all_kinds_of_reporters(model):
    collector = mesa.DataCollector(
        model_reporters={"date": "date", "n": lambda m: len(m.agents)},
        agent_reporters={"kind": lambda a: type(a).__name__, "times": [_times, [3]]},
        agenttype_reporters={Talent: {"skill": "skill"}},
    )
    model.step()
    collector.collect(model)
    agents = collector.get_agent_vars_dataframe()
    assert len(agents) == len(model.agents) == collector.model_vars["n"][0]
    assert set(agents["kind"]) == {kind.__name__ for kind in KINDS}
    assert len(collector.get_agenttype_vars_dataframe(Talent)) == len(model.agents_by_type[Talent])


COPIES = [
    pytest.param(copy.deepcopy, id="deepcopy"),
    pytest.param(lambda x: pickle.loads(pickle.dumps(x)), id="pickle"),
]


def _times(agent, factor):
    return factor * agent.key


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_mesa_runs_a_batch_of_it_with_the_numbers_of_simulate(jiangxi, simulated, processes):
    rows = mesa.batch_run(
        CountyInnovationModel,
        parameters={"scenario": [jiangxi.until(2013)], "scale": 100, "rng": [1, 2]},
        number_processes=processes,
        data_collection_period=1,
        display_progress=False,
    )
    for seed in (1, 2):
        found = sorted((row for row in rows if row["rng"] == seed), key=lambda row: row["Step"])
        assert [row["Step"] for row in found] == list(range(8))
        result = simulated(jiangxi.until(2013), replicates=1, seed=seed, scale=100).indicators
        for name in REPORTED:
            of_region = result.query("indicator == @name and county == '360000' and quarter > 0")
            assert [row[name] for row in found] == of_region.sort_values(["year", "quarter"])["value"].tolist(), name


def test_a_batch_puts_agents_beside_the_model_of_the_same_quarter(jiangxi):
    rows = mesa.batch_run(
        Watched,
        parameters={"scenario": [jiangxi.until(2012)], "scale": 100},
        data_collection_period=1,
        display_progress=False,
    )
    for step in range(4):
        of_firms = [row for row in rows if row["Step"] == step and row.get("sales") is not None]
        assert len(of_firms) == of_firms[0]["firms"]
    assert rows


@pytest.mark.parametrize(
    "given, error",
    [
        ({"scenario": 3}, TypeError),
        ({"scenario": ("name", "x")}, TypeError),
        ({"rng": 1.5}, ValueError),
        ({"rng": None}, ValueError),
        ({"rng": -1}, ValueError),
        ({"scale": 0}, ValueError),
        ({"scale": True}, ValueError),
    ],
    ids=str,
)
def test_a_wrong_parameter_is_named(given, error):
    with pytest.raises(error, match=next(iter(given))):
        CountyInnovationModel(**given)


def test_a_firm_that_is_removed_closes_with_its_books(jiangxi):
    model = CountyInnovationModel(scenario=jiangxi.until(2013), rng=3, scale=20)
    before = books.balances(model.world)
    for quarter in range(8):
        firms = model.agents_by_type[Firm]
        employer = firms.select(lambda firm: firm.n_rd_workers > 0)[quarter]
        gone = employer.key
        employer.remove()
        assert employer not in firms and gone not in firms.get("key")
        with pytest.raises(AgentGone):
            _ = employer.cash
        employer.remove()  # nothing happens
        model.step()
        talent, rows = block(model.world, "talent"), block(model.world, "firms")
        at = talent["employer"][(talent["alive"] == 1) & (talent["employer"] >= 0)]
        counted = np.bincount(at, minlength=len(rows))
        living = rows["alive"] == 1
        assert np.array_equal(counted[living], rows["n_rd_workers"][living])
        if model.date[1] == 1:
            assert books.check_money(model.world, before).empty


def test_a_worker_that_is_removed_quits(model):
    model.step()
    workers = model.agents_by_type[Talent]
    for worker in (
        workers.select(lambda w: w.employer >= 0)[0],
        workers.select(lambda w: w.employer <= -2)[0],
        workers.select(lambda w: w.employer == -1)[0],
    ):
        employer, county = worker.employer, model.agents_by_type[County][worker.county]
        kind = "firms" if employer >= 0 else "institutes"
        row = employer if employer >= 0 else -2 - employer
        had, living = model.world[kind]["n_rd_workers"][row], county.n_workforce
        idle = county.n_idle
        worker.remove()
        worker.remove()
        assert worker not in workers and county.n_workforce == living - 1
        if employer == -1:
            assert county.n_idle == idle - 1
        else:
            assert model.world[kind]["n_rd_workers"][row] == had - 1
    finished(model)


@pytest.mark.parametrize("copied", COPIES)
def test_a_copied_model_goes_on_with_the_same_bits_and_alone(jiangxi, copied):
    model = Watched(scenario=jiangxi.until(2013), rng=3, scale=100)
    model.datacollector = mesa.DataCollector(model_reporters={"firms": _firms})  # Mesa's agent reporters do not pickle
    for _ in range(3):
        model.step()
    model.agents_by_type[Firm][4].mood = "good"
    model.favourites = [model.agents_by_type[Firm][4], model.agents_by_type[Firm][7]]
    model.order = model.agents_by_type[Firm].sort("sales")
    twin, before = copied(model), model.world["firms"]["cash"].copy()
    assert twin.agents_by_type[Firm][4] is twin.favourites[0] and twin.favourites[0].mood == "good"
    assert twin.agents_by_type[Firm][7] is twin.favourites[1] and twin.favourites[1].model is twin
    assert comparable(twin.order) == comparable(model.order) and twin.order.random is twin.random
    assert twin.agents is not model.agents and len(twin.agents_by_type[Mayor]) == 3
    finished(twin)
    assert np.array_equal(before, model.world["firms"]["cash"]) and model.steps == 3
    finished(model)
    assert differences(model.world, twin.world) == []
    assert twin.random.random() == model.random.random() and twin.rng.random() == model.rng.random()
    assert twin.datacollector.model_vars == model.datacollector.model_vars


@pytest.mark.parametrize("copied", COPIES)
def test_an_agent_and_a_set_are_copied_with_their_model(model, copied):
    firms = model.agents_by_type[Firm]
    one, other = firms[0], firms[1]
    one.friend, other.friend = other, one
    twin = copied(one)
    assert twin is twin.model.agents_by_type[Firm][0] is twin.friend.friend and twin.friend is not other
    assert twin.model is not model and twin.key == one.key
    twin.cash = one.cash + 1
    assert twin.cash != one.cash
    poor = firms.sort("cash", ascending=True).select(at_most=9)
    again = copied(poor)
    assert comparable(again) == comparable(poor) and again[0].model is not model
    with pytest.raises(TypeError, match="deepcopy"):
        copy.copy(one)
    with pytest.raises(TypeError, match="deepcopy"):
        copy.copy(model)


def test_dropped_models_are_freed(jiangxi):
    dropped = []
    for seed in range(20):
        model = CountyInnovationModel(scenario=jiangxi.until(2012), rng=seed, scale=1000)
        Mayor(model)
        model.kept = list(model.agents_by_type[County])
        dropped.append(weakref.ref(model))
    plain = PlainWorld(lanes_of(jiangxi.until(2012)), 1000)
    dropped += [weakref.ref(plain), weakref.ref(plain.mesa_model)]
    del model, plain
    gc.collect()
    assert [reference for reference in dropped if reference() is not None] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_agent_and_every_attribute_is_described(kind):
    assert kind.__doc__ and not kind.__doc__.startswith("Base")
    for field in kind.fields:
        assert field.meaning
        assert getattr(kind, field.name).__doc__.startswith(field.meaning)
