"""A scenario file as text with places: bytes in, a tree of values that know their line and column out.

Refuses what a scenario never needs and what has been used to trick or to stop programs that read YAML: tags,
anchors and aliases, directives, several documents, deep nesting, huge files. Equal keys are a mistake, and
`no` is a word, not False. Nothing is constructed but text, so nothing in a file can run.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from sim.scenario_problems import Problems, nearest, shown

LARGEST = 1_000_000  # bytes
DEEPEST = 12  # tables within tables
MOST_VALUES = 20_000
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ufffe\uffff]")
NUMBER = re.compile(r"[+-]?(\d[\d_]*\.?[\d_]*|\.\d[\d_]*)([eE][+-]?\d+)?")
NOT_FINITE = re.compile(r"[+-]?\.?(inf|infinity|nan)", re.IGNORECASE)


@dataclass
class Node:
    """A value in a file: text, a list of nodes, or a table of (key, node) pairs."""

    line: int
    column: int
    kind: str = "text"  # text | list | table
    text: str = ""
    quoted: bool = False
    elements: list["Node"] = field(default_factory=list)
    entries: list[tuple["Node", "Node"]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Is nothing written here?"""
        return self.kind == "text" and not self.quoted and self.text in ("", "~", "null")

    def plain(self) -> Any:
        """Number, true or false, None or text, as written; inf and nan are numbers too. Tables and lists: None."""
        if self.kind != "text" or self.is_empty:
            return None
        if self.quoted:
            return self.text
        if self.text in ("true", "True", "false", "False"):
            return self.text.lower() == "true"
        if NOT_FINITE.fullmatch(self.text):
            return float(self.text.replace(".", ""))
        if NUMBER.fullmatch(self.text):
            return float(self.text.replace("_", ""))
        return self.text

    def shown(self) -> str:
        """What was found, for a message."""
        if self.kind == "text":
            return shown(self.text) or '""'
        return {"list": "[…]", "table": "{…}"}[self.kind]


def table(
    node: Node,
    where: str,
    allowed: Iterable[str],
    problems: Problems,
    *,
    required: Iterable[str] = (),
    unknown: str = "unknown_key",
    labels: dict[str, str] | None = None,
) -> dict[str, Node] | None:
    """Key to node; notes what is no table, equal keys, unknown keys and missing ones."""
    allowed = tuple(allowed)
    if node.kind != "table":
        problems.add(
            "nothing_here" if node.is_empty else "table_wanted", node, where=where or problems.top, allowed=allowed
        )
        return None
    found: dict[str, Node] = {}
    for key, value in node.entries:
        if problems.are_many:
            break
        if key.kind != "text":
            problems.add("text_key", key, where=where or problems.top, allowed=allowed)
        elif key.text in found:
            problems.add("duplicate_key", key, where=where or problems.top)
        else:
            found[key.text] = value
            if key.text not in allowed:
                like = nearest(key.text, allowed, labels)
                problems.add(unknown, key, where=where or problems.top, allowed=allowed, nearest=like)
    for name in required:
        if name not in found:
            problems.add("missing_key", node, where=where or problems.top, found="…", missing=name, allowed=required)
    return {key: value for key, value in found.items() if key in allowed}


def read(path: Path, problems: Problems) -> Node | None:
    """The tree in a file, None if there is none; what is wrong is noted in `problems`."""
    try:
        if not path.is_file():
            problems.add("not_a_file" if path.exists() else "no_file", found=str(path))
            return None
        if path.stat().st_size > LARGEST:
            problems.add("too_large", found=str(path.stat().st_size), allowed=str(LARGEST))
            return None
        with path.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        problems.add("unreadable", found=str(path), reason=shown(str(error)))
        return None
    return tree(content, problems)


def tree(content: bytes, problems: Problems) -> Node | None:
    """The tree in the bytes of a file, None if there is none; what is wrong is noted in `problems`."""
    if len(content) > LARGEST:
        problems.add("too_large", found=str(len(content)), allowed=str(LARGEST))
        return None
    text = _decoded(content, problems)
    if text is None:
        return None
    try:
        root = _built(YAML(typ="safe", pure=True).parse(text), problems)  # type: ignore[arg-type]
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Node(mark.line + 1, mark.column + 1) if mark else None
        lines = text.splitlines()
        line = lines[mark.line] if mark and mark.line < len(lines) else ""
        key = "cut" if mark and mark.index >= len(text.rstrip()) else "not_yaml"
        problems.add(key, place, found=line.strip() or "…", reason=shown(str(error.problem or error.context or "")))
        return None
    except Exception as error:  # whatever else the parser trips over, the file is at fault, not the program
        problems.add("not_yaml", Node(1, 1), found="…", reason=shown(str(error)))
        return None
    if root is None and not problems.found:
        problems.add("empty", Node(1, 1), found="…")
    return root


def _decoded(content: bytes, problems: Problems) -> str | None:
    content = content.removeprefix(b"\xef\xbb\xbf")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:4]:
        problems.add("encoding", Node(1, 1), found="UTF-16 / UTF-32", allowed="UTF-8")
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        problems.add("encoding", Node(line, column), found=f"0x{content[error.start]:02x}", allowed="UTF-8")
        return None
    control = CONTROL.search(text)
    if control:
        before_it = text[: control.start()]
        place = Node(before_it.count("\n") + 1, control.start() - before_it.rfind("\n"))
        problems.add("control_character", place, found=f"U+{ord(control[0]):04X}")
        return None
    return text


def _built(events: Iterable[Any], problems: Problems) -> Node | None:
    """The tree of one document. Works event by event, so that a bomb is refused before it is unpacked."""
    root: Node | None = None
    open_nodes: list[Node] = []
    keys: list[Node | None] = []  # of each open table, the key that waits for its value
    documents = values = 0
    for event in events:
        place = Node(event.start_mark.line + 1, event.start_mark.column + 1)
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                problems.add("two_documents", place, found="---")
                return None
            if event.version or event.tags:
                problems.add("directive", place, found="%")
        if isinstance(event, MappingEndEvent | SequenceEndEvent):
            open_nodes.pop()
            keys.pop()
        if not isinstance(event, AliasEvent | ScalarEvent | MappingStartEvent | SequenceStartEvent):
            continue
        values += 1
        if values > MOST_VALUES or len(open_nodes) >= DEEPEST:
            key = "too_many" if values > MOST_VALUES else "too_deep"
            problems.add(key, place, found="…", allowed=str(MOST_VALUES if key == "too_many" else DEEPEST))
            return None
        node = _node(event, place, problems)
        if not open_nodes:
            root = node
        elif open_nodes[-1].kind == "list":
            open_nodes[-1].elements.append(node)
        elif keys[-1] is None:
            keys[-1] = node
        else:
            if node.is_empty and not node.text:  # nothing is written: the key is where it is missing
                node.line, node.column = keys[-1].line, keys[-1].column
            open_nodes[-1].entries.append((keys[-1], node))
            keys[-1] = None
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            open_nodes.append(node)
            keys.append(None)
    return root


def _node(event: Any, node: Node, problems: Problems) -> Node:
    if event.anchor:
        node.text = ("*" if isinstance(event, AliasEvent) else "&") + str(event.anchor)
        if all(problem.found != shown(node.text) for problem in problems.found):  # each once
            problems.add("anchor", node)
    if getattr(event, "ctag", None) is not None:
        problems.add("tag", node, found=str(event.ctag))
    if isinstance(event, ScalarEvent):
        node.text, node.quoted = event.value, event.style is not None
    elif isinstance(event, MappingStartEvent):
        node.kind = "table"
    elif isinstance(event, SequenceStartEvent):
        node.kind = "list"
    return node
