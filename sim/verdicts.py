"""The table of verdicts on a document's targets: its columns and their types."""

from typing import Any

import numpy as np
import pandas as pd

QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p95": 0.95}
_TEXT = (
    *("target", "reading", "indicator", "operator", "unit", "target_class", "judged_as", "verdict", "against_baseline"),
    *("start_status", "start_source", "outturn", "outturn_source", "deadline_source", "aggregation", "level"),
    *("clause", "quote", "english", "note", "comment", "cautions", "decided_by"),
)
_NUMBERS = (
    *("value", "probability", "probability_se", *QUANTILES, "first_year_met", "gap"),
    *("start", "start_year", "start_for_half", "own_start", "input_value", "input_for_half", "outturn_value"),
)
_FLAGS = ("is_default_reading", "has_number", "is_reconstruction")
COLUMNS = (
    *("target", "reading", "is_default_reading", "indicator", "operator", "value", "unit", "deadline"),
    *("deadline_source", "target_class", "level", "aggregation", "has_number", "judged_as", "verdict"),
    *("probability", "probability_se", *QUANTILES, "first_year_met", "gap", "against_baseline"),
    *("start", "start_year", "start_status", "start_source", "start_for_half", "own_start"),
    *("decided_by", "input_value", "input_for_half"),
    *("outturn", "outturn_value", "outturn_source", "is_reconstruction", "clause", "quote", "english"),
    *("note", "comment", "cautions"),
)


def frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Rows with every column of COLUMNS; text "" and number NaN where there is nothing to say."""
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    text = {name: table[name].astype(object).where(table[name].notna(), "").astype("str") for name in _TEXT}
    numbers = {name: table[name].astype(np.float64) for name in _NUMBERS}
    flags = {name: table[name].astype(bool) for name in _FLAGS}
    return table.assign(**text, **numbers, **flags, deadline=table["deadline"].astype(np.int16))
