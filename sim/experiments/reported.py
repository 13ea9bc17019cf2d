"""How much of a rise is real and how much stands in reports alone: relabelled by firms or added by county reports.

real("jiangxi_2018").table      # since the document, and against what would have been without it
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from sim import indicators
from sim.errors import RunError
from sim.experiments import sides
from sim.experiments.comparison import CONFIDENCE
from sim.experiments.paired import LEAST_PAIRS, fieller, student
from sim.experiments.yearly import Yearly, read_yearly
from sim.result import Result
from sim.simulation import baseline_of
from sim.target_file import load_targets

PAIRS = {"rd_expenditure": "rd_real", "rd_intensity": "rd_intensity_real"}
"""Indicators as they are reported, and the same as it really is."""


def real(
    scenario: sides.Side,
    year: int | None = None,
    since: int | None = None,
    replicates: int | None = None,
    seed: int | None = None,
    scale: int | None = None,
    threads: int | None = None,
    out: str | Path | None = None,
    progress: Callable[[float, float], None] | None = None,
) -> Reported:
    """Divide the rise of reported R&D into what is really done and what only reports show.

    year: to which year (default: the last); since: from which (default: the year before the document's, else the
    first). The rise since then is told of the scenario, and beside it what the scenario adds to its baseline in `year`
    under the same luck and events (not of a finished run of another version, beside which no baseline can be run).
    replicates: lots of luck (20; of a finished run: all that it has). seed, scale: 1, or those of a finished run.
    Errors: RunError, ScenarioError, StorageError.
    """
    opened = sides.opened(scenario)
    whole = opened.scenario if isinstance(opened, Result) else opened
    seed, scale = sides.size_of([opened], seed, scale)
    if isinstance(opened, Result):
        replicates = replicates or opened.replicates
    year = year or whole.period[1]
    since = since or (load_targets(whole.document).start_year if whole.document else whole.period[0])
    if not whole.period[0] <= since < year <= whole.period[1]:
        raise RunError("real.years", since=since, year=year, first=whole.period[0], last=whole.period[1])
    before = baseline_of(whole) if sides.is_of_this_version(opened) else None
    compared = [opened] if before is None else [before, opened]
    sides.refuse_unlike(compared, seed, scale)
    results = sides.results_of(compared, replicates or LEAST_PAIRS, seed, scale, threads, out, progress)
    sides.finish(results, out)
    return Reported(results, since, year)


class Reported:
    """Runs of a scenario and of its baseline (if it has one, first), read for what is real in them."""

    def __init__(self, results: list[Result], since: int, year: int, confidence: float = CONFIDENCE) -> None:
        self.results, self.result, self.since, self.year = results, results[-1], since, year
        self.confidence, self.replicates = confidence, results[-1].replicates

    def __repr__(self) -> str:
        return f"<Reported of {self.result.scenario.name}: {self.since} to {self.year}>"

    @cached_property
    def yearly(self) -> list[Yearly]:
        """Yearly values of each run."""
        return [read_yearly(result.run_folder, result.replicates) for result in self.results]

    @cached_property
    def by_year(self) -> pd.DataFrame:
        """indicator (as reported), unit, year, reported, real, only_reported: means over replicates of the scenario."""
        rows, mine = [], self.yearly[-1]
        for name, truth in PAIRS.items():
            shown, done = mine.of(name).mean(axis=0), mine.of(truth).mean(axis=0)
            for place, year in enumerate(mine.years):
                rows.append((name, indicators.unit(name), year, shown[place], done[place], shown[place] - done[place]))
        return pd.DataFrame(rows, columns=["indicator", "unit", "year", "reported", "real", "only_reported"])

    @cached_property
    def table(self) -> pd.DataFrame:
        """Two rows an indicator at most: the rise since the start year, and what is added to the baseline.

        indicator, unit, rise (since, policy), reported, reported_low, reported_high, real, real_low, real_high,
        only_reported, only_low, only_high, real_share with its interval (of the reported rise; NaN where that cannot be
        told from zero), pairs.
        """
        rows = []
        mine = self.yearly[-1]
        last, first = mine.years.index(self.year), mine.years.index(self.since)
        for name, truth in PAIRS.items():
            shown, done = mine.of(name), mine.of(truth)
            rows.append(self._row(name, "since", shown[:, last] - shown[:, first], done[:, last] - done[:, first]))
            if len(self.yearly) > 1:
                base = self.yearly[0]
                more = shown[:, last] - base.of(name)[:, last]
                rows.append(self._row(name, "policy", more, done[:, last] - base.of(truth)[:, last]))
        return pd.DataFrame(rows)

    def _row(self, name: str, rise: str, shown: np.ndarray, done: np.ndarray) -> dict[str, object]:
        row: dict[str, object] = {"indicator": name, "unit": indicators.unit(name), "rise": rise}
        for part, values in (("reported", shown), ("real", done), ("only", shown - done)):
            of = student(values, self.confidence)
            row |= {"only_reported" if part == "only" else part: float(of.mean)}
            row |= {f"{part}_low": float(of.low), f"{part}_high": float(of.high)}
        share = fieller(done, shown, self.confidence)
        return row | {
            "real_share": share.value,
            "real_share_low": share.low,
            "real_share_high": share.high,
            "pairs": len(shown),
        }
