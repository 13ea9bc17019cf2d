"""Strategic emerging industries in the output of above-scale industry: whole sectors.

    share = sales of above-scale industrial firms of these sectors / sales of above-scale industrial firms

Every firm of a flagged sector (sim/data/sectors.csv) counts whole; the official classification goes by product. So
this is an upper bound, and its level is not fitted.
Unit    share; NaN where there is no such firm
Source  National Bureau of Statistics, Classification of Strategic Emerging Industries (2018); by sector: ours
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {
    "zh": "战略性新兴产业产值占规上工业比重（整行业）",
    "en": "Strategic emerging industries in above-scale output (whole sectors)",
}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["sales_emerging"], tally["sales_above_scale"])
