"""Real R&D, without relabelled spending, per gross domestic product (GDP).

    intensity = 100 * real R&D / GDP

Unit    % of GDP; NaN where GDP is 0
Source  ours: no office observes it
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators import gdp, rd_real
from sim.indicators._quotient import quotient

UNIT = "% of GDP"
KIND = "ratio"
LABEL = {"zh": "真实研发经费投入强度", "en": "R&D intensity (real)"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(100.0 * rd_real.measure(tally), gdp.measure(tally))
