"""Science and technology commissioners in service.

    n = commissioners on duty at the end of the period

Unit    persons
Source  Guobanfa [2016] 32 on the commissioner system
"""

from collections.abc import Mapping
from typing import Any

UNIT = "persons"
KIND = "stock"
LABEL = {"zh": "科技特派员", "en": "Science and technology commissioners"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_commissioners"]
