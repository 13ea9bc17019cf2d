"""Firms that inventors of institutes found on their results.

    n = firms entering that begin with a result of an institute, for which they pay it a fee

Unit    firms
Source  ours: no yearbook has it for counties
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "院所科研人员创办企业", "en": "Spin-offs of institutes"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["new_spin_offs"]
