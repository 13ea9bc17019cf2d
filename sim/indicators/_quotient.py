"""Division for ratios: sums over sums, NaN where there is nothing to divide by."""

from typing import Any

import numpy as np


def quotient(numerator: Any, denominator: Any) -> Any:
    """numerator / denominator, elementwise for arrays of one shape or plain numbers; NaN where the denominator is 0.

    NaN and not 0: a county without farm households has no adoption rate, and a zero would enter means.
    """
    known = np.asarray(denominator) != 0
    return np.where(known, numerator / np.where(known, denominator, 1.0), np.nan)[()]
