"""What can go wrong that is not a fault of the program, in words of the user's language."""

from __future__ import annotations

from typing import Any

from sim.text import say


class RunError(Exception):
    """Something about a run folder that a person can mend: a wrong folder, a damaged one."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(self.message("en"))

    def __reduce__(self) -> tuple[Any, ...]:
        """For pickling: errors come back from other processes."""
        return _again, (type(self), self.key, self.values)

    def message(self, lang: str) -> str:
        """What is wrong and what to do, in `lang` ("zh" or "en")."""
        return say(self.key, lang, **self.values)


class StorageError(RunError):
    """The disk refused: full, read-only, gone."""


class Lost(RunError):
    """What works elsewhere for a run was lost: a scheduler, its workers."""


class Damaged(RunError):
    """A file is not the one that was written: cut, changed or missing."""


def _again(kind: type[RunError], key: str, values: dict[str, object]) -> RunError:
    return kind(key, **values)
