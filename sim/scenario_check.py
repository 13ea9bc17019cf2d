"""What a scenario may say: every key, name, date, unit and amount, checked in one pass.

Each function notes what is wrong in `problems` and goes on, so that a planner sees all mistakes at once.
"""

import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from sim import data
from sim.extra_money import until
from sim.law import DOCUMENTS
from sim.levers.catalogue import EARLIEST, catalogue
from sim.scenario_events import check_counties, read_events
from sim.scenario_file import Node, table
from sim.scenario_money import read_money
from sim.scenario_problems import Problems, nearest
from sim.scenario_values import (
    LATEST_YEAR,
    LONGEST_TEXT,
    Levers,
    labels_of,
    put,
    read_amount,
    read_day,
    read_levers,
    switch,
)

if TYPE_CHECKING:
    from sim.scenario import Scenario

SCHEMA = 1
REQUIRED = ("schema", "title", "question", "region", "period")
OPTIONAL = ("levers", "name", "document", "baseline", "assumptions", "events", "extra_money")
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
NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
DOCUMENT_NAME = re.compile(r"[a-z][a-z0-9-]{0,63}")


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
        read_levers(top["levers"], fields["levers"], period, problems)
    fields["levers"] = {lever: fields["levers"][lever] for lever in catalogue() if lever in fields["levers"]}
    if "assumptions" in top:
        fields["assumptions"] = _assumptions(top["assumptions"], fields["assumptions"], problems)
    last = period[1] if period else LATEST_YEAR
    fields["events"] = tuple(event for event in before.events if event.happens <= last) if before else ()
    if "events" in top:
        in_force = [lever for lever, law in catalogue().items() if law.national or lever in fields["levers"]]
        fields["events"] = read_events(top["events"], known_region, period, in_force, problems)
    elif known_region:
        check_counties(fields["events"], known_region, problems)
    fields["extra_money"] = until(before.extra_money, last) if before else ()
    if "extra_money" in top:
        fields["extra_money"] = read_money(top["extra_money"], period, problems)
    return fields


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
    shown, allowed = f"[{first}, {last}]", f"{EARLIEST.year} – {LATEST_YEAR} [{EARLIEST.year}, …]"
    if first > last:
        problems.add("period_reversed", node, where="period", found=shown, allowed=allowed)
    elif first != EARLIEST.year or last > LATEST_YEAR:  # the population is that of 2012
        problems.add("period_outside", node, where="period", found=shown, allowed=allowed)
    else:
        return True
    return False


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
        problems.add("unknown_lever", where=key, found=first, allowed=known, nearest=nearest(first, known, labels_of()))
        return
    if not rest:
        switch(first, node, levers, problems)
        return
    parameters = sheets[first].parameters
    if rest not in parameters:
        like = nearest(rest, parameters, labels_of(sheets[first]))
        problems.add("unknown_parameter", where=first, found=rest, allowed=parameters, nearest=like)
        return
    day = read_day(Node(0, 0, text=day_text), target, period, problems) if "@" in key else None
    amount = read_amount(node, parameters[rest], target, problems)
    if amount is not None and (day or "@" not in key):
        put(levers, first, rest, {day: amount} if day else amount)


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
