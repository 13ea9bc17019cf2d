"""Share of townships with the status of innovative township.

    share = innovative townships / (towns + townships), at the end of the period

Subdistricts are not townships. Townships of the 2023 list.
Unit    share in [0, 1]; NaN in a county without townships
Source  the province's 2018 opinions, section three
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {"zh": "创新型乡镇占比", "en": "Innovative townships, share of townships"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["n_innovative_townships"], tally["n_townships"])
