"""Firms in a county's service centre for e-commerce at the end of the period.

    firms = sum over members of the firms that each stands for
Unit    firms
Source  ours
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "电商服务中心企业", "en": "Firms in e-commerce centres"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_ecommerce_firms"]
