"""Strategic emerging industries in the output of above-scale industry: their firms that do R&D.

    share = sales of those of these sectors' above-scale industrial firms that do R&D / sales of all such firms

Of the flagged sectors (sim/data/sectors.csv) the firms that do R&D count, whole, for want of products, by which the
official classification goes. The level is not fitted.
Unit    share; NaN where there is no such firm
Source  National Bureau of Statistics, Classification of Strategic Emerging Industries (2018); by sector: ours
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {
    "zh": "战略性新兴产业产值占规上工业比重（有研发的企业）",
    "en": "Strategic emerging industries in above-scale output (firms with R&D)",
}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["sales_emerging_rd_active"], tally["sales_above_scale"])
