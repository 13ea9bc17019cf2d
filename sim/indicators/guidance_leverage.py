"""Headline leverage of guidance funds: private over public money in the deals that they closed.

    l = private partners' money / guidance funds' money

Not a causal figure: part of the private money would have come without the government (guidance_additional).
Unit    ratio
Source  E53 for the same ratio in China by the end of 2018, about 5.6
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "ratio"
KIND = "ratio"
LABEL = {"zh": "引导基金名义撬动倍数", "en": "Headline leverage of guidance funds"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["yuan_venture_partners"], tally["yuan_venture_public"])
