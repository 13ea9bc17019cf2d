"""Firms that claim the super-deduction of R&D expenditure.

    n = firms in the state "claims" at the end of the period

Unit    firms
Source  Caishui [2015] 119 and later notices of the Ministry of Finance and the State Taxation Administration
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "享受研发费用加计扣除的企业", "en": "Firms claiming the R&D super-deduction"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_claims"]
