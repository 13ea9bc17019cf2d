"""Teams of science and technology commissioners, and teams paired with poor townships.

    n = teams on duty at the end of the period

Unit    teams
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "teams"
KIND = "stock"
LABEL = {"zh": "科技特派团", "en": "Commissioner teams"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_commissioner_teams"]
