"""HNTE certificates awarded, first ones and renewals.

    n = certificates awarded in the period

Unit    firms
Source  Guokefahuo [2016] 32: a certificate is valid for three years
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "当年认定高新技术企业", "en": "HNTE certificates awarded"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_hnte_awarded"]
