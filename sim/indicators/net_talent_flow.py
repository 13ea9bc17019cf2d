"""R&D workers who arrive less those who leave.

    net flow = arrived - left

Moves between two counties of the region cancel in the region's row.
Unit    persons; negative where more leave
Source  ours: no yearbook has it by county
"""

from collections.abc import Mapping
from typing import Any

UNIT = "persons"
KIND = "flow"
LABEL = {"zh": "研发人才净流入", "en": "Net inflow of R&D workers"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_talent_arrived"] - tally["n_talent_left"]
