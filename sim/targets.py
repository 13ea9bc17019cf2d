"""Judges a document's targets on a run: probability, range, first year met, direction.

What a target says, and how it may be read, is data: `data/targets/<document>.yaml`. Three ways of judging:

probability              the document gives a number and the model computes the indicator: share of replicates
direction                the document gives none: did the indicator move as wanted, against start and baseline?
delivered_by_assumption  an input of the scenario (a lever) brings it about, so the model cannot test it

All others are not_measured, each with what is missing. Nothing passes or fails on a number the document does not give.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.target_file import Reading, Target, TargetFile, load_targets
from sim.verdicts import QUANTILES, frame

LIKELY = 2 / 3
UNLIKELY = 1 / 3
Yearly = dict[tuple[str, bool], pd.DataFrame]  # by indicator and whether it is the region's: a column a year


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
                     unclear by the same shares; delivered; not_measured
    p05 ... p95      quantiles of the indicator in the deadline's year, over replicates, in `unit`
    first_year_met   median over replicates of the first year after the start in which it is met, late or not; NaN
                     where half of them or more never meet it
    gap              p50 less `value`; for a direction the median change since the start
    against_baseline met, not_met or unclear by the share of replicates that lie beyond the baseline at the deadline;
                     not_measured without a baseline; empty for what is not a direction
    start            official value, or with status ASSUMED ours or (where no value is stated) the run's own median
    start_for_half   where the start is assumed: the start at which the probability crosses one half if the model's
                     change since the start is unchanged (start - gap); NaN where even less than nothing would do
    outturn          the official value as text (and outturn_value), not_in_our_data, or not_due
    note, comment    text keys, or empty: what is missing, and how the target is read
    """
    document = document or scenario.document
    if document is None:
        return frame([])
    file = load_targets(document)
    needed = needed_indicators(document)
    run = _yearly(indicators, needed)
    baseline = None if baseline_indicators is None else _yearly(baseline_indicators, needed)
    at_home = scenario.region == file.region  # starts and outturns are facts of the document's own region
    known = _outturns(scenario.region)
    rows = []
    for target in file.targets:
        readings = target.all_readings() if target.judged != "not_measured" else target.all_readings()[:1]
        for number, reading in enumerate(readings):
            row = _described(target, reading, file, is_default=number == 0)
            row |= _judged(target, reading, file, scenario, run, baseline)
            row |= _start(target, reading, row, at_home)
            row |= _past(target, reading, _year(as_of), known, at_home)
            rows.append(row)
    return frame(rows)


def needed_indicators(document: str) -> set[str]:
    """Indicators that the targets of a document are judged by."""
    targets = load_targets(document).targets
    return {name for target in targets for reading in target.all_readings() for name in reading.needs()}


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


def meets(values: Any, operator: str, value: float, tolerance: float = 0.0) -> Any:
    """Which values meet a target: ">=", ">", "<=", or "~" (within tolerance * value on either side)."""
    if operator == "~":  # a whisker for decimals: 0.9 * 20 must let 18 pass
        return np.abs(np.asarray(values) - value) <= tolerance * abs(value) * (1.0 + 1e-12)
    if operator == ">=":
        return np.asarray(values) >= value
    if operator == ">":
        return np.asarray(values) > value
    if operator == "<=":
        return np.asarray(values) <= value
    raise ValueError(f"no operator {operator!r} for a number; there are >=, >, <=, ~")


def _judged(
    target: Target, reading: Reading, file: TargetFile, scenario: Any, run: Yearly, baseline: Yearly | None
) -> dict[str, Any]:
    """What the run says: judged_as, verdict, probability, quantiles, first year, gap; or what is missing."""
    if target.judged == "not_measured":
        return _not_measured(str(target.missing))
    delivered = target.judged == "delivered_by_assumption" and scenario.is_on(target.lever)
    if reading.indicator is None:
        by_input = {"judged_as": "delivered_by_assumption", "verdict": "delivered"}
        return by_input if delivered else _not_measured("lever_off")
    values = _measured(target, reading, file, run)
    if isinstance(values, str):
        return _not_measured(values)
    at_deadline = values[target.deadline]
    own_start = values[file.start_year].median() if file.start_year in values.columns else float("nan")
    quantiles = at_deadline.quantile(list(QUANTILES.values()))
    row = dict(zip(QUANTILES, quantiles, strict=True)) | {"own_start": own_start}
    if target.value is None:
        row["gap"] = (at_deadline - values[file.start_year]).median()
    else:
        row["gap"] = row["p50"] - target.value
    if delivered:  # shown, but the model does not test its own input
        return row | {"judged_as": "delivered_by_assumption", "verdict": "delivered"}
    row |= _chance(_is_met(values, target, reading, file.start_year), target.deadline)
    if target.value is not None:
        return row | {
            "judged_as": "probability",
            "verdict": _word(row["probability"], ("likely", "unlikely", "open")),
        }
    return row | {
        "judged_as": "direction",
        "verdict": _word(row["probability"], ("met", "not_met", "unclear")),
        "against_baseline": _against(baseline, values, reading, target.deadline),
    }


def _measured(target: Target, reading: Reading, file: TargetFile, run: Yearly) -> pd.DataFrame | str:
    """[replicate, year] of what a reading measures, where it is known at the deadline; or what is missing."""
    values = _values(run, reading)
    if values is None:
        return "not_in_run"
    if target.deadline not in values.columns:
        return "run_ends_before"
    first = file.start_year if target.value is None else reading.since or reading.base_year
    if first is not None and first not in values.columns:
        return "run_begins_late"
    return values[values[target.deadline].notna()]


class Outcome(NamedTuple):
    """What one reading of a target came to, replicate by replicate: [replicate, year]."""

    target: Target
    reading: Reading
    is_default: bool
    values: pd.DataFrame
    met: pd.DataFrame  # years after the start: is it met, or has it moved as wanted since?


def outcomes(run: Yearly, document: str) -> list[Outcome]:
    """The document's targets that are judged by probability or by direction, and that the run is long enough for.

    run: by indicator and whether it is the region's, a table of rows (replicate, county) and a column a year.
    """
    file, found = load_targets(document), []
    for target in file.targets:
        if target.judged not in ("probability", "direction"):
            continue
        for number, reading in enumerate(target.all_readings()):
            values = _measured(target, reading, file, run)
            if not isinstance(values, str):
                met = _is_met(values, target, reading, file.start_year)
                found.append(Outcome(target, reading, number == 0, values, met))
    return found


def _is_met(values: pd.DataFrame, target: Target, reading: Reading, start_year: int) -> pd.DataFrame:
    """[replicate, year after the start]: is the target met, or has the indicator moved as wanted since the start?"""
    after = values[[year for year in values.columns if year > start_year]]
    if target.value is not None:
        return pd.DataFrame(
            meets(after.to_numpy(), str(reading.operator), target.value, reading.tolerance),
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
    other = None if baseline is None else _values(baseline, reading)
    if other is None or deadline not in other.columns:
        return "not_measured"
    difference = (values[deadline] - other[deadline]).dropna()
    beyond = difference < 0.0 if reading.operator == "down" else difference > 0.0
    return _word(beyond.mean(), ("met", "not_met", "unclear")) if len(beyond) else "not_measured"


def _start(target: Target, reading: Reading, row: dict[str, Any], at_home: bool) -> dict[str, Any]:
    """Where the target starts from; a stated value holds in the document's own region for the reading it is of."""
    start = reading.start or target.start
    own = row.pop("own_start", float("nan"))
    is_of_reading = reading.start is not None or reading.measures_the_same(target)
    stated = start.value if at_home and is_of_reading else None
    if stated is None:
        status = "ASSUMED" if np.isfinite(own) else "NOT_IN_OUR_DATA"
        result = {"start": own, "start_status": status, "start_source": start.source if start.value is None else ""}
    else:
        result = {"start": stated, "start_status": start.status, "start_source": start.source}
    result["start_year"] = start.year
    if row["judged_as"] == "probability" and result["start_status"] == "ASSUMED" and reading.operator in (">=", ">"):
        half = result["start"] - row["gap"]
        result["start_for_half"] = half if half >= 0.0 else float("nan")
    return result


def _past(target: Target, reading: Reading, as_of: int, known: pd.Series, at_home: bool) -> dict[str, Any]:
    """For a deadline that has passed: the official outturn, or that it is not in our data."""
    if target.deadline >= as_of:
        return {"outturn": "not_due", "is_reconstruction": False}
    past: dict[str, Any] = {"is_reconstruction": True}
    own = target.outturn if at_home and reading.measures_the_same(target) else None
    if own is not None and own.year == target.deadline:
        return past | _outturn(own.value, own.source)
    key = (reading.indicator, target.deadline)
    is_series = reading.quantity() == reading.indicator and reading.aggregation == "region"
    if is_series and reading.factor == 1.0 and key in known.index:
        return past | _outturn(*known[key])
    return past | {"outturn": "not_in_our_data"}


def _outturn(value: float | None, source: str) -> dict[str, Any]:
    return {"outturn": f"{value:.10g}", "outturn_value": value, "outturn_source": source}


def _described(target: Target, reading: Reading, file: TargetFile, is_default: bool) -> dict[str, Any]:
    """What the document says, before any run."""
    return {
        "target": target.id,
        "reading": reading.name,
        "is_default_reading": is_default,
        "indicator": reading.quantity(),
        "operator": reading.operator,
        "value": target.value,
        "unit": reading.unit(target),
        "deadline": target.deadline,
        "deadline_source": target.ours or "document",
        "target_class": target.target_class,
        "level": target.level,
        "aggregation": reading.aggregation,
        "has_number": target.number != "none",
        "clause": target.clause,
        "quote": target.quote,
        "english": target.english,
        "comment": f"targets.comment.{target.comment}" if target.comment else "",
    }


def _yearly(indicators: pd.DataFrame, needed: set[str]) -> Yearly:
    """[(replicate, county), year] of each needed indicator: of the region, and of its counties."""
    rows = indicators[(indicators["quarter"] == 0) & indicators["indicator"].isin(needed)]
    county = rows["county"].astype("category").cat.remove_unused_categories()
    codes = county.cat.categories.astype(str)  # GB/T 2260: one that ends in 00 is a province or prefecture, no county
    is_region = codes.str.endswith("00")[county.cat.codes]
    cells = rows[["replicate", "year", "value"]].assign(county=county)
    groups = cells.groupby([rows["indicator"].astype("category"), is_region], observed=True)
    return {
        (str(name), bool(of_region)): found.pivot(index=["replicate", "county"], columns="year", values="value")
        for (name, of_region), found in groups
    }


def _values(rows: Yearly, reading: Reading) -> pd.DataFrame | None:
    """[replicate, year] of a reading's indicator, aggregated as it says; None where the run does not have it."""
    tables = []
    for name in reading.needs():
        found = rows.get((name, reading.aggregation == "region"))
        if found is None:
            return None
        tables.append(found)
    table = tables[0] if len(tables) == 1 else tables[0] / tables[1].where(tables[1] != 0.0)
    table = table * reading.factor
    if reading.since is not None:
        table = table.loc[:, table.columns >= reading.since].cumsum(axis=1)
    if reading.base_year is not None:
        table = table.div(table.get(reading.base_year, np.nan), axis=0)
    if reading.counties:
        table = table[table.index.isin(reading.counties, level="county")]
        if table.empty:
            return None
    if reading.aggregation == "share_of_counties":
        table = (table >= reading.each).astype(np.float64).where(table.notna())
    by_replicate = table.groupby(level="replicate")
    if reading.aggregation == "county_sum":
        return by_replicate.sum(min_count=1)
    return by_replicate.median() if reading.aggregation == "county_median" else by_replicate.mean()


def _outturns(region: str) -> pd.Series:
    """(indicator, year) -> (official value in our unit, source)."""
    from sim.indicators import official

    table = official(region)
    index = pd.MultiIndex.from_arrays([table["indicator"], table["year"].astype(int)])
    return pd.Series(list(zip(table["value"], table["source"], strict=True)), index=index, dtype=object)


def _word(probability: float, words: Sequence[str]) -> str:
    """words: for at least 2/3, for at most 1/3, for between."""
    if np.isnan(probability):
        return "not_measured"
    return words[0] if probability >= LIKELY else words[1] if probability <= UNLIKELY else words[2]


def _not_measured(missing: str) -> dict[str, Any]:
    return {"judged_as": "not_measured", "verdict": "not_measured", "note": f"targets.missing.{missing}"}


def _year(as_of: int | str | date) -> int:
    return as_of if isinstance(as_of, int) else date.fromisoformat(str(as_of)[:10]).year
