"""Value added of strategic emerging industries per gross domestic product (GDP): firms with R&D.

    share = value added of those of these sectors' firms that do R&D / GDP

Of the flagged sectors (sim/data/sectors.csv) the firms that do R&D count, whole, for want of products, by which the
official classification goes. The level is not fitted.
Unit    share; NaN where there is no GDP
Source  National Bureau of Statistics, Classification of Strategic Emerging Industries (2018); by sector: ours
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {
    "zh": "战略性新兴产业增加值占GDP比重（有研发的企业）",
    "en": "Strategic emerging industries in GDP (firms with R&D)",
}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["value_added_emerging_rd_active"], tally["gdp"])
