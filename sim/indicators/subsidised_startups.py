"""Firms of returnees that get the county's startup subsidy.

    n = subsidies paid in the period

Unit    firms
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "获补返乡创业", "en": "Subsidised start-ups of returnees"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_subsidised_startups"]
