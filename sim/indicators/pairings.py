"""Pairs of a county and a university or institute that the province has arranged.

    n = pairs for which the county has money this year

Unit    pairs
Source  ours: governments count agreements, no yearbook has them
"""

from collections.abc import Mapping
from typing import Any

UNIT = "pairs"
KIND = "stock"
LABEL = {"zh": "结对院所与县", "en": "Pairs of counties and institutes"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_pairings"]
