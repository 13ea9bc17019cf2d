"""What `python run.py sources` prints: an overview, a document clause by clause, or one instrument with its numbers."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console
from rich.padding import Padding

from sim.instruments import TREATMENTS, Instrument, clause_numbers, instruments
from sim.law import DOCUMENTS
from sim.levers.catalogue import Clause
from sim.report import words
from sim.report.sources import Found, Passage, Wanted, dated_values, target_name
from sim.target_file import Target
from sim.text import say


def show(found: Found, wanted: Wanted, lang: str) -> None:
    """Print what was found: an overview if nothing was asked for, else by document and clause, or by lever."""
    if not (wanted.document or wanted.lever or wanted.clause or wanted.unconfirmed):
        _show_overview(found, lang)
    elif not found.passages and not found.targets:
        _line(say("sources.nothing", lang))
    elif wanted.lever or wanted.unconfirmed:
        _show_by_lever(found, wanted.unconfirmed, lang)
    else:
        for document, passages in _by_document(found):
            _line(say("sources.document", lang, name=document, n=len(passages), counts=counts(passages, lang)))
            _show_clauses(document, passages, found.targets, lang)


def counts(passages: Sequence[Passage], lang: str) -> str:
    """How many instruments are treated in which way, in words."""
    number = {name: sum(one.instrument.treatment == name for one in passages) for name in TREATMENTS}
    between = say("report.semicolon", lang)
    return between.join(say(f"sources.counted.{name}", lang, n=n) for name, n in number.items() if n)


def _by_document(found: Found) -> Iterator[tuple[str, list[Passage]]]:
    present = {one.document for one in found.passages} | {document for document, _ in found.targets}
    for document in filter(present.__contains__, DOCUMENTS):
        yield document, [one for one in found.passages if one.document == document]


def _show_overview(found: Found, lang: str) -> None:
    _line(say("sources.overview", lang, n=len(instruments()), targets=len(found.targets)))
    for document, passages in _by_document(found):
        targets = sum(name == document for name, _ in found.targets)
        said = counts(passages, lang)
        _line(say("sources.overview_line", lang, name=document, n=len(passages), counts=said, targets=targets), 2)
    for family, members in groupby(instruments().values(), key=lambda one: one.family):
        _line("")
        _line(say(f"sources.family.{family}", lang))
        for one in members:
            _line(f"{one.key}  {one.name[lang]} ({treatment(one, lang)})", 2)
    _line("")
    _line(say("sources.ask", lang))


def _show_clauses(document: str, passages: list[Passage], targets: Sequence[tuple[str, Target]], lang: str) -> None:
    own = [target for name, target in targets if name == document]
    clauses = {clause_numbers(one.where.clause): one.where.clause for one in passages}
    clauses |= {clause_numbers(one.clause): one.clause.split(" ")[0] for one in own}
    for numbers in sorted(clauses):
        _line("")
        _line(f"{document} {clauses[numbers]}")
        for passage in passages:
            if clause_numbers(passage.where.clause) == numbers:
                _line(f"{passage.instrument.name[lang]} [{passage.instrument.key}]", 2)
                _line(_quoted(passage.where, lang), 4)
                _show_instrument(passage.instrument, lang)
        for target in own:
            if clause_numbers(target.clause) == numbers:
                _show_target(document, target, lang)


def _show_by_lever(found: Found, unconfirmed: bool, lang: str) -> None:
    for key in dict.fromkeys(one.instrument.key for one in found.passages):
        passages = [one for one in found.passages if one.instrument.key == key]
        _line(f"{passages[0].instrument.name[lang]} [{key}]")
        for passage in () if unconfirmed else passages:
            _line(f"{passage.document} {passage.where.clause} {_quoted(passage.where, lang)}", 4)
        _show_instrument(passages[0].instrument, lang, unconfirmed)
        _line("")
    for document, target in found.targets:
        _show_target(document, target, lang)


def _show_instrument(one: Instrument, lang: str, unconfirmed: bool = False) -> None:
    if not unconfirmed:
        said = treatment(one, lang)
        _line(say("sources.because", lang, treatment=said, why=one.why[lang]) if one.why else said, 4)
        payers = say("report.semicolon", lang).join(words.named("payer", payer, lang) for payer in one.paid_by)
        if payers:
            _line(say("sources.paid_by", lang, payers=payers), 4)
    if one.law and not unconfirmed:
        moves = words.indicator_label(one.law.first_moves, lang)
        _line(say(f"sources.moves.{one.law.direction}", lang, indicator=moves), 4)
    for name, parameter, dated in dated_values(one, unconfirmed):
        status = say(f"sources.status.{dated['status']}", lang)
        value = f"{dated['value']:.10g}" if parameter.unit == "calendar year" else f"{dated['value']:,.10g}"
        kind = words.named("assumed.kinds", parameter.kind, lang)
        said = say("sources.value", lang, label=parameter.label[lang], name=name, value=value, unit=parameter.unit,
                   day=dated["from"], kind=kind, source=dated["source"], status=status)  # fmt: skip
        _line(said, 6)


def treatment(one: Instrument, lang: str) -> str:
    """How the model treats an instrument, in a few words."""
    return say(f"sources.treatment.{one.treatment}", lang, lever=one.key, parameter=one.parameter_of or "")


def _quoted(where: Clause, lang: str) -> str:
    return say(f"sources.quote.{where.strength}", lang, quote=where.quote)


def _show_target(document: str, target: Target, lang: str) -> None:
    kind = words.named("target_class", target.target_class, lang)
    judged = say(f"sources.judged.{target.judged}", lang)
    said = say("sources.target", lang, name=target_name(target, lang), id=target.id, document=document,
               clause=target.clause, kind=kind, judged=judged, deadline=target.deadline)  # fmt: skip
    _line(said, 2)


def _line(text: str, indent: int = 0) -> None:
    """Print a line, wrapped where a person reads it; whole where a program does."""
    if sys.stdout.isatty():
        Console(highlight=False, markup=False, emoji=False).print(Padding(text, (0, 0, 0, indent)))
    else:
        print(" " * indent + text)
