"""Heads of young technology firms who attend a course that their county pays.

    n = heads who attend in the period

Unit    persons
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "persons"
KIND = "flow"
LABEL = {"zh": "参加培训的科技企业家", "en": "Technology entrepreneurs trained"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_entrepreneurs_trained"]
