"""Technology transfer agencies that counties support.

    n = agencies for which the county pays the subsidy this year

Unit    agencies
Source  ours: no yearbook has it by county
"""

from collections.abc import Mapping
from typing import Any

UNIT = "agencies"
KIND = "stock"
LABEL = {"zh": "技术转移机构", "en": "Technology transfer agencies"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_transfer_bodies"]
