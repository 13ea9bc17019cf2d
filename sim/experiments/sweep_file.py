"""A sweep file: which scenario, what is varied, where it is looked. `scenarios/README.md` says how one is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sim.experiments import design
from sim.experiments.sweep_factors import GROUPS, LEVERS, Factor, Value, read_factors, reader_of, whole
from sim.experiments.sweep_points import Point
from sim.experiments.sweep_tables import KEEP
from sim.scenario import FOLDER, Scenario, ScenarioError, load_scenario
from sim.scenario_file import Node, read, table
from sim.scenario_problems import Problems, nearest

SCHEMA = 1
SWEEPS = FOLDER / "sweeps"
TOGETHER = "together"
MOST_POINTS = 200_000
OPTIONAL = (
    "title",
    "region",
    "until",
    "design",
    "points",
    "design_seed",
    "keep",
    "replicates",
    "seed",
    "scale",
    *GROUPS,
)


@dataclass(frozen=True)
class SweepPlan:
    """A checked sweep: the scenario that it starts from, its factors, and the design over them."""

    name: str
    path: Path
    base: Scenario
    factors: tuple[Factor, ...]
    designs: Mapping[str, str]  # of "levers" and of "uncertainties", or of "together"
    n_points: Mapping[str, int]  # of each of them that is sampled
    design_seed: int = 1
    keep: str = KEEP[0]
    size: Mapping[str, int] = field(default_factory=dict)  # replicates, seed, scale, where the file says them
    table: tuple[Point, ...] = ()  # points that a program gave instead of a design

    def until(self, year: int, lang: str = "en") -> SweepPlan:
        """The same sweep of runs that end with `year`."""
        return replace(self, base=self.base.until(year, lang))

    def points(self) -> list[Point]:
        """The points in the order of the design; one that comes twice stands there twice."""
        if self.table:
            return list(self.table)
        if TOGETHER in self.designs:
            return [_point(values) for values in self._sample(TOGETHER, self.factors)]
        parts = [self._sample(group, [one for one in self.factors if one.group == group]) for group in GROUPS]
        return [_point(levers | uncertainties) for levers in parts[0] for uncertainties in parts[1]]

    def asked(self) -> dict[str, Any]:
        """What was asked for, as plain data: two sweeps of which this differs are two sweeps."""
        plain: dict[str, Any] = {"scenario": self.base.resolved(), "keep": self.keep}
        if self.table:
            return plain | {"points": [one.plain() for one in self.table]}
        factors = {group: {one.key: one.plain() for one in self.factors if one.group == group} for group in GROUPS}
        sampling = {"design": dict(self.designs), "points": dict(self.n_points), "design_seed": self.design_seed}
        return plain | sampling | factors

    def with_points(self, points: Iterable[Mapping[str, Any]], lang: str = "en") -> SweepPlan:
        """The same sweep over points of your own: values by key, each key one that the file might vary.

        A lever's value is a number in the law's unit or a text with a unit. ScenarioError: a key or value is wrong.
        """
        problems, chosen = Problems("", lang), []
        for values in points:
            read_values: dict[str, Value] = {}
            for key, value in values.items():
                group = LEVERS if not key.startswith(("assumptions.", "parameters.")) else GROUPS[1]
                node = Node(0, 0, text=str(value))
                reader = reader_of(Node(0, 0, text=key), group, self.base.period, problems)
                found = reader(node) if reader else None
                if found is not None:
                    read_values[key] = found
            chosen.append(_point(read_values))
            if problems.are_many:
                break
        problems.stop()
        return replace(self, table=tuple(chosen))

    def _sample(self, part: str, factors: Iterable[Factor]) -> list[dict[str, Value]]:
        factors = list(factors)
        if not factors:
            return [{}]
        if self.designs[part] == "grid":
            choices = [one.choices() for one in factors]
            rows = design.grid([len(one) for one in choices])
            return [{one.key: choices[j][row[j]] for j, one in enumerate(factors)} for row in rows]
        draw = design.sobol if self.designs[part] == "sobol" else design.latin_hypercube
        places = draw(self.n_points[part], [one.key for one in factors], self.design_seed)
        return [{one.key: one.at(float(row[j])) for j, one in enumerate(factors)} for row in places]


def plan_of(scenario: Scenario) -> SweepPlan:
    """A sweep over a scenario that has no file; its points are given by a program."""
    return SweepPlan(scenario.name, scenario.path or Path(scenario.name), scenario, (), {TOGETHER: "grid"}, {})


def _point(values: Mapping[str, Value]) -> Point:
    uncertain = {key: value for key, value in values.items() if key.startswith(("assumptions.", "parameters."))}
    levers = {key: value for key, value in values.items() if key not in uncertain}
    return Point(levers, uncertain)  # type: ignore[arg-type]


def sweep_names() -> list[str]:
    """The names of the sweeps that come with the simulator."""
    return sorted(file.stem for file in SWEEPS.glob("*.yaml"))


def load_sweep(name_or_path: str | Path, lang: str = "en") -> SweepPlan:
    """The sweep of this name (a file in the folder scenarios/sweeps/), or the one in this file.

    ScenarioError: all that is wrong with it, each with its line.
    """
    path = _file(name_or_path, lang)
    problems = Problems(str(path), lang)
    root = read(path, problems)
    top = (
        table(root, "", ("schema", "scenario", *OPTIONAL), problems, required=("schema", "scenario")) if root else None
    )
    if top is None:
        raise ScenarioError(problems.in_order())
    if "schema" in top and top["schema"].plain() != SCHEMA:
        problems.add("schema", top["schema"], where="schema", allowed=str(SCHEMA))
    base = _base(top, path, problems, lang)
    factors: list[Factor] = []
    if base is not None:
        for group in GROUPS:
            if group in top:
                factors += read_factors(top[group], group, base.period, problems)
        if not factors and not problems.found:
            problems.add("sweep.nothing_varied", root, found="…")
    size = {
        name: whole(top[name], name, name != "seed", problems)
        for name in ("replicates", "seed", "scale")
        if name in top
    }
    seed = whole(top["design_seed"], "design_seed", 0, problems) if "design_seed" in top else 1
    keep = _choice(top["keep"], "keep", KEEP, problems) if "keep" in top else KEEP[0]
    designs = _designs(top, factors, problems)
    n_points = _numbers(top, root, designs, factors, problems)
    problems.stop()
    assert base is not None and seed is not None
    known: dict[str, int] = {name: number for name, number in size.items() if number is not None}
    return SweepPlan(path.stem, path, base, tuple(factors), designs, n_points, seed, str(keep), known)


def _base(top: Mapping[str, Node], path: Path, problems: Problems, lang: str) -> Scenario | None:
    """The scenario that the sweep starts from, in its region and until its last year."""
    if "scenario" not in top:
        return None
    name = top["scenario"].text
    beside = path.parent / name
    try:
        is_path = top["scenario"].kind == "text" and name.endswith((".yaml", ".yml"))
        base = load_scenario(beside if is_path else name, lang)
        if "region" in top:
            base = base.with_region(top["region"].text, lang)
        if "until" in top and (year := whole(top["until"], "until", 1, problems)) is not None:
            base = base.until(year, lang)
    except ScenarioError as error:
        problems.add("sweep.scenario_broken", top["scenario"], where="scenario")
        problems.found += error.problems
        return None
    return base


def _choice(node: Node, where: str, allowed: Iterable[str], problems: Problems) -> str | None:
    if node.kind == "text" and node.text in allowed:
        return node.text
    problems.add("choice", node, where=where, allowed=allowed, nearest=nearest(node.text, allowed))
    return None


def _designs(top: Mapping[str, Node], factors: list[Factor], problems: Problems) -> dict[str, str]:
    """The design of levers and uncertainties together, or of each of the two."""
    node = top.get("design")
    if node is None:
        return {TOGETHER: "grid"}
    if node.kind == "table":
        varied = [group for group in GROUPS if any(one.group == group for one in factors)]
        found = table(node, "design", GROUPS, problems) or {}
        chosen = {group: _choice(one, f"design.{group}", design.DESIGNS, problems) for group, one in found.items()}
        return {group: chosen.get(group) or "grid" for group in varied}
    return {TOGETHER: _choice(node, "design", design.DESIGNS, problems) or "grid"}


def _numbers(
    top: Mapping[str, Node], root: Node | None, designs: Mapping[str, str], factors: list[Factor], problems: Problems
) -> dict[str, int]:
    """How many points each sampled design has; notes factors that do not fit their design, and sizes beyond reason."""
    node = top.get("points")
    numbers: dict[str, int] = {}
    given: dict[str, Node] = {}
    if node is not None and node.kind == "table":
        given = table(node, "points", designs, problems) or {}
    elif node is not None:
        given = dict.fromkeys([part for part, kind in designs.items() if kind != "grid"] or list(designs), node)
    total = 1
    for part, kind in designs.items():
        own = [one for one in factors if part in (TOGETHER, one.group)]
        if kind == "grid":
            if part in given:
                problems.add("sweep.points_of_grid", given[part], where="points")
            for one in own:
                if not one.values and not one.steps:
                    problems.add("sweep.steps_wanted", top[one.group], where=f"{one.group}.{one.key}")
                total *= len(one.values) or max(one.steps, 1)
            continue
        if part not in given:
            problems.add("sweep.points_wanted", top.get("design", root), where="points", found=kind)
            continue
        number = whole(given[part], "points", 1, problems)
        if number is not None and kind == "sobol" and number & (number - 1):
            like = 1 << (number.bit_length() - (number < 3 << (number.bit_length() - 2)))
            problems.add("sweep.power_of_two", given[part], where="points", nearest=str(like))
        numbers[part] = number or 1
        total *= numbers[part]
    if total > MOST_POINTS:
        problems.add("sweep.too_many_points", root, found=f"{total:,}", allowed=f"{MOST_POINTS:,}")
    return numbers


def _file(name_or_path: str | Path, lang: str) -> Path:
    text = str(name_or_path)
    if text in sweep_names():
        return SWEEPS / f"{text}.yaml"
    if isinstance(name_or_path, Path) or "/" in text or "\\" in text or text.endswith((".yaml", ".yml")):
        return Path(text)
    problems = Problems(text, lang)
    problems.add("sweep.unknown", found=text, allowed=sweep_names(), nearest=nearest(text, sweep_names()))
    raise ScenarioError(problems.found)
