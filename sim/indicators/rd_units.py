"""R&D units of firms that were recognised and work.

    n = R&D-active firms whose unit has been recognised

Unit    firms
Source  ours: recognised by the rule of the lever enterprise_rd_units
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "企业研发机构", "en": "Recognised R&D units of firms"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_rd_units"]
