"""People working on research and development (R&D), in full-time equivalents, as reported.

    n = person-years of R&D work at the rate of the period's end (one R&D worker of the model is one person-year)
        + what firms reported beyond their own (nil where a province's books were in order)

The yearbook adds up the time worked over the year; in a year of growth that is a little less.
Unit    person-years
Source  China Statistical Yearbook on Science and Technology: full-time equivalent of R&D personnel
"""

from collections.abc import Mapping
from typing import Any

UNIT = "person-years"
KIND = "stock"
LABEL = {"zh": "研发人员全时当量", "en": "R&D personnel (full-time equivalent)"}
OFFICIAL = ("rd_personnel_fte", 1.0)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_rd_personnel"] + tally["n_rd_personnel_overstated"]
