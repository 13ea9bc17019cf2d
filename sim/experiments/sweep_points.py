"""A point of a sweep: values of levers (ours to choose) and of uncertainties (not ours), and what runs under them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from sim.law import quarter_end, value_on
from sim.levers.catalogue import catalogue
from sim.runs.identity import canonical
from sim.scenario import Scenario

PARAMETERS = "parameters."
ASSUMPTIONS = "assumptions."
_NOT_AT_THE_START = (f"{ASSUMPTIONS}growth", f"{ASSUMPTIONS}after_last_law")  # they show in law and inputs, by quarter


@dataclass(frozen=True)
class Point:
    """Values by key. levers: "lever.parameter[@date]" or "lever"; uncertainties: "assumptions...", "parameters...".

    Two points with the same values are the same point: `id` follows from them and from nothing else.
    """

    levers: Mapping[str, float | str] = field(default_factory=dict)
    uncertainties: Mapping[str, float | str | bool] = field(default_factory=dict)

    @cached_property
    def id(self) -> str:
        """The point's name: the first 12 digits of the SHA-256 of its values."""
        text = json.dumps(canonical(self.plain()), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def plain(self) -> dict[str, dict[str, Any]]:
        """The point as plain data."""
        return {"levers": dict(self.levers), "uncertainties": dict(self.uncertainties)}

    @property
    def parameters(self) -> dict[str, float]:
        """Parameters of the rules that the point sets."""
        chosen = self.uncertainties.items()
        return {k.removeprefix(PARAMETERS): float(v) for k, v in chosen if k.startswith(PARAMETERS)}

    @property
    def assumptions(self) -> dict[str, Any]:
        """Assumptions of the scenario that the point sets, by their key for `Scenario.with_values`."""
        return {k: v for k, v in self.uncertainties.items() if k.startswith(ASSUMPTIONS)}

    @property
    def population(self) -> str:
        """Points that have this in common begin with the same population under the same luck."""
        path = {k: v for k, v in self.assumptions.items() if k not in _NOT_AT_THE_START}
        return repr((sorted(self.parameters.items()), sorted(path.items())))

    def scenario(self, base: Scenario, checked: bool = False) -> Scenario:
        """The scenario of this point. checked: it is known to be one. ScenarioError: budgets or values cannot be."""
        values = {**self.levers, **self.assumptions}
        return base.with_values(values, budgets=not checked) if values else base


class Calendars:
    """Law and inputs by quarter of a sweep's points, made from those of the base: only what differs is read anew."""

    def __init__(self, base: Scenario) -> None:
        self.base = base
        self._of_assumptions: dict[str, tuple[np.ndarray, np.ndarray, list[date]]] = {}

    def of(self, point: Point, scenario: Scenario) -> tuple[np.ndarray, np.ndarray]:
        """(law, given) of the point's scenario; the same bits as `sim.lanes.calendar(scenario)`."""
        law, given, days = self._before(point)
        law = law.copy()
        for lever, name in self._changed(point, scenario):
            for quarter, day in enumerate(days):
                law[quarter][lever][name] = value_on(scenario, lever, name, day)
        return law, given

    def _changed(self, point: Point, scenario: Scenario) -> Iterator[tuple[str, str]]:
        """The parameters of levers that may differ from the base's."""
        for key in dict.fromkeys(key.partition("@")[0] for key in point.levers):
            lever, _, name = key.partition(".")
            parameters = catalogue()[lever].parameters
            alone = name and self.base.is_on(lever) and scenario.is_on(lever)
            for other, parameter in parameters.items():
                if not alone or name in (other, parameter.lapses_to):
                    yield lever, other

    def _before(self, point: Point) -> tuple[np.ndarray, np.ndarray, list[date]]:
        """The calendar of the base under the point's assumptions, and the last days of its quarters."""
        from sim import lanes

        key = json.dumps(canonical(point.assumptions), sort_keys=True)
        if key not in self._of_assumptions:
            law, given = lanes.calendar(Point({}, point.assumptions).scenario(self.base, checked=True))
            days = [quarter_end(int(row["year"]), int(row["season"])) for row in given]
            self._of_assumptions[key] = (law, given, days)
        return self._of_assumptions[key]
