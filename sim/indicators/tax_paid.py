"""Corporate income tax that the modelled firms pay, in the quarter of payment.

    tax = prepayments and settlements of the period, net of refunds

Unit    yuan
Source  Enterprise Income Tax Law; the official series covers all firms and is not comparable
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "企业所得税实缴额", "en": "Corporate income tax paid by modelled firms"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_tax_paid"]
