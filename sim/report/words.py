"""Numbers, units and names in the reader's language."""

import importlib
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from sim.text import has, say

GAP = "\u00a0"  # between number and unit: no line break there
LIKELY = 2 / 3
UNLIKELY = 1 / 3
ENDS_BEFORE = "targets.missing.run_ends_before"
"""The note on a target that the run is too short for: no gap of the model."""
SIGNS = {
    "likely": "✓",
    "met": "✓",
    "unlikely": "✗",
    "not_met": "✗",
    "open": "?",
    "unclear": "?",
    "cannot_tell": "?",
    "not_measured": "–",
    "delivered": "=",
    "partly": "=",
    "not_delivered": "✗",
    "what_if": "~",
    "decided_above": "=",
}
# unit in the data -> (factor for Chinese, factor for English, key under report.units)
UNITS = {
    "yuan": (1e-8, 1e-9, "yuan_large"),
    "million yuan": (1e-2, 1e-3, "yuan_large"),
    "100 million yuan": (1.0, 0.1, "yuan_large"),
    "100m yuan": (1.0, 0.1, "yuan_large"),
    "亿元": (1.0, 0.1, "yuan_large"),
    "share": (100.0, 100.0, "percent"),
    "%": (1.0, 1.0, "percent"),
    "% of GDP": (1.0, 1.0, "percent_of_gdp"),
    "per cent": (1.0, 1.0, "percent"),
    "firms": (1.0, 1.0, "firms"),
    "person-years": (1.0, 1.0, "person_years"),
    "items": (1.0, 1.0, "patents"),
    "patents": (1.0, 1.0, "patents"),
    "counties": (1.0, 1.0, "counties"),
    "townships": (1.0, 1.0, "townships"),
    "persons": (1.0, 1.0, "persons"),
    "contracts": (1.0, 1.0, "contracts"),
    "pairs": (1.0, 1.0, "pairs"),
    "projects": (1.0, 1.0, "projects"),
    "agencies": (1.0, 1.0, "agencies"),
    "patents per 10,000 people": (1.0, 1.0, "patents_per_10k"),
    "visits per candidate firm and year": (1.0, 1.0, "visits"),
    "yuan / household / year": (1.0, 1.0, "yuan_per_household"),
    "yuan / year": (1.0, 1.0, "yuan_per_year"),
    "yuan / household / year / yuan": (1e12, 1e12, "yuan_per_household_per_gdp"),
    "index": (1.0, 1.0, "index"),
    "index (0 to 100)": (1.0, 1.0, "index"),
    "patents / person-years": (1.0, 1.0, "patents_per_person_year"),
    "contracts / firms": (100.0, 100.0, "contracts_per_100_firms"),
    "ratio": (1.0, 1.0, "times"),
    "clusters": (1.0, 1.0, "clusters"),
    "pairings": (1.0, 1.0, "pairs"),
    "parks": (1.0, 1.0, "parks"),
    "platforms": (1.0, 1.0, "platforms"),
    "villages": (1.0, 1.0, "villages"),
    "zones": (1.0, 1.0, "zones"),
    "institutes": (1.0, 1.0, "institutes"),
}


def is_missing(value: object) -> bool:
    """None, NaN, or empty text."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    return bool(pd.api.types.is_scalar(value) and pd.isna(value))


def number(value: float) -> str:
    """Three significant figures, thousands grouped; an honest minus sign. Missing: an en dash."""
    if is_missing(value):
        return "–"
    size = abs(value)
    if size >= 100 or value == int(value):
        text = f"{value:,.0f}"
    elif size >= 10:
        text = f"{value:.1f}"
    elif size >= 0.01:
        text = f"{value:.2f}"
    else:
        text = f"{value:.2g}"
    return text.replace("-", "−")


def with_unit(value: float, unit: str, lang: str) -> str:
    """Number and unit: "1.7 %", "5,115 firms", "5,115家"."""
    if unit.startswith("%") or not unit:
        return f"{number(value)}{GAP if lang == 'en' and unit else ''}{unit}"
    return f"{number(value)}{GAP}{unit}" if lang == "en" else f"{number(value)}{unit}"


def shown_unit(unit: str, lang: str) -> tuple[float, str]:
    """(factor, words): yuan become 100 million (zh) or billion yuan (en), shares per cent; an unknown unit stays."""
    if unit not in UNITS:
        return 1.0, "" if is_missing(unit) or unit == "nan" else unit
    chinese, english, key = UNITS[unit]
    return (chinese if lang == "zh" else english), say(f"report.units.{key}", lang)


def verdict_word(row: Mapping[str, Any]) -> str:
    """The word of a verdict, a key under report.verdict: as judged, else by the thirds of its probability."""
    if not is_missing(row.get("verdict")):
        return str(row["verdict"])
    how = str(row["judged_as"])
    if how == "not_measured":
        return "not_measured"
    if how == "delivered_by_assumption":
        return "delivered"
    probability = row.get("probability")
    if how == "direction":
        share = _share_in_direction(row) if is_missing(probability) else probability
        return "unclear" if is_missing(share) else _third(share, "met", "unclear", "not_met")
    return "not_measured" if is_missing(probability) else _third(probability, "likely", "open", "unlikely")


def _third(share: Any, high: str, middle: str, low: str) -> str:
    return high if share >= LIKELY else low if share <= UNLIKELY else middle


def _share_in_direction(row: Mapping[str, Any]) -> float | None:
    """1 or 0 by the median against the start where the replicates' share is not given; None if neither is."""
    median, start = row.get("p50"), row.get("start")
    if is_missing(median) or is_missing(start):
        return None
    falls = str(row.get("operator")) in ("<", "<=", "down", "qualitative_down")
    return float(median < start if falls else median > start)  # type: ignore[operator]


def goal(row: Mapping[str, Any], lang: str) -> str:
    """What a target asks of its indicator: "at least 10 %", "rises"."""
    names = {
        ">=": "at_least", "≥": "at_least", "<=": "at_most", "≤": "at_most", ">": "above", "<": "below",
        "~": "about", "about": "about", "=": "equal", "==": "equal", "up": "up", "down": "down",
        "qualitative_up": "up", "qualitative_down": "down", "at_least": "at_least", "at_most": "at_most",
    }  # fmt: skip
    operator = names.get(str(row.get("operator")), "equal")
    value: Any = row.get("value")
    if is_missing(value) or isinstance(value, str):
        return say(f"report.operator.{'down' if operator in ('down', 'below', 'at_most') else 'up'}", lang)
    factor, unit = shown_unit(str(row.get("unit")), lang)
    return say(f"report.operator.{operator}", lang, value=with_unit(float(value) * factor, unit, lang))


def indicator_label(name: str, lang: str) -> str:
    """The indicator's name in words; the key itself in plain letters if nobody has named it."""
    label = _from("sim.indicators", "label", name, lang)
    return label or name.replace("_", " ")


def indicator_unit(name: str) -> str:
    """The indicator's own unit; empty if unknown."""
    return _from("sim.indicators", "unit", name) or ""


def target_label(row: Mapping[str, Any], lang: str) -> str:
    """A target's name: its text, else the document's words (en: translated), its indicator or its key."""
    place = f"targets.label.{row['target']}"
    if has(place, lang):
        return say(place, lang)
    own = row.get("quote" if lang == "zh" else "english")
    if not is_missing(own):
        return str(own)
    indicator = row.get("indicator")
    plain = str(row["target"]).rpartition(".")[2].replace("_", " ")
    return plain if is_missing(indicator) else indicator_label(str(indicator), lang)


def lever_label(lever: str, lang: str) -> str:
    """The lever's name as its law file gives it, else the key in plain letters."""
    from sim.levers.catalogue import catalogue

    law = catalogue().get(lever)
    return law.name[lang] if law else named("payer", lever, lang)


def note(text: str, lang: str) -> str:
    """A verdict's note or comment: the words behind it, where it is a text key, else as it stands."""
    return say(text, lang) if text.startswith("targets.") and has(text, lang) else text


def remarks(row: Mapping[str, Any], lang: str) -> list[str]:
    """Why there is no word on a target, and what a reader must know beside its verdict."""
    why = [note(str(row["note"]), lang)] if verdict_word(row) == "cannot_tell" else []
    found = row.get("cautions")
    return why + ([] if is_missing(found) else [say(f"targets.caution.{key}", lang) for key in str(found).split()])


def decided_by(row: Mapping[str, Any], lang: str) -> str:
    """The parameter that decides a what-if, its value in the run, and the one at which the probability crosses 50 %."""
    from sim.levers.catalogue import catalogue

    lever, _, name = str(row["decided_by"]).partition(".")
    parameter = catalogue()[lever].parameters[name]
    value, needed = (number(row[key]) for key in ("input_value", "input_for_half"))
    key = "report.cards.decides_unknown" if is_missing(row["input_for_half"]) else "report.cards.decides"
    return say(key, lang, label=parameter.label[lang], value=value, needed=needed, unit=parameter.unit)


def reading_label(name: str, lang: str) -> str:
    """How a clause is read, in words."""
    place = f"targets.reading.{name}"
    return say(place, lang) if has(place, lang) else named("reading", name, lang)


def gathered(sources: Iterable[object]) -> list[str]:
    """Each source once; editions of one yearbook ("... 2012", "... 2013") become "... 2012–2013"."""
    years: dict[str, list[str]] = {}
    for source in sources:
        title, _, year = str(source).rpartition(" ")
        is_edition = title and len(year) == 4 and year.isdigit()
        years.setdefault(title if is_edition else str(source), []).extend([year] if is_edition else [])
    return [
        f"{title} {min(found)}–{max(found)}" if len(set(found)) > 1 else " ".join([title, *found[:1]])
        for title, found in years.items()
    ]


def named(group: str, key: str, lang: str) -> str:
    """A text under report.<group>.<key>, else the key in plain letters (payers and kinds may grow)."""
    place = f"report.{group}.{key}"
    return say(place, lang) if has(place, lang) else key.replace("_", " ")


def _from(module: str, function: str, *arguments: str) -> str | None:
    """`module.function(*arguments)`, or None where the module, the function or the name is unknown to it."""
    try:
        found = getattr(importlib.import_module(module), function)(*arguments)
    except (ImportError, AttributeError, KeyError, ValueError):
        return None
    return None if is_missing(found) else str(found)
