"""Villages served in the year: with the days of service that count as serving one.

    n = days of service in villages / days that count as serving one, at most all villages

Unit    villages
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "villages"
KIND = "stock"
LABEL = {"zh": "当年服务村数", "en": "Villages served in the year"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_villages_served"]
