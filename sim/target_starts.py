"""What stands beside a verdict: where a target starts from, what came of a deadline that has passed, and cautions."""

from typing import Any

import numpy as np
import pandas as pd

from sim.target_file import Reading, Target
from sim.target_values import meets, start_for_half

APART = 0.2
"""Starts that differ by more than this share are said to."""


def start_of(target: Target, reading: Reading, row: dict[str, Any], at_home: bool) -> dict[str, Any]:
    """Where the target starts from; a stated value holds in the document's own region for the reading it is of.

    Whatever is stated, a run is judged from its own start (`own_start`): cautions say where the two are apart, where
    the run's own start meets the target already, and where its path is much faster than the official one.
    """
    start = reading.start or target.start
    own = row.get("own_start", float("nan"))
    is_of_reading = reading.start is not None or reading.measures_the_same(target)
    stated = start.value if at_home and is_of_reading else None
    if stated is None:
        status = "ASSUMED" if np.isfinite(own) else "NOT_IN_OUR_DATA"
        result = {"start": own, "start_status": status, "start_source": start.source if start.value is None else ""}
    else:
        result = {"start": stated, "start_status": start.status, "start_source": start.source}
    result["start_year"] = start.year
    growth = row.pop("growth", float("nan"))
    is_level = reading.base_year is None and reading.operator in (">=", ">")  # a multiple of the start has no other
    if row["verdict"] in ("likely", "open", "unlikely") and result["start_status"] == "ASSUMED" and is_level:
        result["start_for_half"] = start_for_half(float(reading.value or 0.0), growth, result["start"], row["gap"])
    result["cautions"] = " ".join(_cautions(target, reading, stated, own, growth))
    return result


def _cautions(target: Target, reading: Reading, stated: float | None, own: float, growth: float) -> list[str]:
    """Keys of what a reader must know beside the verdict: starts_differ, met_before, too_fast."""
    found = []
    if stated and np.isfinite(own) and abs(own / stated - 1.0) > APART:
        found.append("starts_differ")
    is_level = reading.value is not None and (reading.since, reading.base_year, reading.bound) == (None, None, None)
    if is_level and np.isfinite(own) and meets(own, str(reading.operator), float(reading.value or 0.0), 0.0):
        found.append("met_before")
    if target.pace is not None and reading.measures_the_same(target) and growth > (1.0 + APART) * _pace(target):
        found.append("too_fast")
    return found


def _pace(target: Target) -> float:
    return float("inf") if target.pace is None or target.pace.value is None else target.pace.value


def past_of(target: Target, reading: Reading, as_of: int, known: pd.Series, at_home: bool) -> dict[str, Any]:
    """For a deadline that has passed: the official outturn, or that it is not in our data."""
    if int(reading.deadline or target.deadline) >= as_of:
        return {"outturn": "not_due", "is_reconstruction": False}
    past: dict[str, Any] = {"is_reconstruction": True}
    own = target.outturn if at_home and reading.measures_the_same(target) else None
    if own is not None and own.year == reading.deadline:
        return past | _outturn(own.value, own.source)
    key = (reading.indicator, reading.deadline)
    is_series = reading.quantity() == reading.indicator and reading.aggregation == "region"
    if is_series and reading.factor == 1.0 and key in known.index:
        return past | _outturn(*known[key])
    return past | {"outturn": "not_in_our_data"}


def _outturn(value: float | None, source: str) -> dict[str, Any]:
    return {"outturn": f"{value:.10g}", "outturn_value": value, "outturn_source": source}


def outturns(region: str) -> pd.Series:
    """(indicator, year) -> (official value in our unit, source)."""
    from sim.indicators import official

    table = official(region)
    index = pd.MultiIndex.from_arrays([table["indicator"], table["year"].astype(int)])
    return pd.Series(list(zip(table["value"], table["source"], strict=True)), index=index, dtype=object)
