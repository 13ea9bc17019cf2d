"""General public budget expenditure on science and technology (S&T) of the region's governments.

    spending = S&T expenditure of the period

Unit    yuan
Source  China Statistical Yearbook: local government expenditure on science and technology
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "财政科技支出", "en": "Fiscal spending on science and technology"}
OFFICIAL = ("fiscal_st_expenditure", 1e8)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_fiscal_st"]
