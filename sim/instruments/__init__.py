"""The catalogue of every instrument that the documents name: how the model treats it, and where it is named.

An instrument with a law file in `sim/levers/` is a lever, and that file says everything about it. Each other one
stands in `<family>.yaml` of this folder, with the reason. One key, one place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

from sim.law import DOCUMENTS
from sim.levers.catalogue import (
    FAMILIES,
    Clause,
    LawError,
    LeverLaw,
    Words,
    broken,
    catalogue,
    read_table,
)

FOLDER = Path(__file__).parent
TREATMENTS = ("lever", "parameter_of", "context")
"""Has its own file in sim/levers/; is a parameter of a lever; stays outside the model for a reason."""

DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Instrument:
    """One instrument. `why` and `parameter_of` say more where it is no lever of its own; `law` is the lever's."""

    key: str
    family: str
    name: Words
    documents: Mapping[str, Clause]
    treatment: str
    paid_by: tuple[str, ...]
    why: Words | None = None
    parameter_of: str | None = None
    law: LeverLaw | None = None

    @property
    def lever(self) -> str | None:
        """The lever that stands for it in a scenario; None if there is none."""
        if self.parameter_of:
            return self.parameter_of.partition(".")[0]
        return self.key if self.law else None


class _Entry(BaseModel):
    """An instrument without a law file, as `<family>.yaml` has it: exactly one treatment."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Words
    documents: dict[str, Clause]
    parameter_of: str | None = None
    context: Words | None = None

    @property
    def treatment(self) -> str:
        return next(name for name in TREATMENTS if getattr(self, name, None))

    @model_validator(mode="after")
    def _consistent(self) -> "_Entry":
        given = [name for name in TREATMENTS if getattr(self, name, None)]
        if len(given) != 1:
            raise ValueError(f"needs one of {', '.join(TREATMENTS[1:])}; has {' and '.join(given) or 'none'}")
        if unknown := [name for name in self.documents if name not in DOCUMENTS]:
            raise ValueError(f"unknown document {', '.join(unknown)}; known: {', '.join(DOCUMENTS)}")
        if self.parameter_of:
            lever, _, parameter = self.parameter_of.partition(".")
            if lever not in catalogue() or parameter not in catalogue()[lever].parameters:
                raise ValueError(f"there is no parameter {self.parameter_of}")
        return self


_ENTRIES = TypeAdapter(dict[str, _Entry])


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by key, by family and then in alphabetical order. LawError: a file is broken, or a key twice."""
    found = [_of_law(law) for law in catalogue().values()]
    for file in sorted(FOLDER.glob("*.yaml")):
        found += read_family(file)
    twice = {one.key for one in found if sum(other.key == one.key for other in found) > 1}
    if twice:
        raise LawError(f"two treatments for one instrument: {', '.join(sorted(twice))}")
    return {one.key: one for one in sorted(found, key=lambda one: (FAMILIES.index(one.family), one.key))}


def read_family(file: Path) -> list[Instrument]:
    """The instruments in a file that is named after their family. LawError: what is wrong with it, and where."""
    if file.stem not in FAMILIES:
        raise LawError(f"{file.name}: no family; known: {', '.join(FAMILIES)}")
    try:
        entries = _ENTRIES.validate_python(read_table(file))
    except ValidationError as error:
        raise broken(file, error) from None
    return [_of_entry(key, file.stem, entry) for key, entry in entries.items()]


def _of_law(law: LeverLaw) -> Instrument:
    return Instrument(law.key, law.family, law.name, law.documents, "lever", law.paid_by, law=law)


def _of_entry(key: str, family: str, entry: _Entry) -> Instrument:
    return Instrument(key, family, entry.name, entry.documents, entry.treatment, (), entry.context, entry.parameter_of)


def named_by(document: str) -> list[Instrument]:
    """The instruments that a document names, in the order of its clauses."""
    found = [one for one in instruments().values() if document in one.documents]
    return sorted(found, key=lambda one: clause_numbers(one.documents[document].clause))


def levers_of(document: str) -> set[str]:
    """The levers that a document's scenario switches on: those it names, and those of whose parameters it names one."""
    return {one.lever for one in named_by(document) if one.lever}


def clause_numbers(clause: str) -> tuple[int, ...]:
    """Part, section and point of a clause, however it is written: 四、（三）, 四(三) and 4.3 are (4, 3); preamble ().

    A year after the clause ("三、 2030") tells two targets of one clause apart and does not count.
    """
    return tuple(_number(word) for word in re.findall(r"[一二三四五六七八九十]+|\d+", clause.split(" ")[0]))


def _number(word: str) -> int:
    """A number below one hundred, in Chinese or other digits."""
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return DIGITS.index(ones)
    return 10 * (DIGITS.index(tens) if tens else 1) + (DIGITS.index(ones) if ones else 0)
