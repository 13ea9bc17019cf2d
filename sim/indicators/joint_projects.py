"""Joint projects of counties and their paired institutes.

    n = yuan paid for joint projects / county's money for one

Unit    projects
Source  ours: no yearbook has it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "projects"
KIND = "flow"
LABEL = {"zh": "校县合作项目", "en": "Joint projects with paired institutes"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_joint_projects"]
