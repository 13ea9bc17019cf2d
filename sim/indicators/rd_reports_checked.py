"""R&D reports of above-scale industrial firms that are checked.

    n = firms of the period

Unit    firms
Source  ours
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "被核查的规上企业研发报告", "en": "R&D reports checked"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_reports_checked"]
