"""R&D units of firms of the provincial or national level.

    n = recognised units of firms whose R&D of a year is at least that of the upper level

Unit    firms
Source  ours: by the rule of the lever enterprise_rd_units
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "省级以上企业研发机构", "en": "Provincial and national R&D units of firms"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_rd_units_upper"]
