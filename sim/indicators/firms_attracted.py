"""Recognised firms that a package has brought to a county, from other counties or from outside the region.

    n = firms of the period

Unit    firms
Source  ours
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "引进的高新技术企业", "en": "Recognised firms attracted"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_firms_attracted"]
