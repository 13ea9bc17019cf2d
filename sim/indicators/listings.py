"""Firms that list at an exchange or an equity trading centre with the help of their county.

    n = firms that list in the period

Unit    firms
Source  ours: firms that list without help are not followed
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "挂牌上市企业", "en": "Firms that list"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_listings"]
