"""Outside contracts: what they are worth, what it costs to find a partner, and how one is chosen."""

from math import exp
from types import SimpleNamespace

import numpy as np
import pytest

from sim import beliefs
from sim.rules.contracts import (
    fit_of_fields,
    learning,
    net_value,
    partner_memory,
    search_base,
    search_cost,
    surplus,
    weight_of_partner,
)

BELIEF = SimpleNamespace(**beliefs.draw("jiangxi", 1, False))

EVENLY = (np.arange(2000) + 0.5) / 2000


def test_values_have_their_mean_and_spread_in_units_of_the_face():
    values = np.array([net_value(u, -0.4, 0.8, 50_000.0) for u in EVENLY])
    assert values.mean() == pytest.approx(-20_000.0, rel=0.01) and values.std() == pytest.approx(40_000.0, rel=0.01)
    assert (np.diff(values) > 0.0).all()  # more luck, more value: one draw decides under every policy


def test_a_partner_is_searched_at_todays_prices_and_for_less_in_a_cluster():
    outside, inside = SimpleNamespace(in_cluster=0), SimpleNamespace(in_cluster=1)
    assert search_base(outside, BELIEF, 2.0) == 2.0 * search_base(outside, BELIEF, 1.0) > 0.0
    assert search_base(inside, BELIEF, 1.0) < search_base(outside, BELIEF, 1.0)


def test_search_is_dearer_afar_and_cheaper_with_memory_or_pairing():
    assert search_cost(100.0, 1.0, 0.5, 0.0, 0.4, False, 0.3) == 100.0
    by_nearness = [search_cost(100.0, near, 0.5, 0.0, 0.4, False, 0.3) for near in (0.1, 0.5, 0.9, 1.0)]
    assert by_nearness == sorted(by_nearness, reverse=True) and by_nearness[0] < 150.0
    by_memory = [search_cost(100.0, 0.5, 0.5, memory, 0.4, False, 0.3) for memory in (0.0, 0.5, 1.0)]
    assert by_memory == sorted(by_memory, reverse=True)
    assert search_cost(100.0, 0.5, 0.5, 1.0, 0.4, True, 0.3) == pytest.approx(100 * 1.25 * 0.6 * 0.7)


def test_memory_halves_in_its_half_life():
    def memory(quarters, partner=1):
        return partner_memory(SimpleNamespace(partner=partner, partner_since=8), 8 + quarters, 3.0)

    assert [round(memory(q), 6) for q in (0, 3, 6)] == [1.0, 0.5, 0.25]
    assert memory(0, partner=0) == 0.0


def test_a_surplus_needs_fit_and_grows_with_effort():
    assert surplus(50.0, 100.0, 1.0, 1.0) == 50.0
    assert surplus(50.0, 100.0, 1.2, 0.8) == pytest.approx(24.0)
    assert surplus(10.0, 100.0, 1.0, 0.8) < 0.0 < surplus(10.0, 100.0, 1.0, 1.0)
    assert surplus(-10.0, 100.0, 2.0, 1.0) < 0.0  # effort makes no bad contract good
    assert fit_of_fields(3, 3, 0.8) == 1.0 and fit_of_fields(3, 4, 0.8) == 0.8


def test_choice_is_a_logit_among_those_that_pay():
    assert weight_of_partner(0.0, 10.0) == weight_of_partner(-5.0, 10.0) == 0.0
    assert weight_of_partner(20.0, 10.0) / weight_of_partner(10.0, 10.0) == pytest.approx(exp(1.0))
    assert np.isfinite(weight_of_partner(1e12, 10.0))


def test_a_contract_teaches_by_time_fit_and_what_the_researchers_know():
    usual = learning(0.1, 0.5, 1.0, 0.5, 8e6, 10.0)
    assert usual == pytest.approx(20_000.0)
    assert learning(0.1, 0.5, 0.8, 0.5, 8e6, 10.0) == pytest.approx(0.8 * usual)
    assert learning(0.1, 0.5, 1.0, 1.0, 8e6, 10.0) == pytest.approx(2.0 * usual)
    assert learning(0.1, 0.0, 1.0, 0.5, 8e6, 10.0) == 0.0  # a county that absorbs nothing learns nothing
