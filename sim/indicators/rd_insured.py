"""R&D that technology firms have insured against stopping it.

    r = sum over policies taken out in the period of a year's R&D

Unit    yuan
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "投保研发支出", "en": "Insured R&D"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_rd_insured"]
