"""Science and technology (S&T) share of general public budget expenditure.

    share = fiscal S&T spending / fiscal spending

Unit    share in [0, 1]; NaN where nothing is spent
Source  China Statistical Yearbook: local government expenditure; the official share is derived from the two series
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {"zh": "财政科技支出占比", "en": "Science and technology share of fiscal spending"}
OFFICIAL = ("fiscal_st_expenditure / fiscal_expenditure_total", 1.0)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["yuan_fiscal_st"], tally["yuan_fiscal_expenditure"])
