"""Small and medium-sized technology enterprises (technology SMEs) under the national evaluation.

    n = technology firms that do R&D at the end of the period, from the register's first quarter on

Unit    firms
Source  Measures for the Evaluation of Technology SMEs, Guokefazheng [2017] 115: none before it
"""

from collections.abc import Mapping
from typing import Any

UNIT = "firms"
KIND = "stock"
LABEL = {"zh": "科技型中小企业", "en": "Technology SMEs"}
OFFICIAL = ("tech_sme_registered", 1.0)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_tech_sme"]
