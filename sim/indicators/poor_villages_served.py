"""Registered poor villages served so far, added up over the years.

    n = villages that the programme has served + most that commissioners served in one year, at most all poor villages

Unit    villages
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "villages"
KIND = "stock"
LABEL = {"zh": "累计帮扶贫困村", "en": "Poor villages served so far"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_poor_villages_served"]
