"""Part of what first applicants for recognition (HNTE) expect of a certificate that is the local reward.

    share = local reward / (tax saved + standing + local reward), each over three years, before costs

Unit    share; NaN where nobody applies for the first time
Source  ours
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {
    "zh": "首次申请高企预期收益中的地方奖励部分",
    "en": "Local reward in what new HNTE applicants expect",
}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(
        tally["yuan_hnte_gain_reward"],
        tally["yuan_hnte_gain_tax"] + tally["yuan_hnte_gain_standing"] + tally["yuan_hnte_gain_reward"],
    )
