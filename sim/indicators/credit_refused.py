"""Applications of firms for credit that a bank refused (a firm may ask again in the next quarter).

    n = applications for ordinary or pooled loans to which the bank said no, firms counted each time

Unit    firms
Source  none
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "flow"
LABEL = {"zh": "被银行拒绝的贷款申请", "en": "Applications for credit refused"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_credit_refused"]
