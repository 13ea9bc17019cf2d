"""What the description by the ODD protocol reads from the sources: modules, functions, calls, chance events."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGE = Path(__file__).resolve().parents[1]
NOT_RULES = {"__init__", "catalogue"}


def modules(folder: str) -> list[ModuleType]:
    """Modules of a folder of the package, by name, without the catalogue."""
    names = sorted(file.stem for file in (PACKAGE / folder).glob("*.py"))
    return [importlib.import_module(f"sim.{folder}.{name}") for name in names if name not in NOT_RULES]


def functions(module: ModuleType) -> list[Callable]:
    """Functions that a module defines for others, in the order of its source."""
    own = [f for f in vars(module).values() if inspect.isfunction(f) and f.__module__ == module.__name__]
    plain = {f.__code__.co_firstlineno: f for f in own if not f.__name__.startswith("_")}
    return [plain[line] for line in sorted(plain)]


def uses(step: Callable) -> list[str]:
    """Names of the rules and levers that a step calls, itself or through its helpers, in the order of names."""
    found, seen, todo = set(), set(), [step]
    while todo:
        function = todo.pop()
        for name in function.__code__.co_names:
            value = function.__globals__.get(name)
            if not inspect.isfunction(value) or value in seen or not value.__module__.startswith("sim."):
                continue
            seen.add(value)
            home = value.__module__.split(".")
            if home[1] in ("rules", "levers"):
                found.add(f"{home[-1]}.{value.__name__}")
            if home[1] in ("steps", "levers"):
                todo.append(value)
    return sorted(found)


def decisions() -> list[tuple[str, str, str, bool]]:
    """(name, meaning, file, is it drawn) of every chance event that the sources name, by name."""
    from sim.engine.luck import DECISIONS

    sources = {file: file.read_text(encoding="utf-8") for file in sorted(PACKAGE.rglob("*.py"))}
    out = []
    for file, source in sources.items():
        for constant, name in re.findall(r'^([A-Z_0-9]+) = decision\("([^"]+)"', source, re.MULTILINE):
            importlib.import_module(".".join(("sim", *file.relative_to(PACKAGE).with_suffix("").parts)))
            used = any(_reads(other, constant) for other in sources.values())
            out.append((name, DECISIONS[name][1], file.relative_to(PACKAGE).as_posix(), used))
    return sorted(out)


def _reads(source: str, constant: str) -> bool:
    """Does a source use the constant's value, rather than define or import it?"""
    if constant not in source:
        return False
    nodes = ast.walk(ast.parse(source))
    return any(
        (isinstance(node, ast.Name) and node.id == constant and isinstance(node.ctx, ast.Load))
        or (isinstance(node, ast.Attribute) and node.attr == constant)
        for node in nodes
    )


def read_yaml(file: Path) -> Any:
    """The content of a YAML file."""
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))
