"""Scores and the index: one list of criteria, weights that add up, slopes that are those of the score."""

from types import SimpleNamespace

import pytest

from sim.agents.government import CRITERIA, N_CRITERIA, PLATFORMS, ST_SHARE
from sim.rules.scores import (
    N_DIMENSIONS,
    amount,
    capacity_index,
    component,
    dimension,
    in_contest,
    score,
    size,
    slope,
)


def county(**changes):
    """A county whose every criterion is the region's."""
    fields = dict(
        rd_year=2e8, gdp_year=2e10, n_hnte=10.0, residents=5e5, st_envelope=50_000_000, expenditure=3e9,
        invention_patents_in_force=80.0, farm_income=3e9, farm_households=1e5, n_rd_active=40.0, n_firms=120.0,
        n_rd_personnel=900.0, outreach=0.6, candidates=110.0, contracts_year=4e6, households_adopting=1.5e4,
        platforms=2.0,
    )  # fmt: skip
    out = SimpleNamespace(**fields)
    out.figures = [amount(out, k, 1.0) / size(out, k) for k in range(N_CRITERIA)]
    out.reference, out.first_figures = list(out.figures), list(out.figures)
    for name, value in changes.items():
        setattr(out, name, value)
    out.figures = [amount(out, k, 1.0) / size(out, k) for k in range(N_CRITERIA)]
    return out


def test_a_county_like_the_region_scores_one_and_has_index_fifty():
    assert score(county()) == pytest.approx(1.0)
    assert capacity_index(county()) == pytest.approx(50.0)


def test_every_dimension_has_criteria_and_some_criteria_are_in_the_contest():
    assert {dimension(k) for k in range(N_CRITERIA)} >= set(range(N_DIMENSIONS))
    assert 0 < sum(in_contest(k) for k in range(N_CRITERIA)) < N_CRITERIA


@pytest.mark.parametrize("k", range(N_CRITERIA), ids=CRITERIA)
def test_the_slope_is_that_of_the_score(k):
    """One per cent more of a criterion's amount raises the score by its slope."""
    plain, more = county(), county()
    more.figures[k] *= 1.01
    step = 0.01 * amount(plain, k, 1.0)
    assert score(more) - score(plain) == pytest.approx(slope(plain, k) * step)


def test_no_criterion_counts_more_than_twice_the_region():
    rich = county(rd_year=2e10, n_hnte=1e4)
    assert score(rich) == pytest.approx(1.0 + 2 / 6)
    assert slope(rich, 0) == 0.0
    assert component(1.0, 0.0) == 0.0
    everything = county()
    everything.figures = [9.0 * figure for figure in everything.figures]
    assert capacity_index(everything) == 100.0


def test_platforms_count_where_somebody_has_one():
    """A county with twice the region's platforms leads by its weight; where nobody has any, the others count alone."""
    assert score(county(platforms=4.0)) == pytest.approx(1.0 + 1 / 6)
    assert score(county(platforms=0.0)) == pytest.approx(1.0 - 1 / 6)
    nowhere = county(platforms=0.0)
    nowhere.reference[PLATFORMS] = 0.0
    assert score(nowhere) == pytest.approx(1.0) and slope(nowhere, PLATFORMS) == 0.0
    assert slope(nowhere, ST_SHARE) == pytest.approx(6 / 5 * slope(county(), ST_SHARE))
    nobody = county()
    nobody.reference = [0.0] * N_CRITERIA
    assert score(nobody) == 0.0


def test_prices_do_not_make_a_county_better():
    plain, dear = county(), county(farm_income=6e9, gdp_year=4e10)
    same = [k for k in range(N_CRITERIA) if CRITERIA[k] in ("farm_income", "gdp_per_head")]
    for k in same:
        assert amount(dear, k, 2.0) == amount(plain, k, 1.0)
    assert amount(dear, ST_SHARE, 2.0) == 50_000_000.0
