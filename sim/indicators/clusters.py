"""Sectors of a county that are a cluster.

    n = sectors whose location quotient and number of firms pass the thresholds, as the quarter began

The quotient is against the sectors of the region at the start. Thresholds: cluster_quotient and
cluster_firms among the parameters. In a coarse sample a few agents make a quotient large by chance.
Unit    clusters
Source  usual form of cluster mapping, from memory; no series in our data
"""

from collections.abc import Mapping
from typing import Any

UNIT = "clusters"
KIND = "stock"
LABEL = {"zh": "特色产业集群", "en": "Industrial clusters"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_clusters"]
