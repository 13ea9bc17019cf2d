"""Value added of strategic emerging industries per gross domestic product (GDP): whole sectors.

    share = value added of the firms of these sectors / GDP

Every firm of a flagged sector (sim/data/sectors.csv) counts whole; the official classification goes by product. So
this is an upper bound, and its level is not fitted.
Unit    share; NaN where there is no GDP
Source  National Bureau of Statistics, Classification of Strategic Emerging Industries (2018); by sector: ours
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {"zh": "战略性新兴产业增加值占GDP比重（整行业）", "en": "Strategic emerging industries in GDP (whole sectors)"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["value_added_emerging"], tally["gdp"])
