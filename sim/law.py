"""Dated values: what did the law say on this day?

A value of the law holds from its date on until the next date of the same series. Before its first date
there is no such law: the value is 0.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sim.scenario import Scenario

# The documents of the project: the region each speaks to and the day from which its instruments are in force.
# Jilin 2018: No. 51 of the year, in its last days (RECALLED). Jilin City: no date; it follows the national outline of
# May 2016 and cites nothing later, so the middle of 2016 (ASSUMED).
DOCUMENTS = {
    "jilin-2018": ("jilin", date(2018, 12, 24)),
    "jiangxi-2018": ("jiangxi", date(2018, 1, 20)),
    "sichuan-2018": ("sichuan", date(2018, 7, 31)),
    "jilin-2021": ("jilin", date(2021, 12, 20)),
    "jilin-city-2016": ("jilin_city", date(2016, 7, 1)),
}


class Dated:
    """A series of values, each from its date on; immutable. `Dated({"2018-01-01": 0.75}).at("2019-06-30")`."""

    __slots__ = ("_dates", "_values")

    def __init__(self, values: Mapping[date, float] | Mapping[str, float]):
        """Dates are `datetime.date` or ISO text; ValueError for a text that is no date."""
        pairs = sorted((as_date(day), float(value)) for day, value in values.items())
        self._dates = tuple(day for day, _ in pairs)
        self._values = tuple(value for _, value in pairs)

    def at(self, day: date | str) -> float:
        """The value in force on `day`; 0.0 before the first date."""
        place = bisect_right(self._dates, as_date(day))
        return self._values[place - 1] if place else 0.0

    def set_on(self, day: date | str) -> date | None:
        """The date from which the value in force on `day` holds; None before the first date."""
        place = bisect_right(self._dates, as_date(day))
        return self._dates[place - 1] if place else None

    def then(self, later: Mapping[date, float]) -> "Dated":
        """This series until the first date of `later`, and `later` alone from there on."""
        if not later:
            return self
        first = min(later)
        return Dated({day: value for day, value in self.items() if day < first} | dict(later))

    def beginning(self, day: date) -> "Dated":
        """The same series with its first value brought to `day`, and without what is older."""
        if not self._dates:
            return self
        later = bisect_right(self._dates, max(day, self._dates[0]))
        return self._of((day, *self._dates[later:]), self._values[later - 1 :])

    def until(self, last: date) -> "Dated":
        """The same series without what comes after `last`."""
        end = bisect_right(self._dates, last)
        return self if end == len(self._dates) else self._of(self._dates[:end], self._values[:end])

    @classmethod
    def _of(cls, dates: tuple[date, ...], values: tuple[float, ...]) -> "Dated":
        """A series of dates in order and their values."""
        made = cls.__new__(cls)
        made._dates, made._values = dates, values
        return made

    @property
    def first(self) -> date | None:
        """The first date; None for an empty series."""
        return self._dates[0] if self._dates else None

    def items(self) -> Iterator[tuple[date, float]]:
        """(date, value) in the order of time."""
        return zip(self._dates, self._values, strict=True)

    def __len__(self) -> int:
        return len(self._dates)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dated) and (self._dates, self._values) == (other._dates, other._values)

    def __hash__(self) -> int:
        return hash((self._dates, self._values))

    def __repr__(self) -> str:
        return "Dated({" + ", ".join(f"{day}: {value:g}" for day, value in self.items()) + "})"


def law_on(scenario: "Scenario", day: date | str) -> dict[str, float]:
    """What every lever's parameters are on `day`: "lever.parameter" to a value in the law's unit.

    Every lever of the catalogue is there, in its order; a lever that is off, and one before its first date,
    has 0.0 throughout.
    """
    from sim.levers.catalogue import catalogue

    today = as_date(day)
    return {
        f"{lever}.{name}": value_on(scenario, lever, name, today)
        for lever, sheet in catalogue().items()
        for name in sheet.parameters
    }


def value_on(scenario: "Scenario", lever: str, name: str, day: date) -> float:
    """One parameter on `day`, in the law's unit; 0.0 if the lever is off or not yet law.

    Where a law has a last date, `assumptions.after_last_law` decides what comes after: `continues` keeps its
    value, `lapses` puts the parameter that the law file names in `lapses_to` (0.0 if it names none).
    KeyError: no such lever or parameter.
    """
    return values_over(scenario, lever, name, [day])[0]


def values_over(scenario: "Scenario", lever: str, name: str, days: Sequence[date]) -> list[float]:
    """`value_on` each of the days."""
    from sim.levers.catalogue import catalogue

    parameter = catalogue()[lever].parameters[name]
    if not scenario.is_on(lever):
        return [0.0] * len(days)
    series = scenario.series(f"{lever}.{name}")
    values = [series.at(day) for day in days]
    if parameter.last_date is not None and scenario.assumptions["after_last_law"] == "lapses":
        for place, day in enumerate(days):
            if parameter.has_lapsed(day, series.set_on(day)):
                values[place] = value_on(scenario, lever, parameter.lapses_to, day) if parameter.lapses_to else 0.0
    return values


def quarter_end(year: int, quarter: int) -> date:
    """The last day of a quarter (1 to 4). A law of the 20th of January is in force in that year's first quarter."""
    following = date(year + 1, 1, 1) if quarter == 4 else date(year, 3 * quarter + 1, 1)
    return following - timedelta(days=1)


def as_date(day: date | str) -> date:
    """A date from a date or from ISO text such as "2018-01-20"; ValueError for anything else."""
    return day if isinstance(day, date) else date.fromisoformat(day)
