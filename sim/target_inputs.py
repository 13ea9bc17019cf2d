"""What inputs of a scenario bring about by themselves: are their values such, and which value decides?"""

from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from sim import data
from sim.target_file import Input, Target
from sim.target_values import meets


def lacking(target: Target, scenario: Any) -> str:
    """What keeps the inputs from bringing the target about: "" nothing, lever_off, or not_at_these_values."""
    if not all(scenario.is_on(lever) for lever in target.levers):
        return "lever_off"
    day = date(target.deadline, 12, 31)
    return "" if all(_holds(one, scenario, day) for one in target.inputs) else "not_at_these_values"


def _holds(one: Input, scenario: Any, day: date) -> bool:
    needed = scenario.value(one.value, day) if isinstance(one.value, str) else one.value
    if one.each == "county":
        needed *= len(data.counties(scenario.region))
    return bool(meets(scenario.value(one.parameter, day), one.operator, needed))


def value_for_half(asked: float, value: float, with_it: float, without: pd.Series | None) -> float:
    """The input's value at which half the replicates would meet a target, on a line through none and the value run.

        v* = v (asked - y0) / (y1 - y0)

    v       the input's value in the run, y1 the run's median at the deadline
    y0      the baseline's median, where the lever is off. NaN without a baseline, or where the input moves nothing
    """
    before = float("nan") if without is None else float(without.median())
    moved = with_it - before
    return value * (asked - before) / moved if np.isfinite(moved) and moved > 0.0 else float("nan")
