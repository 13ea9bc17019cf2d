"""Teams paired with poor townships for relief through science and technology.

    n = pairings at work at the end of the period

Unit    pairings
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "pairings"
KIND = "stock"
LABEL = {"zh": "科技扶贫结对", "en": "Pairings for poverty relief"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_poverty_pairings"]
