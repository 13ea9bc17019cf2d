"""Firms alive that began in a slot of a start-up platform.

    n = firms of the model that were let a slot when they entered, at the end of the period

Unit    firms
Source  ours: yearbooks count tenants and graduates together
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "从孵化平台起步的在营企业", "en": "Firms that began on a platform"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_platform_firms"]
