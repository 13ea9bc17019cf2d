"""Part of the rise in R&D performed since the start that is only dearer R&D workers.

    share = R&D wages above their trend / (R&D performed - R&D of the first quarter * trend of the R&D wage)

The rise of one run has many causes; the part of one subsidy needs two runs (`rd_wage_rise`).
Unit    yuan per yuan; NaN in the first quarter, wild where R&D has hardly risen
Source  ours; the question is that of Goolsbee (1998)
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators import rd_wage_rise
from sim.indicators._quotient import quotient

UNIT = "yuan / yuan"
KIND = "ratio"
LABEL = {"zh": "研发经费增长中仅为工资上涨的部分", "en": "Part of the rise in R&D that is only higher wages"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(rd_wage_rise.measure(tally), tally["yuan_rd_rise"])
