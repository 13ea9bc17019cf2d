"""Pages of a run folder that need not be made again: of each it is noted what it was made from and how it came out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.errors import Damaged, StorageError
from sim.runs.files import json_bytes, locked, read_verified, write_whole
from sim.runs.folder import RunFolder


def digest_of(made_from: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of all that decides what a page says. Plain data."""
    return hashlib.sha256(json_bytes(dict(made_from))).hexdigest()


def note_page(folder: RunFolder, name: str, made_from: str, figures: str) -> None:
    """Note that the page `name`, with the files in the folder `figures`, is there and whole. made_from: a digest."""
    files = [folder.path / name, *sorted((folder.path / figures).glob("*"))]
    sums = {str(file.relative_to(folder.path)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    with locked(folder.path):
        write_whole(_note(folder, name), json_bytes({"made_from": made_from, "files": sums}))


def kept_page(folder: RunFolder, name: str, made_from: str) -> Path | None:
    """The page, if it was made from the same and it and its figures are as they were written; else None."""
    try:
        noted = json.loads(_note(folder, name).read_text("utf-8"))
        if noted["made_from"] != made_from:
            return None
        for file, sha256 in noted["files"].items():
            read_verified(folder.path / file, sha256)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, Damaged, StorageError):
        return None  # not noted, or not as noted: it is made anew
    return folder.path / name


def _note(folder: RunFolder, name: str) -> Path:
    return folder.path / "records" / f"{name}.json"
