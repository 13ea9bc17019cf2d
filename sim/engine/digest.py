"""Digests that name a version of the model: of its sources and data, not of its pages or words."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
NOT_THE_MODEL = {
    "text",
    "instruments",
    "report",
    "ui",
    "cli.py",
    "bench",
    "experiments",
    "runs",
    "result.py",
    "cli_experiments.py",
    "cli_options.py",
    "errors.py",
}


def digest_of_files(files: list[Path], root: Path) -> str:
    """SHA-256 (hex) over relative names and bytes of files, in the order of their names."""
    total = hashlib.sha256()
    for file in sorted(files, key=lambda f: f.relative_to(root).as_posix()):
        total.update(file.relative_to(root).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


@cache
def source_digest() -> str:
    """SHA-256 (hex) of the model's sources and data (sim/**/*.py, yaml, csv except what only shows results)."""
    files = [
        file
        for file in PACKAGE.rglob("*")
        if file.suffix in {".py", ".yaml", ".csv"}
        and file.relative_to(PACKAGE).parts[0] not in NOT_THE_MODEL
        and "__pycache__" not in file.parts
    ]
    return digest_of_files(files, PACKAGE)
