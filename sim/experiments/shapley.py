"""Shapley values of a game: what each player adds, averaged over all orders in which the players could come.

A game is an array of values by coalition: coalition number 0b101 holds players 0 and 2. Further axes (replicates) are
carried along, so every replicate's values add up by themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from math import factorial
from typing import NamedTuple

import numpy as np

MOST_EXACT = 10
"""Players up to which all 2^n coalitions are valued."""


def exact(values: np.ndarray) -> np.ndarray:
    """Shapley values (Shapley, 1953): [player, ...] of values by coalition [2^n, ...].

        phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))

    They add up to v(all) - v(none); players who never change a value get exactly 0.
    """
    n = _n_players(values)
    coalitions = np.arange(len(values))
    sizes = _sizes(n)
    found = np.empty((n, *values.shape[1:]))
    for player in range(n):
        without = coalitions[(coalitions >> player) & 1 == 0]
        weights = np.array([factorial(size) * factorial(n - size - 1) / factorial(n) for size in sizes[without]])
        found[player] = np.tensordot(weights, values[without | (1 << player)] - values[without], axes=1)
    return found


def interactions(values: np.ndarray) -> dict[tuple[int, int], np.ndarray]:
    """Shapley interaction index of each pair (Grabisch and Roubens, 1999): what two add together beyond each alone.

    I_ij = sum over S without i, j of |S|! (n - |S| - 2)! / (n - 1)!
           (v(S + i + j) - v(S + i) - v(S + j) + v(S))
    """
    n = _n_players(values)
    coalitions, sizes, found = np.arange(len(values)), _sizes(n), {}
    for i, j in combinations(range(n), 2):
        one, other = 1 << i, 1 << j
        without = coalitions[coalitions & (one | other) == 0]
        weights = [factorial(size) * factorial(n - size - 2) / factorial(n - 1) for size in sizes[without]]
        both = values[without | one | other] - values[without | one] - values[without | other] + values[without]
        found[i, j] = np.tensordot(np.array(weights), both, axes=1)
    return found


class Sampled(NamedTuple):
    """Estimates of Shapley values [player, ...], each order's own [order, player, ...]."""

    values: np.ndarray
    by_order: np.ndarray

    def order_error(self) -> np.ndarray:
        """[player]: standard error that comes from having only some orders, of the mean over all further axes.

        An order and its reverse are one draw, as they are drawn together.
        """
        by_order = self.by_order.reshape(*self.by_order.shape[:2], -1).mean(axis=2)
        draws = (by_order[0::2] + by_order[1::2]) / 2.0
        if len(draws) < 2:
            return np.full(draws.shape[1], np.nan)
        return draws.std(axis=0, ddof=1) / np.sqrt(len(draws))


def orders(n: int, pairs: int, seed: int) -> list[tuple[int, ...]]:
    """Orders of n players: each drawn one is followed by its reverse, which cancels much of the chance in the draw."""
    luck = np.random.default_rng(seed)
    found: list[tuple[int, ...]] = []
    for _ in range(pairs):
        drawn = [int(player) for player in luck.permutation(n)]
        found += [tuple(drawn), tuple(reversed(drawn))]
    return found


def needed(found: list[tuple[int, ...]]) -> list[int]:
    """The coalitions that sampled orders ask for, each once, none and all among them."""
    return sorted({coalition for order in found for coalition in _chain(order)})


def sampled(values: Mapping[int, np.ndarray], found: list[tuple[int, ...]]) -> Sampled:
    """Shapley values from some orders (Castro, Gomez and Tejada, 2009): mean of what each player adds on coming.

    Every order's contributions add up to v(all) - v(none), so their mean does too.
    """
    n, shape = len(found[0]), np.shape(values[0])
    by_order = np.empty((len(found), n, *shape))
    for place, order in enumerate(found):
        chain = _chain(order)
        for player, before, after in zip(order, chain[:-1], chain[1:], strict=True):
            by_order[place, player] = values[after] - values[before]
    return Sampled(by_order.mean(axis=0), by_order)


def _chain(order: tuple[int, ...]) -> list[int]:
    coalitions = [0]
    for player in order:
        coalitions.append(coalitions[-1] | (1 << player))
    return coalitions


def _n_players(values: np.ndarray) -> int:
    n = len(values).bit_length() - 1
    if len(values) != 1 << n:
        raise ValueError(f"a game has a power of two of coalitions, not {len(values)}")
    return n


def _sizes(n: int) -> np.ndarray:
    return np.array([coalition.bit_count() for coalition in range(1 << n)])
