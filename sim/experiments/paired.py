"""Statistics of pairs under the same luck: intervals, chances, costs per unit, and when to stop.

Pairs are replicates with the same seed; differences within pairs are free of the luck that both sides share.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

LEAST_PAIRS = 20
"""Fewer pairs carry no probability."""


class Interval(NamedTuple):
    """Mean, its standard error and its interval; arrays of one shape. `pairs`: how many have a value."""

    mean: np.ndarray
    se: np.ndarray
    low: np.ndarray
    high: np.ndarray
    pairs: np.ndarray


def student(differences: np.ndarray, confidence: float = 0.95) -> Interval:
    """Mean of paired differences along the first axis with Student's t interval.

        mean +- t(1 - (1 - confidence) / 2; n - 1) s / sqrt(n)

    Missing pairs are left out. One pair: no interval (NaN). Differences that are all equal: an interval of no width.
    """
    n = len(differences)
    missing = np.isnan(differences)
    has_gaps = bool(missing.any())
    pairs = (~missing).sum(axis=0) if has_gaps else np.full(differences.shape[1:], n)
    known = np.where(missing, 0.0, differences) if has_gaps else differences
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = known.sum(axis=0) / pairs
        apart = known - mean
        if has_gaps:
            apart[missing] = 0.0
        spread = np.einsum("i...,i...->...", apart, apart)
        # the mean of equal numbers is rounded; what is equal has no spread
        most = (np.where(missing, -np.inf, differences) if has_gaps else differences).max(axis=0)
        least = (np.where(missing, np.inf, differences) if has_gaps else differences).min(axis=0)
        equal = most == least
        mean, spread = np.where(equal, most, mean), np.where(equal, 0.0, spread)
        se = np.sqrt(spread / (pairs - 1) / pairs)
        half = _student_factors(n, confidence)[pairs] * se
    return Interval(mean, se, mean - half, mean + half, pairs)


@cache
def _student_factors(most: int, confidence: float) -> np.ndarray:
    """Factor of Student's t by the number of pairs, 0 to `most`; NaN below two pairs."""
    from scipy.stats import t

    return np.array([np.nan, np.nan, *t.ppf(0.5 + confidence / 2.0, np.arange(1, max(most, 1)))])


class Chance(NamedTuple):
    """Chances of a target with and without, their difference with its interval, and how many pairs changed."""

    before: float
    after: float
    change: float
    low: float
    high: float
    only_before: int
    only_after: int
    pairs: int


def change_of_chance(before: np.ndarray, after: np.ndarray, confidence: float = 0.95, same: bool = False) -> Chance:
    """How the chance of an event changes between the two sides of pairs, with the interval of Newcombe (1998).

        d = p2 - p1,   d - sqrt(x^2 - 2 r x y + y^2) <= true change,   x = p2 - low2,  y = high1 - p1

    and the other bound with the sides exchanged; low, high: Wilson's limits of each side's chance; r: correlation of
    the two sides over the pairs (its numerator, where above zero, less n / 2). same: both sides are one run, so that
    nothing can differ.
    """
    n, a = len(before), int((before & after).sum())
    b, c = int((before & ~after).sum()), int((after & ~before).sum())
    if n == 0:
        nan = float("nan")
        return Chance(nan, nan, nan, nan, nan, 0, 0, 0)
    p1, p2 = (a + b) / n, (a + c) / n
    low = high = change = (c - b) / n
    if not same:
        (low1, high1), (low2, high2) = _wilson(a + b, n, confidence), _wilson(a + c, n, confidence)
        d = n - a - b - c
        spread = (a + b) * (c + d) * (a + c) * (b + d)
        above = a * d - b * c
        r = (max(above - n / 2.0, 0.0) if above > 0 else above) / np.sqrt(spread) if spread else 0.0
        low = max(-1.0, change - _joint(p2 - low2, high1 - p1, r))
        high = min(1.0, change + _joint(high2 - p2, p1 - low1, r))
    return Chance(p1, p2, change, float(low), float(high), b, c, n)


def _wilson(k: int, n: int, confidence: float) -> tuple[float, float]:
    """Wilson's interval of a share k / n."""
    from scipy.stats import norm

    z = float(norm.ppf(0.5 + confidence / 2.0))
    middle = (k + z * z / 2.0) / (n + z * z)
    half = z * np.sqrt(k * (n - k) / n + z * z / 4.0) / (n + z * z)
    return max(0.0, middle - half), min(1.0, middle + half)


def _joint(x: float, y: float, r: float) -> float:
    return float(np.sqrt(max(0.0, x * x - 2.0 * r * x * y + y * y)))


class Quotient(NamedTuple):
    """A ratio of two means with its interval; NaN where the divisor cannot be told from zero."""

    value: float
    low: float
    high: float


def fieller(above: np.ndarray, below: np.ndarray, confidence: float = 0.95) -> Quotient:
    """Ratio of the means of paired numbers, after Fieller (1954): all r for which mean(above - r below) may be zero.

        A r^2 - 2 B r + C <= 0,   A = g^2 - t^2 v_gg,  B = c g - t^2 v_cg,  C = c^2 - t^2 v_cc

    c, g: the means; v: variances and covariance of the means; t of n - 1 degrees. A <= 0: the divisor cannot be told
    from zero, and no ratio is given.
    """
    from scipy.stats import t

    n = len(above)
    if n < 2:
        return Quotient(*[float("nan")] * 3)
    c, g = float(above.mean()), float(below.mean())
    covariance = np.cov(above, below) / n
    factor = float(t.ppf(0.5 + confidence / 2.0, n - 1)) ** 2
    a = g * g - factor * covariance[1, 1]
    if a <= 0.0:
        return Quotient(*[float("nan")] * 3)
    b = c * g - factor * covariance[0, 1]
    root = np.sqrt(max(0.0, b * b - a * (c * c - factor * covariance[0, 0])))
    return Quotient(c / g, float((b - root) / a), float((b + root) / a))


def looks(most: int, first: int = LEAST_PAIRS) -> list[int]:
    """Numbers of pairs at which a sequence is looked at: 20, 40, 80 ... and at last `most`."""
    found = []
    while first < most:
        found.append(first)
        first *= 2
    return [*found, most]


def confidence_of_each(confidence: float, n_looks: int) -> float:
    """Confidence of an interval at each of several looks, so that all hold together: 1 - (1 - confidence) / looks.

    Bonferroni's bound: it holds however the looks depend on each other, and makes intervals a little wider than needed.
    """
    return 1.0 - (1.0 - confidence) / n_looks


def reached_by(values: np.ndarray, share: float, least: bool = True, confidence: float = 0.95) -> Quotient:
    """The value that a share of the replicates reach (at least it; with least=False: at most it), and its interval.

    An order statistic: the k-th best of n with k = ceil(share n). The interval is made of order statistics too and
    assumes no form of distribution: among n draws the number that reach the true value is binomial (n, share). NaN on a
    side on which n is too small for one.
    """
    from scipy.stats import binom

    n = len(values)
    best_first = np.sort(values)[::-1] if least else np.sort(values)
    k = min(n, max(1, int(np.ceil(share * n - 1e-9))))
    tail = (1.0 - confidence) / 2.0
    # the i-th best lies on the safe side of the true value if fewer than i draws reach that
    more = next((i for i in range(k, n + 1) if binom.cdf(i - 1, n, share) >= 1.0 - tail), None)
    fewer = next((i for i in range(k, 0, -1) if binom.cdf(i - 1, n, share) <= tail), None)
    safe = float(best_first[more - 1]) if more else float("nan")
    bold = float(best_first[fewer - 1]) if fewer else float("nan")
    low, high = (safe, bold) if least else (bold, safe)
    return Quotient(float(best_first[k - 1]), low, high)
