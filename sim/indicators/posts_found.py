"""Posts in other counties of the city that agencies find for R&D workers without one, taken or not.

    n = posts of the period

Unit    posts
Source  ours
"""

from collections.abc import Mapping
from typing import Any

UNIT = "posts"
KIND = "flow"
LABEL = {"zh": "中介对接的研发岗位", "en": "Posts found by agencies"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_posts_found"]
