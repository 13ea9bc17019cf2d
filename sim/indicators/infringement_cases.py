"""Firms that a county's staff keeps from copying what is under patent.

    n = cases of the period

Unit    firms
Source  ours
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "专利侵权办案数", "en": "Cases of infringement pursued"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_infringement_cases"]
