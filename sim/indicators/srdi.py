"""Specialised, refined, distinctive and new (SRDI) enterprises.

    n = firms that hold the title at the end of the period

Unit    firms
Source  rule of Jilin 2021 (revenue from 10m yuan, R&D from 1.5 % of it); no series in our data
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "专精特新企业", "en": "Specialised and new (SRDI) enterprises"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_srdi"]
