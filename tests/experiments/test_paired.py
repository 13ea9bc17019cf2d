"""The statistics of pairs, on numbers whose answers are known."""

import numpy as np
import pytest
from scipy import stats

from sim.experiments.paired import (
    change_of_chance,
    confidence_of_each,
    fieller,
    looks,
    reached_by,
    student,
)


def test_the_interval_is_that_of_the_paired_t_test():
    differences = np.random.default_rng(1).normal(2.0, 3.0, (25, 4))
    found = student(differences, 0.9)
    known = stats.ttest_1samp(differences, 0.0).confidence_interval(0.9)
    assert found.low == pytest.approx(known.low) and found.high == pytest.approx(known.high)


def test_equal_differences_have_an_interval_of_no_width_and_one_pair_has_none():
    equal = student(np.full((20, 2), 0.1))
    assert (equal.mean == 0.1).all() and (equal.se == 0.0).all() and (equal.low == 0.1).all()
    assert np.isnan(student(np.ones((1, 2))).low).all()


def test_missing_pairs_are_left_out():
    differences = np.array([[1.0, np.nan], [2.0, np.nan], [np.nan, 5.0], [3.0, 7.0]])
    found = student(differences)
    assert found.mean.tolist() == [2.0, 6.0] and found.pairs.tolist() == [3, 2]
    assert found.se[0] == pytest.approx(stats.sem([1.0, 2.0, 3.0]))


def test_a_changed_chance_counts_the_pairs_that_one_side_alone_decides():
    before = np.array([1] * 5 + [0] * 15, bool)
    after = np.array([1] * 4 + [0] + [1] * 6 + [0] * 9, bool)
    found = change_of_chance(before, after)
    assert (found.only_before, found.only_after, found.pairs) == (1, 6, 20)
    assert found.change == pytest.approx(0.25) and found.low < 0.25 < found.high
    mirrored = change_of_chance(after, before)
    assert (mirrored.change, mirrored.low, mirrored.high) == pytest.approx((-found.change, -found.high, -found.low))


def test_agreement_in_all_pairs_is_no_certainty_unless_both_sides_are_one_run():
    met = np.ones(20, bool)
    found = change_of_chance(met, met)
    assert found.low < -0.05 and found.high > 0.05
    assert tuple(change_of_chance(met, met, same=True))[2:5] == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(("first", "second", "turned"), [(0.4, 0.6, 0.0), (0.9, 1.0, 0.0), (0.4, 0.5, 0.2)])
def test_the_interval_of_a_changed_chance_covers_the_truth(first, second, turned):
    """Also where the change has one direction, as under the same luck, and where a chance is 1."""
    luck, covered = np.random.default_rng(2), 0
    for _ in range(400):
        shared, own = luck.random(40), luck.random(40)
        after = np.where(luck.random(40) < turned, own, shared) < second
        found = change_of_chance(shared < first, after)
        covered += found.low <= second - first + 1e-12 and found.high >= second - first - 1e-12
    assert covered / 400 >= 0.91


def test_a_ratio_of_means_has_fiellers_interval_and_covers_the_truth():
    luck, covered = np.random.default_rng(3), 0
    for _ in range(400):
        gain = luck.normal(4.0, 2.0, 20)
        cost = 3.0 * gain + luck.normal(0.0, 4.0, 20)
        found = fieller(cost, gain)
        assert found.low < found.value < found.high
        covered += found.low <= 3.0 <= found.high
    assert covered / 400 == pytest.approx(0.95, abs=0.03)
    exact = fieller(6.0 * gain, gain)
    assert tuple(exact) == pytest.approx((6.0, 6.0, 6.0), rel=1e-6)


def test_no_ratio_is_given_where_the_divisor_cannot_be_told_from_zero():
    luck = np.random.default_rng(4)
    assert np.isnan(fieller(np.ones(20), luck.normal(0.1, 3.0, 20)).value)


def test_a_sequence_is_looked_at_by_doubling_and_each_look_is_stricter():
    assert looks(320) == [20, 40, 80, 160, 320] and looks(50) == [20, 40, 50] and looks(20) == [20] and looks(8) == [8]
    assert confidence_of_each(0.95, 5) == pytest.approx(0.99) and confidence_of_each(0.95, 1) == 0.95


def test_stopping_when_narrow_enough_keeps_what_the_interval_promises():
    luck, covered = np.random.default_rng(5), 0
    steps = looks(160)
    for _ in range(300):
        draws = luck.normal(1.0, 2.0, 160)
        for n in steps:
            found = student(draws[:n], confidence_of_each(0.95, len(steps)))
            if found.high - found.mean <= 0.8:
                break
        covered += bool(found.low <= 1.0 <= found.high)
    assert covered / 300 >= 0.95


def test_the_promised_value_is_the_one_that_the_share_reaches():
    values = np.arange(1.0, 101.0)
    assert reached_by(values, 0.7).value == 31.0 and (values >= 31.0).mean() == 0.7
    assert reached_by(values, 0.7, least=False).value == 70.0
    assert reached_by(np.arange(20.0), 0.7).value == 6.0


def test_the_promised_values_interval_assumes_no_form_and_covers_the_quantile():
    luck, covered = np.random.default_rng(6), 0
    truth = stats.expon.ppf(0.3)
    for _ in range(500):
        found = reached_by(luck.exponential(size=40), 0.7)
        assert found.low <= found.value <= found.high
        covered += found.low <= truth <= found.high
    assert covered / 500 >= 0.94


def test_too_few_replicates_leave_a_bound_out():
    found = reached_by(np.arange(20.0), 0.95)
    assert np.isnan(found.low) and found.high >= found.value
