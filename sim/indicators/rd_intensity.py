"""Reported R&D expenditure per gross domestic product (GDP): "R&D investment intensity".

    intensity = 100 * reported R&D / GDP        GDP on the revised basis of the fourth economic census

Unit    % of GDP; NaN where GDP is 0
Source  National Bureau of Statistics, yearly bulletin on national science and technology expenditure
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators import gdp, rd_expenditure
from sim.indicators._quotient import quotient

UNIT = "% of GDP"
KIND = "ratio"
LABEL = {"zh": "研发经费投入强度", "en": "R&D intensity (reported)"}
OFFICIAL = ("rd_intensity_comparable", 1.0)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(100.0 * rd_expenditure.measure(tally), gdp.measure(tally))
