"""What a scenario may say: every key, name, date, unit and amount, checked in one pass.

Each function notes what is wrong in `problems` and goes on, so that a planner sees all mistakes at once.
"""

import math
import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from sim import data
from sim.law import DOCUMENTS, Dated
from sim.levers.catalogue import EARLIEST, LeverLaw, Parameter, catalogue
from sim.scenario_file import Node, Problems, nearest
from sim.units import UnitError, convert, split

if TYPE_CHECKING:
    from sim.scenario import Scenario

Levers = dict[str, dict[str, dict[date, float]]]

SCHEMA = 1
REQUIRED = ("schema", "title", "question", "region", "period", "levers")
OPTIONAL = ("name", "document", "baseline", "assumptions", "events")
CHOICES = {
    "growth": ("central", "low", "high"),
    "after_last_law": ("continues", "lapses"),
    "parameters": ("drawn", "central"),
}
CHANNELS = ("mobility", "spillover", "contests", "shared_markets")
DEFAULTS: dict[str, Any] = {
    **{name: choices[0] for name, choices in CHOICES.items()},
    "channels": dict.fromkeys(CHANNELS, True),
}
LATEST_YEAR = 2060
LONGEST_TEXT = 500
NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
DOCUMENT_NAME = re.compile(r"[a-z][a-z0-9-]{0,63}")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def fields_of(
    root: Node, stem: str, load_baseline: Callable[[str, Node], "Scenario | None"], problems: Problems
) -> dict[str, Any] | None:
    """The fields of a scenario from the tree of its file; None where nothing can be read. `stem` is its name."""
    top = table(root, "", (*REQUIRED, *OPTIONAL), problems, required=REQUIRED)
    if top is None:
        return None
    if "schema" in top and top["schema"].plain() != SCHEMA:
        problems.add("schema", top["schema"], where="schema", allowed=str(SCHEMA))
    region, document, baseline, name = (_name(top, key, problems) for key in ("region", "document", "baseline", "name"))
    period = _period(top.get("period"), problems)
    known_region = region if region and check_region(region, problems, top["region"]) else None
    if document is not None:
        check_document(document, known_region, problems, top["document"])
    before = load_baseline(baseline, top["baseline"]) if baseline is not None else None
    fields: dict[str, Any] = {
        "name": name or stem,
        "title": _words(top.get("title"), "title", problems),
        "question": _words(top.get("question"), "question", problems),
        "region": region,
        "document": document,
        "baseline": baseline,
        "period": period,
        "levers": {lever: dict(changes) for lever, changes in before.levers.items()} if before else {},
        "assumptions": before.assumptions if before else DEFAULTS,
    }
    if "levers" in top:
        _levers(top["levers"], fields["levers"], period, problems)
    fields["levers"] = {lever: fields["levers"][lever] for lever in catalogue() if lever in fields["levers"]}
    if "assumptions" in top:
        fields["assumptions"] = _assumptions(top["assumptions"], fields["assumptions"], problems)
    if "events" in top:
        _no_events(top["events"], problems)
    return fields


def table(
    node: Node,
    where: str,
    allowed: Iterable[str],
    problems: Problems,
    *,
    required: Iterable[str] = (),
    unknown: str = "unknown_key",
    labels: dict[str, str] | None = None,
) -> dict[str, Node] | None:
    """Key to node; notes what is no table, equal keys, unknown keys and missing ones."""
    allowed = tuple(allowed)
    if node.kind != "table":
        problems.add(
            "nothing_here" if node.is_empty else "table_wanted", node, where=where or problems.top, allowed=allowed
        )
        return None
    found: dict[str, Node] = {}
    for key, value in node.entries:
        if key.kind != "text":
            problems.add("text_key", key, where=where or problems.top, allowed=allowed)
        elif key.text in found:
            problems.add("duplicate_key", key, where=where or problems.top)
        else:
            found[key.text] = value
            if key.text not in allowed:
                like = nearest(key.text, allowed, labels)
                problems.add(unknown, key, where=where or problems.top, allowed=allowed, nearest=like)
    for name in required:
        if name not in found:
            problems.add("missing_key", node, where=where or problems.top, found="…", missing=name, allowed=allowed)
    return {key: value for key, value in found.items() if key in allowed}


def table_place(root: Node | None, key: str) -> Node | None:
    """Where a key of the top table stands."""
    return next((name for name, _ in root.entries if name.text == key), root) if root else None


def check_region(region: str, problems: Problems, node: Node | None = None) -> bool:
    """Is it a region that can be simulated?"""
    if region not in data.WITH_COUNTIES:
        labels = {one: key for key in data.WITH_COUNTIES for one in data.REGIONS[key]["name"].values()}
        like = nearest(region, data.WITH_COUNTIES, labels)
        problems.add("unknown_region", node, where="region", found=region, allowed=data.WITH_COUNTIES, nearest=like)
    return region in data.WITH_COUNTIES


def check_document(document: str, region: str | None, problems: Problems, node: Node | None = None) -> None:
    """Is it a document whose targets are at hand, and of this region (if the region is known)?"""
    known = [name for name in DOCUMENTS if (data.FOLDER / "targets" / f"{name}.yaml").is_file()]
    if document not in known:
        like = nearest(document, known)
        problems.add("unknown_document", node, where="document", found=document, allowed=known, nearest=like)
    elif region is not None and DOCUMENTS[document][0] != region:
        wanted = DOCUMENTS[document][0]
        problems.add("document_of_other_region", node, where="document", found=document, region=region, allowed=wanted)


def check_period(period: tuple[int, int], problems: Problems, node: Node | None = None) -> bool:
    """Are the years in order and within what the model covers?"""
    first, last = period
    shown, allowed = f"[{first}, {last}]", f"{EARLIEST.year} – {LATEST_YEAR}"
    if first > last:
        problems.add("period_reversed", node, where="period", found=shown, allowed=allowed)
    elif first < EARLIEST.year or last > LATEST_YEAR:
        problems.add("period_outside", node, where="period", found=shown, allowed=allowed)
    else:
        return True
    return False


def check_budgets(scenario: "Scenario", problems: Problems, node: Node | None = None) -> None:
    """Do the budgets of the levers stay within the region's fiscal spending on science and technology?

    The envelope of a year is the official figure, after the last one that. Where a region has none (Jilin City),
    nothing can be checked.
    """
    official = _envelope(scenario.region)
    for year in range(scenario.period[0], scenario.period[1] + 1) if official else ():
        datum = max((one for one in official if one <= year), default=min(official))
        asked = _budgets(scenario, date(year, 12, 31))
        total = sum(asked.values())
        if total > official[datum]:
            largest = max(asked, key=lambda key: asked[key])
            problems.add(
                "beyond_envelope",
                node,
                where="levers",
                found=_money(total, problems.lang),
                allowed=_money(official[datum], problems.lang),
                year=year,
                datum=datum,
                largest=largest,
                share=_money(asked[largest], problems.lang),
            )
            return


def _budgets(scenario: "Scenario", day: date) -> dict[str, float]:
    """Yuan a year that the levers in force may spend on `day`, by "lever.parameter"."""
    asked = {}
    for lever in scenario.levers_on():
        for name, parameter in catalogue()[lever].parameters.items():
            if parameter.pool:
                yuan = scenario.value(f"{lever}.{name}", day)
                for factor in parameter.pool_times:
                    yuan *= scenario.value(f"{lever}.{factor}", day)
                asked[f"{lever}.{name}"] = yuan * (_n_counties(scenario.region) if parameter.pool == "county" else 1)
    return asked


def _money(yuan: float, lang: str) -> str:
    return f"{yuan / 1e8:,.2f} 亿元" if lang == "zh" else f"{yuan / 1e9:,.3f} bn yuan"


@cache
def _envelope(region: str) -> dict[int, float]:
    """Fiscal spending on science and technology by year, yuan (the panel has it in 100m yuan)."""
    return {year: value * 1e8 for year, value in data.series(region, "fiscal_st_expenditure").items()}


@cache
def _n_counties(region: str) -> int:
    return len(data.counties(region))


def known_key(key: str) -> tuple[str, str]:
    """("lever", "parameter") of "lever.parameter", or ("lever", "") of "lever". KeyError names the nearest."""
    lever, _, name = key.partition(".")
    sheets = catalogue()
    if lever not in sheets or (name and name not in sheets[lever].parameters):
        known = [f"{one}.{other}" for one, sheet in sheets.items() for other in sheet.parameters] if name else sheets
        raise KeyError(f"no {key!r} among the levers; nearest: {nearest(key, known)!r}")
    return lever, name


def set_value(
    key: str, value: Any, levers: Levers, assumptions: dict[str, Any], period: tuple[int, int], problems: Problems
) -> None:
    """Put one `--set key=value` into `levers` or `assumptions` (changed in place), or note what is wrong with it."""
    node = Node(0, 0, text=str(value))
    target, _, day_text = str(key).partition("@")
    first, _, rest = target.partition(".")
    if first == "assumptions":
        branch = Node(0, 0, kind="table", entries=[(Node(0, 0, text=rest), node)])
        if rest.startswith("channels."):
            leaf = (Node(0, 0, text=rest.removeprefix("channels.")), node)
            inner = Node(0, 0, kind="table", entries=[leaf])
            branch.entries = [(Node(0, 0, text="channels"), inner)]
        assumptions.update(_assumptions(branch, assumptions, problems))
        return
    sheets = catalogue()
    if first not in sheets:
        known = [*sheets, "assumptions"]
        problems.add("unknown_lever", where=key, found=first, allowed=known, nearest=nearest(first, known, _labels()))
        return
    if not rest:
        _switch(first, node, levers, problems)
        return
    parameters = sheets[first].parameters
    if rest not in parameters:
        like = nearest(rest, parameters, _labels(sheets[first]))
        problems.add("unknown_parameter", where=first, found=rest, allowed=parameters, nearest=like)
        return
    day = _day(Node(0, 0, text=day_text), target, period, problems) if "@" in key else None
    amount = _amount(node, parameters[rest], target, problems)
    if amount is not None and (day or "@" not in key):
        _put(levers, first, rest, {day: amount} if day else amount)


def _switch(lever: str, node: Node, levers: Levers, problems: Problems) -> None:
    word = {"True": "on", "False": "off"}.get(node.text, node.text)
    if word not in ("on", "off"):
        problems.add("on_or_off", where=lever, found=node.text, allowed=("on", "off"))
    elif word == "off" and catalogue()[lever].national:
        problems.add("national_off", where=lever, found=word)
    elif word == "off":
        levers.pop(lever, None)
    else:
        levers.setdefault(lever, {})


def _put(levers: Levers, lever: str, name: str, value: float | dict[date, float]) -> None:
    """A number replaces the whole series; dated numbers replace it from their first date on."""
    changes = levers.setdefault(lever, {})
    already = changes.get(name, {})
    if isinstance(value, dict):
        changes[name] = dict(Dated(dict(already)).then(value).items())
    else:
        law = catalogue()[lever].parameters[name].values.first or EARLIEST
        changes[name] = {min(law, *already): value} if already else {law: value}


def _levers(node: Node, levers: Levers, period: tuple[int, int] | None, problems: Problems) -> None:
    sheets = catalogue()
    found = table(node, "levers", sheets, problems, unknown="unknown_lever", labels=_labels())
    for lever, changes in (found or {}).items():
        where = f"levers.{lever}"
        if changes.kind == "text" and changes.plain() == "off":
            if sheets[lever].national:
                problems.add("national_off", changes, where=lever)
            levers.pop(lever, None)
            continue
        parameters = sheets[lever].parameters
        if changes.is_empty:
            problems.add("empty_lever", changes, where=where, found="…")
            continue
        labels = _labels(sheets[lever])
        named = table(changes, where, parameters, problems, unknown="unknown_parameter", labels=labels)
        levers.setdefault(lever, {})
        for name, written in (named or {}).items():
            place = f"{where}.{name}"
            if written.kind == "table":
                series = _series(written, parameters[name], place, period, problems)
                if series:
                    _put(levers, lever, name, series)
            else:
                amount = _amount(written, parameters[name], place, problems)
                if amount is not None:
                    _put(levers, lever, name, amount)


def _series(
    node: Node, parameter: Parameter, where: str, period: tuple[int, int] | None, problems: Problems
) -> dict[date, float]:
    series: dict[date, float] = {}
    before: date | None = None
    for key, value in node.entries:
        day = _day(key, where, period, problems)
        if day is not None and day in series:
            problems.add("duplicate_key", key, where=where)
        elif day is not None and before is not None and day < before:
            problems.add("dates_out_of_order", key, where=where, before=str(before))
        before = day or before
        amount = _amount(value, parameter, where, problems)
        if day is not None and amount is not None:
            series[day] = amount
    return series


def _day(node: Node, where: str, period: tuple[int, int] | None, problems: Problems) -> date | None:
    last = period[1] if period else LATEST_YEAR
    try:
        if not DAY.fullmatch(node.text):
            raise ValueError
        day = date.fromisoformat(node.text)
    except ValueError:
        problems.add("no_date", node, where=where, found=node.shown(), allowed="2018-01-20")
        return None
    if not EARLIEST <= day <= date(last, 12, 31):
        problems.add("date_outside", node, where=where, found=node.shown(), allowed=f"{EARLIEST} – {last}-12-31")
        return None
    return day


def _amount(node: Node, parameter: Parameter, where: str, problems: Problems) -> float | None:
    """A number in the law's unit, from "100_000 yuan", "20 %", "10 万元" or a bare number."""
    low, high = parameter.range
    written, unit = node.plain(), parameter.unit
    number: float | None = None
    if isinstance(written, float):
        number = written
    elif isinstance(written, str) and (parts := split(written)):
        try:
            number = convert(*parts, unit)
        except UnitError:
            problems.add("wrong_unit", node, where=where, found=node.shown(), allowed=unit)
            return None
    if number is None:
        problems.add("number_wanted", node, where=where, found=node.shown(), allowed=unit)
        return None
    limits = {"allowed": f"{low:,g} – {high:,g} {unit}"}
    if not math.isfinite(number):
        problems.add("not_finite", node, where=where, found=node.shown(), **limits)
    elif number < 0 <= low:
        problems.add("negative", node, where=where, found=node.shown(), **limits)
    elif number < low or (number > high and not parameter.pool):  # a budget ends at the fiscal envelope instead
        percent = unit.startswith("share") and low <= number / 100 <= high
        like = f"{number:g} %" if percent else ""
        problems.add("out_of_range", node, where=where, found=node.shown(), nearest=like, **limits)
    else:
        return number + 0.0  # no minus zero
    return None


def _assumptions(node: Node, before: dict[str, Any], problems: Problems) -> dict[str, Any]:
    found = table(node, "assumptions", (*CHOICES, "channels"), problems) or {}
    chosen = {**before, "channels": dict(before["channels"])}
    for name, value in found.items():
        where = f"assumptions.{name}"
        if name == "channels":
            for channel, one in (table(value, where, CHANNELS, problems) or {}).items():
                switch = one.plain()
                if not isinstance(switch, bool):
                    like = {"no": "false", "off": "false", "yes": "true", "on": "true"}.get(one.text.lower(), "")
                    wanted = ("true", "false")
                    problems.add("choice", one, where=f"{where}.{channel}", allowed=wanted, nearest=like)
                else:
                    chosen["channels"][channel] = switch
        elif value.kind == "text" and value.text in CHOICES[name]:
            chosen[name] = value.text
        else:
            like = nearest(value.text, CHOICES[name])
            problems.add("choice", value, where=where, allowed=CHOICES[name], nearest=like)
    return chosen


def _no_events(node: Node, problems: Problems) -> None:
    for event in node.elements if node.kind == "list" else [node]:
        problems.add("events", event, where="events", allowed="[]")


def _name(top: dict[str, Node], key: str, problems: Problems) -> str | None:
    node = top.get(key)
    if node is None or (node.is_empty and key not in REQUIRED):
        return None
    pattern = DOCUMENT_NAME if key == "document" else NAME
    if node.kind != "text" or not pattern.fullmatch(node.text):
        if key == "region" and node.kind == "text" and node.text.isalpha():
            return node.text  # 江西: an unknown region, with the nearest name
        problems.add("bad_name", node, where=key, allowed="jiangxi-2018" if key == "document" else "jiangxi_2018")
        return None
    return node.text


def _period(node: Node | None, problems: Problems) -> tuple[int, int] | None:
    if node is None:
        return None
    years = [one.plain() for one in node.elements]
    whole = [int(one) for one in years if isinstance(one, float) and math.isfinite(one) and one == int(one)]
    if node.kind != "list" or len(years) != 2 or len(whole) != 2:
        problems.add("period_wanted", node, where="period", allowed="[2012, 2030]")
        return None
    return (whole[0], whole[1]) if check_period((whole[0], whole[1]), problems, node) else None


def _words(node: Node | None, where: str, problems: Problems) -> dict[str, str]:
    words: dict[str, str] = {}
    for lang, one in (table(node, where, ("zh", "en"), problems, required=("zh", "en")) or {}).items() if node else ():
        if one.kind != "text" or not one.text.strip() or len(one.text) > LONGEST_TEXT:
            problems.add("text_wanted", one, where=f"{where}.{lang}", allowed=f"1 – {LONGEST_TEXT}")
        else:
            words[lang] = one.text
    return words


def _labels(sheet: LeverLaw | None = None) -> dict[str, str]:
    """Words in both languages for the levers, or for the parameters of one lever, to their keys."""
    named = sheet.parameters.items() if sheet else catalogue().items()
    words: dict[str, str] = {}
    for key, one in named:
        label = one.label if isinstance(one, Parameter) else one.name
        words |= {label.zh: key, label.en: key}
    return words
