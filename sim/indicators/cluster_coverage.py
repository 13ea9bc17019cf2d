"""Share of counties with an industrial cluster.

    share = counties with a cluster / counties, as the quarter began

Unit    share in [0, 1]
Source  ours: see clusters
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {"zh": "有特色产业集群的县占比", "en": "Counties with an industrial cluster, share"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["n_counties_with_cluster"], tally["n_counties"])
