"""Run folders: what a run is called, where it lies, how it is read back."""

from sim.errors import Damaged, RunError, StorageError
from sim.runs.environment import changes_since, environment
from sim.runs.folder import DEFAULT_OUT, RunFolder
from sim.runs.identity import canonical, model_digests, run_id

__all__ = [
    "DEFAULT_OUT",
    "Damaged",
    "RunError",
    "RunFolder",
    "StorageError",
    "canonical",
    "changes_since",
    "environment",
    "model_digests",
    "run_id",
]
