"""The `extra_money` of a scenario file: a level of government, an amount, its years and where it comes from."""

from typing import Any, NamedTuple

from sim.extra_money import LEVELS, ExtraMoney
from sim.scenario_file import Node, table
from sim.scenario_problems import Problems, nearest
from sim.scenario_values import LATEST_YEAR, LONGEST_TEXT, read_amount, read_whole

KEYS = ("level", "amount", "from", "to", "source")


class _Amount(NamedTuple):
    """What a level may have beyond its envelope, as `read_amount` asks."""

    unit: str = "yuan / year"
    range: tuple[float, float] = (1.0, 1e12)
    pool: None = None


def read_money(node: Node, period: tuple[int, int] | None, problems: Problems) -> tuple[ExtraMoney, ...]:
    """The money that a file names, in its order."""
    if node.kind != "list":
        problems.add("list_wanted", node, where="extra_money", allowed="[]")
        return ()
    found = (_money(one, f"extra_money[{n + 1}]", period, problems) for n, one in enumerate(node.elements))
    return tuple(one for one in found if one is not None)


def _money(node: Node, where: str, period: tuple[int, int] | None, problems: Problems) -> ExtraMoney | None:
    before = len(problems.found)
    named = table(node, where, KEYS, problems, required=KEYS) or {}
    said: dict[str, Any] = {}
    for name, value in named.items():
        place = f"{where}.{name}"
        if name == "level" and value.text not in LEVELS:
            problems.add("choice", value, where=place, allowed=LEVELS, nearest=nearest(value.text, LEVELS))
        elif name == "level":
            said[name] = value.text
        elif name == "amount":
            said[name] = read_amount(value, _Amount(), place, problems)
        elif name == "source" and (value.kind != "text" or not 1 <= len(value.text.strip()) <= LONGEST_TEXT):
            problems.add("text_wanted", value, where=place, allowed=f"1 – {LONGEST_TEXT}")
        elif name == "source":
            said[name] = value.text.strip()
        else:
            said["first" if name == "from" else "last"] = read_whole(
                value, place, period or (2012, LATEST_YEAR), problems
            )
    if len(problems.found) == before and said["first"] > said["last"]:
        shown = f"[{said['first']}, {said['last']}]"
        problems.add("period_reversed", node, where=where, found=shown, allowed="from ≤ to")
    return ExtraMoney(**said) if len(problems.found) == before else None
