"""Intramural expenditure on research and development (R&D), as reported to the statistical office.

    reported R&D = firms' own real R&D + relabelled spending + what county reporting adds
                 + institutes' R&D paid by government, by firms (contracts) and from other sources

Each yuan counts once, where it is performed: a contract belongs to the institute.
Unit    yuan
Source  China Statistical Yearbook on Science and Technology: intramural expenditure on R&D
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "研发经费（R&D经费内部支出）", "en": "R&D expenditure (reported)"}
OFFICIAL = ("rd_expenditure", 1e8)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return (
        tally["yuan_rd_enterprise_real"]
        + tally["yuan_rd_relabelled"]
        + tally["yuan_rd_overstated"]
        + tally["yuan_rd_institutes_government"]
        + tally["yuan_rd_institutes_contracts"]
        + tally["yuan_rd_institutes_other"]
    )
