"""Entry follows its cost and the people who found firms; exit is for want of money or size."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim import beliefs
from sim.rules.market import margin_of, next_fortune, opportunity_growth
from sim.steps.firms import margin_now
from tests.worlds import block, region, run, world_of

BELIEF = SimpleNamespace(**beliefs.draw("jiangxi", 1, False))


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
        now = 4 * world.year + world.season - 1
        world.step()
        firms = block(world, "firms")
        gone = firms[firms["alive"] == 0]
        gone = gone[gone["key"] > 0]
        floor = BELIEF.smallest_sales * world["lanes"][0]["given"]["gdp_index"]
        alive = firms[(firms["alive"] == 1) & (firms["is_certain"] == 0) & (firms["founded"] < now)]
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
    small, large = ([abs(opportunity_growth(0.9, u, s, 0.1, 0.2, 1.0)) for u in numbers] for s in (2e6, 2e9))
    assert np.mean(small) > 2.0 * np.mean(large) > 0.0
