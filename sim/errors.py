"""What can go wrong that is not a fault of the program, in words of the user's language."""

from __future__ import annotations

from sim.text import say


class RunError(Exception):
    """Something about a run folder that a person can mend: a wrong folder, a damaged one."""

    def __init__(self, key: str, **values: object) -> None:
        self.key, self.values = key, values
        super().__init__(self.message("en"))

    def message(self, lang: str) -> str:
        """What is wrong and what to do, in `lang` ("zh" or "en")."""
        return say(self.key, lang, **self.values)


class StorageError(RunError):
    """The disk refused: full, read-only, gone."""


class Damaged(RunError):
    """A file is not the one that was written: cut, changed or missing."""
