"""Invention patents in force.

    in force' = in force - lapses + grants, at the end of the period

Unit    patents
Source  China National Intellectual Property Administration, annual statistics
"""

from collections.abc import Mapping
from typing import Any

UNIT = "patents"
KIND = "stock"
LABEL = {"zh": "有效发明专利", "en": "Invention patents in force"}
OFFICIAL = ("invention_patents_in_force", 1.0)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["invention_patents_in_force"]
