"""Agent sets over records do what plain Mesa agent sets do: the same operations on the same data, side by side."""

import copy
import operator
import random
import statistics
import weakref

import mesa
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mesa.agent import AgentSet

from sim.agents import AgentGone, County, Firm, Institute, Talent
from sim.model import CountyInnovationModel
from sim.scenario import load_scenario
from tests.agents.plain import PLAIN, comparable, plain_twin, plain_values
from tests.worlds import unlike


class Mayor(mesa.Agent):
    """A user's own agent."""

    def __init__(self, model, age=50):
        super().__init__(model)
        self.age = age


@pytest.fixture(scope="module")
def source():
    """A small model after a year and a half."""
    model = CountyInnovationModel(scenario=load_scenario("jiangxi_2018").until(2014), rng=3, scale=100)
    for _ in range(6):
        model.step()
    return model


@pytest.fixture
def ours(source):
    return copy.deepcopy(source)


@pytest.fixture(scope="module")
def held(source):
    return plain_values(source)


@pytest.fixture
def plain(held):
    return plain_twin(held)


def rich(agent):
    return agent.cash > 10_000_000


def poorer(agent, yuan, times=1):
    agent.cash = agent.cash - yuan * times
    return agent.cash


OPERATIONS = {
    # s: a set of all firms; m: the model; F, C: the classes
    "len": lambda s, m, F, C: len(s),
    "truth": lambda s, m, F, C: (bool(s), bool(s.select(lambda a: False))),
    "list": lambda s, m, F, C: list(s),
    "first": lambda s, m, F, C: s[0],
    "last": lambda s, m, F, C: s[-1],
    "numpy index": lambda s, m, F, C: s[np.int64(3)],
    "slice": lambda s, m, F, C: s[1:5],
    "slice with a step": lambda s, m, F, C: s[-3:2:-2],
    "empty slice": lambda s, m, F, C: s[5:5],
    "beyond": lambda s, m, F, C: s[10**6],
    "index by text": lambda s, m, F, C: s["0"],
    "index by float": lambda s, m, F, C: s[1.0],
    "reversed": lambda s, m, F, C: list(reversed(s)),
    "index": lambda s, m, F, C: s.index(s[7]),
    "index from": lambda s, m, F, C: s.index(s[7], 8),
    "index until": lambda s, m, F, C: s.index(s[7], 0, 7),
    "index from behind": lambda s, m, F, C: s.index(s[7], -10_000, -1),
    "index of another": lambda s, m, F, C: s.index(m.agents_by_type[C][0]),
    "index of no agent": lambda s, m, F, C: s.index(3),
    "count": lambda s, m, F, C: (s.count(s[0]), s.count(3)),
    "in": lambda s, m, F, C: (s[4] in s, m.agents_by_type[C][0] in s, 3 in s, None in s, "a" in s),
    "select nothing asked": lambda s, m, F, C: s.select(),
    "select": lambda s, m, F, C: s.select(rich),
    "select at most 3": lambda s, m, F, C: s.select(rich, at_most=3),
    "select at most 2.5": lambda s, m, F, C: s.select(at_most=2.5),
    "select at most a share": lambda s, m, F, C: s.select(at_most=0.25),
    "select at most 1.0": lambda s, m, F, C: s.select(at_most=1.0),
    "select at most 1": lambda s, m, F, C: s.select(at_most=1),
    "select at most 0": lambda s, m, F, C: s.select(at_most=0),
    "select at most -1": lambda s, m, F, C: s.select(at_most=-1),
    "select at most nan": lambda s, m, F, C: len(s.select(at_most=float("nan"))),
    "select a type": lambda s, m, F, C: m.agents.select(agent_type=C),
    "select two types": lambda s, m, F, C: m.agents.select(agent_type=(C, F), at_most=150),
    "select all types": lambda s, m, F, C: len(m.agents.select(agent_type=mesa.Agent)),
    "select a share of a type": lambda s, m, F, C: len(m.agents.select(agent_type=F, at_most=0.01)),
    "select in place": lambda s, m, F, C: (lambda t: (t.select(rich, inplace=True) is t, t))(copy.copy(s)),
    "sort by field": lambda s, m, F, C: s.sort("sales"),
    "sort by function": lambda s, m, F, C: s.sort(lambda a: (a.sector, -a.cash), ascending=True),
    "sort keeps equals": lambda s, m, F, C: (s.sort("sector"), s.sort("sector", ascending=True)),
    "sort by nothing there": lambda s, m, F, C: s.sort("colour"),
    "sort in place": lambda s, m, F, C: (lambda t: (t.sort("cash", inplace=True) is t, t))(copy.copy(s)),
    "sort the model's set": lambda s, m, F, C: (s.sort("cash", inplace=True), m.agents_by_type[F]),
    "shuffle": lambda s, m, F, C: s.shuffle(),
    "shuffle in place": lambda s, m, F, C: (s.shuffle(inplace=True) is s, s, m.agents_by_type[F]),
    "shuffle all": lambda s, m, F, C: m.agents.shuffle().select(at_most=50),
    "do a method": lambda s, m, F, C: (s.do("step") is s, len(s)),
    "do a function": lambda s, m, F, C: s.do(poorer, 5, times=2).get("cash"),
    "do an unknown method": lambda s, m, F, C: s.do("dance"),
    "shuffle_do": lambda s, m, F, C: (lambda seen: (s.shuffle_do(lambda a: seen.append(a.key)) is s, seen))([]),
    "shuffle_do a method": lambda s, m, F, C: s.shuffle_do("advance") is s,
    "map a method": lambda s, m, F, C: s.map("step"),
    "map a function": lambda s, m, F, C: s.map(poorer, 7, times=3),
    "get": lambda s, m, F, C: s.get("cash"),
    "get floats": lambda s, m, F, C: s.get("sales"),
    "get a row": lambda s, m, F, C: s.get("extra"),
    "get several": lambda s, m, F, C: s.get(["cash", "sales", "is_hnte"]),
    "get none": lambda s, m, F, C: s.get([])[:3],
    "get of all": lambda s, m, F, C: m.agents.get("key"),
    "get missing": lambda s, m, F, C: s.get("colour"),
    "get missing of some": lambda s, m, F, C: m.agents.get("sales"),
    "get default": lambda s, m, F, C: m.agents.get("sales", handle_missing="default", default_value=-1),
    "get several, default": lambda s, m, F, C: m.agents.get(["sales", "skill"], handle_missing="default")[-300:],
    "get, unknown rule": lambda s, m, F, C: s.get("cash", handle_missing="ignore"),
    "get of none": lambda s, m, F, C: s.select(lambda a: False).get("colour"),
    "set": lambda s, m, F, C: (s.set("cash", 5) is s, s.get("cash"), m.agents_by_type[F].agg("cash", sum)),
    "set of some": lambda s, m, F, C: (s.select(rich).set("rd", 2.5), s.get("rd"))[1],
    "set of all": lambda s, m, F, C: (
        m.agents_by_type[C].set("population", 7.0),
        m.agents_by_type[C].get("population"),
    ),
    "set an own attribute": lambda s, m, F, C: (s.set("mood", "good"), s.get("mood"), s.agg("mood", len))[1:],
    "agg": lambda s, m, F, C: [s.agg("cash", f) for f in (sum, min, max, len, statistics.median)],
    "agg numpy": lambda s, m, F, C: float(s.agg("sales", np.mean)),
    "agg several": lambda s, m, F, C: s.agg("sales", [min, max, sum]),
    "agg of none": lambda s, m, F, C: s.select(lambda a: False).agg("sales", max),
    "group by field": lambda s, m, F, C: s.groupby("sector"),
    "group by function": lambda s, m, F, C: s.groupby(lambda a: a.sales > 1e7),
    "group as lists": lambda s, m, F, C: s.groupby("is_hnte", result_type="list"),
    "group by type": lambda s, m, F, C: {k.__name__: n for k, n in m.agents.groupby(type).count().items()},
    "group by nothing there": lambda s, m, F, C: s.groupby("colour"),
    "groups count": lambda s, m, F, C: s.groupby("sector").count(),
    "groups agg": lambda s, m, F, C: s.groupby("county").agg("sales", sum),
    "groups map": lambda s, m, F, C: s.groupby("sector").map(len),
    "groups map a method": lambda s, m, F, C: s.groupby("sector").map("get", "key"),
    "groups do": lambda s, m, F, C: (s.groupby("sector").do("set", "cash", 1), s.agg("cash", sum))[1],
    "groups iterate": lambda s, m, F, C: [(k, len(v)) for k, v in s.groupby("is_service")],
    "and": lambda s, m, F, C: s.select(rich) & s.sort("sales"),
    "or": lambda s, m, F, C: s.select(rich) | s.select(at_most=40),
    "minus": lambda s, m, F, C: s - s.select(rich),
    "xor": lambda s, m, F, C: s.select(rich) ^ s.select(at_most=40),
    "and a list": lambda s, m, F, C: (s & list(s)[5:9], list(s)[5:9] & s),
    "or a list": lambda s, m, F, C: list(s)[5:9] | s.select(at_most=2),
    "a list minus": lambda s, m, F, C: list(s)[5:9] - s.select(at_most=7),
    "list xor": lambda s, m, F, C: list(s)[5:9] ^ s.select(at_most=7),
    "and numbers": lambda s, m, F, C: len(s & [1, 2]),
    "or numbers": lambda s, m, F, C: s | [1, 2],
    "and a number": lambda s, m, F, C: s & 3,
    "or in place": lambda s, m, F, C: operator.ior(s.select(at_most=3), s.select(rich)),
    "and in place": lambda s, m, F, C: operator.iand(s.select(at_most=30), s.select(rich)),
    "minus in place": lambda s, m, F, C: operator.isub(s.select(at_most=30), s.select(rich)),
    "xor in place": lambda s, m, F, C: operator.ixor(s.select(at_most=30), s.select(rich)),
    "minus itself": lambda s, m, F, C: (lambda t: operator.isub(t, t))(copy.copy(s)),
    "compare": lambda s, m, F, C: (
        s == s.shuffle(),
        s == list(s),
        s.select(rich) < s,
        s <= s,
        s > s,
        s != s.select(rich),
    ),
    "disjoint": lambda s, m, F, C: (s.isdisjoint(m.agents_by_type[C]), s.isdisjoint(s)),
    "hash": lambda s, m, F, C: hash(s),
    "add": lambda s, m, F, C: (lambda t: (t.add(s[9]), t.add(s[0]), t))(s.select(at_most=3)),
    "add another kind": lambda s, m, F, C: (lambda t: (t.add(m.agents_by_type[C][0]), t))(s.select(at_most=3)),
    "add a number": lambda s, m, F, C: s.select(at_most=3).add(3),
    "discard": lambda s, m, F, C: (lambda t: (t.discard(s[1]), t.discard(s[50]), t))(s.select(at_most=3)),
    "remove": lambda s, m, F, C: (lambda t: (t.remove(s[1]), t))(s.select(at_most=3)),
    "remove one not there": lambda s, m, F, C: s.select(at_most=3).remove(s[50]),
    "pop": lambda s, m, F, C: (lambda t: (t.pop(), t))(s.select(at_most=3)),
    "pop of none": lambda s, m, F, C: s.select(at_most=0).pop(),
    "clear": lambda s, m, F, C: (lambda t: (t.clear(), t))(s.select(at_most=3)),
    "copy": lambda s, m, F, C: (lambda t: (t.discard(s[0]), len(s) - len(t)))(copy.copy(s)),
    "an agent removed": lambda s, m, F, C: (s[3].remove(), len(s), s[3], len(m.agents))[1:],
    "removed while going through": lambda s, m, F, C: (copy.copy(s).do(lambda a: a.remove() if a.key % 2 else None), s)[
        1
    ],
    "removed twice": lambda s, m, F, C: (lambda a: (a.remove(), a.remove(), a in s))(s[3]),
    "types": lambda s, m, F, C: [kind.__name__ for kind in m.agent_types],
    "who is in the model": lambda s, m, F, C: {k.__name__: len(v) for k, v in m.agents_by_type.items()},
    "the model's set of another": lambda s, m, F, C: m.agents_by_type[int],
}


def answered(operation, model, firm, county):
    """The answer, or the kind of error, and what is left of the model's firms and of its lot."""
    model.random.seed(5)
    try:
        answer = comparable(operation(model.agents_by_type[firm], model, firm, county))
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        answer = "error", next(one.__name__ for one in type(error).__mro__ if one.__module__ == "builtins")
    return answer, comparable(model.agents_by_type[firm]), model.random.random()


@pytest.mark.filterwarnings("ignore:No Agents specified")
@pytest.mark.parametrize("what", OPERATIONS)
def test_it_answers_as_a_plain_agent_set(what, ours, plain):
    mine = answered(OPERATIONS[what], ours, Firm, County)
    theirs = answered(OPERATIONS[what], plain, PLAIN[Firm], PLAIN[County])
    assert mine == theirs


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("select"), st.sampled_from(["is_hnte", "is_service", "claims"]), st.booleans()),
        st.tuples(st.just("at_most"), st.one_of(st.integers(0, 40), st.floats(0, 1)), st.booleans()),
        st.tuples(st.just("sort"), st.sampled_from(["sales", "sector", "cash", "county"]), st.booleans()),
        st.tuples(st.just("shuffle"), st.integers(0, 9), st.booleans()),
        st.tuples(st.just("slice"), st.integers(-20, 20), st.sampled_from([1, 2, 3])),
        st.tuples(st.just("group"), st.sampled_from(["sector", "is_hnte"]), st.booleans()),
        st.tuples(st.just("without"), st.sampled_from(["is_hnte", "is_service"]), st.booleans()),
    ),
    max_size=6,
)


def chained(agents, steps):
    """A chain of operations, each on what the one before left."""
    for kind, what, how in steps:
        if not len(agents):
            break
        if kind == "select":
            agents = agents.select(lambda a, what=what: getattr(a, what) == 0, inplace=how)
        elif kind == "at_most":
            agents = agents.select(at_most=what, inplace=how)
        elif kind == "sort":
            agents = agents.sort(what, ascending=how, inplace=not how)
        elif kind == "shuffle":
            agents.random.seed(what)
            agents = agents.shuffle(inplace=how)
        elif kind == "slice":
            agents = agents - AgentSet(agents[what::how], random=agents.random)
        elif kind == "group":
            agents = max(agents.groupby(what).groups.values(), key=len)
        else:
            agents = agents - agents.select(lambda a, what=what: getattr(a, what))
    return [agent.key for agent in agents], agents.get(["cash", "sales"]), agents.agg("rd", sum)


@pytest.mark.filterwarnings("ignore:No Agents specified")
@given(steps=STEPS)
@settings(max_examples=60, deadline=None)
def test_chains_of_operations_give_the_same(steps, twins):
    mine, theirs = (copy.copy(agents) for agents in twins)
    assert chained(mine, steps) == chained(theirs, steps)


@pytest.fixture(scope="module")
def twins(source, held):
    model = copy.deepcopy(source)
    twin = plain_twin(held)
    yield model.agents_by_type[Firm], twin.agents_by_type[PLAIN[Firm]]  # held here: sets hold their agents weakly


def test_one_agent_is_one_object_while_somebody_holds_it(ours):
    firms = ours.agents_by_type[Firm]
    first = firms[0]
    assert first is firms[0] is next(iter(ours.agents)) is firms.sort("key", ascending=True)[0] is firms[-len(firms)]
    seen, number = weakref.ref(first), first.unique_id
    for _ in range(4):
        ours.step()
        assert firms.select(lambda firm: firm.unique_id == number)[0] is first
    del first
    assert seen() is None
    assert firms[0].unique_id == number


def test_looking_at_one_makes_one(ours):
    firm = ours.agents_by_type[Firm][5]
    assert len(ours.agents) > 1000 and firm in ours.agents and ours.agents.get("key")
    ours.agents.select(agent_type=Talent).sort("skill").shuffle().groupby("county").count()
    assert len(ours._views) == 1


def test_unique_ids_are_unique_across_kinds_stable_and_never_given_again(ours):
    ever = set(ours.agents.get("unique_id"))
    assert len(ever) == len(ours.agents)
    assert ever == {agent.unique_id for agent in ours.agents}
    own = []
    while ours.running:
        before = set(ours.agents.get("unique_id"))
        ours.step()
        newcomers = set(ours.agents.get("unique_id")) - before
        assert newcomers and not newcomers & ever
        ever |= newcomers
        mayor = Mayor(ours)
        own.append(mayor.unique_id)
        mayor.remove()
    assert len(set(own)) == len(own) == 6 and not ever & set(own)


def test_a_set_that_was_kept_loses_those_that_leave(ours):
    everyone, kept = ours.agents, copy.copy(ours.agents)
    firms = kept.select(agent_type=Firm).sort("sales")
    held = list(firms)
    small = [firm for firm in held if not firm.is_certain][:3]
    for firm in small:
        firm.cash = -(10**12)  # they will have to close
    while ours.running:
        ours.step()
    living = {firm.key for firm in ours.agents_by_type[Firm]}
    assert {firm.key for firm in firms} == living & {firm._key for firm in held}
    gone = [firm for firm in held if firm._key not in living]
    assert gone and len(firms) == len(held) - len(gone)
    assert everyone is ours.agents and len(everyone) != len(kept)
    for firm in gone:
        assert firm not in firms and firm not in everyone and firm.has_left
        with pytest.raises(AgentGone, match=str(firm.unique_id)):
            _ = firm.sales
        with pytest.raises(AgentGone):
            firm.cash = 3
        with pytest.raises(AgentGone):
            firms.add(firm)


def test_the_model_s_own_sets_are_not_changed_by_hand(ours):
    firms = ours.agents_by_type[Firm]
    for change in (
        lambda: firms.discard(firms[0]),
        lambda: ours.agents.remove(firms[0]),
        lambda: firms.select(lambda firm: firm.is_hnte, inplace=True),
        lambda: firms.clear(),
        lambda: firms.pop(),
        lambda: firms.add(ours.agents_by_type[County][0]),
        lambda: operator.isub(firms, firms.select(at_most=2)),
    ):
        with pytest.raises(TypeError, match=r"copy\.copy\(model\.agents"):
            change()
    firms.add(firms[3])  # it is there already
    assert len(firms) == len(ours.world.alive("firms"))


def test_an_order_that_was_set_in_place_stays_and_newcomers_come_last(ours):
    firms = ours.agents_by_type[Firm]
    order = [firm.key for firm in firms.sort("sales", inplace=True)]
    for _ in range(3):
        ours.step()
    now = [firm.key for firm in firms]
    living = set(ours.world.alive("firms")["key"].tolist())
    assert now[: len([key for key in order if key in living])] == [key for key in order if key in living]
    assert set(now) == living


def test_agents_of_other_models_are_refused(ours, source):
    stranger = source.agents_by_type[Firm][0]
    assert stranger not in ours.agents
    firms = ours.agents_by_type[Firm].select(at_most=3)
    for refused in (
        lambda: firms.add(stranger),
        lambda: ours.agents.add(stranger),
        lambda: firms | source.agents_by_type[Firm],
        lambda: firms.add(Mayor(mesa.Model(rng=1))),
    ):
        with pytest.raises(TypeError, match="another model"):
            refused()
    assert len(firms & source.agents_by_type[Firm]) == 0


def test_plain_sets_of_views_keep_their_agents(ours):
    """A plain AgentSet holds its agents weakly and counts on the model to hold them."""
    firms = ours.agents_by_type[Firm]
    plain = AgentSet((firm for firm in firms if firm.is_hnte), random=random.Random(1))
    assert len(plain) == len(firms.select(lambda firm: firm.is_hnte)) > 0
    plain |= firms.select(at_most=5)
    assert all(firm in plain for firm in firms[:5]) and next(iter(plain)) in firms
    for mixed in (plain | firms, plain & firms, plain ^ firms, plain - firms.select(at_most=5), firms - plain):
        assert len(list(mixed)) == len(mixed) > 0


@pytest.mark.parametrize(
    "name, value, error",
    [
        ("cash", 1.5, ValueError),
        ("is_hnte", 300, ValueError),
        ("is_hnte", 7, ValueError),
        ("rd", float("nan"), ValueError),
        ("rd", float("inf"), ValueError),
        ("cash", "a lot", TypeError),
        ("sales", None, TypeError),
        ("key", 3, AttributeError),
        ("alive", 0, AttributeError),
        ("unique_id", 3, AttributeError),
        ("model", None, AttributeError),
        ("extra", [1.0], ValueError),
        ("extra", 3.0, ValueError),
    ],
)
def test_what_a_field_cannot_hold_is_refused_and_nothing_changed(ours, name, value, error):
    before = ours.world["firms"].copy()
    with pytest.raises(error, match=name):
        setattr(ours.agents_by_type[Firm][0], name, value)
    with pytest.raises(error, match=name):
        ours.agents_by_type[Firm].set(name, value)
    assert unlike(before, ours.world["firms"]) == []


def test_rows_are_read_as_they_are_and_written_whole(ours):
    firm = ours.agents_by_type[Firm][2]
    firm.extra = [1, 2.5, np.float64(3), 4]
    assert firm.extra == (1.0, 2.5, 3.0, 4.0) == ours.agents_by_type[Firm].get("extra")[2]
    with pytest.raises(TypeError):
        firm.extra[0] = 5.0
    firm.cash, firm.is_hnte = 4.0, True
    assert (firm.cash, firm.is_hnte) == (4, 1) and type(firm.cash) is int


def test_attributes_of_the_user_s_own_stay_with_the_agent(ours):
    ours.agents_by_type[Firm].select(at_most=9).set("mood", "good")
    assert ours.agents_by_type[Firm].get("mood", handle_missing="default").count("good") == 9
    ours.agents_by_type[Firm][0].remove()
    assert ours.agents_by_type[Firm].get("mood", handle_missing="default").count("good") == 8


def test_agents_of_the_simulation_are_not_made_by_hand(ours):
    for make in (lambda: Firm(ours), lambda: Talent.create_agents(ours, 3), lambda: Firm(ours, 3, 4)):
        with pytest.raises(TypeError, match=r"mesa\.Agent"):
            make()
    for kind in (County, Institute):
        with pytest.raises(TypeError, match="cannot be removed"):
            ours.agents_by_type[kind][0].remove()
    with pytest.raises(TypeError, match="kind"):
        ours.remove_all_agents()
    with pytest.raises(TypeError, match="already"):
        ours.register_agent(ours.agents[0])
