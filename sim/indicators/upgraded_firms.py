"""Firms of traditional industries that buy equipment with a subsidy, those that would have bought it anyway included.

    n = firms of the period

Unit    firms
Source  ours
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "获补助改造的传统企业", "en": "Subsidised upgrades of traditional firms"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_upgraded"]
