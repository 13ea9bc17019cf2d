"""Research and development (R&D) performed by research institutes and universities.

    R&D of institutes = paid by government + paid by firms (contracts) + from other sources

Unit    yuan
Source  China Statistical Yearbook on Science and Technology: R&D expenditure by performer, institutes, universities
        (the official series gives the two for single years only, so none is shown)
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "科研院所和高校研发经费", "en": "R&D performed by institutes and universities"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return (
        tally["yuan_rd_institutes_government"]
        + tally["yuan_rd_institutes_contracts"]
        + tally["yuan_rd_institutes_other"]
    )
