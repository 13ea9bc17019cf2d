"""Money that counties spend on the infrastructure of high-tech zones.

    y = spending of the period

Unit    yuan
Source  ours: science and technology money alone
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "高新区建设支出", "en": "Infrastructure of high-tech zones"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_zone_investment"]
