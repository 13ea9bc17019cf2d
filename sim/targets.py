"""Judges a document's targets on a run: probability, range, first year met, direction.

What a target says, and how it may be read, is data: `data/targets/<document>.yaml`. Ways of judging:

probability              the document gives a number and the model computes the indicator: share of replicates
what_if                  the same under assumptions that decide it (a series of capital, one parameter): no word on it
direction                the document gives none: did the indicator move as wanted, against start and baseline?
delivered_by_assumption  inputs of the scenario (values of levers) bring it about, so the model cannot test it
decided_above            a title that the state or a level above confers: nothing in the region decides it

All others are not_measured, each with what is missing. Nothing passes or fails on a number the document does not give.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.target_file import Reading, Target, TargetFile, load_targets
from sim.target_inputs import lacking, value_for_half
from sim.target_starts import outturns, past_of, start_of
from sim.target_values import Yearly, growth_since, meets, values_of, why_none, yearly
from sim.verdicts import QUANTILES, frame

LIKELY = 2 / 3
UNLIKELY = 1 / 3
_NO_CHANCE = dict.fromkeys(("probability", "probability_se", "first_year_met"), float("nan"))
"""Of a reading that cannot be told."""


def judge(
    indicators: pd.DataFrame,
    scenario: Any,
    as_of: int | str | date,
    baseline_indicators: pd.DataFrame | None = None,
    document: str | None = None,
) -> pd.DataFrame:
    """Verdicts on every target of the scenario's document (or of `document`): a row a target and reading.

    indicators, baseline_indicators    as a result has them; replicates are paired by number (same luck)
    as_of                              the day or year of judging: earlier deadlines are reconstructions

    probability      share of replicates that meet the target in the deadline's year; for a direction, the share
                     that moved as wanted since the start. NaN where nothing is judged
    probability_se   its Monte Carlo standard error, see `standard_error`
    verdict          likely (probability at least 2/3), unlikely (at most 1/3), open; for a direction met, not_met,
                     unclear by the same shares; delivered, partly (inputs bring about a part), not_delivered (the
                     lever is on, at values that do not); what_if; decided_above; not_measured; cannot_tell: an upper
                     bound that is reached shows nothing, or the readings differ and none is better (note says which)
    p05 ... p95      quantiles of the indicator in the deadline's year, over replicates, in `unit`
    first_year_met   median over replicates of the first year after the start in which it is met, late or not; NaN
                     where half of them or more never meet it
    gap              p50 less `value`; for a direction the median change since the start
    own_start        the run's own median of the start year: what direction and growth are judged from
    cautions         keys, a space between: starts_differ (own and stated by more than a fifth), met_before (the own
                     start meets the target), too_fast (the run outgrows the official series it is held beside)
    decided_by       of a what-if the parameter that decides it, its value, and the value at which half the replicates
                     would meet the target (input_value, input_for_half): by a line through baseline and run
    against_baseline met, not_met or unclear by the share of replicates that lie beyond the baseline at the deadline;
                     not_measured without a baseline; empty for what is not a direction
    start            official value, or with status ASSUMED ours or (where no value is stated) the run's own median
    start_for_half   where the start is assumed: the start at which the probability crosses one half, see
                     `start_for_half`; NaN where even less than nothing would do
    outturn          the official value as text (and outturn_value), not_in_our_data, or not_due
    note, comment    text keys, or empty: what is missing, and how the target is read
    """
    document = document or scenario.document
    if document is None:
        return frame([])
    file = load_targets(document)
    needed = needed_indicators(document)
    run = yearly(indicators, needed)
    baseline = None if baseline_indicators is None else yearly(baseline_indicators, needed)
    at_home = scenario.region == file.region  # starts and outturns are facts of the document's own region
    known = outturns(scenario.region)
    rows = []
    for target in file.targets:
        judged = target.judged not in ("not_measured", "decided_above")
        readings = target.all_readings() if judged else target.all_readings()[:1]
        of_target = []
        for number, reading in enumerate(readings):
            row = _described(target, reading, is_default=number == 0)
            row |= _judged(target, reading, file, scenario, run, baseline)
            row |= start_of(target, reading, row, at_home)
            row |= past_of(target, reading, _year(as_of), known, at_home)
            of_target.append(row)
        words = {str(row["verdict"]) for row in of_target} - {"not_measured"}
        if target.readings_must_agree and len(words) > 1:
            of_target[0] |= _NO_CHANCE | _cannot_tell("readings_differ")
        rows += of_target
    return frame(rows)


def needed_indicators(document: str) -> set[str]:
    """Indicators that the targets of a document are judged by."""
    targets = load_targets(document).targets
    return {name for target in targets for reading in target.all_readings() for name in reading.needs()}


def deadline_of(target: Target, reading: Reading) -> int:
    """Year in which a reading of a target is due."""
    return int(reading.deadline or target.deadline)


def standard_error(met: int, of: int) -> float:
    """Monte Carlo standard error of a share, after Agresti and Coull (1998).

        se = sqrt(p (1 - p) / m),    m = n + z^2,    p = (k + z^2 / 2) / m,    z = 1.96

    The plain error sqrt(k/n (1 - k/n) / n) would call 0 of 20 certain; this one gives 0.056 there and tends to the
    plain one as n grows. NaN without replicates.
    """
    if of == 0:
        return float("nan")
    z_squared = 1.96 * 1.96
    more = of + z_squared
    share = (met + z_squared / 2.0) / more
    return float(np.sqrt(share * (1.0 - share) / more))


def _judged(
    target: Target, reading: Reading, file: TargetFile, scenario: Any, run: Yearly, baseline: Yearly | None
) -> dict[str, Any]:
    """What the run says: judged_as, verdict, probability, quantiles, first year, gap; or what is missing."""
    if target.judged in ("not_measured", "decided_above"):
        return _not_measured(str(target.missing)) | {"judged_as": target.judged, "verdict": target.judged}
    lacks = lacking(target, scenario) if target.inputs else ""
    if reading.indicator is None:
        return _not_measured(lacks) if lacks == "lever_off" else _delivered(target, lacks)
    values = _measured(target, reading, file, run)
    if isinstance(values, str):
        return _not_measured(values)
    deadline = deadline_of(target, reading)
    at_deadline = values[deadline]
    own_start = values[file.start_year].median() if file.start_year in values.columns else float("nan")
    quantiles = at_deadline.quantile(list(QUANTILES.values()))
    row = dict(zip(QUANTILES, quantiles, strict=True)) | {"own_start": own_start}
    if reading.value is None:
        row["gap"] = (at_deadline - values[file.start_year]).median()
    else:
        row["gap"] = row["p50"] - reading.value
    chance = _chance(_is_met(values, reading, file.start_year), deadline)
    if target.inputs and not lacks and chance["probability"] >= LIKELY:  # the model does not test its own input
        return row | _delivered(target, lacks)
    row |= chance | {"growth": growth_since(run, reading, file.start_year, values, deadline)}
    if target.judged == "what_if":
        return row | {"judged_as": "what_if", "verdict": "what_if"} | _decided(target, reading, row, scenario, baseline)
    if reading.value is not None:
        word = _word(row["probability"], ("likely", "unlikely", "open"))
        row |= {"judged_as": "probability", "verdict": word}
        if reading.bound == "upper" and word in ("likely", "open"):
            row |= _NO_CHANCE | _cannot_tell("upper_bound")
        return row
    return row | {
        "judged_as": "direction",
        "verdict": _word(row["probability"], ("met", "not_met", "unclear")),
        "against_baseline": _against(baseline, values, reading, deadline),
    }


def _delivered(target: Target, lacks: str) -> dict[str, Any]:
    """The verdict on what inputs bring about, in whole or in part, or at these values do not."""
    word = "not_delivered" if lacks else "partly" if target.in_part else "delivered"
    note = f"targets.missing.{lacks}" if lacks else ""
    return {"judged_as": "delivered_by_assumption", "verdict": word, "note": note}


def _decided(
    target: Target, reading: Reading, row: dict[str, Any], scenario: Any, baseline: Yearly | None
) -> dict[str, Any]:
    """The parameter that decides a what-if, its value, and the value at which the probability would cross one half."""
    if target.decided_by is None:
        return {}
    deadline = deadline_of(target, reading)
    value = scenario.value(target.decided_by, date(deadline, 12, 31))
    other = None if baseline is None else values_of(baseline, reading, 0)
    without = None if other is None or deadline not in other.columns else other[deadline]
    needed = value_for_half(float(reading.value or 0.0), value, row["p50"], without)
    return {"decided_by": target.decided_by, "input_value": value, "input_for_half": needed}


def _measured(target: Target, reading: Reading, file: TargetFile, run: Yearly) -> pd.DataFrame | str:
    """[replicate, year] of what a reading measures, where it is known at the deadline; or what is missing."""
    values, deadline = values_of(run, reading, file.start_year), deadline_of(target, reading)
    if values is None:
        return why_none(run, reading)
    if deadline not in values.columns:
        return "run_ends_before"
    first = file.start_year if reading.value is None else reading.since or reading.base_year
    if first is not None and first not in values.columns:
        return "run_begins_late"
    return values[values[deadline].notna()]


class Outcome(NamedTuple):
    """What one reading of a target came to, replicate by replicate: [replicate, year]."""

    target: Target
    reading: Reading
    is_default: bool
    deadline: int
    values: pd.DataFrame
    met: pd.DataFrame  # years after the start: is it met, or has it moved as wanted since?


def outcomes(run: Yearly, document: str) -> list[Outcome]:
    """The document's targets that are judged by probability or by direction, and that the run is long enough for.

    Readings of which an upper bound is measured are left out: that it is reached shows nothing.

    run: by indicator and whether it is the region's, a table of rows (replicate, county) and a column a year.
    """
    file, found = load_targets(document), []
    for target in file.targets:
        if target.judged not in ("probability", "direction"):
            continue
        for number, reading in enumerate(target.all_readings()):
            values = "upper_bound" if reading.bound == "upper" else _measured(target, reading, file, run)
            if not isinstance(values, str):
                met = _is_met(values, reading, file.start_year)
                found.append(Outcome(target, reading, number == 0, deadline_of(target, reading), values, met))
    return found


def _is_met(values: pd.DataFrame, reading: Reading, start_year: int) -> pd.DataFrame:
    """[replicate, year after the start]: is the target met, or has the indicator moved as wanted since the start?"""
    after = values[[year for year in values.columns if year > start_year]]
    if reading.value is not None:
        return pd.DataFrame(
            meets(after.to_numpy(), str(reading.operator), reading.value, reading.tolerance),
            index=after.index,
            columns=after.columns,
        )
    change = after.sub(values[start_year], axis=0)
    return change < 0.0 if reading.operator == "down" else change > 0.0


def _chance(met: pd.DataFrame, deadline: int) -> dict[str, float]:
    """Share of replicates that meet it at the deadline, its error, the median first year met (never: after all)."""
    n_met, of = int(met[deadline].sum()), len(met)
    reached = met.to_numpy()
    median = np.inf
    if reached.size:
        first = met.columns.to_numpy()[reached.argmax(axis=1)]
        median = float(np.median(np.where(reached.any(axis=1), first, np.inf)))
    return {
        "probability": n_met / of if of else float("nan"),
        "probability_se": standard_error(n_met, of),
        "first_year_met": median if np.isfinite(median) else float("nan"),
    }


def _against(baseline: Yearly | None, values: pd.DataFrame, reading: Reading, deadline: int) -> str:
    """Does the run lie beyond the baseline, replicate by replicate, at the deadline?"""
    other = None if baseline is None else values_of(baseline, reading, 0)
    if other is None or deadline not in other.columns:
        return "not_measured"
    difference = (values[deadline] - other[deadline]).dropna()
    beyond = difference < 0.0 if reading.operator == "down" else difference > 0.0
    return _word(beyond.mean(), ("met", "not_met", "unclear")) if len(beyond) else "not_measured"


def _described(target: Target, reading: Reading, is_default: bool) -> dict[str, Any]:
    """What the document says, before any run."""
    return {
        "target": target.id,
        "reading": reading.name,
        "is_default_reading": is_default,
        "indicator": reading.quantity(),
        "operator": reading.operator,
        "value": reading.value,
        "unit": reading.unit(target),
        "deadline": reading.deadline,
        "deadline_source": reading.ours or "document",
        "target_class": target.target_class,
        "level": target.level,
        "aggregation": reading.aggregation,
        "has_number": target.number != "none",
        "clause": target.clause,
        "quote": target.quote,
        "english": target.english,
        "comment": f"targets.comment.{target.comment}" if target.comment else "",
    }


def _word(probability: float, words: Sequence[str]) -> str:
    """words: for at least 2/3, for at most 1/3, for between."""
    if np.isnan(probability):
        return "not_measured"
    return words[0] if probability >= LIKELY else words[1] if probability <= UNLIKELY else words[2]


def _not_measured(missing: str) -> dict[str, Any]:
    return {"judged_as": "not_measured", "verdict": "not_measured", "note": f"targets.missing.{missing}"}


def _cannot_tell(why: str) -> dict[str, Any]:
    return {"verdict": "cannot_tell", "note": f"targets.missing.{why}"}


def _year(as_of: int | str | date) -> int:
    return as_of if isinstance(as_of, int) else date.fromisoformat(str(as_of)[:10]).year
