"""Part of the R&D reported by firms that is other spending under the name of R&D.

    share = relabelled spending / (firms' own real R&D + relabelled spending)

Tells better reporting from more research.
Unit    share in [0, 1]; NaN where firms report no R&D
Source  ours; the behaviour is that of Chen, Liu, Suarez Serrato and Xu (2021)
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "share"
KIND = "ratio"
LABEL = {"zh": "企业研发经费中归类虚增部分的比例", "en": "Relabelled share of firms' reported R&D"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["yuan_rd_relabelled"], tally["yuan_rd_enterprise_real"] + tally["yuan_rd_relabelled"])
