"""Where everything comes from: what the documents say clause by clause, and every number of the levers' law."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from sim.errors import RunError
from sim.instruments import Instrument, clause_numbers, instruments, named_by
from sim.law import DOCUMENTS
from sim.levers.catalogue import Clause, Parameter, catalogue
from sim.report import words
from sim.target_file import Target, load_targets
from sim.text import say

COLUMNS = (
    "row", "document", "clause", "strength", "quote", "key", "name", "family", "treatment", "why", "moves", "paid_by",
    "parameter", "label", "unit", "from", "value", "kind", "source", "status", "last_checked", "class", "judged",
    "deadline",
)  # fmt: skip
"""Columns of the CSV: a row for each dated value of an instrument's parameters (or one without), and each target."""

SURE = ("CONFIRMED", "DERIVED")


@dataclass(frozen=True)
class Wanted:
    """What was asked for; what is empty is not asked for."""

    document: str = ""
    lever: str = ""
    clause: str = ""
    unconfirmed: bool = False


@dataclass(frozen=True)
class Passage:
    """An instrument where a document names it."""

    document: str
    where: Clause
    instrument: Instrument


@dataclass(frozen=True)
class Found:
    """What answers the question: passages and targets, each with its document, in the order of the documents."""

    passages: tuple[Passage, ...]
    targets: tuple[tuple[str, Target], ...]


def find(wanted: Wanted, lang: str) -> Found:
    """The instruments and targets that are asked for. RunError: an unknown name, with the nearest; nothing there."""
    lever = _known_lever(wanted.lever, lang) if wanted.lever else ""
    documents = [_known_document(wanted.document, lang)] if wanted.document else list(DOCUMENTS)
    passages = [Passage(document, one.documents[document], one) for document in documents for one in named_by(document)]
    targets = [(document, target) for document in documents for target in load_targets(document).targets]
    if wanted.clause:
        numbers = _known_clause(wanted.clause, passages, targets, lang)
        passages = [one for one in passages if clause_numbers(one.where.clause)[: len(numbers)] == numbers]
        targets = [one for one in targets if clause_numbers(one[1].clause)[: len(numbers)] == numbers]
    if lever:
        passages = [one for one in passages if one.instrument.key == lever]
        if not passages:
            named = ", ".join(instruments()[lever].documents)
            raise RunError("sources.not_named_there", found=lever, named=named)
        clauses = {(one.document, clause_numbers(one.where.clause)) for one in passages}
        targets = [one for one in targets if (one[0], clause_numbers(one[1].clause)) in clauses]
    if wanted.unconfirmed:
        passages, targets = [one for one in passages if any(dated_values(one.instrument, True))], []
    return Found(tuple(passages), tuple(targets))


def _known_document(name: str, lang: str) -> str:
    if name in DOCUMENTS:
        return name
    hint = _hint(name.lower(), list(DOCUMENTS), lang)
    raise RunError("sources.unknown_document", found=name, allowed=", ".join(DOCUMENTS), hint=hint)


def _known_lever(name: str, lang: str) -> str:
    """The key of an instrument, from its key or its name in either language."""
    keys = {key: key for key in instruments()}
    for key, one in instruments().items():
        keys |= {one.name.zh: key, one.name.en.lower(): key}
    if name.lower() in keys:
        return keys[name.lower()]
    near = get_close_matches(name.lower(), list(keys), n=3, cutoff=0.4)
    near += [word for word in keys if name.lower() in word]
    hint = say("cli.nearest", lang, name=", ".join(dict.fromkeys(keys[word] for word in near))) if near else ""
    raise RunError("sources.unknown_lever", found=name, n=len(instruments()), hint=hint)


def _known_clause(
    text: str, passages: Sequence[Passage], targets: Sequence[tuple[str, Target]], lang: str
) -> tuple[int, ...]:
    known = {clause_numbers(one.where.clause): one.where.clause for one in passages}
    known |= {clause_numbers(one.clause): one.clause.split(" ")[0] for _, one in targets}
    numbers = clause_numbers(text)
    if numbers and any(one[: len(numbers)] == numbers for one in known):
        return numbers
    near = [known[one] for one in sorted(known) if one and one[:1] == numbers[:1]]
    near = near or [known[one] for one in sorted(known) if len(one) == 1] or list(known.values())
    raise RunError("sources.unknown_clause", found=text, near=" ".join(near[:12]))


def _hint(name: str, known: Sequence[str], lang: str) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    return say("cli.nearest", lang, name=near[0]) if near else ""


def dated_values(one: Instrument, unconfirmed: bool = False) -> Iterator[tuple[str, Parameter, dict[str, Any]]]:
    """(name, parameter, dated value) of a lever's law, or of the one parameter that an instrument is; `unconfirmed`:
    those alone that nobody has confirmed.

    A dated value has `from`, `value`, `source` and `status` (its own, or the parameter's: CONFIRMED, OTHER_REGION,
    UNCONFIRMED).
    """
    known = dict(one.law.parameters) if one.law else {}
    if one.parameter_of:
        lever, _, name = one.parameter_of.partition(".")
        known = {name: catalogue()[lever].parameters[name]}
    for name, parameter in known.items():
        plain = "OTHER_REGION" if parameter.confirmed == "other_region" else "UNCONFIRMED"
        if parameter.confirmed is True:
            plain = "CONFIRMED"
        for day, value in parameter.values.items():
            own = parameter.sources.get(day)
            status = own.status if own else plain
            if unconfirmed and status in SURE:
                continue
            source = " ".join(filter(None, (own.document, own.note))) if own else parameter.source
            yield name, parameter, {
                "from": str(day), "value": value, "source": source, "status": status,
            }  # fmt: skip


def summary(found: Found, unconfirmed: bool = False) -> dict[str, Any]:
    """What `--json` prints: instruments, each once with the passages that name it, and targets."""
    by_key: dict[str, list[Passage]] = {}
    for one in found.passages:
        by_key.setdefault(one.instrument.key, []).append(one)
    return {
        "instruments": [_plain(passages, unconfirmed) for passages in by_key.values()],
        "targets": [
            {"document": document, "id": target.id, "clause": target.clause, "quote": target.quote,
             "class": target.target_class, "judged": target.judged, "deadline": target.deadline}
            for document, target in found.targets
        ],
    }  # fmt: skip


def _plain(passages: list[Passage], unconfirmed: bool) -> dict[str, Any]:
    one = passages[0].instrument
    parameters: dict[str, dict[str, Any]] = {}
    for name, parameter, dated in dated_values(one, unconfirmed):
        head: dict[str, Any] = {
            "label": parameter.label.model_dump(),
            "unit": parameter.unit,
            "kind": parameter.kind,
            "confirmed": parameter.confirmed,
            "last_checked": str(parameter.last_checked),
            "values": [],
        }
        parameters.setdefault(name, head)["values"].append(dated)
    return {
        "key": one.key,
        "name": one.name.model_dump(),
        "family": one.family,
        "treatment": one.treatment,
        "parameter_of": one.parameter_of,
        "why": one.why.model_dump() if one.why else None,
        "mechanism": one.law.mechanism.model_dump() if one.law else None,
        "national": bool(one.law and one.law.national),
        "moves": f"{one.law.first_moves} {one.law.direction}" if one.law else None,
        "paid_by": list(one.paid_by),
        "passages": [{"document": each.document, **each.where.model_dump()} for each in passages],
        "parameters": parameters,
    }


def rows(found: Found, lang: str, unconfirmed: bool = False) -> Iterator[dict[str, Any]]:
    """The same as rows of a table (COLUMNS)."""
    for passage in found.passages:
        one = passage.instrument
        row = {"row": "instrument", "document": passage.document, **passage.where.model_dump(), "key": one.key,
               "name": one.name[lang], "family": one.family, "treatment": one.treatment,
               "why": one.why[lang] if one.why else one.parameter_of, "paid_by": " ".join(one.paid_by),
               "moves": f"{one.law.first_moves} {one.law.direction}" if one.law else ""}  # fmt: skip
        values = list(dated_values(one, unconfirmed))
        for name, parameter, dated in values:
            yield {**row, "parameter": name, "label": parameter.label[lang], "unit": parameter.unit,
                   "kind": parameter.kind, "last_checked": parameter.last_checked, **dated}  # fmt: skip
        if not values:
            yield row
    for document, target in found.targets:
        yield {"row": "target", "document": document, "clause": target.clause, "quote": target.quote,
               "key": target.id, "name": target_name(target, lang), "class": target.target_class,
               "judged": target.judged, "deadline": target.deadline}  # fmt: skip


def write_csv(found: Found, file: Path, lang: str, unconfirmed: bool = False) -> int:
    """Write the rows to `file` (UTF-8 with the mark that spreadsheets look for); how many there are.

    RunError: there is no such folder, or it is one.
    """
    table = list(rows(found, lang, unconfirmed))
    try:
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS)
            writer.writeheader()
            writer.writerows(table)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
        raise RunError("cli.cannot_write", file=file, reason=error.strerror) from None
    return len(table)


def target_name(target: Target, lang: str) -> str:
    """A target's name in words."""
    row = {"target": target.id, "quote": target.quote, "english": target.english, "indicator": target.indicator}
    return words.target_label(row, lang)
