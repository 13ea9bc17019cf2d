"""The `events` of a scenario file: what each kind needs, checked with its line, what is allowed, the nearest name."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sim import data
from sim.events import ALL, KINDS, LARGEST_RANK, MOST_A_QUARTER, Event, has_budget
from sim.levers.catalogue import catalogue
from sim.scenario_file import Node, table
from sim.scenario_problems import Problems, nearest
from sim.scenario_values import labels_of, read_amount, read_day, read_whole
from sim.sectors import SECTOR_PLACE, sector_table

KEYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # of each kind: what it needs, what it may have
    "budget_late": (("year", "lever"), ()),
    "anchor_firm_leaves": (("date",), ("rank", "county")),
    "large_investment": (("date", "county", "sales", "sector"), ()),
}


class _Sales(NamedTuple):
    """What a large firm's sales may be, as `read_amount` asks."""

    unit: str = "yuan / year"
    range: tuple[float, float] = (2e7, 2e11)
    pool: None = None


def read_events(
    node: Node, region: str | None, period: tuple[int, int] | None, levers: Iterable[str], problems: Problems
) -> tuple[Event, ...]:
    """The events in a file, in its order; `levers`: those that the scenario has in force."""
    if node.kind != "list":
        problems.add("list_wanted", node, where="events", allowed="[]")
        return ()
    found: list[Event] = []
    for number, one in enumerate(node.elements):
        where = f"events[{number + 1}]"
        event = _event(one, where, region, period, tuple(levers), problems)
        if event is None:
            continue
        found.append(event)
        if event.date and sum(_quarter(other) == _quarter(event) for other in found) > MOST_A_QUARTER:
            problems.add("too_many_events", one, where=where, allowed=str(MOST_A_QUARTER))
    return tuple(found)


def node_of(value: Any) -> Node:
    """A plain value as if it stood in a file; it has no line."""
    if isinstance(value, Mapping):
        return Node(0, 0, kind="table", entries=[(node_of(key), node_of(one)) for key, one in value.items()])
    if isinstance(value, list | tuple):
        return Node(0, 0, kind="list", elements=[node_of(one) for one in value])
    return Node(0, 0, text=str(value))


def check_counties(events: Iterable[Event], region: str, problems: Problems) -> None:
    """Are the counties that events name counties of the region (another than the file's)?"""
    for event in events:
        if event.county is not None and event.county not in set(data.counties(region)["code"]):
            problems.add("unknown_county", where="events", found=event.county, allowed=_examples(region))


def _event(
    node: Node,
    where: str,
    region: str | None,
    period: tuple[int, int] | None,
    levers: tuple[str, ...],
    problems: Problems,
) -> Event | None:
    before = len(problems.found)
    kind = next((value for key, value in node.entries if key.text == "event"), None)
    if kind is not None and kind.text not in KINDS:
        problems.add("choice", kind, where=f"{where}.event", allowed=KINDS, nearest=nearest(kind.text, KINDS))
        return None
    every = tuple(key for kinds in KEYS.values() for keys in kinds for key in keys)
    needed, possible = KEYS[kind.text] if kind is not None else ((), every)
    named = table(node, where, ("event", *needed, *possible), problems, required=("event", *needed))
    if named is None or kind is None:
        return None
    said: dict[str, Any] = {"event": kind.text}
    for name, value in named.items():
        place = f"{where}.{name}"
        if name == "year":
            said[name] = read_whole(value, place, period or (2012, 2060), problems)
        elif name == "rank":
            said[name] = read_whole(value, place, (1, LARGEST_RANK), problems)
        elif name == "date":
            said[name] = read_day(value, place, period, problems)
        elif name == "lever":
            said[name] = _lever(value, place, levers, problems)
        elif name == "county" and region is not None:
            said[name] = _county(value, place, region, problems)
        elif name == "sales":
            said[name] = read_amount(value, _Sales(), place, problems)
        elif name == "sector":
            said[name] = _sector(value, place, problems)
    if kind.text == "anchor_firm_leaves":
        said.setdefault("rank", 1)
    return Event(**said) if len(problems.found) == before else None


def _lever(node: Node, where: str, levers: tuple[str, ...], problems: Problems) -> str | None:
    sheets = catalogue()
    known = [ALL, *(lever for lever in sheets if has_budget(sheets[lever]))]
    if node.text not in known and node.text in sheets:
        problems.add("no_budget", node, where=where, allowed=known)
    elif node.text not in known:
        like = nearest(node.text, [ALL, *sheets], labels_of())
        problems.add("unknown_lever", node, where=where, allowed=known, nearest=like)
    elif node.text != ALL and node.text not in levers:
        allowed = [lever for lever in known if lever == ALL or lever in levers]
        problems.add("lever_off", node, where=where, allowed=allowed)
    else:
        return node.text
    return None


def _county(node: Node, where: str, region: str, problems: Problems) -> str | None:
    """The code of a county that is named by its code or, where the region has only one so named, its name."""
    rows = data.counties(region)
    for column in ("code", "name_zh", "name_en"):
        same = rows.loc[rows[column] == node.text, "code"]
        if len(same) == 1:
            return str(same.iloc[0])
    labels = {label: f"{code} ({label})" for name in ("name_zh", "name_en") for label, code in _once(rows, name)}
    known = {code: code for code in rows["code"]}
    like = nearest(node.text, known, labels)
    problems.add("unknown_county", node, where=where, allowed=_examples(region), nearest=like)
    return None


def _once(rows: Any, name: str) -> Iterable[tuple[str, str]]:
    """(name, code) of the counties whose name no other has."""
    alone = rows[~rows[name].duplicated(keep=False)]
    return zip(alone[name], alone["code"], strict=True)


def _examples(region: str) -> list[str]:
    rows = data.counties(region).iloc[:3]
    return [f"{code} ({name})" for code, name in zip(rows["code"], rows["name_zh"], strict=True)] + ["…"]


def _sector(node: Node, where: str, problems: Problems) -> str | None:
    if node.text in SECTOR_PLACE:
        return node.text
    rows = sector_table()
    labels = {
        label: key for name in ("name_zh", "name_en") for label, key in zip(rows[name], rows["sector"], strict=True)
    }
    like = nearest(node.text, SECTOR_PLACE, labels)
    problems.add("choice", node, where=where, allowed=SECTOR_PLACE, nearest=like)
    return None


def _quarter(event: Event) -> tuple[int, int] | None:
    return (event.date.year, (event.date.month + 2) // 3) if event.date else None
