"""Share of gross domestic product (GDP) that the model's rules produce, not its inputs.

    share = value added of the modelled firms / GDP

The rest of the economy is an input, and so is the path of demand in a sector. Rules decide what the region's firms win
or lose of it against rivals elsewhere, and in which counties: policy moves a region's GDP, by little and late.
Unit    share
Source  own statistic; no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {"zh": "地区生产总值中由模型规则产生的份额", "en": "Share of GDP that rules, not inputs, produce"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["value_added"], tally["gdp"])
