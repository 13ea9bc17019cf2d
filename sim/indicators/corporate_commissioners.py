"""Institutes that serve as corporate commissioners: with the days of a team or more in the year.

    n = such institutes at the end of the period

Unit    institutes
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "institutes"
KIND = "stock"
LABEL = {"zh": "法人科技特派员", "en": "Corporate commissioners"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_corporate_commissioners"]
