"""Part of the first applicants for recognition (HNTE) that no office had reached: recognised firms told them.

    share = first applicants not reached by their county's S&T office in the year / first applicants

Unit    share; NaN where nobody applies for the first time
Source  ours
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {"zh": "首次申请高企中由同行告知的比例", "en": "First applicants for recognition told by peers"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["n_hnte_told_by_peers"], tally["n_hnte_new_applicants"])
