"""High and new technology enterprises (HNTE) whose certificate is valid.

    n = firms with a certificate not older than three years

Unit    firms
Source  Measures for the Administration of the Recognition of HNTEs, Guokefahuo [2016] 32
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "国家高新技术企业", "en": "High and new technology enterprises"}
OFFICIAL = ("hnte_stock", 1.0)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_hnte"]
