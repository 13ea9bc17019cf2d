"""Research and development (R&D) that governments pay for.

    R&D = institutes' R&D on money of the centre, the counties and joint projects

Project grants to firms are spent as firms' own R&D and counted there; the yearbook counts them here.
Unit    yuan
Source  China Statistical Yearbook on Science and Technology: R&D expenditure by source of funds, government funds
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "研发经费中的政府资金", "en": "R&D funded by governments"}
OFFICIAL = ("rd_funded_by_government", 1e8)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_rd_institutes_government"]
