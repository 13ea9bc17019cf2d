"""The catalogue of levers: what each law file (`<lever>.yaml` beside this one) says, checked when it is read.

A lever is found by its file; to add one, add a file. The order is that of the families below, then of the
names, so that it never depends on the machine.
"""

import math
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from sim.law import DOCUMENTS, Dated

FOLDER = Path(__file__).parent
EARLIEST = date(2012, 1, 1)
FAMILIES = (
    "tax",
    "money_to_firms",
    "public_money",
    "demand",
    "finance",
    "talent",
    "platforms",
    "clusters_and_status",
    "villages",
    "governance",
)
Family = Literal[
    "tax",
    "money_to_firms",
    "public_money",
    "demand",
    "finance",
    "talent",
    "platforms",
    "clusters_and_status",
    "villages",
    "governance",
]
Kind = Literal["law", "statistic", "literature", "calibrated", "assumption"]
Status = Literal["CONFIRMED", "DERIVED", "RECALLED", "JUDGEMENT"]
Payer = Literal["centre", "province", "prefecture", "county"]


class LawError(ValueError):
    """A law file is broken: a fault of the program's data, with the file and every mistake in it."""


def _dated(values: Any) -> Dated:
    if not isinstance(values, dict) or not values:
        raise ValueError("must be a table of dates and numbers")
    for day, value in values.items():
        if not isinstance(day, date):
            raise ValueError(f"{day!r} is no date (write 2018-01-20)")
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise ValueError(f"{value!r} on {day} is no finite number")
        if day < EARLIEST:
            raise ValueError(f"{day} is before {EARLIEST}, where the model begins")
    if list(values) != sorted(values):
        raise ValueError("the dates are out of order")
    return Dated(values)


def listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class _Sheet(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Words(_Sheet):
    """A text in both languages."""

    zh: str = Field(min_length=1)
    en: str = Field(min_length=1)

    def __getitem__(self, lang: str) -> str:
        return getattr(self, lang)


class Clause(_Sheet):
    """Where a document names the lever: the clause, its words, and whether it names the lever outright."""

    clause: str = Field(min_length=1)
    quote: str = Field(min_length=1)
    strength: Literal["explicit", "implicit"]


class Source(_Sheet):
    """Where one dated value comes from, and whether that was seen."""

    document: str = Field(min_length=1)
    status: Status
    note: str = ""


class Share(_Sheet):
    """A budget that is a share of a level's S&T money or expenditure: this value times others, of that money.

    at_most: a parameter of calibration/priors.yaml that bounds it, where the value itself is a promise to each.
    """

    level: Literal["county", "prefecture", "province"]
    money: Literal["st_envelope", "expenditure"]
    times: tuple[str, ...] = ()
    at_most: str = ""


class Parameter(_Sheet):
    """One number of a law: its dated values in `unit`, the range it may take, and how sure it is."""

    label: Words
    unit: str = Field(min_length=1)
    kind: Kind
    source: str = Field(min_length=1)
    values: Annotated[Dated, BeforeValidator(_dated)]
    sources: dict[date, Source] = {}
    range: tuple[float, float]
    confirmed: bool | Literal["other_region"]
    last_checked: date
    last_date: date | None = None  # the law itself ends on this day
    lapses_to: str | None = None  # the parameter of the same lever that holds once it has ended
    pool: Literal["county", "prefecture", "province"] | None = None  # a budget: who holds it
    pool_times: tuple[str, ...] = ()  # the budget is this value times these parameters
    share: Share | None = None  # a budget too: what share of whose money
    compiled: bool = True  # a number that rules read

    def at(self, day: date | str) -> float:
        """The law's value on `day`, in `unit`; 0.0 before its first date."""
        return self.values.at(day)

    def has_lapsed(self, day: date, set_on: date | None) -> bool:
        """Has the law ended by `day`, for a value that was set on `set_on`? A value set later stands."""
        return self.last_date is not None and day > self.last_date and set_on is not None and set_on <= self.last_date

    @model_validator(mode="after")
    def _consistent(self) -> "Parameter":
        low, high = self.range
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            raise ValueError(f"range [{low:g}, {high:g}] is empty")
        outside = [f"{value:g} on {day}" for day, value in self.values.items() if not low <= value <= high]
        if outside:
            raise ValueError(f"{', '.join(outside)} is outside the range [{low:g}, {high:g}]")
        if self.sources and set(self.sources) != {day for day, _ in self.values.items()}:
            raise ValueError("sources and values have different dates")
        if self.lapses_to and not self.last_date:
            raise ValueError("lapses_to needs a last_date")
        return self


class LeverLaw(_Sheet):
    """The law of one lever."""

    key: str
    name: Words
    family: Family
    national: bool  # in force everywhere, in every scenario
    mechanism: Words
    documents: dict[str, Clause]
    evidence: tuple[str, ...]
    paid_by: Annotated[tuple[Payer, ...], BeforeValidator(listed)] = Field(min_length=1)
    first_moves: str  # the indicator that moves first,
    direction: Literal["up", "down"]  # this way,
    unmoved: str  # and one that does not move in that quarter
    parameters: dict[str, Parameter] = Field(min_length=1)

    def at(self, day: date | str) -> dict[str, float]:
        """Every parameter's value on `day`."""
        return {name: parameter.at(day) for name, parameter in self.parameters.items()}

    @model_validator(mode="after")
    def _consistent(self) -> "LeverLaw":
        unknown = [name for name in self.documents if name not in DOCUMENTS]
        if unknown:
            raise ValueError(f"unknown document {', '.join(unknown)}; known: {', '.join(DOCUMENTS)}")
        for name, parameter in self.parameters.items():
            times = parameter.share.times if parameter.share else ()
            for other in (parameter.lapses_to, *parameter.pool_times, *times):
                if other is not None and other not in self.parameters:
                    raise ValueError(f"parameter {name} names {other}, which is no parameter of this lever")
        return self


@cache
def catalogue() -> dict[str, LeverLaw]:
    """Every lever's law by key, in the canonical order. Shared by all callers: do not change it.

    LawError: a law file is broken.
    """
    laws = {file.stem: read_law(file) for file in sorted(FOLDER.glob("*.yaml"))}
    return dict(sorted(laws.items(), key=lambda item: (FAMILIES.index(item[1].family), item[0])))


def read_law(file: Path) -> LeverLaw:
    """The law in `file`; LawError names the file, every place in it and what is wrong there."""
    content = read_table(file)
    if content is None:
        raise LawError(f"{file.name}: must be a table with the keys {', '.join(LeverLaw.model_fields)}")
    try:
        return LeverLaw(**{**content, "key": file.stem})
    except ValidationError as error:
        raise broken(file, error) from None


def read_table(file: Path) -> dict[str, Any] | None:
    """The table in a YAML file; None if it holds something else. LawError: it cannot be read."""
    try:
        content = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    except (YAMLError, ValueError, OSError) as error:
        raise LawError(f"{file.name}: {error}") from None
    return content if isinstance(content, dict) else None


def broken(file: Path, error: ValidationError) -> LawError:
    """Every mistake of a file in words: the file, the place in it, what is wrong there."""
    mistakes = [f"{file.name}: {'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
    return LawError("\n".join(mistakes))
