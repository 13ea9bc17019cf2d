"""Sales of above-scale industrial firms in strategic emerging industries.

    sales = those of above-scale industrial firms of the sectors that the sector table marks, whole sectors

Unit    yuan
Source  ours: the official classification goes by product, which the model lacks
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "战略性新兴产业规上工业营业收入", "en": "Sales of above-scale firms in strategic emerging industries"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["sales_emerging"]
