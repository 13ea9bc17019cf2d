"""Share of counties with a start-up platform.

    share = counties with a platform / counties, at the end of the period

Unit    share in [0, 1]
Source  ours: platforms without public money are not counted
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {"zh": "创新创业平台县域覆盖率", "en": "Counties with a start-up platform, share"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["n_counties_with_platform"], tally["n_counties"])
