"""Incubators, makerspaces and star-creation spaces that a county pays for.

    n = platforms paid for in the year

Unit    platforms
Source  ours: platforms without public money are not counted
"""

from collections.abc import Mapping
from typing import Any

UNIT = "platforms"
KIND = "stock"
LABEL = {"zh": "创新创业平台", "en": "Start-up platforms"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_platforms"]
