"""What is measured and what is asked of it: every row of the table, in its order, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Asked:
    """A figure with its unit, what it must reach at least (`limit`) and should reach (`aim`); None: only told."""

    what: str
    unit: str
    limit: float | None = None
    aim: float | None = None
    more_is_better: bool = False


SECONDS = "processor seconds"
CLOCK = "seconds by the clock"

ASKED = {
    "mesa": Asked("the same steps on plain Mesa agents over compiled", "times", 60, 150, True),
    "batch_run": Asked("mesa.batch_run of the plain version over stacked replicates, a run", "times", 40, 150, True),
    "first_time": Asked("python run.py, 20 replicates at 1:1, first time, with compilation", SECONDS, 180, 60),
    "warm": Asked("python run.py, 20 replicates at 1:1, warm", SECONDS, 90, 20),
    "cold": Asked("compilation of the steps of national law, cold", SECONDS, 90, 30),
    "cold_package": Asked("compilation of the default scenario's steps, cold", SECONDS),
    "from_cache": Asked("compiled steps from the cache", SECONDS, 2, 0.7),
    "jiangxi": Asked("one run of Jiangxi at 1:1, 2012-2030", SECONDS, 8, 2),
    "sichuan": Asked("one run at Sichuan's size, 183 counties, 1:1, 2012-2030", SECONDS, 25, 6),
    "scale_10": Asked("one run of Jiangxi at scale 10, 2012-2030", SECONDS, 1, 0.25),
    "steps": Asked("the step that takes most of the time", "per cent of a run", 25, 25),
    "growth": Asked("cost per agent-quarter, 10,000 to 1,000,000 agents", "times, greatest growth", 1.5, 1.1),
    "sweep": Asked(
        "a sweep on two workers over mesa.batch_run of the plain version, same runs", "times", 40, 200, True
    ),
    "sweep_overhead": Asked("execution and storage of a sweep over pure simulation", "per cent", 15, 5),
    "sweep_stored": Asked("100,000 runs of a sweep stored, region and year, all indicators", "GB", 1, 0.7),
    "sweep_summary": Asked("100,000 runs of a sweep summarised by year, all indicators", CLOCK, 10, 2),
    "memory": Asked("memory beyond the records' fields", "per cent", 30, 10),
    "peak": Asked("200 replicates at Sichuan's size, two workers, peak memory", "GB", 6, 2),
    "rd_by_rules": Asked("share of R&D that rules, not inputs, produce", "per cent", more_is_better=True),
    "gdp_by_rules": Asked("share of GDP that rules, not inputs, produce", "per cent", more_is_better=True),
    "same_luck": Asked("pairs for a precision, independent seeds over the same luck", "times", 5, 30, True),
    "attribution": Asked("attribution to 8 levers of Jiangxi on two cores", CLOCK, 600, 60),
    "finished_runs": Asked("comparing two finished runs of 40 replicates", CLOCK, 1, 1),
}
"""A quick measurement leaves out `first_time`, `cold` and `cold_package`, and says its smaller sizes in the details."""


@dataclass(frozen=True)
class Row:
    """One line of the table: `value` in the unit of what is asked; `over_touch`: times one pass over the same bytes."""

    asked: Asked
    value: float
    detail: str
    over_touch: float | None = None

    @property
    def verdict(self) -> str:
        """aim, limit or missed; told where nothing is asked."""
        if self.asked.limit is None or self.asked.aim is None:
            return "told"
        sign = 1.0 if self.asked.more_is_better else -1.0
        if sign * self.value >= sign * self.asked.aim:
            return "aim"
        return "limit" if sign * self.value >= sign * self.asked.limit else "missed"
