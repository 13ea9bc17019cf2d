"""Amounts with units, as a planner writes them: `100_000 yuan`, `20 %`, `10 万元`, `8_000 yuan / month`.

Small on purpose: money, time, what is counted, and shares; pint does the arithmetic of dimensions.
"""

import re
from functools import cache
from itertools import combinations
from typing import Any

MULTIPLES = {
    "thousand": 1e3,
    "wan": 1e4,
    "m": 1e6,
    "million": 1e6,
    "yi": 1e8,
    "bn": 1e9,
    "billion": 1e9,
    "percent": 0.01,
    "permille": 0.001,
}
COUNTED = (
    "firm",
    "county",
    "township",
    "platform",
    "zone",
    "person",
    "household",
    "visit",
    "round",
    "score",
    "contract",
    "village",
    "agency",
    "pair",
    "pairing",
    "park",
    "prefecture",
    "project",
    "team",
    "patent",
    "post",
    "flat",
    "station",
    "institute",
    "problem",
    "alliance",
    "laboratory",
    "title",
    "centre",
    "case",
    "meeting",
)
CHINESE = {
    "百分之": "percent",
    "亿元": "yi yuan",
    "万元": "wan yuan",
    "千元": "thousand yuan",
    "万人": "wan person",
    "万户": "wan household",
    "人民币": "yuan",
    "元": "yuan",
    "亿": "yi",
    "万": "wan",
    "季度": "quarter",
    "工作日": "day",
    "年": "year",
    "月": "month",
    "天": "day",
    "日": "day",
    "户": "household",
    "人": "person",
    "乡镇": "township",
    "县": "county",
    "企业": "firm",
    "家": "firm",
    "次": "visit",
    "轮": "round",
    "个": "",
    "每": "/",
    "／": "/",
    "％": "percent",
    "%": "percent",
    "‰": "permille",
}
PLURALS = {
    "people": "person",
    "persons": "person",
    "counties": "county",
    "rmb": "yuan",
    "cny": "yuan",
    "per": "/",
    "percentage": "percent",
}
WORD = re.compile(r"[A-Za-z_]+|/|1(?=\s*/)|\S")
AMOUNT = re.compile(
    r"\s*([+-]?(?:\d{1,3}(?:,\d{3})+|\d[\d_]*|(?=\.\d))(?:\.\d*)?(?:[eE][+-]?\d+)?)(?![\d,.])\s*(.*?)\s*", re.DOTALL
)


class UnitError(ValueError):
    """A unit that is unknown, or of another dimension than the one that is wanted."""


def split(text: str) -> tuple[float, str] | None:
    """(number, unit) of a text such as "100_000 yuan"; None if it does not begin with a number."""
    match = AMOUNT.fullmatch(text)
    if match is None:
        return None
    return float(match[1].replace("_", "").replace(",", "")), match[2]


def convert(number: float, unit: str, wanted: str) -> float:
    """`number` of `unit` in the unit `wanted`, both as text.

    What `wanted` has after a stroke may be left out: "100_000 yuan" is understood as yuan / firm / year.
    UnitError: unknown unit or wrong dimension.
    """
    if not unit:
        return number
    have, want = _parsed(unit), _parsed(wanted)
    below = [_parsed(part) for part in wanted.split("/")[1:]]
    for count in range(len(below) + 1):
        for left_out in combinations(below, count):
            quantity = have
            for part in left_out:
                quantity = quantity / part
            if quantity.dimensionality == want.dimensionality:
                return number * float((quantity / want).to("dimensionless").magnitude)
    raise UnitError(f"{unit} is not {wanted}")


def times(unit: str) -> float | None:
    """How many a word such as "万" or "million" stands for, if it counts and does not say what; else None."""
    try:
        quantity = _parsed(unit)
    except UnitError:
        return None
    many = float(quantity.to("dimensionless").magnitude) if quantity.dimensionless else 0.0
    return many if many > 1 else None


@cache
def _registry() -> Any:
    import pint  # half a second, and only needed where a unit is written

    registry: Any = pint.UnitRegistry(None)
    for name in ("yuan = [money]", "year = [time]", "quarter = 0.25 year", "month = year / 12", "day = year / 365"):
        registry.define(name)
    registry.define("calendar_year = [calendar]")
    registry.define("share = []")
    for name in COUNTED:
        registry.define(f"{name} = [{name}]")
    for name, size in MULTIPLES.items():
        registry.define(f"{name} = {size!r}")
    return registry


@cache
def _parsed(text: str) -> Any:
    """The quantity "1 `text`". UnitError for a word that is no unit."""
    registry = _registry()
    words = text.replace("calendar year", "calendar_year")
    for chinese, english in CHINESE.items():
        words = words.replace(chinese, f" {english} ")
    quantity, divide = registry.Quantity(1.0, "dimensionless"), False
    for word in WORD.findall(words):
        name = PLURALS.get(word.lower(), word.lower())
        if name == "/":
            if divide:
                raise UnitError(f"{text}: two strokes in a row")
            divide = True
        elif name != "1":
            unit = registry.Quantity(1.0, _known(name, text))
            quantity, divide = (quantity / unit if divide else quantity * unit), False
    if divide:
        raise UnitError(f"{text}: nothing after the stroke")
    return quantity


def _known(name: str, text: str) -> str:
    known = {"yuan", "year", "quarter", "month", "day", "calendar_year", "share", *COUNTED, *MULTIPLES}
    for candidate in (name, name.removesuffix("s")):
        if candidate in known:
            return candidate
    raise UnitError(f"{text}: unknown unit {name}")
