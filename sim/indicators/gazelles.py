"""Gazelles: firms whose sales grew by 20 % a year over three years.

    n = firms that meet the rule at the end of the last year

Unit    firms
Source  usual form of such rules, from memory; no series in our data
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "瞪羚企业", "en": "Gazelles"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_gazelles"]
