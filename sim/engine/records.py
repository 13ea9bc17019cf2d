"""Populations as structured arrays, and the same populations as plain Mesa agents.

A population is declared once, as a list of `Field`s. From it come the record's dtype (compiled runs), the plain
agents (reference runs) and the description in the model's document. Rows of a lane (one replicate of one scenario)
lie in one block, in the order of their keys; blocks of lanes lie one after another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np


class Field(NamedTuple):
    """One attribute of an agent: its name, numpy type, unit and meaning (shape only where it is a short row)."""

    name: str
    type: str
    unit: str
    meaning: str
    shape: int = 0


def dtype_of(fields: Iterable[Field]) -> np.dtype:
    """The record type of a list of fields, aligned as a C struct would be."""
    return np.dtype([(f.name, f.type, (f.shape,)) if f.shape else (f.name, f.type) for f in fields], align=True)


def side_by_side(rows: np.ndarray, fields: Sequence[Field]) -> np.ndarray:
    """Neighbouring numbers of each row as a table of floats that shares its memory: [row, field].

    ValueError: the fields do not lie side by side in the record, in this order, as f8.
    """
    first = rows.dtype.fields[fields[0].name][1]  # type: ignore[index]
    for place, field in enumerate(fields):
        kind, at = rows.dtype.fields[field.name][:2]  # type: ignore[index]
        if kind != np.float64 or at != first + 8 * place:
            raise ValueError(f"{field.name} does not lie beside the field before it, as f8")
    return np.ndarray((len(rows), len(fields)), np.float64, rows, first, (rows.itemsize, 8))


def plain_value(value: Any) -> Any:
    """A numpy scalar, record or row as plain Python: numbers, namespaces and lists."""
    if isinstance(value, np.void):
        return SimpleNamespace(**{name: plain_value(value[name]) for name in value.dtype.names or ()})
    if isinstance(value, np.ndarray):
        return value.tolist()
    return value.item()


def fill_agent(agent: Any, record: np.void) -> Any:
    """Copy a record's fields onto an agent as plain attributes; returns the agent."""
    for name in record.dtype.names or ():
        setattr(agent, name, plain_value(record[name]))
    return agent


def write_back(record: np.void, agent: Any) -> None:
    """Copy an agent's plain attributes into a record (nested records included)."""
    for name in record.dtype.names or ():
        value = getattr(agent, name)
        if isinstance(value, SimpleNamespace):
            write_back(record[name], value)
        else:
            record[name] = value
