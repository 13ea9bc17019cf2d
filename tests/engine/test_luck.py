"""Luck is keyed: the same bits compiled and plain, uniform in every direction, one name per chance event."""

import ast
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy import special, stats

import sim.engine.luck as luck_module
from sim.engine.compile import bind, compiled
from sim.engine.luck import agent_key, decision, luck, luck_key, normal, poisson, rounded
from sim.population.keyed import uniform

PACKAGE = Path(luck_module.__file__).parents[1]
STREAM = 0xC0FFEE
N = 20_000


def draws(seeds, keys, uniforms, normals, counts, wholes):
    """Every kind of draw, for agents and quarters of several seeds."""
    for i in range(len(keys)):
        key = luck_key(seeds[i], STREAM, 8048 + i % 40)
        keys[i] = agent_key(i % 100, 8048, i)
        u = luck(key, keys[i])
        uniforms[i] = u
        normals[i] = normal(u)
        counts[i] = poisson(u, 0.01 * i)
        wholes[i] = rounded(u, 0.37 * i)


def test_compiled_and_plain_draws_have_the_same_bits():
    n = 6_000  # means of `poisson` up to 60, on both sides of its change of method
    seeds = [(12_345 * i * i) % (1 << 63) for i in range(n)]
    plain: list[list] = [[0] * n for _ in range(5)]
    draws(seeds, *plain)
    fast = [np.zeros(n, kind) for kind in ("u8", "f8", "f8", "i8", "i8")]
    compiled(draws)(np.array(seeds, "u8"), *fast)
    for ours, theirs in zip(plain, fast, strict=True):
        assert np.array(ours, theirs.dtype).tobytes() == theirs.tobytes()


def test_many_draws_at_once_are_the_draws_one_by_one():
    keys = np.array([agent_key(c, 0, s) for c in range(30) for s in range(30)], np.uint64)
    one_by_one = [luck(luck_key(7, STREAM, 3), int(key)) for key in keys]
    assert uniform(7, STREAM, keys, 3).tolist() == one_by_one


def over_agents():
    return uniform(1, STREAM, np.arange(N, dtype=np.uint64))


def over_agent_keys():
    return uniform(1, STREAM, np.array([agent_key(i % 100, 0, i // 100) for i in range(N)], np.uint64))


def over_quarters():
    return np.array([luck(luck_key(1, STREAM, q), 5) for q in range(N)])


def over_seeds():
    return np.array([luck(luck_key(seed, STREAM, 8048), 5) for seed in range(N)])


def over_streams():
    return np.array([luck(luck_key(1, stream, 8048), 5) for stream in range(N)])


@pytest.mark.parametrize("direction", [over_agents, over_agent_keys, over_quarters, over_seeds, over_streams])
def test_draws_are_uniform_and_uncorrelated_in_every_direction(direction):
    u = direction()
    assert u.min() >= 0.0 and u.max() < 1.0
    assert stats.kstest(u, "uniform").pvalue > 1e-4
    for lag in (1, 2, 3, 7, 100):
        assert abs(np.corrcoef(u[lag:], u[:-lag])[0, 1]) < 4.0 / np.sqrt(N), lag


def test_two_decisions_of_one_agent_are_unrelated():
    keys = np.arange(N, dtype=np.uint64)
    streams = [stream for stream, _ in luck_module.DECISIONS.values()][:12]
    u = np.array([uniform(1, stream, keys) for stream in streams])
    apart = np.corrcoef(u) - np.eye(len(streams))
    assert np.abs(apart).max() < 5.0 / np.sqrt(N)


def test_normal_is_the_standard_normal_quantile():
    u = np.concatenate(
        [np.linspace(1e-6, 1 - 1e-6, 4001), 10.0 ** -np.arange(4.0, 16.0), 1 - 10.0 ** -np.arange(4.0, 16.0)]
    )
    assert np.array([normal(float(x)) for x in u]) == pytest.approx(special.ndtri(u), rel=1e-13, abs=1e-15)
    assert np.isfinite([normal(0.0), normal(1.0 - 2.0**-53)]).all()


@pytest.mark.parametrize("mean", [0.02, 0.5, 3.0, 12.0, 29.9, 30.1, 200.0])
def test_poisson_counts_have_the_moments_of_the_law(mean):
    counts = np.array([poisson(float(u), mean) for u in over_agents()])
    assert abs(counts.mean() - mean) < 4.0 * np.sqrt(mean / N) + (0.02 if mean > 30.0 else 0.0)
    error = np.sqrt((mean + 2.0 * mean * mean) / N)  # of the variance: fourth central moment less variance squared
    assert abs(counts.var() - mean) < 4.0 * error + (0.1 if mean > 30.0 else 0.0)


def test_poisson_of_nothing_is_nothing():
    assert [poisson(0.999999, 0.0), poisson(0.5, -1.0)] == [0, 0]


@pytest.mark.parametrize("amount", [0.0, 0.25, 3.9, 1000.5])
def test_rounding_by_lot_keeps_the_mean(amount):
    wholes = np.array([rounded(float(u), amount) for u in over_agents()])
    assert set(wholes) <= {int(amount), int(amount) + 1}
    assert abs(wholes.mean() - amount) <= 4.0 * 0.5 / np.sqrt(N)


@cache
def sources():
    return [ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))]


def decisions_in_the_source():
    """(constant, name) of every `X = decision("name", ...)` in the package."""
    found = []
    for tree in sources():
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Assign)
                and isinstance(node.value, ast.Call)
                and getattr(node.value.func, "id", "") == "decision"
            ):
                found.append((node.targets[0].id, node.value.args[0].value))  # type: ignore[attr-defined]
    return found


def test_every_chance_event_has_its_own_name():
    names = [name for _, name in decisions_in_the_source()]
    assert len(names) > 30
    assert sorted(names) == sorted(set(names))


def test_every_chance_event_that_is_named_happens():
    used = {node.id for tree in sources() for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}  # fmt: skip
    used |= {node.attr for tree in sources() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert [name for constant, name in decisions_in_the_source() if constant not in used] == []


def test_a_name_keeps_its_meaning_and_no_two_share_a_stream(monkeypatch):
    monkeypatch.setattr(luck_module, "DECISIONS", {})
    first = decision("plumless", "a test")
    assert decision("plumless", "a test") == first  # named twice by a module that is loaded twice
    with pytest.raises(ValueError, match="plumless"):
        decision("plumless", "another meaning")
    with pytest.raises(ValueError, match="buckeroo"):
        decision("buckeroo", "its name has the same checksum")


def free(x):
    return x


def shared(x):
    return free(x) + 1.0


def twice(x):
    return 2.0 * x


def thrice(x):
    return 3.0 * x


def test_a_shared_mechanism_bound_twice_is_two_functions():
    one, other = bind(shared, "one", free=twice), bind(shared, "other", free=thrice)
    assert one.__qualname__ != other.__qualname__ != shared.__qualname__
    assert [one(1.0), other(1.0), shared(1.0)] == [3.0, 4.0, 2.0]
    assert [compiled(one)(1.0), compiled(other)(1.0), compiled(shared)(1.0)] == [3.0, 4.0, 2.0]
