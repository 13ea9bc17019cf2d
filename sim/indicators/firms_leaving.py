"""Firms that leave in the period, out of money or too small.

    n = lost firms, each counted in the quarter of its exit

Unit    firms
Source  ours: above-scale industrial firms and technology firms together
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "退出企业", "en": "Firms leaving"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["lost_firms"]
