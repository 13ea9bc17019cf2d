"""Firms that enter in the period.

    n = new firms, each counted in the quarter of its entry

Unit    firms
Source  ours: above-scale industrial firms and technology firms together
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "新进入企业", "en": "Firms entering"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["new_firms"]
