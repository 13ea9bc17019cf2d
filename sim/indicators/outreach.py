"""How often the county's science and technology office reaches a firm that could use a policy.

    outreach = effective staff visits of the year / candidate firms

A region's row of the first three quarters has the visits so far.
Unit    visits per candidate firm and year; NaN where there is no candidate
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "visits per candidate firm and year"
KIND = "ratio"
LABEL = {"zh": "科技部门走访频次", "en": "Outreach: visits per candidate firm"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["visits_made"], tally["n_candidates"])
