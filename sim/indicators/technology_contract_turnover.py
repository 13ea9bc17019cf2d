"""Value of the technology contracts that firms sign with institutes and universities.

    turnover = value of the contracts signed in the period

Only a part of the turnover registered on the technology market, which includes contracts between firms and with
buyers elsewhere: the official series is not comparable and is not shown beside it.
Unit    yuan
Source  Measures for the Recognition and Registration of Technology Contracts, Guokefazhengzi [2000] 63
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "企业与院所技术合同成交额", "en": "Turnover of contracts of firms with institutes"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_outside_contracts"]
