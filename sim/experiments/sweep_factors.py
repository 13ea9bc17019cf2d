"""What a sweep may vary: levers (ours to choose), and assumptions and parameters (not ours); their values, checked."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sim.beliefs import priors, quantile
from sim.experiments.sweep_points import ASSUMPTIONS, PARAMETERS
from sim.levers.catalogue import catalogue
from sim.scenario_check import CHANNELS, CHOICES
from sim.scenario_file import Node, table
from sim.scenario_problems import Problems, nearest
from sim.scenario_values import labels_of, read_amount, read_day

LEVERS, UNCERTAINTIES = "levers", "uncertainties"
GROUPS = (LEVERS, UNCERTAINTIES)
Value = float | str | bool
Reader = Callable[[Node], Value | None]
"""Reads one value of a factor; notes what is wrong with it and gives None then."""


@dataclass(frozen=True)
class Factor:
    """One thing that a sweep varies: some values, or a range, or a parameter's prior."""

    group: str  # levers | uncertainties
    key: str
    values: tuple[Value, ...] = ()
    low: float = math.nan
    high: float = math.nan
    steps: int = 0
    prior: str = ""

    def at(self, u: float) -> Value:
        """The value at u in [0, 1): of values each has an equal part, of a range every length, of a prior its mass."""
        if self.values:
            return self.values[int(u * len(self.values))]
        if self.prior:
            return quantile(self.prior, min(max(u, 1e-6), 1.0 - 1e-6))
        return self.low + u * (self.high - self.low)

    def choices(self) -> tuple[Value, ...]:
        """The values of a grid."""
        if self.values:
            return self.values
        last = self.steps - 1
        between = tuple(self.low + (self.high - self.low) * step / last for step in range(last))
        return (*between, self.high)

    def plain(self) -> Any:
        """How the factor was asked for, as plain data."""
        if self.values:
            return list(self.values)
        if self.prior:
            return {"prior": self.prior}
        return {"from": self.low, "to": self.high} | ({"steps": self.steps} if self.steps else {})


def read_factors(node: Node, group: str, period: tuple[int, int], problems: Problems) -> list[Factor]:
    """What stands under `levers:` or `uncertainties:`."""
    if node.kind != "table":
        problems.add("table_wanted", node, where=group, allowed=_known(group))
        return []
    found: dict[str, Factor] = {}
    for key, written in node.entries:
        if key.kind != "text":
            problems.add("text_key", key, where=group, allowed=_known(group))
        elif key.text in found:
            problems.add("duplicate_key", key, where=group)
        elif reader := reader_of(key, group, period, problems):
            factor = _factor(key.text, group, written, reader, problems)
            if factor:
                found[key.text] = factor
    return list(found.values())


def reader_of(key: Node, group: str, period: tuple[int, int], problems: Problems) -> Reader | None:
    """How values of the factor with this key are read; None, and a problem, if there is no such factor."""
    first = key.text.partition("@")[0].partition(".")[0]
    if group == LEVERS:
        if key.text.startswith((ASSUMPTIONS, PARAMETERS)):
            problems.add("sweep.uncertainty_as_lever", key, where=group)
            return None
        return _lever(key, period, problems)
    if first in catalogue():
        problems.add("sweep.lever_as_uncertainty", key, where=group)
        return None
    if key.text.startswith(ASSUMPTIONS):
        return _assumption(key, problems)
    if key.text.startswith(PARAMETERS) and key.text.removeprefix(PARAMETERS) in priors():
        return _parameter(key.text, problems)
    known = [*(f"{ASSUMPTIONS}{name}" for name in _assumptions()), *(f"{PARAMETERS}{name}" for name in priors())]
    like = nearest(key.text, known)
    problems.add("sweep.unknown_uncertainty", key, where=group, allowed=_known(group), nearest=like)
    return None


def _factor(key: str, group: str, written: Node, read: Reader, problems: Problems) -> Factor | None:
    """A list of values, {from, to[, steps]}, or `prior`."""
    where = f"{group}.{key}"
    if written.kind == "list":
        values = [read(one) for one in written.elements]
        if not values:
            problems.add("sweep.no_values", written, where=where)
        elif len(set(values)) < len(values) and None not in values:
            problems.add("sweep.value_twice", written, where=where)
        return Factor(group, key, tuple(value for value in values if value is not None)) if values else None
    if written.kind == "text" and written.text == "prior" and key.startswith(PARAMETERS):
        return Factor(group, key, prior=priors()[key.removeprefix(PARAMETERS)].prior)
    if written.kind != "table":
        problems.add("sweep.values_wanted", written, where=where)
        return None
    parts = table(written, where, ("from", "to", "steps"), problems, required=("from", "to")) or {}
    ends = [read(parts[end]) for end in ("from", "to") if end in parts]
    if len(ends) < 2 or None in ends:
        return None
    low, high = ends
    if isinstance(low, str | bool) or isinstance(high, str | bool):
        problems.add("sweep.no_range", written, where=where)
        return None
    if not low < high:  # type: ignore[operator]
        problems.add("sweep.empty_range", written, where=where, found=f"{low:g} – {high:g}")
        return None
    steps = whole(parts["steps"], f"{where}.steps", 2, problems) if "steps" in parts else 0
    return None if steps is None else Factor(group, key, low=float(low), high=float(high), steps=steps)  # type: ignore[arg-type]


def whole(node: Node, where: str, least: int, problems: Problems) -> int | None:
    """A whole number from `least` on."""
    number = node.plain()
    if isinstance(number, float) and math.isfinite(number) and number == int(number) >= least:
        return int(number)
    problems.add("sweep.whole_number", node, where=where, allowed=f"≥ {least}")
    return None


def _lever(key: Node, period: tuple[int, int], problems: Problems) -> Reader | None:
    target, at, day = key.text.partition("@")
    lever, _, name = target.partition(".")
    sheets = catalogue()
    if lever not in sheets:
        like = nearest(lever, sheets, labels_of())
        problems.add("unknown_lever", key, where=LEVERS, found=lever, allowed=sheets, nearest=like)
        return None
    if not name:

        def switched(node: Node) -> Value | None:
            word = {"true": "on", "false": "off"}.get(node.text.lower(), node.text)
            if node.kind == "text" and word in ("on", "off") and not (word == "off" and sheets[lever].national):
                return word
            problem = "national_off" if word == "off" else "on_or_off"
            problems.add(problem, node, where=key.text, allowed=("on", "off"))
            return None

        return switched
    parameters = sheets[lever].parameters
    if name not in parameters:
        like = nearest(name, parameters, labels_of(sheets[lever]))
        problems.add("unknown_parameter", key, where=lever, found=name, allowed=parameters, nearest=like)
        return None
    if at and read_day(Node(key.line, key.column, text=day), target, period, problems) is None:
        return None
    return lambda node: read_amount(node, parameters[name], key.text, problems)


def _assumption(key: Node, problems: Problems) -> Reader | None:
    allowed = _assumptions().get(key.text.removeprefix(ASSUMPTIONS))
    if allowed is None:
        known = [f"{ASSUMPTIONS}{name}" for name in _assumptions()]
        like = nearest(key.text, known)
        problems.add("sweep.unknown_uncertainty", key, where=UNCERTAINTIES, allowed=known, nearest=like)
        return None

    def chosen(node: Node) -> Value | None:
        word = node.text.lower() if allowed == ("true", "false") else node.text
        if node.kind == "text" and word in allowed:
            return word == "true" if allowed == ("true", "false") else word
        problems.add("choice", node, where=key.text, allowed=allowed, nearest=nearest(node.text, allowed))
        return None

    return chosen


def _parameter(key: str, problems: Problems) -> Reader:
    prior = priors()[key.removeprefix(PARAMETERS)].prior
    fixed = prior.startswith("Fixed")  # one number: says nothing of what else it could be
    low, high = (-math.inf, math.inf) if fixed else (quantile(prior, 0.0), quantile(prior, 1.0))

    def number(node: Node) -> Value | None:
        value = node.plain()
        if not isinstance(value, float) or not math.isfinite(value):
            problems.add("number_wanted", node, where=key, allowed=prior)
        elif not low <= value <= high or (value == low == 0.0 and prior.startswith("LogNormal")):
            problems.add("out_of_range", node, where=key, allowed=f"{low:g} – {high:g}, {prior}")
        else:
            return value
        return None

    return number


def _assumptions() -> dict[str, tuple[str, ...]]:
    return {**CHOICES, **{f"channels.{name}": ("true", "false") for name in CHANNELS}}


def _known(group: str) -> list[str]:
    if group == LEVERS:
        return list(catalogue())
    return [*(f"{ASSUMPTIONS}{name}" for name in _assumptions()), f"{PARAMETERS}… (calibration/priors.yaml)"]
