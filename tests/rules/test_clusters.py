"""Clusters: what counts as one, and what cheaper equipment and near neighbours change for a member."""

from types import SimpleNamespace

import pytest

from sim import beliefs
from sim.rules.clusters import (
    is_cluster,
    location_quotient,
    promise,
    search_with_neighbours,
    wanted_spending,
    work_bought,
)

BELIEF = SimpleNamespace(**beliefs.draw("jiangxi", 1, False))


def test_a_quotient_of_one_is_the_regions_mix():
    assert location_quotient(10.0, 100.0, 0.1) == pytest.approx(1.0)
    quotients = [location_quotient(n, 100.0, 0.1) for n in (0.0, 5.0, 20.0, 100.0)]
    assert quotients == sorted(quotients) and quotients[-1] == pytest.approx(10.0)


def test_a_focus_needs_many_firms_and_more_than_elsewhere():
    assert promise(30.0, 2.0) > promise(30.0, 1.0) > promise(10.0, 1.0) > promise(0.0, 9.0) == 0.0


def test_partners_are_found_more_cheaply_among_neighbours_and_only_there():
    outside, inside = SimpleNamespace(in_cluster=0), SimpleNamespace(in_cluster=1)
    assert search_with_neighbours(outside, 1_000.0, BELIEF) == 1_000.0
    assert search_with_neighbours(inside, 1_000.0, BELIEF) == pytest.approx(1_000.0 * (1 - BELIEF.cluster_search_cut))
    assert 0.0 < BELIEF.cluster_search_cut < 1.0


def test_a_cluster_needs_both_a_quotient_and_firms():
    assert location_quotient(30.0, 100.0, 0.1) == pytest.approx(3.0)
    assert location_quotient(0.0, 0.0, 0.1) == location_quotient(3.0, 10.0, 0.0) == 0.0
    assert is_cluster(20.0, 1.5, BELIEF)
    assert not is_cluster(19.0, 9.0, BELIEF) and not is_cluster(500.0, 1.4, BELIEF)


CHEAP = SimpleNamespace(equipment_share=0.2, shared_hour_price=0.5)  # all hours shared: work at 0.9 of its cost


def member(hours):
    return SimpleNamespace(in_cluster=1, shared_hours=hours)


def test_a_cluster_changes_nothing_for_those_outside_or_without_hours():
    outside = SimpleNamespace(in_cluster=0, shared_hours=0.0)
    for firm in (outside, member(0.0)):
        assert work_bought(1e6, firm, CHEAP) == 1e6
        assert wanted_spending(4e6, -1.1, firm, CHEAP) == 4e6


def test_money_buys_more_work_as_long_as_shared_hours_last():
    assert work_bought(900_000.0, member(1e9), CHEAP) == pytest.approx(1e6)
    assert work_bought(900_000.0, member(400_000.0), CHEAP) == pytest.approx(950_000)  # half the price of 100,000
    works = [work_bought(d, member(400_000.0), CHEAP) for d in (0.0, 1e5, 3e5, 1e6, 1e7)]
    assert works[0] == 0.0 and works == sorted(works)


@pytest.mark.parametrize(("elasticity", "more_money"), [(-0.5, False), (-1.5, True)])
def test_work_rises_and_money_follows_the_elasticity_while_hours_are_enough(elasticity, more_money):
    spent = wanted_spending(4e6, elasticity, member(1e9), CHEAP)
    assert (spent > 4e6) == more_money
    assert 4.0 * work_bought(spent / 4.0, member(1e9), CHEAP) == pytest.approx(4e6 * 0.9**elasticity)


def test_a_firm_that_needs_more_hours_than_it_gets_does_the_same_work_for_less_money():
    firm = member(400_000.0)
    spent = wanted_spending(40e6, -1.1, firm, CHEAP)
    assert spent == pytest.approx(40e6 - 200_000)
    assert 4.0 * work_bought(spent / 4.0, firm, CHEAP) == pytest.approx(40e6)
