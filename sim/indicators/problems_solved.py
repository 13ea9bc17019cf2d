"""Problems posted by the province that are solved and paid (open competition).

    n = prizes paid

Unit    problems
Source  ours
"""

from collections.abc import Mapping
from typing import Any

UNIT = "problems"
KIND = "flow"
LABEL = {"zh": "揭榜挂帅完成的难题", "en": "Problems solved"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_problems_solved"]
