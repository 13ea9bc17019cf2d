"""Research and technology contracts that firms sign with institutes and universities.

    n = contracts signed in the period

Only a part of the contracts registered on the technology market, which include those between firms and with
buyers elsewhere: the official number is not comparable and is not shown beside it.
Unit    contracts
Source  Measures for the Recognition and Registration of Technology Contracts, Guokefazhengzi [2000] 63
"""

from collections.abc import Mapping
from typing import Any

UNIT = "contracts"
KIND = "flow"
LABEL = {"zh": "企业与院所技术合同数", "en": "Contracts of firms with institutes"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return tally["n_outside_contracts"]
