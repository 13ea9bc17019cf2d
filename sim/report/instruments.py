"""The report's section on the document's instruments: clause by clause, how each is treated, which are in force."""

from sim.instruments import Instrument, named_by
from sim.report.elements import Markup, el, fold, join, table
from sim.report.reading import Reading
from sim.report.sections import Numbering
from sim.report.sources import Passage
from sim.report.sources_shown import counts
from sim.text import say


def listed(reading: Reading, numbering: Numbering) -> Markup:
    """What the document names, with counts; one row an instrument; the document's words and the reasons to unfold."""
    lang, document = reading.lang, str(reading.result.scenario.document)
    passages = [Passage(document, one.documents[document], one) for one in named_by(document)]
    found = [one.instrument for one in passages]
    on = sum(is_on(reading, one) for one in found)
    lead = [say("sources.report.lead", lang, document=document, n=len(found), counts=counts(passages, lang), on=on)]
    lead.append(say("sources.report.national", lang))
    if extra := reading.result.scenario.counterfactual_levers():
        lead.append(say("sources.report.extra", lang, levers=", ".join(extra)))
    head = [say(f"sources.report.{name}", lang) for name in ("clause", "name", "treatment", "on")]
    rows = [
        (one.where.clause, el("span", one.instrument.name[lang], title=one.instrument.key),
         short(one.instrument, lang), in_force(reading, one.instrument))
        for one in passages
    ]  # fmt: skip
    words = [(one.instrument.name[lang], one.where.quote, said(one.instrument, lang)) for one in passages]
    title = [say(f"sources.report.{name}", lang) for name in ("name", "words", "why")]
    caption = numbering.caption(say("sources.report.caption", lang))
    unfold = fold(say("sources.report.fold", lang), table(title, words))
    return join((el("p", reading.sentences(lead)), table(head, rows, caption), unfold))


def is_on(reading: Reading, one: Instrument) -> bool:
    """Is the lever that stands for the instrument in force in this scenario?"""
    return one.lever is not None and bool(reading.result.scenario.is_on(one.lever))


def in_force(reading: Reading, one: Instrument) -> str:
    """In force, off, or neither where there is no lever."""
    if one.lever is None:
        return say("sources.report.none", reading.lang)
    return say(f"sources.report.{'yes' if is_on(reading, one) else 'no'}", reading.lang)


def short(one: Instrument, lang: str) -> str:
    """How the model treats an instrument, in a word or two."""
    return say(f"sources.short.{one.treatment}", lang, parameter=one.parameter_of or "")


def said(one: Instrument, lang: str) -> str:
    """The reason of what is no lever of its own; of a lever, its mechanism."""
    if one.law:
        return one.law.mechanism[lang]
    return one.why[lang] if one.why else short(one, lang)
