"""Sales of above-scale industrial firms.

    sales = those of industrial firms with yearly sales of 20 million yuan or more

Unit    yuan
Source  China Statistical Yearbook, industry: revenue of industrial enterprises above designated size
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "规上工业营业收入", "en": "Sales of above-scale industry"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["sales_above_scale"]
