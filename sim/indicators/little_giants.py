"""Little giants: SRDI enterprises of higher R&D with invention patents.

    n = firms that hold the title at the end of the period

Unit    firms
Source  national rules of 2018, 2021 and 2022 (sim/data/title_law.yaml): none before them; no series in our data
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "科技小巨人企业", "en": "Little giants"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_little_giants"]
