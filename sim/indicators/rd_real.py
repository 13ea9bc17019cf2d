"""Research and development (R&D) that is really done: reported R&D less relabelled spending.

    real R&D = firms' own real R&D + institutes' R&D paid by government, by firms (contracts) and from other sources

Unit    yuan
Source  ours: no office observes it, so it has no official series
"""

from collections.abc import Mapping
from typing import Any

UNIT = "yuan"
KIND = "flow"
LABEL = {"zh": "真实研发经费", "en": "R&D expenditure (real)"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return (
        tally["yuan_rd_enterprise_real"]
        + tally["yuan_rd_institutes_government"]
        + tally["yuan_rd_institutes_contracts"]
        + tally["yuan_rd_institutes_other"]
    )
