"""Candidates for a talent grant for whom the money did not last (counted each time).

    n = highly skilled workers who qualified in a round and drew no grant

Unit    persons
Source  none
"""

from collections.abc import Mapping
from typing import Any

UNIT = "persons"
KIND = "flow"
LABEL = {"zh": "因资金不足未获资助的人才", "en": "Talent grants refused"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_grants_refused"]
