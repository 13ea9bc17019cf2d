"""Firms that take part in setting a standard with a part of the cost from their county.

    n = firms of the period

Unit    firms
Source  ours
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "获补助参与制定标准的企业", "en": "Firms supported in standards"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_standards"]
