"""Official statistics, counties and the map's tiles: what `README.md` in this folder describes, as tables.

Every table names the office, publication and year it comes from (`source`), how sure we are of it (`status`) and of
which kind the source is (`source_tier`). Tables are read once and kept; each caller gets a copy of its own.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

FOLDER = Path(__file__).parent

REGIONS: dict[str, dict[str, Any]] = {
    "china": {"code": "000000", "name": {"zh": "全国", "en": "China"}},
    "jilin": {"code": "220000", "name": {"zh": "吉林省", "en": "Jilin"}},
    "jiangxi": {"code": "360000", "name": {"zh": "江西省", "en": "Jiangxi"}},
    "sichuan": {"code": "510000", "name": {"zh": "四川省", "en": "Sichuan"}},
    "jilin_city": {"code": "220200", "name": {"zh": "吉林市", "en": "Jilin City"}, "part_of": "jilin"},
}

WITH_COUNTIES = ("jiangxi", "jilin", "sichuan", "jilin_city")  # regions that can be simulated

TEXT = {  # columns that are text, codes among them
    "region", "region_code", "code", "code_2010", "name_zh", "name_en", "type", "prefecture_code", "prefecture_zh",
    "indicator", "unit", "pop_2010_status", "parent_county", "parent_status", "batch", "theme",
    "source", "status", "source_tier", "note",
}  # fmt: skip


def panel(region: str) -> pd.DataFrame:
    """Official yearly series of a region, 2010-2021.

    One row an indicator and year: indicator, year (int64), value (float64), unit, source, status, source_tier, note.
    Values are as published, in the unit that is named (money mostly in 100m yuan). Sorted by indicator and year.
    Raises ValueError for an unknown region, naming those there are.
    """
    _check(region, tuple(REGIONS), "region")
    columns = ["indicator", "year", "value", "unit", "source", "status", "source_tier", "note"]
    return _rows("panel.csv", region)[columns].copy()


def series(region: str, indicator: str) -> dict[int, float]:
    """Value by year of one official series, in the panel's unit; {} where the region lacks it.

    Raises ValueError for an unknown region or indicator, naming the nearest.
    """
    _check(indicator, indicators(), "indicator")
    _check(region, tuple(REGIONS), "region")
    return dict(_series(region).get(indicator, {}))


@cache
def indicators() -> tuple[str, ...]:
    """Names of all series in the panel, in alphabetical order."""
    return tuple(sorted(_table("panel.csv").indicator.unique()))


def counties(region: str) -> pd.DataFrame:
    """County-level units of a region, in the order of their codes: row number = index of the county in the model.

    Jiangxi 100, Jilin 60, Sichuan 183, Jilin City 9 (the nine are also in Jilin). Codes are strings, counts are int64,
    shares (of 1), years of schooling and degrees are float64; pop_2010_census is NaN where the county did not exist.
    Population is in people; `pop_2020_with_zones` adds the development zones attached to the county.
    Raises ValueError for an unknown region.
    """
    _check(region, WITH_COUNTIES, "region with counties")
    return _counties(region).copy()


@cache
def county_column(region: str, name: str) -> np.ndarray:
    """One column of `counties`; shared by all callers, and so not to be written to."""
    column = counties(region)[name].to_numpy(copy=True)
    column.flags.writeable = False
    return column


def special_zones(region: str) -> pd.DataFrame:
    """Development zones that the census of 2020 counts apart, each with the county it is attached to (ASSUMED)."""
    table = _table("special_zones.csv")
    return table[table.parent_county.isin(counties(region).code)].reset_index(drop=True)


def innovative_counties(region: str) -> pd.DataFrame:
    """National innovative counties of a region as far as the lists were seen (batch, theme, source, status)."""
    table = _table("innovative_counties.csv")
    return table[table.code.isin(counties(region).code)].reset_index(drop=True)


def tile_grid(region: str) -> pd.DataFrame:
    """The schematic map: code, name_zh, name_en, col, row; one tile a county, in the order of `counties`.

    Columns count from the west, rows from the north, both from 0. Raises ValueError for an unknown region.
    """
    table = _table("tile_grid.csv")
    chosen = table[table.code.isin(counties(region).code)].reset_index(drop=True)
    chosen["col"] -= chosen.col.min()
    chosen["row"] -= chosen.row.min()
    return chosen[["code", "name_zh", "name_en", "col", "row"]]


@cache
def _table(file: str) -> pd.DataFrame:
    """A whole file in the order of region and code or indicator; text never missing, numbers as stored."""
    import pandas as pd

    columns = pd.read_csv(FOLDER / file, nrows=0).columns
    text = {name: "str" for name in columns if name in TEXT}
    table = pd.read_csv(FOLDER / file, dtype=text)  # type: ignore[arg-type]
    for name in text:
        table[name] = table[name].fillna("")
    order = ["code"] if "code" in columns else ["region_code", "indicator", "year"]
    return table.sort_values(order).reset_index(drop=True)


@cache
def _rows(file: str, region: str) -> pd.DataFrame:
    table = _table(file)
    return table[table.region == region].reset_index(drop=True)


@cache
def _series(region: str) -> dict[str, dict[int, float]]:
    """Every series of a region: indicator -> year -> value."""
    found: dict[str, dict[int, float]] = {}
    table = _rows("panel.csv", region)
    for indicator, year, value in zip(table.indicator, table.year, table.value, strict=True):
        found.setdefault(indicator, {})[int(year)] = float(value)
    return found


@cache
def _counties(region: str) -> pd.DataFrame:
    table = _table("counties.csv")
    chosen = table.in_jilin_city == 1 if region == "jilin_city" else table.region == region
    return table[chosen].reset_index(drop=True).copy()  # its columns in a few blocks, which copies are made of quickly


def _check(name: str, allowed: tuple[str, ...], what: str) -> None:
    if name in allowed:
        return
    near = get_close_matches(str(name), allowed, n=1, cutoff=0.0)
    listed = ", ".join(allowed)
    raise ValueError(f"unknown {what} {name!r}; allowed: {listed}; nearest: {near[0] if near else allowed[0]}")
