"""Households follow gain, peers and contact; a township divides days by what they bring and by duty."""

import math

import pytest

from sim.rules.adoption import (
    expected_gain,
    next_adoption,
    share_for_poor_villages,
    take_up,
    worth_of_a_day,
)


def test_at_the_start_and_the_reference_gain_take_up_is_the_priors():
    assert take_up(0.1, 0.2, 0.2, 0.03, 1.0, 10.0, 0.03) == pytest.approx(0.1)


@pytest.mark.parametrize("peers", [0.0, 1.0, 3.0])
@pytest.mark.parametrize("gain_weight", [0.0, 10.0, 30.0])
def test_more_peers_and_more_gain_never_lower_take_up(peers, gain_weight):
    shares = [take_up(0.1, a, 0.01, 0.03, peers, gain_weight, 0.03) for a in (0.0, 0.1, 0.5, 1.0)]
    gains = [take_up(0.1, 0.2, 0.01, g, peers, gain_weight, 0.03) for g in (-0.05, 0.0, 0.05, 0.2)]
    for row in (shares, gains):
        assert row == sorted(row) and row[0] > 0.0 and row[-1] < 1.0


def test_a_logit_point_is_a_logit_point():
    h = take_up(0.1, 0.5, 0.0, 0.03, 2.0, 10.0, 0.03)
    assert math.log(h / (1 - h)) - math.log(0.1 / 0.9) == pytest.approx(1.0)


def test_poor_villages_expect_less():
    assert expected_gain(0.05, 0.02, True) == pytest.approx(0.03)
    assert expected_gain(0.05, 0.02, False) == 0.05


@pytest.mark.parametrize("adoption", [0.0, 0.3, 1.0])
@pytest.mark.parametrize("contact", [0.0, 0.4, 1.0])
def test_adoption_stays_a_share(adoption, contact):
    assert 0.0 <= next_adoption(adoption, contact, 0.99, 0.99) <= 1.0


def test_days_follow_households_income_gain_and_duty():
    def share(duty=1.0, income=10_000.0, gain=0.03, n_poor=50.0):
        poor = worth_of_a_day(income, gain, 0.05, 0.1, 0.05, duty)
        return share_for_poor_villages(n_poor, poor, 100.0, worth_of_a_day(20_000.0, 0.03, 0.05, 0.1, 0.05, 1.0))

    assert share() == pytest.approx(0.2)  # half as many households, worth half as much each
    assert share() < share(duty=2.0) < share(duty=5.0) < 1.0
    assert share() < share(income=20_000.0)
    assert share() < share(gain=0.06)
    assert share() < share(n_poor=80.0)
    assert share(n_poor=0.0) == 0.0
    assert share_for_poor_villages(0.0, 1.0, 0.0, 1.0) == 0.0
