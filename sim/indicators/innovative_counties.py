"""Counties with the status of provincial innovative county (city, district).

    n = counties that hold the status at the end of the period (0 or 1 for a county)

Unit    counties
Source  the province's 2018 opinions, section three; the lists of recognised counties are not in our data
"""

from collections.abc import Mapping
from typing import Any

UNIT = "counties"
KIND = "stock"
LABEL = {"zh": "省级创新型县（市、区）", "en": "Provincial innovative counties"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_innovative_counties"]
