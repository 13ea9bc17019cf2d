"""What defaults on pooled loans cost banks.

    L = unpaid parts of loans in default - what the pool paid for them

Unit    yuan
Source  none
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "银行承担的风险补偿贷款损失", "en": "Banks' losses on pooled loans"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_bank_losses"]
