"""Wages of R&D workers above their trend: what the scarcity of R&D workers makes R&D dearer.

    rise = sum over counties of wages paid * (1 - trend wage / wage at the quarter's end)

How much of a subsidy raises wages (theta_w, E10) needs two runs, with it and without: the difference of this indicator
over the difference of real R&D (`rd_real`).
Unit    yuan, current prices; below 0 where R&D workers are plenty
Source  ours; the question is that of Goolsbee (1998)
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "研发人员工资高于趋势的部分", "en": "R&D wages above their trend"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["yuan_rd_wage_rise"]
