"""Industrial firms above the designated size: main revenue of 20m yuan a year and more.

    n = industrial firms whose sales of the last four quarters reach 20m yuan, at the end of the period

Unit    firms
Source  China Statistical Yearbook: industrial enterprises above designated size
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "规模以上工业企业", "en": "Above-scale industrial firms"}
OFFICIAL = ("above_scale_industrial_firms", 1.0)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_above_scale"]
