"""Firms that the model represents: above-scale industrial firms and technology firms below that size.

    n = firms alive at the end of the period

Unit    firms
Source  ours: no office counts the two together
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "模型企业数", "en": "Firms in the model"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_firms"]
