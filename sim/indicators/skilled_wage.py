"""Mean yearly wage of R&D workers.

    wage = sum over counties of skilled wage * R&D personnel / R&D personnel, at the yearly rate of the period's end

Unit    yuan per person and year, current prices; NaN where there is no R&D worker
Source  ours; the yearbook's wage of "scientific research" covers other people too
"""

from collections.abc import Mapping
from typing import Any

from sim.indicators._quotient import quotient

UNIT = "yuan / person / year"
KIND = "ratio"
LABEL = {"zh": "研发人员平均工资", "en": "Wage of R&D workers"}
OFFICIAL = None


def measure(tally: Mapping[str, Any]) -> Any:
    """This statistic from the fields of a tally, any shape; unit and definition above."""
    return quotient(tally["sum_skilled_wage"], tally["n_rd_personnel"])
