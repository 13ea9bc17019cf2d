"""Applications for invention patents (utility models and designs do not count).

    n = applications filed in the period

Unit    patents
Source  China National Intellectual Property Administration, annual statistics
"""

from collections.abc import Mapping
from typing import Any

UNIT = "patents"
KIND = "flow"
LABEL = {"zh": "发明专利申请量", "en": "Invention patent applications"}
OFFICIAL = ("invention_patent_applications", 1.0)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["invention_applications"]
