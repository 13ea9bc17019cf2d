"""Talent grants awarded, for top talent and for local teams.

    n = grants awarded in the period

Unit    persons
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "persons"
KIND = "flow"
LABEL = {"zh": "人才项目资助数", "en": "Talent grants awarded"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_talent_grants"]
