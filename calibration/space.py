"""What is free in the fit, on the scale of the priors: z = 0 is a prior's median, z = 1 one standard deviation up.

A prior's own distribution maps z to the parameter, so no value can leave the prior's range, and the penalty of a
parameter is that of a standard normal. A province's parameter is partly pooled: a share POOLED of its prior variance is
common to the provinces, so their correlation in the prior is POOLED.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import ndtr

from sim.beliefs import priors, quantile

SHARED = ("stop_rate", "rd_adjustment", "overstatement_passed_on")
"""One value for all provinces."""

OWN = (
    "habit_level",
    "rd_gap_2012",
    "start_level",
    "start_trend",
    "wage_2012",
    "wage_trend",
    "patent_yield",
    "patent_trend",
    "entry_rate",
    "entry_trend",
    "meets_other_criteria",
    "certification_cost",
)
"""A value a province, partly pooled."""

DERIVED = ("patent_grant_ratio", "pending_2012", "patent_lapse")
"""Not searched: what the official series of patents alone say (sim/patent_office.py)."""

POOLED = 1.0 / 3.0
FARTHEST = 2.5
"""No z beyond this: 1.2 % of the prior's mass on either side."""


def value(name: str, z: float) -> float:
    """The parameter at z."""
    return quantile(priors()[name].prior, float(ndtr(z)))


class Space:
    """The free parameters of some regions as one vector of z: the shared ones, then each region's own."""

    def __init__(self, regions: Sequence[str], shared: Sequence[str] = SHARED, own: Sequence[str] = OWN) -> None:
        self.regions, self.shared, self.own = tuple(regions), tuple(shared), tuple(own)
        self.size = len(self.shared) + len(self.regions) * len(self.own)
        n = len(self.regions)
        correlation = POOLED * np.ones((n, n)) + (1.0 - POOLED) * np.eye(n)
        self._whitener = np.linalg.inv(np.linalg.cholesky(correlation))

    def places(self, region: str) -> list[int]:
        """Places in the vector of what a region's runs depend on: the shared parameters and its own."""
        first = len(self.shared) + self.regions.index(region) * len(self.own)
        return [*range(len(self.shared)), *range(first, first + len(self.own))]

    def values(self, region: str, z: np.ndarray) -> dict[str, float]:
        """A region's parameters by name at a vector z."""
        names = (*self.shared, *self.own)
        return {name: value(name, float(z[k])) for name, k in zip(names, self.places(region), strict=True)}

    def prior_misfit(self, z: np.ndarray) -> np.ndarray:
        """Whitened distance from the priors, as long as z."""
        apart = z[len(self.shared) :].reshape(len(self.regions), len(self.own))
        return np.concatenate([z[: len(self.shared)], (self._whitener @ apart).ravel()])

    def prior_jacobian(self) -> np.ndarray:
        """Its derivative, which is constant."""
        return np.stack([self.prior_misfit(row) for row in np.eye(self.size)], axis=1)
