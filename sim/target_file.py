"""What a document's targets say, and how each may be read: `data/targets/<document>.yaml`, checked and frozen."""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator
from ruamel.yaml import YAML

from sim import indicators

Aggregation = Literal[
    "region", "county_mean", "county_median", "county_sum", "share_of_counties", "share_of_prefectures"
]
Judged = Literal["probability", "what_if", "direction", "delivered_by_assumption", "decided_above", "not_measured"]
Ours = Literal["last_year_named", "national_plan"]
Operator = Literal[">=", ">", "<=", "~", "up", "down"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Fact(_Frozen):
    """A value with its year and where it comes from; value None: not in our data."""

    value: float | None
    year: int
    status: Literal["CONFIRMED", "DERIVED", "RECALLED", "ASSUMED", "NOT_IN_OUR_DATA"]
    source: str


class Progress(_Frozen):
    """What growth accounting assumes beside the model's GDP: `sim.targets.contribution` has the equation."""

    capital: float  # growth of the capital stock, share a year
    labour: float  # growth of employment, share a year
    prices: float  # growth of the price of GDP, share a year
    capital_share: float  # of income
    years: int  # over which growth is taken


class Input(_Frozen):
    """What an input must be to bring a target about: "lever.parameter" compared on the deadline's last day.

    value     a number in the parameter's unit, or another "lever.parameter"
    each      the value is needed for each county of the region
    """

    parameter: str
    operator: Literal[">=", ">", "<="] = ">"
    value: float | str = 0.0
    each: Literal["county"] | None = None

    def names(self) -> tuple[str, ...]:
        """Every "lever.parameter" that is compared."""
        return (self.parameter, self.value) if isinstance(self.value, str) else (self.parameter,)


class Reading(_Frozen):
    """One way to read a target: which indicator (per which other), aggregated how, compared how.

    plus      another indicator, added to the first
    both      another indicator, which must reach the value as well: the lesser of the two is judged
    bound     upper: the target is only a part of what is measured, or asks for more. So a miss of this is a miss of the
              target, and reaching it shows nothing
    value     what must be reached, if not what the target says
    deadline  if not the target's; `ours` then says whose choice it is
    each_most of share_of_counties: the value that a county must not exceed to count
    factor    the values times this: another statistical base (GDP as it stood before a revision)
    each      of share_of_counties: the value that a county must reach to count
    since     the years' values are added up from this year on
    base_year the values as multiples of this year's
    counties  codes of the counties that count; none: all
    have      of share_of_prefectures: those of `prefectures` (codes) that count before the model counts anything
    scaled    the values times `start` over the run's own value of the start year: the model's path, the stated level
    progress  the contribution of progress to the growth of the indicator (GDP), what-if: capital is assumed
    start     where this reading starts from, if it does not measure what the target's default measures

    A mean over counties that is weighted by what a ratio is divided by is the region's ratio.
    """

    name: str
    indicator: str | None = None
    per: str | None = None
    plus: str | None = None
    both: str | None = None
    bound: Literal["upper"] | None = None
    value: float | None = None
    deadline: int | None = None
    ours: Ours | None = None
    factor: float = 1.0
    operator: Operator | None = None
    tolerance: float = 0.0
    aggregation: Aggregation | None = None
    each: float | None = None
    each_most: float | None = None
    since: int | None = None
    base_year: int | None = None
    counties: tuple[str, ...] = ()
    prefectures: tuple[str, ...] = ()
    have: tuple[str, ...] = ()
    scaled: bool = False
    progress: Progress | None = None
    start: Fact | None = None

    def needs(self) -> list[str]:
        """Indicators that this reading is computed from."""
        return [name for name in (self.indicator, self.per, self.plus, self.both) if name is not None]

    def measures_the_same(self, target: "Target") -> bool:
        """Is this the target's own quantity, so that its start and outturn apply?"""
        mine = (self.indicator, self.per, self.aggregation, self.each, self.factor)
        same = mine == (target.indicator, target.per, target.aggregation, target.each, 1.0)
        changes = (self.plus, self.both, self.each_most, self.since, self.base_year)
        return same and changes == (None,) * len(changes) and not self.counties and not self.scaled

    def quantity(self) -> str | None:
        """What is measured, in plain letters: an indicator's name only where it is that indicator as it stands."""
        if self.indicator is None:
            return None
        name = self.indicator if self.per is None else f"{self.indicator} / {self.per}"
        name += f" + {self.plus}" if self.plus else f" and {self.both}, the lesser" if self.both else ""
        name += f" since {self.since}" if self.since is not None else ""
        name += f" / that of {self.base_year}" if self.base_year is not None else ""
        name = f"contribution of progress to {name}" if self.progress else f"{name} scaled" if self.scaled else name
        return f"{name} of named counties" if self.counties else name

    def unit(self, target: "Target") -> str:
        """The unit of this reading's values."""
        if self.indicator is None:
            return target.unit
        if self.aggregation in ("share_of_counties", "share_of_prefectures"):
            return "share"
        if self.progress is not None:
            return "%"
        if self.base_year is not None:
            return "ratio"
        if self.per is None:
            return indicators.unit(self.indicator)
        above, below = indicators.unit(self.indicator), indicators.unit(self.per)
        return "share" if above == below else f"{above} / {below}"


class Target(_Frozen):
    """A target of a document. `number`, `clause`, `quote` are the document's; see the file's head for what is ours.

    `value` is in the unit of the readings: with share_of_counties a share, 1.0 for "every county".

    instruments         of what is not measured: those that the clause is about
    inputs              of what is delivered by assumption: what must all hold for it
    in_part             the inputs bring about only a part of what the clause lists
    decided_by          "lever.parameter", assumed, that decides it: a what-if
    assumed_level       the level of what is counted is assumed and decides it: a what-if
    readings_must_agree no word where the readings differ, because no one of them is better than the others
    pace                how many times over the official series of a larger region grew from the start to the deadline
    """

    id: str
    clause: str
    quote: str
    english: str
    number: str
    indicator: str | None = None
    per: str | None = None
    operator: Operator | None = None
    value: float | None = None
    unit: str = ""
    deadline: int
    ours: Ours | None = None
    level: str
    target_class: Literal["behavioural", "administrative", "money"] = Field(alias="class")
    aggregation: Aggregation
    each: float | None = None
    judged: Judged
    missing: str | None = None
    instruments: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = ()
    in_part: bool = False
    assumed_level: bool = False
    decided_by: str | None = None
    readings_must_agree: bool = False
    pace: Fact | None = None
    readings: tuple[Reading, ...] = ()
    start: Fact = Fact(value=None, year=0, status="NOT_IN_OUR_DATA", source="")
    outturn: Fact | None = None
    comment: str = ""

    def all_readings(self) -> tuple[Reading, ...]:
        """The readings, the default first, each complete: what a reading does not say, the target says.

        A reading with an indicator of its own is per nothing unless it says per what.
        """
        own = {name: getattr(self, name) for name in ("indicator", "operator", "aggregation", "each", "value")}
        complete = []
        for reading in self.readings or (Reading(name="stated"),):
            missing = {name: value for name, value in own.items() if getattr(reading, name) is None}
            if reading.indicator is None and reading.per is None:
                missing["per"] = self.per
            if reading.deadline is None:
                missing |= {"deadline": self.deadline, "ours": self.ours}
            complete.append(reading.model_copy(update=missing))
        return tuple(complete)

    @property
    def levers(self) -> tuple[str, ...]:
        """The levers whose values bring it about, each once."""
        keys = [key for one in self.inputs for key in one.names()]
        return tuple(dict.fromkeys(key.partition(".")[0] for key in keys))

    @model_validator(mode="after")
    def _is_complete(self) -> "Target":
        for reading in self.all_readings():
            for name in reading.needs():
                if name not in indicators.catalogue():
                    raise ValueError(f"{self.id}: no indicator {name!r}")
            if self.judged in ("probability", "what_if", "direction") and (
                reading.indicator is None or reading.operator is None
            ):
                raise ValueError(f"{self.id}: {self.judged} needs an indicator and an operator")
            if reading.aggregation in ("share_of_counties", "share_of_prefectures") and reading.each is None:
                raise ValueError(f"{self.id}: a {reading.aggregation} needs `each`, what one of them must reach")
            if (reading.aggregation == "share_of_prefectures") != bool(reading.prefectures):
                raise ValueError(f"{self.id}: `prefectures` belong to a share of prefectures, and only there")
            if reading.scaled and (reading.start is None or reading.start.value is None):
                raise ValueError(f"{self.id}: what is scaled to a start needs a start with a value")
            if reading.since is not None and self.value is None:
                raise ValueError(f"{self.id}: a sum over years needs a value; it rises in any case")
            if reading.base_year is not None and self.value is None:
                raise ValueError(f"{self.id}: a multiple of a base year needs a value")
            if len([name for name in (reading.plus, reading.both) if name]) > 1:
                raise ValueError(f"{self.id}: a reading adds two indicators or takes the lesser, not both")
            if reading.counties and reading.aggregation == "region":
                raise ValueError(f"{self.id}: named counties need an aggregation over counties")
            if self.judged == "direction" and reading.operator not in ("up", "down"):
                raise ValueError(f"{self.id}: a direction is up or down, not {reading.operator!r}")
            assumed = reading.progress is not None or self.decided_by is not None or self.assumed_level
            if (self.judged == "what_if") != assumed:
                raise ValueError(f"{self.id}: a what-if rests on `progress`, `decided_by` or an `assumed_level`")
            if reading.bound and (self.judged not in ("probability", "what_if") or reading.operator not in (">=", ">")):
                raise ValueError(f"{self.id}: an upper bound can only rule out that a number is reached")
            if reading.each_most is not None and reading.aggregation != "share_of_counties":
                raise ValueError(f"{self.id}: `each_most` belongs to a share of counties")
        if self.judged in ("probability", "what_if") and self.value is None:
            raise ValueError(f"{self.id}: a probability needs a value")
        if self.judged == "direction" and self.value is not None:
            raise ValueError(f"{self.id}: a number that the document gives is judged by probability")
        if (self.judged in ("not_measured", "decided_above")) != (self.missing is not None):
            raise ValueError(f"{self.id}: `missing` belongs to what is not measured or decided above, and only there")
        is_delivered = self.judged == "delivered_by_assumption"
        if is_delivered != bool(self.inputs) or (self.in_part and not is_delivered):
            raise ValueError(f"{self.id}: `inputs` and `in_part` belong to what an input delivers, and only there")
        if is_delivered and self.indicator is not None and self.operator not in ("up", "down"):
            raise ValueError(f"{self.id}: an indicator beside the inputs must move; a number is judged by probability")
        if self.instruments and self.judged not in ("not_measured", "decided_above"):
            raise ValueError(f"{self.id}: `instruments` belong to what is not measured or decided above")
        return self


class TargetFile(_Frozen):
    """A document's targets in the order of its text."""

    document: str
    region: str
    issued: date | int  # the year alone where the text gives no day
    start_year: int
    last_year_named: int
    targets: tuple[Target, ...]

    @model_validator(mode="after")
    def _deadlines_follow_the_rule(self) -> "TargetFile":
        for target in self.targets:
            stated: tuple[Target | Reading, ...] = (target, *target.readings)
            for one in stated:
                if one.ours == "last_year_named" and one.deadline != self.last_year_named:
                    raise ValueError(f"{target.id}: without a deadline it takes {self.last_year_named}")
        if len({target.id for target in self.targets}) != len(self.targets):
            raise ValueError("two targets have the same id")
        return self


def documents() -> tuple[str, ...]:
    """The documents that have a target file, in alphabetical order."""
    names = (file.name for file in (files("sim") / "data" / "targets").iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


@cache
def load_targets(document: str) -> TargetFile:
    """The targets of a document ("jiangxi-2018"). KeyError: we have no such document."""
    if document not in documents():
        raise KeyError(f"no targets of {document!r}; there are {', '.join(documents())}")
    text = (files("sim") / "data" / "targets" / f"{document}.yaml").read_text(encoding="utf-8")
    file = TargetFile.model_validate(YAML(typ="safe", pure=True).load(text))
    nowhere = Fact(value=None, year=file.start_year, status="NOT_IN_OUR_DATA", source="")
    targets = [t if t.start.year else t.model_copy(update={"start": nowhere}) for t in file.targets]
    return file.model_copy(update={"targets": tuple(targets)})
