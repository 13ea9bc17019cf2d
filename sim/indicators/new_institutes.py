"""New R&D institutes at work.

    n = institutes opened since the start that have money of their grant left, or researchers

Unit    institutes
Source  ours: no yearbook has it for counties
"""

from collections.abc import Mapping
from typing import Any

UNIT = "institutes"
KIND = "stock"
LABEL = {"zh": "新型研发机构", "en": "New R&D institutes"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_new_institutes"]
