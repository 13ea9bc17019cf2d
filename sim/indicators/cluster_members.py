"""Firms that are members of a supported cluster.

    n = members of the year

Unit    firms
Source  ours
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "获支持集群的成员企业", "en": "Members of supported clusters"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_cluster_members"]
