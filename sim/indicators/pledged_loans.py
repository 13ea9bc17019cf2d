"""Ordinary loans on patents beyond what banks lend without a scheme.

    l = sum of what firms borrow in the period on patents above their usual limit

Unit    yuan
Source  ours; the office of intellectual property counts all loans on patents and trademarks (E71)
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "专利质押增量贷款", "en": "Loans on patents beyond the usual limit"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_pledged_loans"]
