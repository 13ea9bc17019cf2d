"""Contracts that an institute turned away because its researchers had no time left.

    n = contracts refused in the period; the firm may have found another institute

Unit    contracts
Source  none
"""

from collections.abc import Mapping
from typing import Any

UNIT = "contracts"
KIND = "flow"
LABEL = {"zh": "因院所无暇被拒的技术合同", "en": "Contracts refused by institutes"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_contracts_refused"]
