"""Which value of each target could be promised: the one that a wanted share of the replicates reach by the deadline.

promise("jiangxi_2018", confidence=0.7).table
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from sim import indicators
from sim.errors import RunError
from sim.experiments import direction, sides
from sim.experiments.attribute import find_target
from sim.experiments.compare import check_indicator
from sim.experiments.paired import LEAST_PAIRS, reached_by
from sim.experiments.yearly import Yearly, read_yearly
from sim.result import Result
from sim.targets import needed_indicators, outcomes, standard_error

SHARE = 0.7


def promise(
    scenario: sides.Side,
    target: str | None = None,
    confidence: float = SHARE,
    indicator: str | None = None,
    year: int | None = None,
    replicates: int | None = None,
    seed: int | None = None,
    scale: int | None = None,
    threads: int | None = None,
    out: str | Path | None = None,
    progress: Callable[[float, float], None] | None = None,
) -> Promise:
    """The value that a share `confidence` of the replicates reach, beside what the document asks for.

    scenario: a scenario, its name or file, a result, or the folder of a finished run. target: one target (default: all
    that the model measures); or indicator and year: of the region, whatever the document says. replicates: at least 20
    (default 20; of a finished run: all that it has). seed, scale: 1, or those of a finished run. Errors: RunError
    (fewer than 20 replicates, an unknown name), ScenarioError, StorageError.
    """
    opened = sides.opened(scenario)
    finished = isinstance(opened, Result)
    seed, scale = sides.size_of([opened], seed, scale)
    if isinstance(opened, Result):
        replicates = replicates or opened.replicates
        whole = opened.scenario
    else:
        whole = opened
    replicates = replicates or LEAST_PAIRS
    if replicates < LEAST_PAIRS:
        raise RunError("promise.too_few", found=replicates, least=LEAST_PAIRS)
    if not 0.5 <= confidence < 1.0:
        raise RunError("promise.confidence", found=confidence)
    check_indicator(indicator, year, whole.period)
    if target is not None:
        find_target(whole.document, target, whole.name)
    elif indicator is None and whole.document is None:
        raise RunError("promise.no_document", scenario=whole.name)
    result = sides.results_of([opened], replicates, seed, scale, threads, out, progress)[0]
    if not finished:
        sides.finish([result], out)
    return Promise(result, confidence, target, indicator, year)


class Promise:
    """A run and what could be promised on it."""

    def __init__(
        self, result: Result, confidence: float = SHARE, target: str | None = None, indicator: str | None = None,
        year: int | None = None,
    ) -> None:  # fmt: skip
        self.result, self.confidence, self.target, self.indicator = result, confidence, target, indicator
        self.year = year or result.scenario.period[1]

    def __repr__(self) -> str:
        return f"<Promise of {self.result.scenario.name}: {100 * self.confidence:.0f} % of {self.result.replicates}>"

    @cached_property
    def values(self) -> dict[tuple[str, str], np.ndarray]:
        """Values at the deadline by replicate, by (target, reading); of an indicator by (indicator, "")."""
        return {key: values for key, values, _ in self._found()}

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row a target and reading, or one for the indicator.

        target, reading, is_default, indicator, unit, deadline, operator, asked (NaN: no number), probability,
        probability_se (of what is asked), promised (what `confidence` of the replicates reach), low, high (95 %
        interval without assuming a distribution; NaN on a side on which the replicates are too few), median, least
        (at least the value, else at most), meets (is the promised value as good as what is asked).
        """
        return pd.DataFrame([row for _, _, row in self._found()])

    def _found(self) -> list[tuple[tuple[str, str], np.ndarray, dict[str, Any]]]:
        yearly = read_yearly(self.result.run_folder, self.result.replicates)
        if self.indicator is not None:
            values = yearly.of(self.indicator)[:, yearly.years.index(self.year)]
            least = direction.sign(self.indicator) > 0.0
            about = {
                "target": "",
                "reading": "",
                "is_default": True,
                "indicator": self.indicator,
                "unit": indicators.unit(self.indicator),
                "deadline": self.year,
                "operator": "up" if least else "down",
                "asked": float("nan"),
                "probability": float("nan"),
                "probability_se": float("nan"),
            }
            return [((self.indicator, ""), values, about | self._promised(values, least, about))]
        return self._of_targets(yearly)

    def _of_targets(self, yearly: Yearly) -> list[tuple[tuple[str, str], np.ndarray, dict[str, Any]]]:
        document, found = str(self.result.scenario.document), []
        for one in outcomes(yearly.tables(needed_indicators(document)), document):
            target, reading = one.target, one.reading
            if self.target not in (None, target.id):
                continue
            values, met = one.values[one.deadline].to_numpy(float), one.met[one.deadline].to_numpy(bool)
            about = {
                "target": target.id,
                "reading": reading.name,
                "is_default": one.is_default,
                "indicator": reading.quantity(),
                "unit": reading.unit(target),
                "deadline": one.deadline,
                "operator": reading.operator,
                "asked": float("nan") if reading.value is None else reading.value,
                "probability": float(met.mean()) if len(met) else float("nan"),
                "probability_se": standard_error(int(met.sum()), len(met)),
                "quote": target.quote,
                "english": target.english,
            }
            least = reading.operator not in ("<=", "down")
            found.append(((target.id, reading.name), values, about | self._promised(values, least, about)))
        return found

    def _promised(self, values: np.ndarray, least: bool, about: dict[str, Any]) -> dict[str, Any]:
        known = values[~np.isnan(values)]
        if len(known) < LEAST_PAIRS:
            nothing = dict.fromkeys(("promised", "low", "high", "median"), float("nan"))
            return nothing | {"least": least, "meets": False, "replicates": len(known)}
        value, low, high = reached_by(known, self.confidence, least)
        meets = value >= about["asked"] if least else value <= about["asked"]
        return {
            "promised": value,
            "low": low,
            "high": high,
            "median": float(np.median(known)),
            "least": least,
            "meets": bool(meets),
            "replicates": len(known),
        }
