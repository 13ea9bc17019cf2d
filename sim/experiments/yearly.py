"""Yearly values of runs as one block of numbers: what comparisons are made of, read quickly and exactly.

A block has the axes replicate, indicator, place, year; places are the region's counties in order and, last, the region.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.runs import RunFolder

LAYOUT = ("year", "quarter", "county", "indicator")
"""Columns that say what a row's value is of."""

READERS = 2
COST_KINDS = ("outlay", "tax forgone", "expected loss")
"""Kinds of cost; transfers between governments and their own capital are none."""

PAYERS = ("centre", "province", "prefecture", "county")


@dataclass(frozen=True)
class Yearly:
    """`values[replicate, indicator, place, year]`, NaN where the run has none."""

    indicators: tuple[str, ...]
    places: tuple[str, ...]
    years: tuple[int, ...]
    values: np.ndarray

    def of(self, indicator: str, place: str | None = None) -> np.ndarray:
        """[replicate, year] of an indicator in a place (default: the region). KeyError: there is no such."""
        if indicator not in self.indicators:
            raise KeyError(f"no indicator {indicator!r}")
        where = -1 if place is None else self.places.index(place)
        return self.values[:, self.indicators.index(indicator), where]

    def tables(self, names: Iterable[str]) -> dict[tuple[str, bool], pd.DataFrame]:
        """As targets are judged on: by indicator and whether it is the region's, rows (replicate, county), years."""
        found = {}
        numbers = range(len(self.values))
        counties = pd.MultiIndex.from_product([numbers, self.places[:-1]], names=["replicate", "county"])
        region = pd.MultiIndex.from_product([numbers, self.places[-1:]], names=["replicate", "county"])
        for name in names:
            if name in self.indicators:
                of_one = self.values[:, self.indicators.index(name)]
                found[name, True] = pd.DataFrame(of_one[:, -1], index=region, columns=list(self.years))
                rows = of_one[:, :-1].reshape(-1, len(self.years))
                found[name, False] = pd.DataFrame(rows, index=counties, columns=list(self.years))
        return found


def read_yearly(folder: RunFolder, replicates: int) -> Yearly:
    """The yearly values of a run's replicates 0 .. n-1. Damaged: a part is missing or not as it was written.

    Of the rows' labels, which are the same in every part, only one copy is decoded; that they are the same is seen by
    their bytes.
    """
    known: dict[bytes, _Layout] = {}
    first = _part(folder, 0, known)
    layout = next(iter(known.values()))
    values = np.empty((replicates, *layout.shape))
    values[0] = first

    def fill(number: int) -> None:
        values[number] = _part(folder, number, known)

    with ThreadPoolExecutor(READERS) as pool:
        list(pool.map(fill, range(1, replicates)))
    if any(
        (x.indicators, x.places, x.years) != (layout.indicators, layout.places, layout.years) for x in known.values()
    ):
        raise ValueError(f"{folder.path}: the parts of a run must have the same indicators, places and years")
    return Yearly(layout.indicators, layout.places, layout.years, values)


class _Layout:
    """Where each yearly row of a part belongs in the block."""

    def __init__(self, table: pa.Table) -> None:
        rows = np.flatnonzero(table["quarter"].to_numpy() == 0)
        indicator, names = _coded(table["indicator"], rows)
        county, places = _coded(table["county"], rows)
        year = table["year"].to_numpy()[rows].astype(np.int64)
        region = [code for code in places if code.endswith("00")]  # GB/T 2260: no county's code ends so
        self.indicators = tuple(names)
        self.places = (*sorted(set(places) - set(region)), *region)
        self.years = tuple(range(int(year.min()), int(year.max()) + 1))
        self.shape = (len(self.indicators), len(self.places), len(self.years))
        place = np.array([self.places.index(code) for code in places])[county]
        into = np.ravel_multi_index((indicator, place, year - self.years[0]), self.shape)
        self.rows = np.full(int(np.prod(self.shape)), -1)
        self.rows[into] = rows
        self.has_gaps = bool((self.rows < 0).any())

    def lay(self, value: np.ndarray) -> np.ndarray:
        """A part's values as a block."""
        block = value[self.rows]
        if self.has_gaps:
            block[self.rows < 0] = np.nan
        return block.reshape(self.shape)


def _coded(column: pa.ChunkedArray, rows: np.ndarray | slice = slice(None)) -> tuple[np.ndarray, list[str]]:
    """A column of words as numbers, and the words that occur in the order in which they are numbered."""
    whole = column.combine_chunks()
    codes, words = whole.indices.to_numpy()[rows], whole.dictionary.to_pylist()
    used = np.flatnonzero(np.bincount(codes, minlength=len(words)))
    again = np.zeros(len(words), np.int64)
    again[used] = np.arange(len(used))
    return again[codes], [words[code] for code in used]


def _part(folder: RunFolder, replicate: int, known: dict[bytes, _Layout]) -> np.ndarray:
    data = folder.part_bytes("indicators", replicate)
    file = pq.ParquetFile(pa.BufferReader(data))
    key = _layout_bytes(data, file)
    if key not in known:
        known[key] = _Layout(file.read(columns=list(LAYOUT)))
    value = file.read(columns=["value"], use_threads=False)["value"]
    return known[key].lay(value.to_numpy(zero_copy_only=False))


def _layout_bytes(data: bytes, file: pq.ParquetFile) -> bytes:
    """The stored bytes of the columns that label the rows; equal bytes are equal labels."""
    found = []
    for group in range(file.metadata.num_row_groups):
        columns = [file.metadata.row_group(group).column(i) for i in range(file.metadata.num_columns)]
        for column in columns:
            if column.path_in_schema in LAYOUT:
                start = column.dictionary_page_offset or column.data_page_offset
                found.append(data[start : start + column.total_compressed_size])
    return b"\0".join(found)


def yearly_of_world(world: Any, names: Sequence[str]) -> Yearly:
    """Some indicators of a world that has run for whole years: its lanes are the replicates."""
    from sim import books
    from sim.indicators import measure_years

    blocks = [measure_years(names, world.tally[lane, : world.quarter_number]) for lane in range(len(world.runs))]
    places = (*books.county_codes(world.region), books.region_code(world.region))
    first = world.period[0]
    years = tuple(range(first, first + world.quarter_number // 4))
    return Yearly(tuple(names), places, years, np.array(blocks))


def costs_of_world(world: Any) -> np.ndarray:
    """Yuan [payer, lane] that a world cost the public until now: the kinds of `read_costs`, payers as in PAYERS."""
    from sim import books

    found = np.zeros((len(PAYERS), len(world.runs)))
    for lane in range(len(world.runs)):
        kinds, yuan = books.cost_block(world, lane)
        for (_, payer, kind), total in zip(kinds, yuan.sum(axis=(1, 2)), strict=True):
            if kind in COST_KINDS:
                found[PAYERS.index(payer), lane] += total
    return found


def read_costs(folder: RunFolder, replicates: int, year: int) -> pd.DataFrame:
    """Yuan by lever and payer (rows) and replicate (columns 0 .. n-1) that a run cost the public until a year.

    Outlays, tax forgone and expected losses; a replicate without such a cost counts as 0 yuan. Errors: Damaged.
    """

    def one(number: int) -> dict[tuple[str, str], float]:
        file = pq.ParquetFile(pa.BufferReader(folder.part_bytes("costs", number)))
        table = file.read(columns=["year", "lever", "payer", "kind", "yuan"], use_threads=False)
        (lever, levers), (payer, payers), (kind, kinds) = (_coded(table[name]) for name in ("lever", "payer", "kind"))
        counts = np.array([name in COST_KINDS for name in kinds], bool)[kind] & (table["year"].to_numpy() <= year)
        yuan = np.where(counts, table["yuan"].to_numpy(), 0)
        total = np.bincount(lever * len(payers) + payer, yuan, len(levers) * len(payers))
        pairs = ((a, b) for a in levers for b in payers)
        return {pair: value for pair, value in zip(pairs, total, strict=True) if value}

    with ThreadPoolExecutor(READERS) as pool:
        found = list(pool.map(one, range(replicates)))
    index = sorted({pair for of_one in found for pair in of_one})
    values = np.array([[of_one.get(pair, 0.0) for of_one in found] for pair in index]).reshape(len(index), replicates)
    rows = pd.MultiIndex.from_tuples(index, names=["lever", "payer"]) if index else _NO_COSTS
    return pd.DataFrame(values, index=rows, columns=range(replicates))


_NO_COSTS = pd.MultiIndex.from_arrays([[], []], names=["lever", "payer"])
