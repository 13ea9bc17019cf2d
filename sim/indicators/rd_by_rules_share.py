"""Share of research and development (R&D, as reported) that the model's rules produce, not its inputs.

    share = 1 - institutes' R&D on money that is an input (the centre's, other sources') / reported R&D

Rules produce firms' R&D, real and relabelled, and institutes' R&D on contracts, licences and governments' local
money. A rule may lean on an input: firms plan R&D on sales, whose demand follows the path of GDP.
Unit    share
Source  own statistic; no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators import rd_expenditure
from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {"zh": "研发经费中由模型规则产生的份额", "en": "Share of R&D that rules, not inputs, produce"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return 1.0 - quotient(tally["yuan_rd_institutes_inputs"], rd_expenditure.measure(tally))
