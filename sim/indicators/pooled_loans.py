"""Loans outstanding that risk pools cover in part (all three schemes).

    b = sum of one-year loans not yet repaid

Unit    yuan
Source  E62-E64 for balances that the press reports
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "stock"
LABEL = {"zh": "风险补偿贷款余额", "en": "Risk-compensated loans outstanding"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_pooled_loans"]
