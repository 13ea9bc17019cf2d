"""Mean yearly income of a farm household.

    income = income of all farm households / farm households, at the yearly rate of the period's end

The yearbook gives disposable income per rural resident, which is not the same and is not shown beside it.
Unit    yuan per household and year, current prices; NaN in a county without farm households
Source  ours, after the household survey's disposable income
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "yuan / household / year"
KIND = "ratio"
LABEL = {"zh": "农户年均收入", "en": "Income of a farm household"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["farm_income"], tally["farm_households"])
