"""The tables of a run: those a replicate leaves behind (columns, types, a digest of their values), costs, verdicts."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

_WORD = pa.dictionary(pa.int32(), pa.string())

#: Columns and types of each table. Flows in whole yuan; quarter 0 is the year; values in the unit of their row.
SCHEMAS: dict[str, pa.Schema] = {
    "indicators": pa.schema(
        [
            ("replicate", pa.int32()),
            ("year", pa.int16()),
            ("quarter", pa.int8()),
            ("county", _WORD),
            ("indicator", _WORD),
            ("value", pa.float64()),
            ("unit", _WORD),
        ]
    ),
    "ledger": pa.schema(
        [
            ("replicate", pa.int32()),
            ("year", pa.int16()),
            ("payer", _WORD),
            ("payer_county", _WORD),
            ("payee", _WORD),
            ("payee_county", _WORD),
            ("lever", _WORD),
            ("purpose", _WORD),
            ("yuan", pa.int64()),
        ]
    ),
    "costs": pa.schema(
        [
            ("replicate", pa.int32()),
            ("year", pa.int16()),
            ("county", _WORD),
            ("lever", _WORD),
            ("payer", _WORD),
            ("kind", _WORD),
            ("yuan", pa.int64()),
        ]
    ),
}


def table_of(kind: str, frame: pd.DataFrame | pa.Table) -> pa.Table:
    """`frame` as the Arrow table of `kind`: its columns in order, with their types.

    ValueError: a column is missing, unknown, or does not fit its type without loss.
    """
    schema = SCHEMAS[kind]
    table = frame if isinstance(frame, pa.Table) else pa.Table.from_pandas(frame, preserve_index=False)
    if set(table.column_names) != set(schema.names):
        raise ValueError(f"{kind}: columns {sorted(table.column_names)}, expected {sorted(schema.names)}")
    columns = []
    for field in schema:
        column = table[field.name]
        if pa.types.is_dictionary(field.type):
            # through plain words, so that the dictionary holds only what occurs, in the order it occurs
            columns.append(column.cast(pa.string()).combine_chunks().dictionary_encode())
        else:
            try:
                columns.append(column.cast(field.type))
            except pa.ArrowInvalid as error:
                raise ValueError(f"{kind}.{field.name}: {error}") from error
    return pa.table(columns, schema=schema)


def frame_of(kind: str, tables: list[pa.Table]) -> pd.DataFrame:
    """The tables of several replicates as one DataFrame; words are categoricals. The list is emptied.

    Column by column: each is let go when it is a pandas column, or many replicates would be held two and three times.
    """
    whole = pa.concat_tables(tables) if tables else SCHEMAS[kind].empty_table()
    whole = whole.unify_dictionaries()
    tables.clear()
    return whole.to_pandas(self_destruct=True)


def digest_of_values(table: pa.Table) -> str:
    """SHA-256 (hex) over the values of a table, row by row as they stand; not over how a file stores them."""
    total = hashlib.sha256()
    for name in table.column_names:
        column = table[name].combine_chunks()
        total.update(f"{name}\0{table.num_rows}\0".encode())
        if pa.types.is_dictionary(column.type):
            coded = column.cast(pa.string()).dictionary_encode()
            total.update("\0".join(coded.dictionary.to_pylist()).encode() + b"\0\0")
            total.update(coded.indices.fill_null(-1).to_numpy().astype("<i4").tobytes())
        else:
            wide = "<f8" if pa.types.is_floating(column.type) else "<i8"
            total.update(column.to_numpy(zero_copy_only=False).astype(wide).tobytes())
    return total.hexdigest()


def parquet_bytes(table: pa.Table) -> bytes:
    """A table as the bytes of a Parquet file."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    return sink.getvalue().to_pybytes()


def yearly_costs(costs: pd.DataFrame, replicates: int) -> pd.DataFrame:
    """The region's cost by year, lever, payer and kind (yuan): mean, 5th and 95th percentile over the replicates.

    A replicate without such a cost counts as 0 yuan.
    """
    keys = ["year", "lever", "payer", "kind"]
    each = costs.groupby([*keys, "replicate"], observed=True)["yuan"].sum().unstack(fill_value=0)
    each = each.reindex(columns=range(replicates), fill_value=0)
    table = pd.DataFrame(
        {
            "yuan_mean": each.mean(axis=1),
            "yuan_p05": each.quantile(0.05, axis=1),
            "yuan_p95": each.quantile(0.95, axis=1),
        }
    )
    return table.reset_index()


def verdicts_of(data: bytes, types: Mapping[str, str]) -> pd.DataFrame:
    """The table of a `verdicts.csv`: numbers and flags as `types` says, all else text, "" where there is none."""
    frame = pd.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    for column, kind in types.items():
        if kind.startswith("bool"):
            frame[column] = frame[column] == "True"
        elif kind.startswith(("int", "float")):
            frame[column] = pd.to_numeric(frame[column]).astype(kind)  # type: ignore[call-overload]
    return frame
