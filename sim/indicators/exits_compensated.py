"""Firms with obsolete capacity that close for compensation.

    n = firms of the period

Unit    firms
Source  ours
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "获补偿退出的企业", "en": "Compensated exits"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_exits_compensated"]
