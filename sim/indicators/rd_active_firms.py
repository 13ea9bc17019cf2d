"""Above-scale industrial firms (sales of 20m yuan a year and more) that do R&D.

    n = firms above scale whose R&D is running at the end of the period

The yearbook counts a firm that did any R&D in the year; the difference is the firms that stopped in the year.
Unit    firms
Source  China Statistical Yearbook on Science and Technology: enterprises above designated size with R&D activities
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "有研发活动的规上工业企业", "en": "Above-scale industrial firms with R&D"}
OFFICIAL = ("above_scale_industrial_firms_with_rd_activity", 1.0)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_above_scale_rd_active"]
