"""Share of gross domestic product (GDP) that the model's rules produce, not its inputs.

    share = value added of the modelled firms / GDP

The rest of the economy is an input. So is the path of demand that a sector's sales follow in the region: rules decide
in which firms and counties this share arises, and its sum follows demand. Policy moves counties' GDP against each
other and leaves the region's as it is.
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
