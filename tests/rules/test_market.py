"""Entry follows its cost and the people who found firms; exit is for want of money or size."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim import beliefs
from sim.rules.clusters import is_cluster, location_quotient, wanted_spending, work_bought
from sim.rules.market import expected_entrants, founders, margin_of, next_fortune, opportunity_growth
from sim.steps.firms import margin_now
from tests.worlds import block, region, run, world_of

BELIEF = SimpleNamespace(**beliefs.draw("jiangxi", 1, False))


def test_a_cost_of_entry_lower_by_a_third_brings_a_quarter_more_entrants():
    """E108: registration reform, entry + 25 %; the cut of 31 % in the cost is the evidence file's judgement."""
    before, after = (expected_entrants(100.0, 0.1, 1.0, 0.5, -0.6, cost) for cost in (1.0, 0.69))
    assert before == pytest.approx(2.5)
    assert after / before == pytest.approx(1.25, abs=0.01)


def test_founders_are_workers_without_a_post():
    assert founders(0.0, 0.001) == 0.0 and founders(3_000.0, 0.001) == 3.0


def test_entry_responds_in_the_model_and_only_where_the_cost_fell(jiangxi):
    closed = {f"assumptions.channels.{name}": False for name in ("mobility", "spillover", "contests", "shared_markets")}
    plain = jiangxi.until(2014).with_values({**closed, "assumptions.parameters": "central"})
    dear, cheap = world_of(plain, 5), world_of(plain, 5)
    cheap["counties"]["entry_cost"][:50] = 0.69
    run(dear), run(cheap)
    here, there = (region(cheap, "new_firms", counties=s).sum() for s in (slice(0, 50), slice(50, None)))
    was_here, was_there = (region(dear, "new_firms", counties=s).sum() for s in (slice(0, 50), slice(50, None)))
    assert there == was_there
    assert 1.05 < here / was_here < 1.5


def test_a_firm_closes_only_for_want_of_money_or_size(jiangxi):
    world = world_of(jiangxi.until(2016), 20)
    while world.quarter_number < world.n_quarters:
        world.step()
        firms = block(world, "firms")
        gone = firms[firms["alive"] == 0]
        gone = gone[gone["key"] > 0]
        floor = BELIEF.smallest_sales * world["lanes"][0]["given"]["gdp_index"]
        before = firms["founded"] < world["lanes"][0]["quarter"]  # who begins smaller has a quarter to grow
        alive = firms[(firms["alive"] == 1) & (firms["is_certain"] == 0) & before]
        assert (alive["cash"] >= 0).all()
        assert (alive["sales_year"] >= floor * (1 - 1e-12)).all()
        assert (gone["debt"] == 0).all() and (gone["cash"] == 0).all()


def test_the_hazard_of_closing_peaks_after_the_first_years(jiangxi):
    """E198: few firms close in their first year, most in the years after; nothing in the rules knows a firm's age."""
    world = world_of(jiangxi, 10, replicates=range(3))
    founded, last_seen = {}, {}
    while world.quarter_number < world.n_quarters:
        now = 4 * world.year + world.season - 1
        world.step()
        for place in range(3):
            firms = block(world, "firms", place)
            for firm in firms[(firms["alive"] == 1) & (firms["founded"] >= 4 * 2012)]:
                founded.setdefault((place, int(firm["key"])), int(firm["founded"]))
                last_seen[place, int(firm["key"])] = now
    hazard = []
    for age in range(3):
        lived = [last_seen[who] - quarter + 1 for who, quarter in founded.items() if quarter + 4 * age + 4 <= now]
        here = [quarters for quarters in lived if quarters >= 4 * age]
        hazard.append(sum(quarters < 4 * age + 4 for quarters in here) / len(here))
    assert len(here) > 2_000
    assert hazard[0] < 0.04 and hazard[0] < 0.7 * min(hazard[1:])


def test_fortune_lasts_and_fades_and_keeps_its_spread():
    rng = np.random.default_rng(1)
    first = rng.normal(size=100_000)
    later = first
    for _ in range(5):
        later = next_fortune(later, 0.8, rng.normal(size=100_000))
    assert later.mean() == pytest.approx(0.0, abs=0.01) and later.std() == pytest.approx(1.0, abs=0.01)
    assert np.corrcoef(first, later)[0, 1] == pytest.approx(0.8**5, abs=0.01)  # about 0.3 after five years
    assert next_fortune(1.5, 1.0, 9.0) == 1.5  # a fortune for life is the limit


@pytest.mark.parametrize("sales", [1e6, 20e6, 5e9])
def test_fortune_leaves_the_mean_margin_as_it_is_at_every_size(sales):
    good, bad = (margin_of(f, sales, 1.0, BELIEF) - BELIEF.mean_margin for f in (1.7, -1.7))
    assert good == pytest.approx(-bad) and good > 0.0
    assert margin_of(0.0, sales, 1.0, BELIEF) == BELIEF.mean_margin
    assert margin_of(1.0, 2.0 * sales, 2.0, BELIEF) == pytest.approx(margin_of(1.0, sales, 1.0, BELIEF))


def test_margins_of_small_firms_vary_more_and_bounds_are_even():
    assert margin_of(1.0, 2e6, 1.0, BELIEF) > margin_of(1.0, 20e6, 1.0, BELIEF) > margin_of(1.0, 2e9, 1.0, BELIEF)
    sector = SimpleNamespace(strength=1.0)
    ends = [margin_now(SimpleNamespace(productivity=0.0, margin=m), sector, BELIEF) for m in (-9.0, 9.0)]
    assert np.mean(ends) == pytest.approx(BELIEF.mean_margin)
    assert ends[1] - ends[0] == pytest.approx(2.0 * BELIEF.margin_bound)


def test_growth_by_opportunities_is_larger_in_small_firms():
    numbers = (np.arange(400) + 0.5) / 400
    small, large = ([abs(opportunity_growth(0.9, u, s, 0.1, 0.2)) for u in numbers] for s in (2e6, 2e9))
    assert np.mean(small) > 2.0 * np.mean(large) > 0.0


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
