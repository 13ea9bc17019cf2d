"""What the corporate income tax law said on a date: the dated values of `sim/data/tax_law.yaml` as numbers.

For the calendar of a run and for tests; the rules themselves are in `sim.rules.tax` and know no files.
"""

from __future__ import annotations

import copy
from datetime import date as Date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "data" / "tax_law.yaml"

# The fields of the law's record, in order, each a float64: (name, unit).
TAX_LAW_FIELDS: list[tuple[str, str]] = [
    ("standard_rate", "share"),
    ("small_profit_income_limit", "yuan / year"),
    ("small_profit_low_limit", "yuan / year"),
    ("small_profit_rate_low", "share"),
    ("small_profit_rate_high", "share"),
    ("small_profit_by_slice", "flag"),
    ("small_profit_staff_industrial", "people"),
    ("small_profit_staff_other", "people"),
    ("small_profit_assets_industrial", "yuan"),
    ("small_profit_assets_other", "yuan"),
    ("loss_years", "years"),
    ("loss_years_hnte", "years"),
    ("rate_losses_used_at", "share"),
    ("prepayment_july_quarters", "quarters"),
    ("prepayment_october_quarters", "quarters"),
    ("centre_share", "share"),
]

AFTER_LAST_LAW = ("continues", "lapses")


def tax_law_on(date: Date | str, after_last_law: str = "continues") -> dict[str, float]:
    """The tax law in force on a day (a date or "2019-07-01"): name -> value, all of TAX_LAW_FIELDS.

    After the last law's end (2027-12-31) what expires stays with "continues"; with "lapses" nobody is a small
    low-profit firm and the standard rate falls on all. Raises ValueError before 2012 or for another word.
    """
    if after_last_law not in AFTER_LAST_LAW:
        raise ValueError(f"after_last_law is {after_last_law!r}; allowed: {', '.join(AFTER_LAST_LAW)}")
    day = Date.fromisoformat(date) if isinstance(date, str) else date
    return dict(_law_on(Date(day.year, day.month, day.day), after_last_law))


def tax_law_table() -> list[dict[str, Any]]:
    """Every dated value of the law as a row: parameter, label (zh, en), unit, date, value, document, status, ...

    What lapses after the last law is a row of its own, dated the day after and marked `if_lapsed`.
    """
    law = _file()
    rows = []
    for name, entry in law["parameters"].items():
        about = {"parameter": name, "label": entry["label"], "unit": entry["unit"], "note": entry.get("note", "")}
        rows += [about | {"if_lapsed": False} | value for value in entry["values"]]
        if "if_lapsed" in entry:
            day_after = Date(law["last_law"].year + 1, 1, 1)
            rows.append(about | {"if_lapsed": True, "date": day_after} | entry["if_lapsed"])
    return copy.deepcopy(rows)


@cache
def _law_on(day: Date, after_last_law: str) -> dict[str, float]:
    law = _file()
    lapsed = after_last_law == "lapses" and day > law["last_law"]
    found = {}
    for name, _ in TAX_LAW_FIELDS:
        entry = law["parameters"][name]
        in_force = [value for value in entry["values"] if value["date"] <= day]
        if not in_force:
            raise ValueError(f"no tax law on {day}: {name} begins on {entry['values'][0]['date']}")
        value = entry["if_lapsed"] if lapsed and "if_lapsed" in entry else in_force[-1]
        found[name] = float(value["value"])
    return found


@cache
def _file() -> dict[str, Any]:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
