"""Gross domestic product at current prices.

    gdp = value added of the modelled firms + the rest of the economy (an input, equal in every scenario)

Unit    yuan (a year's row: yuan a year)
Source  China Statistical Yearbook; official series on the basis of the fourth economic census
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "地区生产总值", "en": "Gross domestic product"}
OFFICIAL = ("gdp_nominal_revised", 1e8)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["gdp"]
