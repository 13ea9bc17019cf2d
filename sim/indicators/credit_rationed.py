"""Applications for credit that found the bank's room spent.

    n = applications for ordinary or pooled loans that the bank would have granted and had no money for, in whole or in
        part, firms counted each time

Unit    firms
Source  none
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "银行额度不足的贷款申请", "en": "Applications for credit rationed"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_credit_rationed"]
