"""Invention patents in force per 10,000 resident people.

    density = 10,000 * invention patents in force / resident population, both at the end of the period

Unit    patents per 10,000 people; NaN where nobody lives
Source  Outline of the twelfth Five-Year Plan (2011): invention patents owned per 10,000 people
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "patents per 10,000 people"
KIND = "ratio"
LABEL = {"zh": "每万人口发明专利拥有量", "en": "Invention patents per 10,000 people"}
OFFICIAL = ("invention_patents_in_force_per_10k", 1.0)


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(10_000.0 * tally["invention_patents_in_force"], tally["residents"])
