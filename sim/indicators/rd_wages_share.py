"""Share of R&D expenditure that is paid as wages of R&D workers.

    share = wages of R&D workers / R&D performed (real)

Unit    share
Source  China Statistical Yearbook on Science and Technology: labour cost in R&D expenditure
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators import rd_real
from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {"zh": "研发人员劳务费占比", "en": "Wages in R&D expenditure"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["yuan_rd_wages"], rd_real.measure(tally))
