"""Worlds on disk: saved at any quarter, read again, and gone on with as if nothing had happened.

A snapshot is a NumPy .npz file without pickled objects: the bytes of every array of the world, a header (JSON) with
their types and the rest, and a SHA-256 over both. It is read only by the version of the model that wrote it.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from sim.engine.compile import compiled
from sim.errors import Damaged, RunError, StorageError
from sim.runs.files import write_whole
from sim.runs.identity import model_digests
from sim.scenario import Scenario
from sim.world import LaneOf, World, first_difference

FORMAT = "county innovation snapshot 1"
_MADE_ANEW = {"runs", "calendars", "in_force", "run", "_parameters"}


def save_world(world: World, path: str | Path, model: Mapping[str, Any] | None = None) -> None:
    """Write a world as it is between two quarters; `model`: what a Mesa model adds, as plain data.

    Whatever happens, the file is the old one or the new one. TypeError: no compiled world. StorageError: the disk.
    """
    if type(world) is not World:
        raise TypeError(f"a {type(world).__name__} cannot be saved; a World can")
    header, arrays = _taken_apart(world)
    header |= {"format": FORMAT, "versions": dict(model_digests()), "model": model}
    text = json.dumps(header, ensure_ascii=False).encode()
    stream = io.BytesIO()
    np.savez(
        stream,
        allow_pickle=False,
        header=np.frombuffer(text, np.uint8),
        sha256=np.frombuffer(_digest(text, arrays), np.uint8),
        **arrays,
    )
    write_whole(Path(path), stream.getvalue())


def load_world(path: str | Path) -> tuple[World, Any]:
    """(world, what the Mesa model added or None) of a snapshot.

    RunError: no such file, or another version's. Damaged: cut or changed. StorageError: it cannot be read.
    """
    header, arrays = _read(Path(path))
    world = World.__new__(World)
    for name, value in header["plain"].items():
        setattr(world, name, tuple(value) if isinstance(value, list) else value)
    whole = {
        name: array.view(_dtype(header["dtypes"][name])).reshape(header["shapes"][name]).copy()
        for name, array in arrays.items()
    }
    for name in header["arrays"]:
        setattr(world, name, whole[name])
    for name, keys in header["tables"].items():
        setattr(world, name, {key: whole[f"{name}/{place}"] for place, key in enumerate(keys)})
    scenarios = [Scenario.model_validate_json(text) for text in header["scenarios"]]
    world.runs = [LaneOf(scenarios[lane.pop("scenario")], **lane) for lane in header["lanes"]]
    world.calendars = [(whole[f"calendars/{place}/law"], whole[f"calendars/{place}/given"]) for place in header["law"]]
    world.run, world._parameters, world.in_force = compiled, {}, set()
    return world, header["model"]


def continued(scenario: Scenario, sources: Iterable[World | str | Path]) -> World:
    """A world that runs `scenario`, taken up where its law and inputs part from those of the sources.

    sources: worlds or snapshots of one run (same seeds, scale, parameters, region and period), at whatever quarters;
    they stay as they are. The latest one that lies before the first difference is gone on with; if there is none, the
    world begins at the start. Bit for bit a run from the start. ValueError: no source, or of several runs.
    """
    best: World | None = None
    run: Any = None
    for source in sources:
        world = source if isinstance(source, World) else load_world(source)[0]
        of = ([lane._replace(scenario=None) for lane in world.runs], world.scale, world.region, world.period)
        if run is not None and run != of:
            raise ValueError(f"{source} is of another run: the sources differ in seeds, parameters, scale or region")
        run = of
        parting = first_difference(world, scenario)
        if 0 < parting >= world.quarter_number and (best is None or world.quarter_number > best.quarter_number):
            best = world
    if run is None:
        raise ValueError("no world or snapshot to go on from")
    lanes = [lane._replace(scenario=scenario) for lane in run[0]]
    return World(lanes, run[1]) if best is None else best.fork(lanes)


def _taken_apart(world: World) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """A world as a header of plain data and named arrays. TypeError: it holds something else."""
    header: dict[str, Any] = {"plain": {}, "arrays": [], "tables": {}}
    arrays: dict[str, np.ndarray] = {}
    for name, value in vars(world).items():
        if name in _MADE_ANEW:
            continue
        if isinstance(value, np.ndarray):
            header["arrays"].append(name)
            arrays[name] = value
        elif isinstance(value, dict) and all(isinstance(part, np.ndarray) for part in value.values()):
            header["tables"][name] = list(value)
            arrays |= {f"{name}/{place}": part for place, part in enumerate(value.values())}
        elif isinstance(value, int | str | tuple):
            header["plain"][name] = value
        else:
            raise TypeError(f"a snapshot has no place for world.{name}, a {type(value).__name__}")
    scenarios = {id(run.scenario): run.scenario for run in world.runs}
    header["scenarios"] = [scenario.model_dump_json() for scenario in scenarios.values()]
    header["lanes"] = [
        {
            "scenario": list(scenarios).index(id(run.scenario)),
            "seed": run.seed,
            "replicate": run.replicate,
            "parameters": None if run.parameters is None else dict(run.parameters),
        }
        for run in world.runs
    ]
    calendars = {id(law): (law, given) for law, given in world.calendars}
    header["law"] = [list(calendars).index(id(law)) for law, _ in world.calendars]
    for place, pair in enumerate(calendars.values()):
        arrays |= {f"calendars/{place}/{name}": part for name, part in zip(("law", "given"), pair, strict=True)}
    header["dtypes"] = {name: _described(array.dtype) for name, array in arrays.items()}
    header["shapes"] = {name: array.shape for name, array in arrays.items()}
    return header, {name: np.frombuffer(array.tobytes(), np.uint8) for name, array in arrays.items()}


def _read(path: Path) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    try:
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        text, digest = arrays.pop("header").tobytes(), arrays.pop("sha256").tobytes()
        header = json.loads(text)
        if header["format"] != FORMAT:
            raise RunError("cli.snapshot_version", file=path, what="format", found=header["format"], allowed=FORMAT)
    except FileNotFoundError:
        raise RunError("cli.no_snapshot", file=path) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, NotImplementedError) as error:
        raise Damaged("cli.snapshot_damaged", file=path, found=str(error)) from error
    except OSError as error:
        raise StorageError("cli.cannot_read", file=path, reason=error.strerror or str(error)) from error
    if digest != _digest(text, arrays):
        raise Damaged("cli.snapshot_damaged", file=path, found="its digest differs")
    for what, here in model_digests().items():
        found = header["versions"].get(what, "-")
        if found != here:
            raise RunError("cli.snapshot_version", file=path, what=what, found=found[:12], allowed=here[:12])
    return header, arrays


def _digest(header: bytes, arrays: Mapping[str, np.ndarray]) -> bytes:
    total = hashlib.sha256(header)
    for name in sorted(arrays):
        total.update(name.encode() + b"\0")
        total.update(hashlib.sha256(arrays[name].tobytes()).digest())
    return total.digest()


def _described(dtype: np.dtype) -> Any:
    """A record type as plain data, with places and alignment, which decide whether compiled code fits."""
    if dtype.subdtype is not None:
        return [_described(dtype.subdtype[0]), list(dtype.subdtype[1])]
    if dtype.names is None or dtype.fields is None:
        return dtype.str
    fields = [(name, *dtype.fields[name][:2]) for name in dtype.names]
    return {
        "names": list(dtype.names),
        "formats": [_described(kind) for _, kind, _ in fields],
        "offsets": [offset for _, _, offset in fields],
        "itemsize": dtype.itemsize,
        "aligned": dtype.isalignedstruct,
    }


def _dtype(description: Any) -> np.dtype:
    """The record type that `_described` has described."""
    if isinstance(description, str):
        return np.dtype(description)
    if isinstance(description, list):
        return np.dtype((_dtype(description[0]), tuple(description[1])))
    formats = [_dtype(one) for one in description["formats"]]
    places: Any = {name: description[name] for name in ("names", "offsets", "itemsize")} | {"formats": formats}
    return np.dtype(places, align=bool(description["aligned"]))
