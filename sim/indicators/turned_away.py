"""Firms turned away because money or places had run out (counted each time).

    n = applicants to whom a pool, a programme or a platform had nothing left to give

Unit    firms
Source  none
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "因资金或名额用尽被拒的企业", "en": "Firms turned away"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_turned_away"]
