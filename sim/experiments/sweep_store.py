"""The folder of a sweep: a manifest that never changes, and parts that are whole or not there.

    manifest.json    what was asked for, the points, the chunks (which runs a part holds), the model's digests
    parts/           one Parquet file a chunk, named by its number and by the SHA-256 of its bytes

Nothing else says what has been done: what is there and is what its name says is done.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from sim.errors import Damaged, RunError
from sim.experiments.sweep_lanes import Run
from sim.experiments.sweep_points import Point
from sim.runs.environment import computing_versions, environment
from sim.runs.files import json_bytes, locked, make_folder, storage_error, write_whole
from sim.runs.identity import canonical
from sim.scenario import Scenario

FORMAT = 1
"""Of the manifest, the parts and the order of the runs."""
_PART = re.compile(r"(\d{6})-([0-9a-f]{16})\.parquet")


class SweepFolder:
    """One sweep's folder, opened by its manifest."""

    def __init__(self, path: Path, manifest: Mapping[str, Any]) -> None:
        self.path, self.manifest = path, manifest

    @classmethod
    def existing(cls, path: str | Path) -> SweepFolder:
        """The sweep in the folder `path`. RunError: there is none; Damaged: its manifest is not as it was written."""
        file = Path(path).absolute() / "manifest.json"
        try:
            manifest = json.loads(file.read_text("utf-8"))
            check = manifest.pop("check")
        except (FileNotFoundError, NotADirectoryError):
            raise RunError("sweep.no_folder", folder=file.parent) from None
        except OSError as error:
            raise storage_error(error, file) from error
        except (ValueError, KeyError, AttributeError):
            raise Damaged("sweep.manifest_damaged", file=file) from None
        if check != _check(manifest):
            raise Damaged("sweep.manifest_damaged", file=file)
        if manifest["format"] != FORMAT:
            raise RunError("sweep.other_format", folder=file.parent, found=manifest["format"], allowed=FORMAT)
        return cls(file.parent, manifest)

    @classmethod
    def create(cls, path: Path, manifest: Mapping[str, Any]) -> SweepFolder:
        """A new sweep's folder. StorageError: the disk refused; RunError: it may not be made there."""
        path = path.absolute()
        make_folder(path / "parts")
        plain = canonical({"format": FORMAT, **manifest, "made_with": environment()})
        plain["sweep_id"] = hashlib.sha256(json_bytes(plain)).hexdigest()
        write_whole(path / "manifest.json", json_bytes({**plain, "check": _check(plain)}))
        return cls(path, plain)

    @property
    def id(self) -> str:
        """SHA-256 of all that the manifest says."""
        return str(self.manifest["sweep_id"])

    @property
    def version(self) -> dict[str, str]:
        """What decides the bits of its results: digests of the model, versions of the packages that compute."""
        return {**self.manifest["digests"], **computing_versions(self.manifest["made_with"])}

    @cached_property
    def base(self) -> Scenario:
        """The scenario that the sweep starts from."""
        return Scenario.model_validate_json(json.dumps(self.manifest["base"]))

    @cached_property
    def points(self) -> list[Point]:
        """The points, each once."""
        return [Point(one["levers"], one["uncertainties"]) for one in self.manifest["points"]]

    @cached_property
    def runs(self) -> list[Run]:
        """All runs in their order."""
        return [run for group in groups(self.points, self.manifest["replicates"]) for run in group]

    @cached_property
    def _ends(self) -> list[int]:
        ends = [0]
        for size in self.manifest["chunks"]:
            ends.append(ends[-1] + size)
        return ends

    @property
    def n_chunks(self) -> int:
        """How many parts the sweep has when it is done."""
        return len(self.manifest["chunks"])

    def chunk(self, number: int) -> list[Run]:
        """The runs of a chunk."""
        return self.runs[self._ends[number] : self._ends[number + 1]]

    def n_runs(self, number: int) -> int:
        """How many runs a chunk has."""
        return int(self.manifest["chunks"][number])

    def parts(self) -> tuple[dict[int, Path], list[Path]]:
        """(whole parts by chunk, files that are none: cut, changed, or of a chunk that has a whole part already)."""
        whole: dict[int, Path] = {}
        others = []
        for file in sorted((self.path / "parts").glob("*.parquet")):
            match = _PART.fullmatch(file.name)
            number = int(match[1]) if match else -1
            if match and 0 <= number < self.n_chunks and number not in whole and _digest(file) == match[2]:
                whole[number] = file
            else:
                others.append(file)
        return whole, others

    def part(self, number: int) -> Path | None:
        """The whole part of a chunk, if it is there."""
        for file in sorted((self.path / "parts").glob(f"{number:06d}-*.parquet")):
            if (match := _PART.fullmatch(file.name)) and _digest(file) == match[2]:
                return file
        return None

    def write_part(self, number: int, data: bytes) -> Path:
        """Keep what a chunk's runs left. StorageError: the disk refused; nothing counts then."""
        digest = hashlib.sha256(data).hexdigest()[:16]
        file = self.path / "parts" / f"{number:06d}-{digest}.parquet"
        write_whole(file, data)
        return file

    def remove(self, files: Sequence[Path]) -> None:
        """Delete files that are no parts."""
        for file in files:
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                raise storage_error(error, file) from error

    def remove_drafts(self) -> None:
        """Delete what killed processes left half written; only when no run is under way."""
        self.remove(list((self.path / "parts").glob(".*.tmp")))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the folder while a sweep is driven. RunError: another process drives it."""
        with locked(self.path, wait=False) as held:
            if held is None:
                raise RunError("sweep.in_use", folder=self.path)
            yield


def groups(points: Sequence[Point], replicates: int) -> list[list[Run]]:
    """Runs that begin with the same population, side by side: by what decides it, by replicate, by point."""
    alike: dict[str, list[Point]] = {}
    for point in points:
        alike.setdefault(point.population, []).append(point)
    return [[Run(point, number) for point in some] for some in alike.values() for number in range(replicates)]


def chunk_sizes(group_sizes: Sequence[int], most: int) -> list[int]:
    """Sizes of chunks of at most `most` runs: whole groups as long as they fit, larger ones in equal pieces."""
    sizes: list[int] = []
    now = 0
    for size in group_sizes:
        if now and now + size > most:
            sizes.append(now)
            now = 0
        if size <= most:
            now += size
            continue
        pieces = -(-size // most)
        sizes += [size // pieces + (piece < size % pieces) for piece in range(pieces)]
    return [*sizes, now] if now else sizes


def _digest(file: Path) -> str:
    """The first 16 digits of the SHA-256 of a file's bytes; "" if it cannot be read."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


def _check(manifest: Mapping[str, Any]) -> str:
    return hashlib.sha256(json_bytes(dict(manifest))).hexdigest()
