"""Share of farm households that use the techniques which commissioners bring.

    share = adopting farm households / farm households, at the end of the period

Unit    share in [0, 1]; NaN in a county without farm households
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {"zh": "农户新技术采用率", "en": "Farm households that use the new techniques"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["households_adopting"], tally["farm_households"])
