"""First purchases of innovative products by governments, as delivered.

    y = sales of the period that are first purchases

Unit    yuan
Source  ours
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "创新产品首购金额", "en": "First purchases of innovative products"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_public_orders"]
