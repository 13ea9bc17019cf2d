"""The run folder: everything one run read, did and found, in files that are whole or not there.

`runs/<run id>/` holds `scenario.yaml` (resolved), `manifest.json` (versions, digests), `indicators/`, `ledger/` and
`costs/` (one Parquet part a replicate), `records/` (what makes a part count), `costs.csv`, `verdicts.csv` and the
report. The folder grows by replicates: what exists is read, not run again. A part counts only if its record,
written last, names the checksums that its files have; so a killed process leaves nothing that is taken for finished.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from sim.errors import Damaged, RunError
from sim.runs.environment import environment
from sim.runs.files import (
    csv_bytes,
    json_bytes,
    locked,
    make_folder,
    read_verified,
    storage_error,
    write_whole,
    yaml_bytes,
)
from sim.runs.identity import canonical, model_digests, run_id, version_digests
from sim.runs.tables import (
    SCHEMAS,
    digest_of_values,
    frame_of,
    parquet_bytes,
    table_of,
    verdicts_of,
    yearly_costs,
)

if TYPE_CHECKING:
    from sim.scenario import Scenario

DEFAULT_OUT = Path("runs")
_SCENARIO = "records/scenario.json"  # the scenario as it was checked, which is read much quicker than its YAML file
_VERDICT_TYPES = "records/verdicts.json"  # numbers, flags, texts: a CSV file does not say


class RunFolder:
    """One run's folder. Several processes may write to it at once; each part is put in place by one of them."""

    def __init__(self, path: Path, identity: str) -> None:
        self.path, self.run_id = path, identity
        self.made_from: dict[str, Any] = {}  # what the manifest repeats of it: scenario, region, seed, scale

    @classmethod
    def planned(
        cls, scenario: Scenario, seed: int, scale: int, out: str | Path | None = None, digests: Mapping | None = None
    ) -> RunFolder:
        """Where the run of this scenario, seed and scale lies or will lie: `out/<run id>`. Touches nothing."""
        identity = run_id(scenario.resolved(), seed, scale, digests or model_digests())
        return cls(Path(out or DEFAULT_OUT).absolute() / identity[:16], identity)

    @classmethod
    def open(
        cls, scenario: Scenario, seed: int, scale: int, out: str | Path | None = None, digests: Mapping | None = None
    ) -> RunFolder:
        """The folder `out/<run id>` of this scenario, seed and scale; made if it is not there.

        RunError: `out` is a file or may not be written to. StorageError: the disk refused.
        """
        resolved = scenario.resolved()
        folder = cls.planned(scenario, seed, scale, out, digests)
        folders = (folder.path, *(folder.path / name for name in (*SCHEMAS, "records")))
        for place in folders:
            if place.is_symlink():
                raise RunError("cli.out_is_link", folder=place)
            make_folder(place)
        with locked(folder.path) as held:
            if held:  # nobody else is writing: drafts are what a killed process left
                for place in folders:
                    for draft in place.glob(".*.tmp"):
                        draft.unlink(missing_ok=True)
            text = yaml_bytes(canonical(resolved))
            if not (folder.path / "scenario.yaml").is_file() or folder.read_bytes("scenario.yaml") != text:
                write_whole(folder.path / "scenario.yaml", text)
            if hasattr(scenario, "model_dump_json") and not (folder.path / _SCENARIO).is_file():
                whole = {"of": hashlib.sha256(text).hexdigest(), "scenario": scenario.model_dump_json(exclude={"path"})}
                write_whole(folder.path / _SCENARIO, json_bytes(whole))
        folder.made_from = {"scenario": scenario.name, "region": scenario.region, "seed": seed, "scale": scale}
        return folder

    @classmethod
    def existing(cls, path: str | Path, parts: bool = True) -> RunFolder:
        """A finished run's folder, found by its path. RunError: there is none; Damaged: it is not as it was written.

        parts: also check every replicate's part now; without, each is checked when it is read.
        """
        path = Path(path).absolute()
        if not path.is_dir():
            raise RunError("cli.no_run_folder", folder=path)
        folder = cls(path, "")
        manifest = folder.manifest
        if not manifest:
            raise RunError("cli.not_finished", folder=path)
        folder.run_id = manifest["run_id"]
        for name, sha256 in manifest["files"].items():
            read_verified(path / name, sha256)
        if parts and (missing := folder.missing(manifest["replicates"])):
            raise RunError("cli.replicates_missing", folder=path, missing=missing)
        return folder

    @property
    def name(self) -> str:
        """The run id as folder and figures show it: its first 16 digits."""
        return self.run_id[:16]

    @property
    def manifest(self) -> dict[str, Any]:
        """What the run was made from and with; empty while it is not finished."""
        try:
            manifest = json.loads((self.path / "manifest.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return manifest if isinstance(manifest, dict) and "run_id" in manifest and "files" in manifest else {}

    def is_finished(self, replicates: int) -> bool:
        """Are verdicts on replicates 0 .. n-1, and all that they rest on, there and as they were written?"""
        manifest = self.manifest
        if manifest.get("replicates") != replicates or manifest.get("run_id") != self.run_id:
            return False
        try:
            for name, sha256 in manifest["files"].items():
                read_verified(self.path / name, sha256)
        except Damaged:
            return False
        return not self.missing(replicates)

    def missing(self, replicates: int | Iterable[int]) -> list[int]:
        """Those of the replicates (0 .. n-1, or the ones named) that are not there, or are damaged."""
        wanted = range(replicates) if isinstance(replicates, int) else replicates
        return [replicate for replicate in wanted if not self._is_whole(replicate)]

    def write_part(
        self,
        replicate: int,
        indicators: pd.DataFrame | pa.Table,
        ledger: pd.DataFrame | pa.Table,
        costs: pd.DataFrame | pa.Table,
    ) -> None:
        """Keep what replicate number `replicate` found (columns as in `sim.runs.tables.SCHEMAS`).

        If a whole part is there already, it stays: same run id, same values. ValueError: a table has other columns,
        types or another replicate's rows. StorageError: the disk refused; nothing counts then.
        """
        record: dict[str, Any] = {"run_id": self.run_id, "replicate": replicate, "parts": {}}
        contents = {}
        for kind, frame in {"indicators": indicators, "ledger": ledger, "costs": costs}.items():
            table = table_of(kind, frame)
            if table.num_rows and set(table["replicate"].unique().to_pylist()) != {replicate}:
                raise ValueError(f"{kind} of replicate {replicate} holds rows of another replicate")
            contents[kind] = parquet_bytes(table)
            record["parts"][kind] = {
                "sha256": hashlib.sha256(contents[kind]).hexdigest(),
                "bytes": len(contents[kind]),
                "rows": table.num_rows,
                "values": digest_of_values(table),
            }
        with locked(self.path):
            if self._is_whole(replicate):
                return
            try:  # a record of damaged files must not outlive them
                self._record_file(replicate).unlink(missing_ok=True)
            except OSError as error:
                raise storage_error(error, self._record_file(replicate)) from error
            for kind, data in contents.items():
                write_whole(self._part_file(kind, replicate), data)
            write_whole(self._record_file(replicate), json_bytes({**record, "check": _check(record)}))

    def finish(self, verdicts: pd.DataFrame, replicates: int, as_of: int, **extras: Any) -> pd.DataFrame:
        """Write `verdicts.csv`, `costs.csv` and, last, `manifest.json`; only then is the run finished.

        `as_of` is the year of judging; `extras` (plain data: seconds, threads ...) go into the manifest as they are.
        Returns the verdicts as `read_verdicts` gives them. RunError: a replicate is missing.
        """
        if missing := self.missing(replicates):
            raise RunError("cli.replicates_missing", folder=self.path, missing=missing)
        judged, types = csv_bytes(verdicts), {name: str(kind) for name, kind in verdicts.dtypes.items()}
        with locked(self.path):
            write_whole(self.path / "verdicts.csv", judged)
            write_whole(self.path / _VERDICT_TYPES, json_bytes(types))
            write_whole(self.path / "costs.csv", csv_bytes(yearly_costs(self.read_costs(replicates), replicates)))
            files = ["scenario.yaml", "verdicts.csv", _VERDICT_TYPES, "costs.csv"]
            files += [_SCENARIO] if (self.path / _SCENARIO).is_file() else []
            manifest = {
                "format": 1,
                "run_id": self.run_id,
                **self.made_from,
                "replicates": replicates,
                "as_of": as_of,
                "finished": datetime.now(UTC).isoformat(timespec="seconds"),
                "digests": {**model_digests(), **version_digests()},
                **environment(),
                **canonical(extras),
                "files": {name: hashlib.sha256(self.read_bytes(name)).hexdigest() for name in files},
                "parts": {str(number): self._record(number)["parts"] for number in range(replicates)},
            }
            write_whole(self.path / "manifest.json", json_bytes(manifest))
        return verdicts_of(judged, types)

    def place(self, name: str, write: Callable[[Path], object]) -> Path:
        """Have `write(draft)` make a file of the folder's own (a report), which is put in place when it is whole."""
        file = self.path / name
        draft = file.with_name(f".{file.name}.tmp")
        with locked(self.path):
            try:
                write(draft)
                write_whole(file, draft.read_bytes())
            except OSError as error:
                problem = storage_error(error, file)
                if problem.key == "cli.cannot_write":
                    raise  # no matter of the disk: a fault of what writes
                raise problem from error
            finally:
                draft.unlink(missing_ok=True)
        return file

    def read_bytes(self, name: str) -> bytes:
        """The bytes of a file of the folder. StorageError: it cannot be read."""
        try:
            return (self.path / name).read_bytes()
        except OSError as error:
            raise storage_error(error, self.path / name) from error

    def read_indicators(self, replicates: int | Iterable[int]) -> pd.DataFrame:
        """Indicators of replicates 0 .. n-1, or of the ones named. Damaged: one is not as it was written."""
        return self._read("indicators", replicates)

    def read_ledger(self, replicates: int | Iterable[int]) -> pd.DataFrame:
        """Flows of money by year, payer and payee, of replicates 0 .. n-1, or of the ones named."""
        return self._read("ledger", replicates)

    def read_costs(self, replicates: int | Iterable[int]) -> pd.DataFrame:
        """Fiscal costs by year, county, lever, payer and kind, of replicates 0 .. n-1, or of the ones named."""
        return self._read("costs", replicates)

    def part_bytes(self, kind: str, replicate: int) -> bytes:
        """The Parquet file of a replicate's table of this kind. Damaged: it is not as it was written."""
        return read_verified(self._part_file(kind, replicate), self._record(replicate)["parts"][kind]["sha256"])

    def scenario_text(self) -> str | None:
        """The checked scenario as JSON, if the manifest vouches for it and it is of its scenario.yaml; else None."""
        files = self.manifest.get("files", {})
        if _SCENARIO not in files:
            return None
        kept = json.loads(self.read_bytes(_SCENARIO))
        return kept["scenario"] if kept["of"] == files["scenario.yaml"] else None

    def read_verdicts(self) -> pd.DataFrame:
        """The verdicts of the finished run, as `verdicts.csv` has them."""
        return verdicts_of(self.read_bytes("verdicts.csv"), json.loads(self.read_bytes(_VERDICT_TYPES)))

    def value_digests(self, replicates: int) -> dict[tuple[int, str], str]:
        """Digest of the values of each part: (replicate, kind of table) -> SHA-256."""
        return {
            (number, kind): part["values"]
            for number in range(replicates)
            for kind, part in self._record(number)["parts"].items()
        }

    def _read(self, kind: str, replicates: int | Iterable[int]) -> pd.DataFrame:
        numbers = range(replicates) if isinstance(replicates, int) else replicates
        return frame_of(kind, [self._read_table(kind, number) for number in numbers])

    def _read_table(self, kind: str, replicate: int) -> pa.Table:
        return pq.read_table(pa.BufferReader(self.part_bytes(kind, replicate)))

    def _is_whole(self, replicate: int) -> bool:
        try:
            parts = self._record(replicate)["parts"]
            for kind in SCHEMAS:
                read_verified(self._part_file(kind, replicate), parts[kind]["sha256"])
        except Damaged:
            return False
        return True

    def _record(self, replicate: int) -> dict[str, Any]:
        file = self._record_file(replicate)
        try:
            record = json.loads(file.read_text("utf-8"))
            whole = record.pop("check") == _check(record)
            if whole and record["run_id"] == self.run_id and record["replicate"] == replicate:
                return record
        except FileNotFoundError:
            raise Damaged("cli.file_gone", file=file) from None
        except OSError as error:
            raise storage_error(error, file) from error
        except (ValueError, KeyError, TypeError, AttributeError):
            pass  # cut or overwritten: said below
        raise Damaged("cli.file_changed", file=file)

    def _part_file(self, kind: str, replicate: int) -> Path:
        return self.path / kind / f"replicate-{replicate:04d}.parquet"

    def _record_file(self, replicate: int) -> Path:
        return self.path / "records" / f"replicate-{replicate:04d}.json"


def _check(record: Mapping) -> str:
    """SHA-256 of a part's record, so that a changed record is noticed like a changed part."""
    return hashlib.sha256(json_bytes(dict(record))).hexdigest()
