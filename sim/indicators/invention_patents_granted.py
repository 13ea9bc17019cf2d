"""Invention patents granted (utility models and designs do not count).

    n = grants in the period

Unit    patents
Source  China National Intellectual Property Administration, annual statistics
"""

from collections.abc import Mapping
from typing import Any

UNIT = "patents"
KIND = "flow"
LABEL = {"zh": "发明专利授权量", "en": "Invention patents granted"}
OFFICIAL = ("invention_patents_granted", 1.0)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["new_invention_patents"]
