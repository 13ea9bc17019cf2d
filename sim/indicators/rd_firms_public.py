"""Government money in firms' R&D and contracts: grants spent, subsidies, vouchers and prizes paid.

    y = public money that has reached firms' R&D

Unit    yuan
Source  yearbook of S&T: government funds in firms' R&D; nearest, since subsidies paid afterwards are in it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "企业研发中的政府资金", "en": "Government money in firms' R&D"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_rd_firms_government"]
