"""Firms without R&D that a productivity centre has visited.

    n = visits to firms without R&D in the period

Unit    firms
Source  ours: no yearbook has it for counties
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "生产力促进中心服务企业", "en": "Firms advised by productivity centres"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_firms_advised"]
