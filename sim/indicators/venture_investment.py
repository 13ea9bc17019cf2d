"""Venture investment in firms of the region: private funds, guidance funds and their private partners.

    v = private funds alone + guidance funds + their private partners

Unit    yuan
Source  none that is comparable; the official venture statistics are national
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "创业投资额", "en": "Venture investment"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_venture_private"] + tally["yuan_venture_public"] + tally["yuan_venture_partners"]
