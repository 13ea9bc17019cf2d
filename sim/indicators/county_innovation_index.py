"""Composite index of county innovation capacity: 50 is the region in the first year of the run, 100 the most.

    index = 50 x mean over five dimensions of the mean of their criteria
    criterion = the county's figure of the last full year / the region's of the first year, at most 2

Dimensions: input (R&D / GDP, S&T share of spending), actors (HNTE, R&D-active share of firms), conditions (R&D
personnel, outreach), output (patents, contracts), performance (farm income, GDP per head, at constant prices).
A region's index is the mean of its counties'. It changes in the fourth quarter.
Unit    0 to 100; NaN before the first full year
Source  ours: the documents name the evaluation, not its formula
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "index (0 to 100)"
KIND = "ratio"
LABEL = {"zh": "县域创新能力指数", "en": "County innovation capacity index"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["sum_innovation_index"], tally["n_indexed"])
