"""Rules of recognition: known answers, and how its spread must respond to what it weighs."""

from math import exp
from types import SimpleNamespace

import pytest

from sim.rules.recognition import (
    hears_from_peers,
    over_three_years,
    promise,
    share_meeting_other_criteria,
    tax_gain,
    worth_preparing,
    years_to_prepare,
)
from sim.rules.tax import hnte_tax_gain
from sim.rules.tax_law import tax_law_on


def belief(**values):
    usual = {
        "discount": 0.9,
        "expected_growth": 0.1,
        "office_targeting": 3.0,
        "meets_other_criteria": 0.4,
        "patents_help_criteria": 0.15,
        "criteria_outside_high_tech": 0.5,
    }
    return SimpleNamespace(**(usual | values))


LAW = SimpleNamespace(share_meeting_other_criteria_step=0.1)
HIGH, LOW = SimpleNamespace(is_high_tech=1), SimpleNamespace(is_high_tech=0)


def test_a_sum_over_three_years():
    assert over_three_years(100.0, belief(discount=1.0, expected_growth=0.0)) == 300.0
    assert over_three_years(100.0, belief(discount=0.5, expected_growth=1.0)) == 300.0
    assert over_three_years(100.0, belief()) == pytest.approx(100 * (1 + 0.99 + 0.99**2))


def test_a_small_firm_that_expects_to_outgrow_the_brackets_gains_later():
    """2.7m yuan in 2019: nothing this year (5-10 % as a small firm), 15 against 25 % once above 3m."""
    law = SimpleNamespace(**tax_law_on("2019-01-01"))
    staff, assets = 50.0, 20e6
    assert hnte_tax_gain(2.7e6, staff, assets, True, 0.15, law) == 0.0
    stays = tax_gain(2.7e6, staff, assets, True, 0.15, belief(expected_growth=0.0), law)
    grows = tax_gain(2.7e6, staff, assets, True, 0.15, belief(expected_growth=0.15), law)
    assert stays == 0.0
    assert grows == pytest.approx(0.9 * 0.1 * 2.7e6 * 1.15 + 0.81 * 0.1 * 2.7e6 * 1.15**2)


def test_word_of_mouth_needs_somebody_who_knows():
    assert hears_from_peers(0.0, 3.0) == 0.0 == hears_from_peers(0.5, 0.0)
    assert hears_from_peers(0.2, 3.0) == pytest.approx(1 - exp(-0.6))
    chances = [hears_from_peers(share / 10, 3.0) for share in range(11)]
    assert chances == sorted(chances) and chances[-1] < 1.0


def test_an_office_goes_first_to_those_near_the_thresholds():
    assert promise(0.0, 0.05, 0.5, belief()) == 1.0
    assert promise(0.02, 0.05, 0.5, belief()) == pytest.approx(1.6)
    assert promise(0.05, 0.05, 0.5, belief()) == promise(0.3, 0.05, 0.5, belief()) == 2.5
    assert promise(0.3, 0.05, 0.5, belief(office_targeting=0.0)) == 1.0


def test_other_criteria():
    plain, patented = SimpleNamespace(patents=0, merit=0.6), SimpleNamespace(patents=3, merit=0.6)
    assert share_meeting_other_criteria(plain, HIGH, belief(), LAW) == pytest.approx(0.5)
    assert share_meeting_other_criteria(patented, HIGH, belief(), LAW) == pytest.approx(0.65)
    assert share_meeting_other_criteria(patented, LOW, belief(), LAW) == pytest.approx(0.325)
    assert share_meeting_other_criteria(plain, HIGH, belief(meets_other_criteria=-2.0), LAW) == 0.0
    assert share_meeting_other_criteria(plain, HIGH, belief(meets_other_criteria=2.0), LAW) == 0.95


def test_a_firm_prepares_while_the_way_is_short_and_recognition_worth_it():
    assert years_to_prepare(0.3, 0.5, 0.1) == 0.0 and years_to_prepare(0.8, 0.5, 0.1) == pytest.approx(3.0)
    assert worth_preparing(100.0, 0.0, 40.0, 0.9)
    assert worth_preparing(100.0, 1.5, 50.0, 0.9) and not worth_preparing(100.0, 2.0, 50.0, 0.9)  # 85 > 75; 81 < 100
    assert not worth_preparing(-1.0, 0.1, 0.0, 0.9)
