"""What the rules of firms' titles said on a date: the dated values of `sim/data/title_law.yaml` as numbers.

For the calendar of a run and for tests; the rules themselves are in `sim.rules.titles` and know no files.
"""

from __future__ import annotations

import copy
from datetime import date as Date
from functools import cache
from pathlib import Path
from typing import Any

from sim.law import Dated

FILE = Path(__file__).parent.parent / "data" / "title_law.yaml"

# The fields of the record of title law, in order, each a float64: (name, unit).
TITLE_LAW_FIELDS: list[tuple[str, str]] = [
    ("tech_sme_staff", "people"),
    ("tech_sme_sales", "yuan / year"),
    ("tech_sme_assets", "yuan"),
    ("tech_sme_rd", "share of sales"),
    ("srdi_sales", "yuan / year"),
    ("srdi_sales_most", "yuan / year"),
    ("srdi_rd", "share of sales"),
    ("srdi_rd_yuan", "yuan / year"),
    ("little_giant_sales", "yuan / year"),
    ("little_giant_large_sales", "yuan / year"),
    ("little_giant_rd_small", "share of sales"),
    ("little_giant_rd_large", "share of sales"),
    ("little_giant_patents", "patents"),
    ("gazelle_sales", "yuan / year"),
    ("gazelle_growth", "share / year"),
    ("title_years", "years"),
]


def title_law_on(day: Date | str) -> dict[str, float]:
    """The rules of titles in force on a day (a date or "2019-07-01"): name -> number, all of TITLE_LAW_FIELDS.

    A title that does not exist yet has 0 throughout. ValueError for a text that is no date.
    """
    return {name: series.at(day) for name, series in _series().items()}


def title_law_table() -> list[dict[str, Any]]:
    """Every dated number of the rules as a row: parameter, label (zh, en), unit, date, value, document, status, ..."""
    rows = []
    for name, entry in _file().items():
        about = {"parameter": name, "label": entry["label"], "unit": entry["unit"], "note": entry.get("note", "")}
        rows += [about | value for value in entry["values"]]
    return copy.deepcopy(rows)


@cache
def _series() -> dict[str, Dated]:
    law = _file()
    return {
        name: Dated({value["date"]: value["value"] for value in law[name]["values"]}) for name, _ in TITLE_LAW_FIELDS
    }


@cache
def _file() -> dict[str, Any]:
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))["parameters"]
