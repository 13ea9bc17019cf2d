"""Private money per yuan of guidance funds that would not have come without the government.

    m = sum of private money x (1 - chance alone / chance with the government) / guidance funds' money

Counts the partners' own alternative in the same deal, not money that other deals gain or lose.
Unit    ratio
Source  E51 for a causal estimate to compare with, 0.88 to 0.93
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "ratio"
KIND = "ratio"
LABEL = {"zh": "每元引导基金真正带来的民间资金", "en": "Additional private money per yuan of guidance funds"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["yuan_venture_additional"], tally["yuan_venture_public"])
