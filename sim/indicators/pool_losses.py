"""What risk pools paid to banks for loans in default.

    l = compensation paid out of margin money

Unit    yuan
Source  none
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "风险补偿金代偿额", "en": "Losses of risk pools"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_pool_losses"]
