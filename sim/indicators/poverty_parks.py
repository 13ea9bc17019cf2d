"""Agricultural science parks of the poverty programme.

    n = parks built by the end of the period

Unit    parks
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "parks"
KIND = "stock"
LABEL = {"zh": "贫困县农业科技园区", "en": "Agricultural parks in poor places"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_poverty_parks"]
