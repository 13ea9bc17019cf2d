"""Agricultural high-tech zones of the poverty programme.

    n = zones paid for by the end of the period

Unit    zones
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "zones"
KIND = "stock"
LABEL = {"zh": "农业高新区", "en": "Agricultural high-tech zones"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_poverty_zones"]
