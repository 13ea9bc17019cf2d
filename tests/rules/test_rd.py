"""Research and development: elasticities of what is wanted, the way there, and what makes firms begin."""

from math import exp, log
from types import SimpleNamespace

import pytest

from sim.beliefs import priors, quantile
from sim.rules.rd import (
    adjusted_rd,
    claim_hazard,
    habit,
    happens,
    peers,
    province_trend,
    start_hazard,
    wanted_rd,
)
from sim.sectors import N_SECTORS

CENTRAL = SimpleNamespace(**{name: quantile(row.prior, 0.5) for name, row in priors().items()})
SECTOR = SimpleNamespace(rd_habit=log(0.02), is_high_tech=0)


def a_firm(**changes):
    usual = {"sales_year": 40e6, "rd_habit": 0.1, "user_cost": 0.2, "user_cost_2012": 0.2, "is_state": 0, "sector": 0,
             "is_tech_sme": 0, "visits": 0.0, "recognition_gain": 0.0, "title_gain": 0.0, "in_cluster": 0,
             "stands_for": 1, "shared_hours": 0.0}  # fmt: skip
    return SimpleNamespace(**usual | changes)


def a_county(active=0.2, **changes):
    firms, shares = [0.0] * N_SECTORS, [0.0] * N_SECTORS
    firms[0], shares[0] = 11.0, active
    usual = {"skilled_wage": 80_000.0, "skilled_wage_2012": 80_000.0, "firms_of_sector": firms, "active_share": shares,
             "trained": 0.0}  # fmt: skip
    return SimpleNamespace(**usual | changes)


def wanted(county=None, wage_trend=1.0, price_level=1.0, belief=CENTRAL, **changes):
    return wanted_rd(a_firm(**changes), SECTOR, county or a_county(), belief, wage_trend, price_level)


def elasticity(before, after, ratio):
    return log(after / before) / log(ratio)


@pytest.mark.parametrize("ratio", [0.7, 0.97, 1.3])
def test_wanted_rd_has_the_elasticities_of_its_equation(ratio):
    usual = wanted()
    eta = CENTRAL.user_cost_elasticity
    assert elasticity(usual, wanted(user_cost=0.2 * ratio), ratio) == pytest.approx(eta)
    of_state = elasticity(wanted(is_state=1), wanted(is_state=1, user_cost=0.2 * ratio), ratio)
    assert of_state == pytest.approx(eta * CENTRAL.state_firm_response) and eta < of_state < 0.0
    dearer = wanted(a_county(skilled_wage=80_000.0 * ratio))
    assert elasticity(usual, dearer, ratio) == pytest.approx(-CENTRAL.wage_elasticity_of_rd)
    larger = wanted(sales_year=40e6 * ratio)
    assert elasticity(usual, larger, ratio) == pytest.approx(CENTRAL.rd_size_elasticity)


def test_at_the_user_cost_of_2012_a_firm_wants_its_habit_and_prices_do_not_matter():
    firm = a_firm()
    assert wanted() == pytest.approx(habit(firm, SECTOR, CENTRAL, 1.0) * firm.sales_year)
    assert habit(a_firm(sales_year=20e6), SECTOR, CENTRAL, 1.0) == pytest.approx(
        exp(CENTRAL.habit_level + SECTOR.rd_habit + 0.1)
    )
    assert wanted(sales_year=80e6, price_level=2.0) == pytest.approx(2.0 * wanted())
    assert wanted(a_county(skilled_wage=160_000.0), wage_trend=2.0) == pytest.approx(wanted())


def test_planned_rd_moves_a_share_of_the_log_gap_and_never_overshoots():
    assert adjusted_rd(5e5, 5e5, 0.1) == pytest.approx(5e5)
    assert adjusted_rd(1e5, 1e6, 0.25) == pytest.approx(1e5 * 10**0.25)
    assert adjusted_rd(1e6, 1e5, 0.25) == pytest.approx(1e6 / 10**0.25)
    assert adjusted_rd(1e5, 1e6, 1.0) == pytest.approx(1e6) and adjusted_rd(1e5, 1e6, 0.0) == pytest.approx(1e5)
    rd = 1e5
    for _ in range(200):
        before, rd = rd, adjusted_rd(rd, 1e6, 0.1)
        assert before <= rd <= 1e6 * (1 + 1e-12)
    assert rd == pytest.approx(1e6)


def start(sector=SECTOR, county=None, trend=0.0, price_level=1.0, **changes):
    return start_hazard(a_firm(**changes), sector, county or a_county(), CENTRAL, trend, price_level)


@pytest.mark.parametrize(
    "more",
    [
        {"sales_year": 80e6},
        {"is_tech_sme": 1},
        {"sector": SimpleNamespace(rd_habit=0.0, is_high_tech=1)},
        {"county": a_county(active=0.4)},
        {"visits": 1.0},
        {"recognition_gain": 400_000.0},
        {"title_gain": 400_000.0},
        {"trend": 0.1},
    ],
)
def test_every_pull_makes_a_firm_likelier_to_begin(more):
    if "sector" in more:
        assert start_hazard(a_firm(), more["sector"], a_county(), CENTRAL, 0.0, 1.0) > start() > 0.0
    else:
        assert start(**more) > start() > 0.0


def test_the_pull_of_money_is_bounded_and_so_is_the_hazard():
    assert start(recognition_gain=4e6) == start(recognition_gain=40e6)  # beyond a tenth of sales
    assert start(trend=99.0) == exp(3.0)
    assert start(sales_year=80e6, price_level=2.0) == pytest.approx(start())


def test_peers_are_the_others_of_county_and_sector_or_else_of_the_county():
    assert peers(a_firm(), a_county(active=0.2)) == pytest.approx(0.2 * 11 / 10)
    alone = a_county()
    alone.firms_of_sector[0], alone.active_share[0] = 1.0, 0.0
    assert peers(a_firm(), alone) == 0.0  # nobody else at all
    alone.firms_of_sector[1], alone.active_share[1] = 4.0, 0.5
    assert peers(a_firm(), alone) == pytest.approx(0.5)


def test_claiming_follows_size_visits_and_simpler_forms():
    def claim(trained=0.0, saved=0.0, **changes):
        return claim_hazard(a_firm(**changes), a_county(trained=trained), CENTRAL, saved, 1.0)

    assert claim(sales_year=80e6) > claim() and claim(visits=1.0) > claim()
    assert claim(trained=0.5, saved=2.0) > claim() == claim(trained=0.5) == claim(saved=2.0)
    assert claim(trained=1.0, saved=1e9) == claim(trained=1.0, saved=CENTRAL.claim_days)  # no less than no work


def test_the_trend_keeps_what_it_has_reached_and_its_slope_halves():
    def tau(fit, past):
        belief = SimpleNamespace(start_trend=0.08, start_trend_fade=3.0)
        return province_trend(belief, SimpleNamespace(years_of_trend=fit, years_past_fit=past))

    assert tau(0.0, 0.0) == 0.0 and tau(5.0, 0.0) == pytest.approx(0.4)
    slopes = [(tau(5.0, y + 1e-4) - tau(5.0, y)) / 1e-4 for y in (0.0, 3.0, 6.0)]
    assert slopes == pytest.approx([0.08, 0.04, 0.02], rel=1e-3)
    path = [tau(5.0, float(y)) for y in range(60)]
    assert path == sorted(path) and path[-1] == pytest.approx(0.4 + 0.08 * 3.0 / log(2.0), rel=1e-3)


def test_a_yearly_rate_falls_into_quarters():
    rate = -log(1.0 - 0.17)
    chance = sum(happens((k + 0.5) / 10_000, rate) for k in range(10_000)) / 10_000
    assert 1.0 - (1.0 - chance) ** 4 == pytest.approx(0.17, abs=1e-3)
    assert not happens(0.0, 0.0)
