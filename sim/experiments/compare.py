"""Two or more scenarios under the same luck: what differs, by how much and how surely, for whom and at what cost.

    from sim import compare
    found = compare("jilin_2018", richer, replicates=20)
    found.effects      # paired differences with intervals by indicator, county and year
    found.targets      # change of the chance of each target
    found.beats        # probability that the other beats the first
    found.costs        # cost per unit gained, by payer
    found.counties     # winners and losers

Every scenario is laid beside the first. Replicate 3 of both has the same parameters and the same luck, so only policy
differs within a pair. The tables are pandas DataFrames; their columns are said where they are made.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sim import indicators
from sim.errors import RunError
from sim.experiments import sides
from sim.experiments.comparison import CONFIDENCE, SHOWN, Comparison, Precision
from sim.experiments.paired import LEAST_PAIRS, confidence_of_each, looks
from sim.result import Result

MOST_PAIRS = 320
"""Pairs that are run at most where a precision is asked for and no other number is."""


def compare(
    scenario: sides.Side,
    *others: sides.Side,
    replicates: int | None = None,
    seed: int | None = None,
    scale: int | None = None,
    precision: float | str | None = None,
    indicator: str | None = None,
    year: int | None = None,
    threads: int | None = None,
    out: str | Path | None = None,
    progress: Callable[[float, float], None] | None = None,
    confidence: float = CONFIDENCE,
) -> Comparison:
    """Lay scenarios beside the first under the same luck; what is on disk is read, not run again.

    scenario, others: scenarios, their names or files, results, or folders of finished runs. replicates: pairs (20; of
    finished runs alone: as many as all have). seed, scale: 1, or those of the finished runs. precision: stop as soon as
    half the interval of the difference of `indicator` in `year` (default: R&D expenditure, last year) is at most this,
    in the indicator's unit or, as "1 %", of the first one's mean; looked at with 20, 40, 80 ... pairs up to
    `replicates` (then 320), each time at a level corrected for looking repeatedly. confidence: of intervals. Errors:
    RunError (also: unlike seeds, scales, versions, regions or periods, which are refused), ScenarioError, StorageError.
    """
    found = [sides.opened(side) for side in (scenario, *others)]
    if len(found) < 2:
        raise RunError("compare.one_alone", found=sides.name_of(found[0]))
    found = sides.in_one_region(found)
    finished = [side for side in found if isinstance(side, Result)]
    seed, scale = sides.size_of(found, seed, scale)
    if len(finished) == len(found):
        replicates = replicates or min(side.replicates for side in finished)
    sides.refuse_unlike(found, seed, scale)
    period = finished[0].scenario.period if finished else found[0].period  # type: ignore[union-attr]
    check_indicator(indicator, year, period)
    wanted = None
    if precision is not None:
        wanted = _precision(precision, indicator or SHOWN[0], year or period[1])
        replicates = replicates or MOST_PAIRS
    replicates = replicates or LEAST_PAIRS
    steps = looks(replicates) if wanted else [replicates]
    of_each = confidence_of_each(confidence, len(steps))
    for number in steps:
        results = sides.results_of(found, number, seed, scale, threads, out, progress)
        made = Comparison(results, of_each, confidence, steps, indicator, year, wanted)
        if wanted is None or made.is_precise:
            break
    sides.finish(results, out)
    return made


def check_indicator(indicator: str | None, year: int | None, period: tuple[int, int]) -> None:
    """RunError: no such indicator, or a year outside the period."""
    from sim.scenario_problems import nearest

    if indicator is not None and indicator not in indicators.catalogue():
        near = nearest(indicator, indicators.catalogue())
        raise RunError("compare.unknown_indicator", found=indicator, allowed=", ".join(indicators.catalogue()),
                       hint=f" → {near}" if near else "")  # fmt: skip
    if year is not None and not period[0] <= year <= period[1]:
        raise RunError("compare.year_outside", found=year, first=period[0], last=period[1])


def _precision(text: float | str, indicator: str, year: int) -> Precision:
    """A number in the indicator's unit, or "1 %". RunError: neither."""
    plain = str(text).replace("%", "").strip()
    try:
        number = float(plain)
    except ValueError:
        number = float("nan")
    if not 0.0 < number < float("inf"):
        raise RunError("compare.not_a_precision", found=text, unit=indicators.unit(indicator))
    is_share = "%" in str(text)
    return Precision(number / 100.0 if is_share else number, is_share, indicator, year)
