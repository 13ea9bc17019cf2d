"""Who enters, what an entrant is, and who closes."""

from math import exp, log
from types import SimpleNamespace

import numpy as np
import pytest

from sim.beliefs import priors, quantile
from sim.engine.luck import normal
from sim.rules.entry import (
    brought_by_lower_cost,
    chance_of_first_rd,
    expected_entrants,
    first_habit,
    first_productivity,
    first_rd,
    first_sales,
    founders,
    has_to_close,
    median_sales,
    sector_weight,
    settling_in_zones,
    share_of_services,
    starting_technology,
)

CENTRAL = SimpleNamespace(**{name: quantile(row.prior, 0.5) for name, row in priors().items()})
EVENLY = (np.arange(1000) + 0.5) / 1000


def test_a_cost_of_entry_lower_by_a_third_brings_a_quarter_more_entrants():
    """E108: registration reform, entry + 25 %; the cut of 31 % in the cost is the evidence file's judgement."""
    before, after = (expected_entrants(100.0, 0.1, 1.0, 0.5, -0.6, cost) for cost in (1.0, 0.69))
    assert before == pytest.approx(2.5)
    assert after / before == pytest.approx(1.25, abs=0.01)


def test_founders_are_workers_without_a_post():
    assert founders(0.0, 0.001) == 0.0 and founders(3_000.0, 0.001) == 3.0


def test_of_those_who_take_a_cheap_place_most_would_have_come_anyway():
    assert brought_by_lower_cost(10.0, 1.0, -0.6, 1e9) == 0.0
    assert brought_by_lower_cost(10.0, 0.5, -1.0, 1e9) == pytest.approx(10.0)
    assert brought_by_lower_cost(10.0, 0.5, -1.0, 8.0) == pytest.approx(4.0)


@pytest.mark.parametrize("price_level", [1.0, 2.5])
def test_a_firm_closes_without_cash_or_below_the_smallest_size_at_todays_prices(price_level):
    smallest = CENTRAL.smallest_sales * price_level
    assert has_to_close(-1, 1e12, price_level, CENTRAL)
    assert not has_to_close(0, smallest, price_level, CENTRAL)
    assert has_to_close(0, 0.999 * smallest, price_level, CENTRAL)


def test_entrants_are_in_part_as_everywhere_and_in_part_as_the_countys_firms():
    usual = CENTRAL.entrant_service_share
    shares = [share_of_services(SimpleNamespace(share_service_firms=s), CENTRAL) for s in (0.0, usual, 1.0)]
    assert shares == sorted(shares) and shares[1] == pytest.approx(usual)
    assert shares[2] - shares[0] == pytest.approx(CENTRAL.entrant_local_part)


def test_only_industry_settles_in_zones_and_services_start_technology_more_often():
    assert settling_in_zones(10.0, 1.0, CENTRAL) == 0.0
    assert settling_in_zones(10.0, 0.2, CENTRAL) == pytest.approx(8.0 * CENTRAL.zone_share)
    assert starting_technology(1.0, CENTRAL) == CENTRAL.entrant_sme_services
    assert starting_technology(0.0, CENTRAL) == CENTRAL.entrant_sme_industry
    assert chance_of_first_rd(1, CENTRAL) > chance_of_first_rd(0, CENTRAL)


@pytest.mark.parametrize("is_service", [0, 1])
def test_first_sales_have_their_median_and_never_exceed_the_largest(is_service):
    median = median_sales(is_service, CENTRAL)
    sales = [first_sales(median, normal(u), 1.0, CENTRAL) for u in EVENLY]
    assert np.median(sales) == pytest.approx(median, rel=0.01)
    assert sales == sorted(sales) and sales[0] > 0.0
    assert first_sales(median, 40.0, 1.0, CENTRAL) == CENTRAL.entrant_largest * median
    assert first_sales(median, 0.3, 2.0, CENTRAL) == 2.0 * first_sales(median, 0.3, 1.0, CENTRAL)


def test_entrants_follow_demand_only_as_far_as_the_tilt():
    grown, shrunk = (
        SimpleNamespace(share_of_services=0.2, share_of_industry=0.3, demand_lead=lead) for lead in (0.5, -0.5)
    )
    assert sector_weight(grown, 0, 0.0) == sector_weight(shrunk, 0, 0.0) == 0.3
    assert sector_weight(grown, 1, 2.0) == pytest.approx(0.2 * exp(1.0))
    assert sector_weight(shrunk, 0, 2.0) < 0.3 < sector_weight(grown, 0, 2.0)


def test_entrants_begin_behind_their_sector_on_average_and_some_ahead():
    leads = [first_productivity(3.0, normal(u), CENTRAL) - log(3.0) for u in EVENLY]
    assert np.mean(leads) == pytest.approx(-CENTRAL.entrant_lag, abs=0.01)
    assert 0.0 < np.mean(np.array(leads) > 0.0) < 0.5


def test_technology_smes_have_the_stronger_habit_and_beginners_do_less_than_their_habit():
    assert first_habit(1, 0.4, CENTRAL) - first_habit(0, 0.4, CENTRAL) == pytest.approx(CENTRAL.habit_of_tech_smes)
    assert 0.0 < first_rd(0.03, 1e6, CENTRAL) < 30_000.0
