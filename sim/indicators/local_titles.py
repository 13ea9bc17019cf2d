"""R&D workers who hold a local title, given by their county.

    n = holders at the end of the period

Unit    persons
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "persons"
KIND = "stock"
LABEL = {"zh": "持有基层职称的研发人员", "en": "R&D workers with a local title"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_local_titles"]
