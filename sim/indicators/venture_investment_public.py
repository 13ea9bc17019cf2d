"""The part of venture investment that guidance funds pay with public money.

    v = investment of guidance funds

Unit    yuan
Source  none
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "其中：政府引导基金投资额", "en": "Venture investment of guidance funds"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_venture_public"]
