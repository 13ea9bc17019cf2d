"""What a sweep keeps of its runs: a row per run, year and place, a column per indicator.

The values are those of `simulate`, bit for bit. A run that failed has one row, with its error and no values.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.dataset as pads
import pyarrow.parquet as pq

from sim import indicators
from sim.experiments.sweep_lanes import Run, Stack

_WORD = pa.dictionary(pa.int32(), pa.string())
KEYS = ("point", "replicate", "year", "county", "error", "command")
KEEP = ("region", "counties")


def schema() -> pa.Schema:
    """Columns of a part. year 0: a run that failed; county: the region's code in its own rows."""
    keys = [("point", _WORD), ("replicate", pa.int32()), ("year", pa.int16()), ("county", _WORD)]
    words = [("error", _WORD), ("command", _WORD)]
    return pa.schema([*keys, *words, *((name, pa.float64()) for name in indicators.catalogue())])


def measured(stack: Stack, counties: bool) -> dict[str, np.ndarray]:
    """Every indicator of stacked runs: name to [year, run, place]; places: the region and, if asked for, counties."""
    n_lanes, n_quarters, n_counties = stack.tally.shape
    by_quarter = stack.tally.view(np.float64).reshape(n_lanes, n_quarters // 4, 4, n_counties, -1)
    n_flows = len(indicators.FLOWS)
    flows, stocks = by_quarter[..., :n_flows].sum(axis=2), by_quarter[:, :, 3, :, n_flows:]
    by_field = np.moveaxis(np.concatenate([flows, stocks], axis=3), 3, 0).copy()  # counties must lie side by side
    fields = dict(zip((*indicators.FLOWS, *indicators.STOCKS), by_field, strict=True))
    of_region = {field: values.sum(axis=2, keepdims=True) for field, values in fields.items()}
    blocks = [indicators.measure_fields(of_region)]
    if counties:
        blocks.append(indicators.measure_fields(fields))
    whole = {name: np.concatenate([block[name] for block in blocks], axis=2) for name in blocks[0]}
    return {name: values[stack.lane].swapaxes(0, 1) for name, values in whole.items()}


def table_of(runs: Sequence[Run], values: Mapping[str, np.ndarray], first_year: int, places: Sequence[str]) -> pa.Table:
    """The rows of runs that went well, by year, run and place: what runs have in common lies side by side."""
    years, n_runs, n_places = values["gdp"].shape
    ids = list(dict.fromkeys(run.point.id for run in runs))
    rows = years * n_runs * n_places

    def each_run(numbers: Sequence[int]) -> np.ndarray:
        return np.tile(np.repeat(np.asarray(numbers, np.int32), n_places), years)

    columns = {
        "point": pa.DictionaryArray.from_arrays(each_run([ids.index(run.point.id) for run in runs]), ids),
        "replicate": each_run([run.replicate for run in runs]),
        "year": np.repeat(np.arange(first_year, first_year + years, dtype=np.int16), n_runs * n_places),
        "county": pa.DictionaryArray.from_arrays(
            np.tile(np.arange(n_places, dtype=np.int32), years * n_runs), list(places)
        ),
        "error": pa.nulls(rows, _WORD),
        "command": pa.nulls(rows, _WORD),
        **{name: block.reshape(-1) for name, block in values.items()},
    }
    return pa.table(columns, schema=schema())


def failed_table(failed: Sequence[tuple[Run, str, str]]) -> pa.Table:
    """A row a failed run: its error and the command that repeats it."""
    n = len(failed)
    columns: dict[str, object] = {name: pa.nulls(n, pa.float64()) for name in indicators.catalogue()}
    columns |= {
        "point": [run.point.id for run, _, _ in failed],
        "replicate": [run.replicate for run, _, _ in failed],
        "year": [0] * n,
        "county": pa.nulls(n, pa.string()),
        "error": [error for _, error, _ in failed],
        "command": [command for _, _, command in failed],
    }
    plain = pa.table(columns)
    return pa.table([plain[field.name].cast(field.type) for field in schema()], schema=schema())


def n_failed(parts: Sequence[Path]) -> int:
    """How many failed runs stand in parts."""
    return pads.dataset(list(map(str, parts))).count_rows(filter=pads.field("year") == 0) if parts else 0


def part_bytes(tables: Sequence[pa.Table]) -> bytes:
    """Tables as the bytes of one Parquet file; the same tables give the same bytes.

    Numbers that repeat are kept once and counted; the others byte by byte of their eight, which packs without loss.
    """
    table = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
    packed: list[str] = []
    plain: list[str] = []
    for field in table.schema:
        if pa.types.is_floating(field.type):
            column = table[field.name].to_numpy()
            repeats = 4 * len(np.unique(column)) <= len(column)
            (packed if repeats else plain).append(field.name)
        else:
            packed.append(field.name)
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        compression="zstd",
        use_dictionary=packed,
        column_encoding=dict.fromkeys(plain, "BYTE_STREAM_SPLIT"),
        write_statistics=["year"],
        store_schema=False,
    )
    return sink.getvalue().to_pybytes()
