"""What is wrong with a scenario: each mistake with its place, what was found, what is allowed, the nearest name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sim.text import say

if TYPE_CHECKING:
    from sim.scenario_file import Node

MOST_PROBLEMS = 100  # nobody reads more at once


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is (line and column from 1, 0 if it has none), what was found, what is allowed."""

    file: str  # or the option that was typed; "" for a value that a program gave
    line: int
    column: int
    where: str  # levers.innovation_voucher.cover_share
    found: str
    allowed: str
    nearest: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}" if place else self.message


class ScenarioError(ValueError):
    """A scenario that cannot be used: every problem in it (`problems`); as text, one problem a line."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = list(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class Problems:
    """Collects the problems of one file (or of one `--set`), worded in one language."""

    def __init__(self, file: str, lang: str):
        self.file, self.lang = file, lang
        self.top = say("scenario.top", lang)  # what the table that is the whole file is called
        self.found: list[Problem] = []

    def add(
        self,
        key: str,
        node: Node | None = None,
        *,
        where: str = "",
        found: str = "",
        allowed: str | Iterable[str] = "",
        nearest: str = "",
        **values: object,
    ) -> None:
        """Note one problem; `key` names its words in the texts of the area `scenario`."""
        if self.are_many:
            return
        allowed = allowed if isinstance(allowed, str) else ", ".join(allowed)
        found = shown(found) if found or node is None else node.shown()
        words = say(f"scenario.{key}", self.lang, where=where, found=found, allowed=allowed, **values)
        if nearest:
            words += say("scenario.nearest", self.lang, nearest=nearest)
        line, column = (node.line, node.column) if node else (0, 0)
        self.found.append(Problem(self.file, line, column, where, found, allowed, nearest, words))

    @property
    def are_many(self) -> bool:
        """Are there so many that the rest can wait?"""
        return len(self.found) >= MOST_PROBLEMS

    def in_order(self) -> list[Problem]:
        """What was found, in the order of the file."""
        return sorted(self.found, key=lambda problem: (problem.line, problem.column))

    def stop(self) -> None:
        """Raise what was found; does nothing if all is well."""
        if self.found:
            raise ScenarioError(self.in_order())


def nearest(name: str, known: Iterable[str], labels: dict[str, str] | None = None) -> str:
    """The known name most like `name`, "" if none is; `labels` maps other words for a name to it."""
    words = {word.lower(): word for word in known} | {label.lower(): key for label, key in (labels or {}).items()}
    near = get_close_matches(str(name).lower()[:100], list(words), n=1, cutoff=0.55)
    return words[near[0]] if near else ""


def shown(text: str) -> str:
    """A text that is safe to print in a message: one line, no control characters, not too long."""
    line = "".join(letter if letter.isprintable() else "�" for letter in str(text))
    return line if len(line) <= 60 else line[:57] + "…"
