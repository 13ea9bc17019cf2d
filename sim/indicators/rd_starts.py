"""Firms that begin R&D.

    n = idle firms that begin R&D in the period; entrants that do R&D from the start are not counted

Unit    firms
Source  none
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "开始研发的企业", "en": "Firms that begin R&D"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_rd_starts"]
