"""Levers as players of a game: the sets of them that were valued, and what each lever's share of the outcome is."""

from __future__ import annotations

import numpy as np

from sim.experiments import shapley

AT_ENDS = 3
"""Levers whose pairs are looked at where orders are sampled."""


class Game:
    """All sets valued: exact Shapley values and interactions."""

    is_exact = True
    n_orders = 0

    def __init__(self, values: dict[int, np.ndarray], n: int) -> None:
        self.by_set, self.n = values, n
        self._table = np.array([values[coalition] for coalition in range(1 << n)])
        self.shares = shapley.exact(self._table)

    def order_error(self) -> np.ndarray:
        """No orders were drawn: no error from them."""
        return np.zeros(self.n)

    def interactions(self) -> dict[tuple[int, int], np.ndarray]:
        """[replicate] of each pair."""
        return shapley.interactions(self._table)


class Orders:
    """Some orders valued: sampled Shapley values; interactions of the strongest levers, looked at from both ends."""

    is_exact = False

    def __init__(self, values: dict[int, np.ndarray], found: list[tuple[int, ...]]) -> None:
        self.by_set, self.n, self.n_orders = values, len(found[0]), len(found)
        self._sampled = shapley.sampled(values, found)
        self.shares = self._sampled.values

    def order_error(self) -> np.ndarray:
        """[player]"""
        return self._sampled.order_error()

    def at_ends(self) -> list[tuple[int, int]]:
        """Pairs of the levers with the largest values."""
        strongest = np.argsort(-np.abs(self.shares.mean(axis=1)), kind="stable")[:AT_ENDS]
        return [(int(min(i, j)), int(max(i, j))) for k, i in enumerate(strongest) for j in strongest[k + 1 :]]

    def sets_at_ends(self) -> list[int]:
        """The sets that `interactions` needs beside those of the orders."""
        full = (1 << self.n) - 1
        wanted = set()
        for i, j in self.at_ends():
            for some in (1 << i, 1 << j, 1 << i | 1 << j):
                wanted |= {some, full & ~some}
        return sorted(wanted - set(self.by_set))

    def interactions(self) -> dict[tuple[int, int], np.ndarray]:
        """[replicate] of the pairs of the strongest levers: mean of what they do with no other lever and with all."""
        full, v, found = (1 << self.n) - 1, self.by_set, {}
        for i, j in self.at_ends():
            one, other = 1 << i, 1 << j
            low = v[one | other] - v[one] - v[other] + v[0]
            high = v[full] - v[full & ~one] - v[full & ~other] + v[full & ~one & ~other]
            found[i, j] = (low + high) / 2.0
        return found
