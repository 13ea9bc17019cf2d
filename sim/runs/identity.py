"""What a run is called: a name that is the same when, and only when, the result must be."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from sim.engine.digest import PACKAGE, digest_of_files, source_digest

_CALIBRATION = PACKAGE.parent / "calibration"
_NOT_READ_BY_A_RUN = {"moments", "experiments"}  # what was fitted to, and studies; a run reads only what was fitted


def canonical(value: Any) -> Any:
    """`value` in the one form in which equal settings are equal: text keys, dates as ISO text, 5e5 as 500000.

    ValueError: a number that is not finite, or something that is no plain data.
    """
    if isinstance(value, Mapping):
        return {str(canonical(key)): canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [canonical(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} has no place in a scenario")
        return int(value) if value.is_integer() else value
    if value is None or isinstance(value, str | bool | int):
        return value
    raise ValueError(f"{value!r} ({type(value).__name__}) is no plain data")


def run_id(resolved: Mapping, seed: int, scale: int, digests: Mapping[str, str]) -> str:
    """Name of a run: SHA-256 (64 hex) of the resolved scenario, seed, scale and the digests of what decides a result.

    Replicates, language and packages have no part in it: replicates are parts of one run, the others are recorded.
    """
    what = {"scenario": canonical(resolved), "seed": seed, "scale": scale, "digests": dict(digests)}
    text = json.dumps(what, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def model_digests() -> Mapping[str, str]:
    """SHA-256 of what decides a result beside scenario, seed and scale: `model` (sources and data), `calibration`."""
    fitted = [
        file
        for file in _CALIBRATION.rglob("*")
        if file.suffix in {".yaml", ".csv", ".json", ".npz", ".parquet"}
        and file.relative_to(_CALIBRATION).parts[0] not in _NOT_READ_BY_A_RUN
    ]
    return {"model": source_digest(), "calibration": digest_of_files(fitted, _CALIBRATION)}


@cache
def version_digests() -> Mapping[str, str]:
    """SHA-256 of the data and of the law alone, so that two manifests show which of them differs."""
    law = [*(PACKAGE / "levers").glob("*.yaml"), *(PACKAGE / "data" / f"{name}_law.yaml" for name in ("tax", "title"))]
    data = [file for file in (PACKAGE / "data").rglob("*") if file.suffix in {".yaml", ".csv"}]
    return {
        "law": digest_of_files([file for file in law if file.is_file()], PACKAGE),
        "data": digest_of_files(data, PACKAGE),
    }
