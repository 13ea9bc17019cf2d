"""Firms that end R&D.

    n = active firms that end R&D in the period; firms that close are not counted

Unit    firms
Source  none
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "停止研发的企业", "en": "Firms that end R&D"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_rd_stops"]
