"""Firms that work on the criteria of recognition (HNTE) other than R&D: property, R&D books, staff, products.

    n = firms that paid for a year of preparation in the second quarter

Unit    firms
Source  ours
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "筹备高企认定的企业", "en": "Firms preparing for recognition"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_preparing"]
