"""A county's decisions weigh what they should: prize, pressure, revenue, own figures; bounded, and adding up."""

import itertools
from types import SimpleNamespace

import pytest

from sim.agents.government import N_USES, USE_INSTITUTES, USE_OTHER, USE_OUTREACH, USE_PROJECTS
from sim.rules.budgets import (
    decide_uses,
    effort,
    incentive,
    nearness,
    next_absorptive_capacity,
    next_st_propensity,
    stake,
    weighed,
    weight_in_prefecture,
)
from tests.rules.test_scores import county as figures

PRICE = 10_000.0


def belief(**changes):
    values = dict(
        usual_outreach=0.002, usual_projects=0.03, institutes_share_of_local_st=0.08, budget_inertia=0.1,
        budget_shift_limit=3.0,
        revenue_weight=1.0, perceived_conversion=0.015, perceived_additionality=0.5, perceived_return_of_rd=1.0,
        perceived_return_of_other=0.5, misused_share=0.2, start_first_size=0.6, absorption_schooling=0.8,
        absorption_rd=0.2, absorption_delivery=0.2, absorption_speed=0.05, propensity_response=0.5,
        propensity_speed=0.25, prefecture_focus=0.5,
    )  # fmt: skip
    return SimpleNamespace(**values | changes)


def county(**changes):
    own = dict(
        institute_weight=0.1, delivery_quality=1.0, value_added_year=4e9, tax_year=6e7, patents_year=10.0,
        tax_returned=0.0, use=[0.0] * N_USES,
    )  # fmt: skip
    return figures(**own | changes)


def uses(stake=0.0, believed=None, **changes):
    one = county(**changes)
    decide_uses(one, stake, PRICE, believed or belief())
    assert sum(one.use) == pytest.approx(1.0) and min(one.use) >= 0.0
    return one.use


def test_with_nothing_at_stake_the_budget_stays_near_the_usual():
    share = uses()
    assert share[USE_OTHER] > 0.85
    assert share[USE_PROJECTS] == pytest.approx(0.03, rel=0.2)
    assert share[USE_INSTITUTES] == pytest.approx(0.08, rel=0.2)


def test_a_point_of_score_that_is_worth_more_moves_money_to_what_is_scored():
    before = uses(0.0)
    for worth in (2e6, 1e7, 5e7):
        now = uses(worth)
        assert now[USE_OTHER] < before[USE_OTHER]
        for use in (USE_OUTREACH, USE_PROJECTS, USE_INSTITUTES):
            assert now[use] > before[use], use
        before = now


def test_a_county_that_cares_for_revenue_gives_institutes_less():
    """Institutes pay no tax; projects of firms and other spending bring some."""
    calm, eager = uses(1e7), uses(1e7, belief(revenue_weight=10.0))
    assert eager[USE_INSTITUTES] < calm[USE_INSTITUTES]
    assert eager[USE_INSTITUTES] / eager[USE_OTHER] < calm[USE_INSTITUTES] / calm[USE_OTHER]


def test_a_county_with_low_tax_from_firms_goes_by_score_alone():
    taxed, untaxed = uses(0.0, tax_year=6e8), uses(0.0, tax_year=0.0)
    assert untaxed[USE_INSTITUTES] == pytest.approx(0.08)
    assert taxed[USE_INSTITUTES] < untaxed[USE_INSTITUTES]


def test_money_for_institutes_only_where_there_are_some():
    assert uses(5e7, institute_weight=0.0)[USE_INSTITUTES] == 0.0


def test_outreach_has_diminishing_returns():
    few, many = uses(1e7, outreach=0.2), uses(1e7, outreach=4.0)
    assert many[USE_OUTREACH] < few[USE_OUTREACH]


def test_a_county_that_counts_on_misuse_supports_fewer_projects():
    assert uses(5e7, belief(misused_share=0.9))[USE_PROJECTS] < uses(5e7)[USE_PROJECTS]


def test_no_use_moves_without_bound():
    assert weighed(0.01, 1e9, 0.1, 3.0) == pytest.approx(0.01 * 20.0855, rel=1e-4)
    assert weighed(0.01, -1e9, 0.1, 3.0) == pytest.approx(0.01 / 20.0855, rel=1e-4)


def test_a_prize_counts_near_its_threshold():
    assert [nearness(s, 1.0) for s in (0.4, 0.5, 0.75, 1.0, 1.5, 2.0)] == pytest.approx([0, 0, 0.5, 1, 0, 0])
    assert stake(5e6, 1.0, 1.0, 0.0, 8e7, 0.0) == pytest.approx(1e7)
    assert stake(5e6, 1.0, 0.0, 0.1, 8e7, 2e6) == pytest.approx(1e7)
    assert stake(0.0, 0.0, 0.0, 0.0, 8e7, 0.0) == 0.0
    assert incentive(4e6, 8e7, 1.0, 0.1) == pytest.approx(0.15)
    assert incentive(1e12, 8e7, 1.0, 0.5) == 1.0 and incentive(1e6, 0, 1.0, 0.1) == 0.0


def test_effort_rises_with_what_is_in_sight_and_never_falls():
    assert effort(0.0, 0.3) == 1.0 and effort(0.5, 0.3) == pytest.approx(1.15) and effort(0.5, -0.3) == 1.0


def test_absorptive_capacity_moves_slowly_and_stays_a_share():
    path = [0.5]
    for _ in range(200):
        path.append(next_absorptive_capacity(path[-1], 1.0, 2.0, 1.2, belief()))
    assert path[1] - path[0] < 0.05 and all(b >= a for a, b in itertools.pairwise(path))
    assert path[-1] < 1.0
    for relative, quality in ((0.0, 0.0), (1e9, 1e9)):
        assert 0.0 < next_absorptive_capacity(0.5, -3.0, relative, quality, belief()) < 1.0
    weak, strong = (next_absorptive_capacity(0.5, 0.0, rd, 1.0, belief()) for rd in (0.3, 3.0))
    assert weak < strong
    assert next_absorptive_capacity(0.5, 0.0, 1.0, 1.5, belief()) > next_absorptive_capacity(
        0.5, 0.0, 1.0, 0.7, belief()
    )


def test_own_money_follows_what_it_earns_and_returns_without():
    now = 1.0
    for _ in range(60):
        now = next_st_propensity(now, 1.0, 0.19, belief())
    assert now == pytest.approx(1 / 0.81**0.5)
    for _ in range(60):
        now = next_st_propensity(now, 1.0, 0.0, belief())
    assert now == pytest.approx(1.0)
    assert next_st_propensity(1.0, 1.0, 50.0, belief()) < 2.0


def test_a_prefecture_goes_by_budget_without_a_contest_and_by_promise_with_one():
    strong, weak = SimpleNamespace(absorptive_capacity=0.8), SimpleNamespace(absorptive_capacity=0.3)
    assert weight_in_prefecture(strong, 1.0, 0.0, belief()) == weight_in_prefecture(weak, 0.0, 0.0, belief()) == 1.0
    near, far = weight_in_prefecture(strong, 1.0, 1.0, belief()), weight_in_prefecture(strong, 0.0, 1.0, belief())
    assert near > far > 0.0
    assert weight_in_prefecture(strong, 1.0, 1.0, belief()) > weight_in_prefecture(weak, 1.0, 1.0, belief())
