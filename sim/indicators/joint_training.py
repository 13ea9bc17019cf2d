"""Students whom schools train together with employers of the county.

    n = students in training at the end of the period

Unit    persons
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "persons"
KIND = "stock"
LABEL = {"zh": "产教联合培养学生数", "en": "Students in joint training with industry"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_in_training"]
