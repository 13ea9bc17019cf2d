"""Research and development (R&D) paid by enterprises, whoever performs it, as reported.

    enterprise-funded R&D = firms' own real R&D + relabelled spending + institutes' R&D on firms' contracts
                          - public money in firms' R&D and contracts

Unit    yuan
Source  China Statistical Yearbook on Science and Technology: R&D expenditure by source of funds, enterprises
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "企业资金研发经费", "en": "R&D funded by enterprises (reported)"}
OFFICIAL = ("rd_funded_by_enterprises", 1e8)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return (
        tally["yuan_rd_enterprise_real"]
        - tally["yuan_rd_firms_government"]
        + tally["yuan_rd_relabelled"]
        + tally["yuan_rd_overstated"]
        + tally["yuan_rd_institutes_contracts"]
    )
