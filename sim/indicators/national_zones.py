"""High-tech zones that became national since the start.

    n = zones at the end of the period (0 or 1 for a county)

Unit    zones
Source  ours: zones of before 2012 are not counted
"""

from collections.abc import Mapping
from typing import Any

UNIT = "zones"
KIND = "stock"
LABEL = {"zh": "国家级高新区（2012年后）", "en": "National high-tech zones since 2012"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_national_zones"]
