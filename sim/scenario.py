"""A scenario: which region, which years, which levers with which values, under which assumptions.

Written as a file (`scenarios/README.md` says how), read once, checked wholly, and frozen:

    scenario = load_scenario("jiangxi_2018")
    richer = scenario.with_values({"innovation_voucher.annual_budget_county": 500_000})
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from sim.events import Event
from sim.extra_money import ExtraMoney
from sim.extra_money import until as money_until
from sim.instruments import levers_of
from sim.law import DOCUMENTS, Dated, as_date, law_on, value_on
from sim.levers.catalogue import catalogue
from sim.scenario_check import (
    SCHEMA,
    check_document,
    check_period,
    check_region,
    fields_of,
    set_value,
    table_place,
)
from sim.scenario_events import check_counties, node_of, read_events
from sim.scenario_file import Node, read
from sim.scenario_money import read_money
from sim.scenario_problems import Problem, Problems, ScenarioError, nearest
from sim.scenario_values import Levers, check_budgets, known_key

__all__ = ["FOLDER", "Problem", "Scenario", "ScenarioError", "load_scenario", "scenario_names"]

FOLDER = Path(__file__).parent.parent / "scenarios"


class Scenario(BaseModel):
    """A checked scenario; immutable. Make a changed one with `with_values`, `with_events`, `with_region`, `until`.

    Two scenarios are equal if they resolve to the same: a file and its resolved copy are.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    path: Path | None = None
    title: dict[str, str]  # zh, en
    question: dict[str, str]
    region: str
    document: str | None = None  # the document whose targets and clauses it stands for
    baseline: str | None = None  # the scenario that it changes
    period: tuple[int, int]  # first and last year
    levers: Levers  # lever -> parameter -> date -> value: what differs from the law, in the law's units
    assumptions: dict[str, Any]
    events: tuple[Event, ...] = ()
    extra_money: tuple[ExtraMoney, ...] = ()  # beyond the official envelope

    def is_on(self, lever: str) -> bool:
        """Is the lever in force: national law, or named in the scenario? KeyError: no such lever."""
        known_key(lever)
        return catalogue()[lever].national or lever in self.levers

    def series(self, key: str) -> Dated:
        """The dated values of "lever.parameter", in the law's unit, whether or not the lever is on.

        The first date of a law file is that of one document. An instrument of another document begins on that one's.
        """
        lever, name = known_key(key)
        law = catalogue()[lever].parameters[name].values
        series = law.then(self.levers.get(lever, {}).get(name, {}))
        if self.document is None or catalogue()[lever].national or series.first != law.first:
            return series
        return series.beginning(DOCUMENTS[self.document][1])

    def value(self, key: str, day: date | str) -> float:
        """ "lever.parameter" on `day`, in the law's unit; 0.0 if the lever is off or before its first date."""
        lever, name = known_key(key)
        return value_on(self, lever, name, as_date(day))

    def values_on(self, day: date | str) -> dict[str, float]:
        """Every "lever.parameter" of the catalogue on `day`, in the catalogue's order and the law's units."""
        return law_on(self, day)

    def levers_on(self) -> list[str]:
        """The levers in force, in the order of the catalogue."""
        return [lever for lever in catalogue() if self.is_on(lever)]

    def counterfactual_levers(self) -> list[str]:
        """The levers in force that are neither national law nor named by the scenario's document."""
        named = levers_of(self.document) if self.document else set()
        return [lever for lever in self.levers_on() if not catalogue()[lever].national and lever not in named]

    def with_values(
        self, values: Mapping[str, Any], lang: str = "en", typed: bool = False, budgets: bool = True
    ) -> "Scenario":
        """A changed copy. Values are numbers in the law's unit or texts with a unit ("200_000 yuan", "20 %").

        "lever.parameter": the whole series becomes this value, from the law's first date on;
        "lever.parameter@2020-01-01": the value from this date on, instead of what came later;
        "assumptions.growth", "assumptions.channels.mobility", ...: an assumption;
        "lever": "on" with the law's values, or "off". Setting a parameter switches its lever on.
        `typed`: they were typed as options of the command line, and messages repeat them so. `budgets`: False leaves
        out whether all budgets together fit, for values of which that is known.
        ScenarioError: everything that is wrong, each with its key.
        """
        levers = {lever: {name: dict(days) for name, days in table.items()} for lever, table in self.levers.items()}
        assumptions = {**self.assumptions, "channels": dict(self.assumptions["channels"])}
        found: list[Problem] = []
        places = {key: _as_typed(key, value) if typed else "" for key, value in values.items()}
        for key, value in sorted(values.items(), key=_order):
            problems = Problems(places[key], lang)
            set_value(key, value, levers, assumptions, self.period, problems)
            found += problems.found
        if found:
            raise ScenarioError(found)
        if not budgets:
            return self.model_copy(update={"levers": levers, "assumptions": assumptions})
        return self._changed(" ".join(filter(None, places.values())), lang, levers=levers, assumptions=assumptions)

    def with_events(self, events: Sequence[Mapping[str, Any]], lang: str = "en") -> "Scenario":
        """A copy with these events in place of its own, each a table as in a file. ScenarioError: what is wrong."""
        problems = Problems("", lang)
        found = read_events(node_of(events), self.region, self.period, self.levers_on(), problems)
        problems.stop()
        return self._changed("", lang, events=found)

    def with_extra_money(self, money: Sequence[Mapping[str, Any]], lang: str = "en") -> "Scenario":
        """A copy with this money beyond the envelope in place of its own, each a table as in a file.

        ScenarioError: what is wrong, also where the budgets then go beyond what there is.
        """
        problems = Problems("", lang)
        found = read_money(node_of(money), self.period, problems)
        problems.stop()
        return self._changed("", lang, extra_money=found)

    def with_region(self, region: str, lang: str = "en") -> "Scenario":
        """The same scenario in another region. ScenarioError: unknown region, or not that of its document."""
        return self._changed(f"--region {region}", lang, region=region)

    def until(self, year: int, lang: str = "en") -> "Scenario":
        """The same scenario ending with `year`, without later events. ScenarioError: a year before its first."""
        events = tuple(event for event in self.events if event.happens <= year)
        period, money = (self.period[0], year), money_until(self.extra_money, year)
        return self._changed(f"--until {year}", lang, period=period, events=events, extra_money=money)

    def resolved(self) -> dict[str, Any]:
        """Everything the scenario says, defaults included, as plain values in a fixed order.

        Written as YAML it is a scenario file that loads to an equal scenario; the run id is a digest of it.
        """
        levers: dict[str, Any] = {}
        end = date(self.period[1], 12, 31)
        for lever, sheet in catalogue().items():
            series = {name: self.series(f"{lever}.{name}").until(end) for name in sheet.parameters}
            written = {name: {str(day): value for day, value in one.items()} for name, one in series.items() if one}
            levers[lever] = written if self.is_on(lever) else "off"
        return {
            "schema": SCHEMA,
            "name": self.name,
            "title": {lang: self.title[lang] for lang in ("zh", "en")},
            "question": {lang: self.question[lang] for lang in ("zh", "en")},
            "region": self.region,
            "document": self.document,
            "baseline": self.baseline,
            "period": list(self.period),
            "levers": levers,
            "assumptions": {**self.assumptions, "channels": dict(self.assumptions["channels"])},
            "events": [event.plain() for event in self.events],
            "extra_money": [one.plain() for one in self.extra_money],
        }

    def _changed(self, where: str, lang: str, **changes: Any) -> "Scenario":
        changed = self.model_copy(update=changes)
        problems = Problems(where, lang)
        if check_region(changed.region, problems) and check_period(changed.period, problems):
            if changed.document is not None:
                check_document(changed.document, changed.region, problems)
            check_counties(changed.events, changed.region, problems)
            check_budgets(changed, problems)
        problems.stop()
        return changed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scenario) and self.resolved() == other.resolved()

    def __hash__(self) -> int:
        return hash(json.dumps(self.resolved(), ensure_ascii=False))


def _order(item: tuple[str, Any]) -> tuple[bool, str]:
    """Whole series first, then by date."""
    return ("@" in str(item[0]), str(item[0]))


def _as_typed(key: str, value: Any) -> str:
    """A change as it is typed on the command line."""
    name, at, day = key.partition("@")
    return f"--set {name}={value}{at}{day}"


def load_scenario(name_or_path: str | Path, lang: str = "en") -> Scenario:
    """The scenario of this name (a file in the folder scenarios/), or the one in this file.

    `lang` ("zh" or "en") is the language of the messages. ScenarioError: all that is wrong with it.
    """
    return _load(name_or_path, lang, ())


def scenario_names() -> list[str]:
    """The names that `load_scenario` knows."""
    return sorted(file.stem for file in FOLDER.glob("*.yaml")) + sorted(f"reforms/{one}" for one in _reforms())


def _reforms() -> list[str]:
    """Names of the reforms: scenarios in the folder scenarios/reforms/."""
    return sorted(file.stem for file in (FOLDER / "reforms").glob("*.yaml"))


def _load(name_or_path: str | Path, lang: str, chain: tuple[Path, ...]) -> Scenario:
    path = _file(name_or_path, lang)
    problems = Problems(str(path), lang)
    root = read(path, problems)
    problems_of_baseline: list[Problem] = []

    def load_baseline(name: str, place: Node) -> Scenario | None:
        beside = path.parent / f"{name}.yaml"
        file = beside if beside.is_file() else FOLDER / f"{name}.yaml"
        known = sorted({*scenario_names(), *(other.stem for other in path.parent.glob("*.yaml"))} - {path.stem})
        if not file.is_file():
            like = nearest(name, known)
            problems.add("unknown_baseline", place, where="baseline", found=name, allowed=known[:20], nearest=like)
        elif file.resolve() in (path.resolve(), *chain):
            problems.add("baseline_circle", place, where="baseline", found=name)
        else:
            try:
                return _load(file, lang, (*chain, path.resolve()))
            except ScenarioError as error:
                problems.add("baseline_broken", place, where="baseline", found=name)
                problems_of_baseline.extend(error.problems)
        return None

    fields = fields_of(root, path.stem, load_baseline, problems) if root else None
    if fields is None or problems.found:
        raise ScenarioError([*problems.in_order(), *problems_of_baseline])
    scenario = Scenario(path=path, **fields)
    check_budgets(scenario, problems, table_place(root, "levers"))
    problems.stop()
    return scenario


def _file(name_or_path: str | Path, lang: str) -> Path:
    """A name is one in the folder scenarios/ or, with or without "reforms/" before it, in scenarios/reforms/.

    Anything else with a folder or an ending in it is a path.
    """
    text = str(name_or_path)
    reform = text.removeprefix("reforms/")
    if isinstance(name_or_path, str) and reform in _reforms() and not (FOLDER / f"{text}.yaml").is_file():
        text = f"reforms/{reform}"
    if isinstance(name_or_path, str) and text in scenario_names():
        return FOLDER / f"{text}.yaml"
    if isinstance(name_or_path, Path) or "/" in text or "\\" in text or text.endswith((".yaml", ".yml")):
        return Path(text)
    problems = Problems(text, lang)
    names = scenario_names()
    problems.add("unknown_scenario", found=text, allowed=names, nearest=nearest(text, names))
    raise ScenarioError(problems.found)
