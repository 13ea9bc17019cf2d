"""Which lever brought how much of an outcome, or of a target's gap, independent of the order in which they come.

    found = attribute("jiangxi_2018", indicator="rd_expenditure", year=2025)
    found.effects        # a row a lever: Shapley values of the outcome, with interval, and of public cost by payer
    found.interactions   # pairs of levers that bring more (or less) together than each alone
    found.confirmation   # the shown result again at full size

Up to 10 levers all 2^n sets are run; beyond that, orders are sampled with their error. The values of the levers add up
to the difference between the scenario with all of them and without any, in every replicate. The sets are run at scale
10, under the same luck and from the date at which they first differ; what is shown is then run at 1:1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sim import indicators
from sim.errors import RunError
from sim.experiments import shapley, sides
from sim.experiments.attribution import Asked, Attribution, measures
from sim.experiments.coalitions import Coalitions, levers_that_act
from sim.experiments.compare import check_indicator
from sim.experiments.comparison import CONFIDENCE
from sim.experiments.games import Game, Orders
from sim.experiments.yearly import Yearly
from sim.result import Result
from sim.scenario import Scenario
from sim.target_file import Reading, Target, load_targets

REPLICATES = 8
SCALE = 10
ORDER_PAIRS = 8
"""Orders that are drawn beyond 10 levers, each with its reverse."""


def attribute(
    scenario: sides.Side,
    indicator: str | None = None,
    year: int | None = None,
    target: str | None = None,
    levers: Sequence[str] | None = None,
    replicates: int = REPLICATES,
    seed: int | None = None,
    scale: int = SCALE,
    confirm_scale: int | None = 1,
    order_pairs: int = ORDER_PAIRS,
    threads: int | None = None,
    out: str | Path | None = None,
    progress: Callable[[float, float], None] | None = None,
    confidence: float = CONFIDENCE,
    lang: str = "en",
) -> Attribution:
    """Divide what levers bring among them by Shapley value, and what they cost likewise.

    scenario: a scenario, its name or file, a result, or the folder of a finished run, of which the scenario and the
    seed are taken. indicator, year: of the region (default: R&D expenditure in the last year); or target: its id, at
    its deadline, in its default reading. levers: those among which to divide (default: all that the scenario itself
    brings); the others stay as they are. replicates: lots of luck. seed: 1, or that of a finished run. scale: of the
    many runs. confirm_scale: of the runs that confirm the result (None: none). order_pairs: orders drawn, each with its
    reverse, where there are more than 10 levers. Errors: RunError (an unknown name, a lever that is off),
    ScenarioError, StorageError.
    """
    opened = sides.opened(scenario, lang)
    whole = opened.scenario if isinstance(opened, Result) else opened
    seed, _ = sides.size_of([opened], seed, None)
    asked = _asked(whole, indicator, year, target)
    whole = whole.until(asked.year)
    players = _players(whole, levers)
    names = asked.reading.needs() if asked.reading else [asked.indicator]

    def outcome(yearly: Yearly) -> np.ndarray:
        return measures(yearly, asked, whole.document)

    runs = Coalitions(whole, players, names, outcome, replicates, seed, scale)
    found: Game | Orders
    beside: Game | Orders
    if len(players) <= shapley.MOST_EXACT:
        parts = _parts(runs.values(range(1 << len(players)), threads, progress))
        found, beside = (Game(part, len(players)) for part in parts)
    else:
        found, beside = _sampled(runs, order_pairs, threads, progress)
    made = Attribution(asked, runs, found, beside, confidence)
    if confirm_scale is not None:
        made.confirm(confirm_scale, threads, out, progress)
    return made


def find_target(document: str | None, wanted: str, name: str) -> tuple[Target, Reading]:
    """A target that the model measures, by its id, and its default reading. RunError: there is none."""
    from sim.scenario_problems import nearest

    if document is None:
        raise RunError("attribute.no_document", scenario=name)
    measured = {one.id: one for one in load_targets(document).targets if one.judged in ("probability", "direction")}
    if wanted not in measured:
        near = nearest(wanted, measured)
        hint = f" → {near}" if near else ""
        raise RunError(
            "attribute.unknown_target", found=wanted, document=document, allowed=", ".join(measured), hint=hint
        )
    return measured[wanted], measured[wanted].all_readings()[0]


def _asked(scenario: Scenario, indicator: str | None, year: int | None, target: str | None) -> Asked:
    if target is None:
        check_indicator(indicator, year, scenario.period)
        name = indicator or "rd_expenditure"
        return Asked(name, year or scenario.period[1], indicators.unit(name))
    if indicator is not None:
        raise RunError("attribute.one_of", indicator=indicator, target=target)
    found, reading = find_target(scenario.document, target, scenario.name)
    if not scenario.period[0] <= found.deadline <= scenario.period[1]:
        raise RunError("compare.year_outside", found=found.deadline, first=scenario.period[0], last=scenario.period[1])
    return Asked(str(reading.indicator), found.deadline, reading.unit(found), found, reading)


def _players(scenario: Scenario, levers: Sequence[str] | None) -> list[str]:
    from sim.scenario_problems import nearest

    acting = levers_that_act(scenario)
    for lever in levers or ():
        if lever not in acting:
            near = nearest(lever, acting)
            hint = f" → {near}" if near else ""
            raise RunError("attribute.unknown_lever", found=lever, scenario=scenario.name,
                           allowed=", ".join(acting) or "-", hint=hint)  # fmt: skip
    chosen = [lever for lever in acting if levers is None or lever in levers]
    if not chosen:
        raise RunError("attribute.no_levers", scenario=scenario.name)
    return chosen


def _parts(values: dict[int, np.ndarray]) -> tuple[dict[int, np.ndarray], dict[int, np.ndarray]]:
    """What is asked by set [replicate], and what stands beside it: gain and cost by payer [measure, replicate]."""
    return {n: value[0] for n, value in values.items()}, {n: value[1:] for n, value in values.items()}


def _sampled(runs: Coalitions, order_pairs: int, threads: int | None, progress: Any) -> tuple[Orders, Orders]:
    drawn = shapley.orders(len(runs.levers), order_pairs, runs.seed)
    asked, beside = _parts(runs.values(shapley.needed(drawn), threads, progress))
    made = Orders(asked, drawn)
    asked.update(_parts(runs.values(made.sets_at_ends(), threads, progress))[0])
    return made, Orders(beside, drawn)
