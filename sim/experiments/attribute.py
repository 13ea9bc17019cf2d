"""Which lever brought how much of an outcome, or of a target's gap, independent of the order in which they come.

    found = attribute("jiangxi_2018", indicator="rd_expenditure", year=2025)
    found.effects        # a row a lever: Shapley value with its interval, cost by payer, cost per unit
    found.interactions   # pairs of levers that bring more (or less) together than each alone
    found.confirmation   # the shown result again at full size

Up to 10 levers all 2^n sets are run; beyond that, orders are sampled with their error. The values of the levers add up
to the difference between the scenario with all of them and without any, in every replicate. The sets are run at scale
10, under the same luck and from the date at which they first differ; what is shown is then run at 1:1.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim import indicators
from sim.errors import RunError
from sim.experiments import direction, shapley, sides
from sim.experiments.coalitions import Coalitions, levers_that_act, without
from sim.experiments.compare import CONFIDENCE, PAYERS, check_indicator
from sim.experiments.paired import Interval, fieller, student
from sim.experiments.yearly import Yearly, read_costs, read_yearly
from sim.result import Result
from sim.scenario import Scenario
from sim.target_file import Reading, Target, load_targets
from sim.targets import outcomes

REPLICATES = 8
SCALE = 10
ORDER_PAIRS = 8
"""Orders that are drawn beyond 10 levers, each with its reverse."""

NAMED_PAIRS = 5
AT_ENDS = 3
"""Levers whose pairs are looked at where orders are sampled."""


class Asked(NamedTuple):
    """What is attributed: an indicator of the region in a year, or what a target's default reading measures by then."""

    indicator: str
    year: int
    unit: str
    target: Target | None = None
    reading: Reading | None = None

    @property
    def key(self) -> str:
        """What is asked, in a word: part of file names."""
        return self.target.id if self.target else self.indicator


def attribute(
    scenario: Scenario | str,
    indicator: str | None = None,
    year: int | None = None,
    target: str | None = None,
    levers: Sequence[str] | None = None,
    replicates: int = REPLICATES,
    seed: int = 1,
    scale: int = SCALE,
    confirm_scale: int | None = 1,
    order_pairs: int = ORDER_PAIRS,
    threads: int | None = None,
    out: str | Path | None = None,
    progress: Callable[[float, float], None] | None = None,
    confidence: float = CONFIDENCE,
    lang: str = "en",
) -> Attribution:
    """Divide what levers bring among them by Shapley value.

    indicator, year: of the region (default: R&D expenditure in the last year); or target: its id, at its deadline, in
    its default reading. levers: those among which to divide (default: all that the scenario itself brings); the others
    stay as they are. replicates: lots of luck. scale: of the many runs. confirm_scale: of the runs that confirm the
    result (None: none). order_pairs: orders drawn, each with its reverse, where there are more than 10 levers.
    Errors: RunError (an unknown name, a lever that is off), ScenarioError, StorageError.
    """
    opened = sides.opened(scenario, lang)
    whole = opened.scenario if isinstance(opened, Result) else opened
    asked = _asked(whole, indicator, year, target)
    whole = whole.until(asked.year)
    players = _players(whole, levers)
    names = asked.reading.needs() if asked.reading else [asked.indicator]

    def outcome(yearly: Yearly) -> np.ndarray:
        return outcome_of(yearly, asked, whole.document)

    runs = Coalitions(whole, players, names, outcome, replicates, seed, scale)
    found: Game | Orders
    if len(players) <= shapley.MOST_EXACT:
        found = Game(runs.values(range(1 << len(players)), threads, progress), len(players))
    else:
        found = _sampled(runs, order_pairs, threads, progress)
    made = Attribution(asked, runs, found, confidence)
    if confirm_scale is not None:
        made.confirm(confirm_scale, threads, out, progress)
    return made


class Game:
    """All sets valued: exact Shapley values and interactions."""

    is_exact = True
    n_orders = 0

    def __init__(self, values: dict[int, np.ndarray], n: int) -> None:
        self.by_set, self.n = values, n
        self._table = np.array([values[coalition] for coalition in range(1 << n)])
        self.shares = shapley.exact(self._table)

    def order_error(self) -> np.ndarray:
        """No orders were drawn: no error from them."""
        return np.zeros(self.n)

    def interactions(self) -> dict[tuple[int, int], np.ndarray]:
        """[replicate] of each pair."""
        return shapley.interactions(self._table)


class Orders:
    """Some orders valued: sampled Shapley values; interactions of the strongest levers, looked at from both ends."""

    is_exact = False

    def __init__(self, values: dict[int, np.ndarray], found: list[tuple[int, ...]]) -> None:
        self.by_set, self.n, self.n_orders = values, len(found[0]), len(found)
        self._sampled = shapley.sampled(values, found)
        self.shares = self._sampled.values

    def order_error(self) -> np.ndarray:
        """[player]"""
        return self._sampled.order_error()

    def at_ends(self) -> list[tuple[int, int]]:
        """Pairs of the levers with the largest values."""
        strongest = np.argsort(-np.abs(self.shares.mean(axis=1)), kind="stable")[:AT_ENDS]
        return [(int(min(i, j)), int(max(i, j))) for k, i in enumerate(strongest) for j in strongest[k + 1 :]]

    def sets_at_ends(self) -> list[int]:
        """The sets that `interactions` needs beside those of the orders."""
        full = (1 << self.n) - 1
        wanted = set()
        for i, j in self.at_ends():
            for some in (1 << i, 1 << j, 1 << i | 1 << j):
                wanted |= {some, full & ~some}
        return sorted(wanted - set(self.by_set))

    def interactions(self) -> dict[tuple[int, int], np.ndarray]:
        """[replicate] of the pairs of the strongest levers: mean of what they do with no other lever and with all."""
        full, v, found = (1 << self.n) - 1, self.by_set, {}
        for i, j in self.at_ends():
            one, other = 1 << i, 1 << j
            low = v[one | other] - v[one] - v[other] + v[0]
            high = v[full] - v[full & ~one] - v[full & ~other] + v[full & ~one & ~other]
            found[i, j] = (low + high) / 2.0
        return found


class Attribution:
    """What each lever brought. Numbers are in the unit of `asked`; differences are of the mean over replicates."""

    def __init__(self, asked: Asked, runs: Coalitions, found: Game | Orders, confidence: float) -> None:
        self.asked, self.runs, self.found, self.confidence = asked, runs, found, confidence
        self.levers, self.scenario = runs.levers, runs.full
        self.replicates, self.seed, self.scale = runs.replicates, runs.seed, runs.scale
        self.none, self.full = found.by_set[0], found.by_set[(1 << found.n) - 1]
        self.results: dict[str, Result] = {}
        self.confirmation = pd.DataFrame(columns=_CONFIRMED)

    def __repr__(self) -> str:
        how = "exact" if self.found.is_exact else f"{self.found.n_orders} orders"
        what = f"{self.asked.key} {self.asked.year} in {self.scenario.name}"
        return f"<Attribution of {what} to {len(self.levers)} levers, {how}>"

    @property
    def by_replicate(self) -> pd.DataFrame:
        """Shapley values by lever (rows) and replicate (columns); each column adds up to its own difference."""
        return pd.DataFrame(self.found.shares, index=pd.Index(self.levers, name="lever"))

    @property
    def total(self) -> Interval:
        """What all levers bring together."""
        return student(self.full - self.none, self.confidence)

    @property
    def run_ids(self) -> list[str]:
        """Ids of the runs at full size, or where none were made that of the scenario at the scale used."""
        from sim.runs import model_digests, run_id

        if self.results:
            return [result.run_folder.name for result in self.results.values()]
        return [run_id(self.scenario.resolved(), self.seed, self.scale, model_digests())[:16]]

    @property
    def strongest(self) -> str:
        """The lever with the largest value, up or down."""
        return self.levers[int(np.argmax(np.abs(self.found.shares.mean(axis=1))))]

    @cached_property
    def effects(self) -> pd.DataFrame:
        """A row a lever, the largest first.

        lever, effect, se, se_luck, se_orders, low, high, share (of what all bring; NaN where that cannot be told from
        zero), then, where it was confirmed at full size: cost (yuan until the year in the whole package, less what
        the lever costs without these levers: outlays, tax forgone and expected losses), by payer cost_centre ...
        cost_county, and per_unit with its interval (yuan; NaN where the effect cannot be told from zero).
        """
        shares, luck = self.found.shares, student(self.found.shares.T, self.confidence)
        errors = np.hypot(luck.se, self.found.order_error())
        with np.errstate(invalid="ignore", divide="ignore"):
            wider = np.where(luck.se > 0.0, errors / luck.se, 1.0)
        total, costs = self.total, self._costs()
        told = bool(total.low > 0.0 or total.high < 0.0)
        rows = []
        for place, lever in enumerate(self.levers):
            half = (luck.high[place] - luck.mean[place]) * wider[place]
            if luck.se[place] == 0.0:
                half = 2.0 * self.found.order_error()[place]
            effect = float(luck.mean[place])
            row = {
                "lever": lever,
                "effect": effect,
                "se": float(errors[place]),
                "se_luck": float(luck.se[place]),
                "se_orders": float(self.found.order_error()[place]),
                "low": effect - float(half),
                "high": effect + float(half),
                "share": effect / float(total.mean) if told else float("nan"),
            }
            rows.append(row | _cost_of(lever, costs, shares[place], self.asked, self.confidence))
        table = pd.DataFrame(rows, columns=_EFFECTS)
        order = table["effect"].abs().sort_values(ascending=False, kind="stable").index
        return table.loc[order].reset_index(drop=True)

    def _costs(self) -> pd.DataFrame | None:
        """Yuan by lever, payer and replicate that the whole package costs more than none of the levers, until the year.

        A lever that changes national law thus costs what it adds to what the law costs anyway.
        """
        if "full" not in self.results:
            return None
        full, none = (
            read_costs(self.results[name].run_folder, self.results[name].replicates, self.asked.year)
            for name in ("full", "none")
        )
        return full.sub(none, fill_value=0.0)

    @cached_property
    def interactions(self) -> pd.DataFrame:
        """one, other, together (what two add beyond each alone), se, low, high, told (from zero), by size."""
        rows = []
        for (i, j), values in self.found.interactions().items():
            of = student(values, self.confidence)
            told = bool(of.low > 0.0 or of.high < 0.0)
            figures = (float(of.mean), float(of.se), float(of.low), float(of.high), told)
            rows.append((self.levers[i], self.levers[j], *figures))
        table = pd.DataFrame(rows, columns=["one", "other", "together", "se", "low", "high", "told"])
        order = table["together"].abs().sort_values(ascending=False, kind="stable").index
        return table.loc[order].reset_index(drop=True)

    @property
    def gap(self) -> dict[str, float] | None:
        """Of a target with a number: threshold, median without and with the levers, the gap before and what is left.

        gap = threshold - median without; gap = what the levers bring + `rounding` + left, where `rounding` is the
        difference between medians, which a gap is said in, and means, which the levers' values are of.
        """
        target = self.asked.target
        if target is None or target.value is None:
            return None
        none, full = float(np.median(self.none)), float(np.median(self.full))
        brought = float(self.total.mean)
        return {
            "threshold": target.value,
            "median_without": none,
            "median_with": full,
            "gap": target.value - none,
            "brought": brought,
            "rounding": full - none - brought,
            "left": target.value - full,
        }

    def confirm(
        self, scale: int, threads: int | None = None, out: str | Path | None = None,
        progress: Callable[[float, float], None] | None = None,
    ) -> None:  # fmt: skip
        """Run the scenario with all levers, with none and without the strongest one at another scale, and compare.

        Fills `confirmation`: what, effect, low, high at the scale used and there, agrees (the two differ by no more
        than their errors allow). The runs lie in their own folders under `out`.
        """
        one = self.strongest
        named = {"full": self.scenario, "none": self.runs.none, "without": without(self.scenario, [one])}
        made = sides.results_of(list(named.values()), self.replicates, self.seed, scale, threads, out, progress)
        sides.finish(made, out)
        self.results = dict(zip(named, made, strict=True))
        big = {
            name: outcome_of(read_yearly(result.run_folder, self.replicates), self.asked, self.scenario.document)
            for name, result in self.results.items()
        }
        last = (1 << self.found.n) - 1
        set_without = last & ~(1 << self.levers.index(one))
        small = {"full": self.full, "none": self.none, "without": self.found.by_set.get(set_without)}
        rows = [_confirmed("all", small["full"] - self.none, big["full"] - big["none"], self.confidence)]
        if small["without"] is None:
            small["without"] = self.runs.values([set_without], threads)[set_without]
        rows.append(_confirmed(one, self.full - small["without"], big["full"] - big["without"], self.confidence))
        self.confirmation = pd.DataFrame(rows, columns=_CONFIRMED).assign(scale=self.scale, confirmed_at=scale)
        self.__dict__.pop("effects", None)


_EFFECTS = (
    *("lever", "effect", "se", "se_luck", "se_orders", "low", "high", "share", "cost"),
    *(f"cost_{payer}" for payer in PAYERS),
    *("per_unit", "per_unit_low", "per_unit_high"),
)
_CONFIRMED = ("what", "effect", "low", "high", "effect_there", "low_there", "high_there", "agrees")


def outcome_of(yearly: Yearly, asked: Asked, document: str | None) -> np.ndarray:
    """[replicate] of what is asked."""
    if asked.target is None or asked.reading is None:
        return yearly.of(asked.indicator)[:, yearly.years.index(asked.year)]
    run = yearly.tables(asked.reading.needs())
    found = [one for one in outcomes(run, str(document)) if one.target.id == asked.target.id and one.is_default]
    return found[0].values[asked.year].reindex(range(len(yearly.values))).to_numpy(float)


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


def _sampled(runs: Coalitions, order_pairs: int, threads: int | None, progress: Any) -> Orders:
    drawn = shapley.orders(len(runs.levers), order_pairs, runs.seed)
    values = runs.values(shapley.needed(drawn), threads, progress)
    made = Orders(values, drawn)
    values.update(runs.values(made.sets_at_ends(), threads, progress))
    return made


def _cost_of(
    lever: str, costs: pd.DataFrame | None, effect: np.ndarray, asked: Asked, confidence: float
) -> dict[str, float]:
    """What a lever cost in the whole package, by payer, and per unit that it brought."""
    if costs is None:
        return {}
    mine = costs.loc[costs.index.get_level_values("lever") == lever].groupby(level="payer").sum()
    mine = mine.reindex(PAYERS, fill_value=0.0)
    total = mine.sum().to_numpy()
    row = {"cost": float(total.mean())} | {f"cost_{payer}": float(yuan.mean()) for payer, yuan in mine.iterrows()}
    effect = direction.sign(asked.indicator) * effect
    quotient = fieller(total, effect, confidence)
    if effect.mean() > 0.0 and total.any():
        row |= {"per_unit": quotient.value, "per_unit_low": quotient.low, "per_unit_high": quotient.high}
    return row


def _confirmed(what: str, small: np.ndarray, big: np.ndarray, confidence: float) -> tuple[Any, ...]:
    here, there = student(small, confidence), student(big, confidence)
    apart = abs(float(here.mean - there.mean))
    allowed = float(np.hypot(here.high - here.mean, there.high - there.mean))
    figures = (here.mean, here.low, here.high, there.mean, there.low, there.high)
    return (what, *map(float, figures), bool(apart <= allowed))
