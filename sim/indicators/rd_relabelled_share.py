"""Part of the reported R&D of firms that is no R&D: other spending under its name, or added in the county's report.

    share = (relabelled spending + what county reporting adds) / (the same + firms' own real R&D)

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
    not_real = tally["yuan_rd_relabelled"] + tally["yuan_rd_overstated"]
    return quotient(not_real, tally["yuan_rd_enterprise_real"] + not_real)
