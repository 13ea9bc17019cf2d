"""Bunching at the threshold of recognition comes out of firms' choice: no parameter asks for it."""

from collections import defaultdict
from types import SimpleNamespace

import numpy as np
import pytest

from sim.beliefs import priors, quantile
from sim.engine.ledger import N_PURSES
from sim.rules.tax_law import tax_law_on
from sim.steps.recognition import choose_recognition

CENTRAL = {name: quantile(row.prior, 0.5) for name, row in priors().items()}
THRESHOLD, BIN, N = 0.04, 0.004, 6_000  # of firms with sales from 50m to 200m yuan
SECTOR = SimpleNamespace(strength=1.0, rd_habit=0.0, is_high_tech=1)


def reported_intensities(rate=0.15, **parameters):
    """(reported, real) R&D over sales of R&D-active firms alike but for habit, margin and cost, after they chose."""
    rng = np.random.default_rng(5)
    habits, margins = 0.035 * np.exp(0.5 * rng.normal(size=N)), 0.1 + 0.05 * rng.normal(size=N)
    costs, sales = CENTRAL["certification_cost"] * np.exp(0.5 * rng.normal(size=N)), rng.uniform(60e6, 190e6, N)
    belief = SimpleNamespace(**CENTRAL | {"standing_of_hnte": 0.0} | parameters)
    law = SimpleNamespace(rate=rate, threshold_small=0.06, threshold_medium=THRESHOLD, threshold_large=0.03,
                          local_reward=0.0, share_meeting_other_criteria_step=0.0)  # fmt: skip
    lane = SimpleNamespace(
        belief=belief, given=SimpleNamespace(gdp_index=1.0),
        law=SimpleNamespace(hnte_cit_rate=law, tax=SimpleNamespace(**tax_law_on("2014-01-01"))),
    )  # fmt: skip
    county = SimpleNamespace(n_hnte_new_applicants=0, n_hnte_told_by_peers=0, yuan_hnte_gain_tax=0.0,
                             yuan_hnte_gain_standing=0.0, yuan_hnte_gain_reward=0.0, checked_share=0.0)  # fmt: skip
    purses, ledger = [SimpleNamespace(cash=0) for _ in range(N_PURSES)], defaultdict(int)
    real, reported = np.empty(N), np.empty(N)
    for i in range(N):
        firm = SimpleNamespace(
            sales_year=sales[i], rd=habits[i] * sales[i] / 4, is_rd_active=1, productivity=0.0, margin=margins[i],
            claims=0, is_hnte=0, certification_cost=costs[i], cash=10**9, income_year=0.0, is_service=0, is_reached=1,
            rd_habit=0.0, stands_for=1, applies_hnte=0, merit=0.0, patents=0,
        )  # fmt: skip
        choose_recognition(lane, firm, SECTOR, county, 0, purses, ledger)
        real[i] = max(habits[i], firm.hnte_real) if firm.applies_hnte else habits[i]
        reported[i] = max(real[i], THRESHOLD) if firm.applies_hnte else habits[i]
    return reported, real


def just(intensities):
    """Number of firms in the bin just below the threshold, and in the bin that begins with it."""
    below = ((intensities >= THRESHOLD - BIN) & (intensities < THRESHOLD - 1e-9)).sum()
    above = ((intensities >= THRESHOLD - 1e-9) & (intensities < THRESHOLD + BIN)).sum()
    return below, above


@pytest.fixture(scope="module")
def usual():
    return reported_intensities()


def test_firms_bunch_just_above_the_threshold_and_leave_the_space_below(usual):
    reported, real = usual
    below, above = just(reported)
    was_below, was_above = just(reported_intensities(rate=0.25)[0])
    assert above > 2 * below and above > 1.5 * was_above and below < 0.7 * was_below
    assert (real <= reported + 1e-12).all()


def test_part_of_the_bunching_is_relabelled(usual):
    reported, real = usual
    bunched = np.abs(reported - THRESHOLD) < 1e-9
    assert 0.0 < (reported - real)[bunched].mean() < 0.5 * THRESHOLD
    assert (reported == real)[~bunched].all()


def test_without_a_gain_and_with_relabelling_at_a_prohibitive_cost_nothing_bunches():
    reported, real = reported_intensities(rate=0.25, relabelling_curvature=1e6)
    below, above = just(reported)
    assert above < 1.1 * below  # the density falls here: no more above than below
    assert (reported == real).all()


def test_where_relabelling_is_dear_fewer_bunch_and_they_do_real_rd(usual):
    reported, real = reported_intensities(relabelling_curvature=1e6)
    bunched = [(np.abs(x - THRESHOLD) < 1e-6).sum() for x in (reported, usual[0])]
    assert 0 < bunched[0] < bunched[1]
    assert (reported - real).max() < 1e-6


def test_a_smaller_gain_makes_fewer_bunch():
    bunched = [(np.abs(reported_intensities(rate=r)[0] - THRESHOLD) < 1e-9).sum() for r in (0.15, 0.2, 0.24, 0.25)]
    assert bunched == sorted(bunched, reverse=True) and bunched[0] > bunched[-1] == 0
