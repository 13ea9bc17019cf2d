"""Figures over the runs of a sweep: number, mean and quantiles of every indicator, exact.

Rows are read as plain numbers, many indicators at a time, laid out one group below the other, and put in order.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

QUANTILES = {"p05": 0.05, "p50": 0.5, "p95": 0.95}
BYTES_AT_ONCE = 1_000_000_000
READERS = 4
_SIZES = {"year": 10_000, "point": 1_000_000, "replicate": 10_000_000}  # more than there can be of each


def summarised(
    parts: Sequence[Path],
    place: str,
    points: Sequence[str],
    indicators: Sequence[str],
    by: Sequence[str] = ("year",),
    quantiles: bool = True,
    years: Collection[int] | None = None,
) -> pd.DataFrame:
    """Rows of `place` by group: the columns of `by` (of year, point, replicate), indicator, n, mean, p05, p50, p95.

    points: all ids, in the order in which groups of points come. Runs in which an indicator has no value (NaN) are
    left out of it. ValueError: `by` names something else.
    """
    if wrong := [name for name in by if name not in _SIZES]:
        raise ValueError(f"a sweep is not summarised by {wrong[0]!r}; allowed: {', '.join(_SIZES)}")
    titles = ["n", "mean", *(QUANTILES if quantiles else ())]
    asked = _Asked(place, {point: number for number, point in enumerate(points)}, tuple(by), years)
    rows = pq.read_metadata(parts[0]).num_rows * len(parts) if parts else 0  # about
    at_once = max(1, BYTES_AT_ONCE // max(1, 8 * rows))
    figures: list[np.ndarray] = []
    with ThreadPoolExecutor(READERS) as pool:
        keys_of = list(pool.map(lambda file: _keys(file, asked), parts))  # the same whatever the indicators
        codes = np.concatenate([codes for codes, _ in keys_of]) if parts else np.empty(0, np.int64)
        groups, counts = np.unique(codes, return_counts=True)
        order = np.argsort(codes, kind="stable")
        for first in range(0, len(indicators) if len(groups) else 0, at_once):
            some = indicators[first : first + at_once]
            chosen = [rows for _, rows in keys_of]
            read = list(pool.map(lambda file, rows, some=some: _values(file, rows, some), parts, chosen))

            def told(number: int, read: Any = read) -> np.ndarray:
                values = np.concatenate([columns[number] for columns in read])[order]
                return _figures(_laid_out(values, counts), quantiles)

            figures += pool.map(told, range(len(some)))
    flat = np.stack(figures, axis=1).reshape(-1, len(titles)) if len(groups) else np.empty((0, len(titles)))
    keys = {name: np.repeat(column, len(indicators)) for name, column in _columns(groups, by, points).items()}
    table = pd.DataFrame({**keys, "indicator": np.tile(np.array(indicators, object), len(groups))})
    return table.assign(**dict(zip(titles, flat.T, strict=True))).astype({"n": np.int64})


class _Asked(NamedTuple):
    """Which rows count, and by what they are grouped."""

    place: str
    points: dict[str, int]
    by: tuple[str, ...]
    years: Collection[int] | None


def _keys(file: Path, asked: _Asked) -> tuple[np.ndarray, Any]:
    """Of a part's rows that count, the group of each (its keys as digits of one number), and which rows they are."""
    names = list(dict.fromkeys(["year", "county", *asked.by]))
    table = pq.read_table(file, columns=names, read_dictionary=["county", "point"], use_threads=False)
    counts = _numbers(table, "county", {asked.place: 1}) == 1
    if asked.years is not None:
        counts &= np.isin(table["year"], list(asked.years))
    chosen: Any = slice(None) if counts.all() else np.flatnonzero(counts)
    codes = np.zeros(int(counts.sum()), np.int64)
    for name in asked.by:
        codes = codes * _SIZES[name] + _numbers(table, name, asked.points)[chosen]
    return codes, chosen


def _values(file: Path, chosen: Any, indicators: Sequence[str]) -> list[np.ndarray]:
    """The indicators' values in those rows of a part."""
    table = pq.read_table(file, columns=list(indicators), use_threads=False)
    return [table[name].to_numpy()[chosen] for name in indicators]


def _numbers(table: pa.Table, name: str, known: dict[str, int]) -> np.ndarray:
    """A column as whole numbers; words by what `known` makes of them, none and unknown ones -1."""
    column = table[name].combine_chunks()
    if not pa.types.is_dictionary(column.type):
        return column.to_numpy()
    each = np.array([*(known.get(word, -1) for word in column.dictionary.to_pylist()), -1])
    return each[column.indices.fill_null(-1).to_numpy()]


def _columns(groups: np.ndarray, by: Sequence[str], points: Sequence[str]) -> dict[str, np.ndarray]:
    """The keys of groups, from their numbers."""
    found: dict[str, np.ndarray] = {}
    for name in reversed(by):
        groups, digits = np.divmod(groups, _SIZES[name])
        found[name] = np.array(points, object)[digits] if name == "point" else digits
    return {name: found[name] for name in by}


def _laid_out(values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Values that stand group by group as [group, run]; shorter groups end with NaN."""
    if (counts == counts[0]).all():
        return values.reshape(len(counts), -1)
    block = np.full((len(counts), counts.max()), np.nan)
    block[np.arange(counts.max()) < counts[:, None]] = values
    return block


def _figures(block: np.ndarray, quantiles: bool) -> np.ndarray:
    """[group, figure]: how many have a value, their mean and quantiles, between neighbours in proportion."""
    if quantiles:
        block.sort(axis=1)  # NaN last
    n = np.full(len(block), block.shape[1])
    whole = quantiles and not np.isnan(block[:, -1]).any()
    if not whole:
        n -= np.isnan(block).sum(axis=1)
    total = block.sum(axis=1) if whole else np.nansum(block, axis=1)
    with np.errstate(invalid="ignore"):
        found = [n, total / n]
    for share in QUANTILES.values() if quantiles else ():
        place = np.maximum(n - 1, 0) * share
        low = place.astype(np.int64)
        high = np.minimum(low + 1, np.maximum(n - 1, 0))
        one, two = (np.take_along_axis(block, at[:, None], 1)[:, 0] for at in (low, high))
        found.append(one + (place - low) * (two - one))
    return np.stack(found, axis=1)
