"""Compile a step together with every rule that it calls, without touching their source.

Steps and rules are plain Python. `compiled(step)` walks the names that the function uses, makes a twin of each of
our own functions among them, and compiles the twins with numba. The plain functions stay as they are and run on
Mesa agents; both give the same bits, since neither fast-math nor reordering is allowed.
"""

from __future__ import annotations

import dis
import os
import shutil
import types
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

OPTIONS: dict[str, Any] = {"error_model": "numpy", "nogil": True, "cache": True, "fastmath": False}


def cache_folder() -> Path:
    """Where compiled code is kept: one folder a version of the sources.

    numba does not notice that a callee in another file was edited, so the folder's name carries a digest of all of
    them. COUNTY_INNOVATION_CACHE overrides the place.
    """
    from sim.engine.digest import compiled_digest

    home = os.environ.get("COUNTY_INNOVATION_CACHE") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "county-innovation-simulator" / f"compiled-{compiled_digest()[:16]}"


@cache
def _prepare() -> None:
    """Point numba's cache at our folder and remove folders of older sources, keeping the newest few."""
    import numba

    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]
        others = sorted(folder.parent.glob("compiled-*"), key=lambda f: f.stat().st_mtime, reverse=True)
        for old in others[6:]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError:
        OPTIONS["cache"] = False  # no place to keep compiled code: compile in every process


_TWINS: dict[Callable, Callable] = {}


def compiled(function: Callable) -> Callable:
    """The compiled twin of a plain function of this package (compiled at its first call, then kept on disk)."""
    if function in _TWINS:
        return _TWINS[function]
    _prepare()
    from numba import njit

    body = getattr(function, "compiled_body", function)
    names = dict(body.__globals__)
    for name in {i.argval for i in dis.get_instructions(body) if i.opname == "LOAD_GLOBAL"}:
        value = names.get(name)
        if isinstance(value, types.FunctionType) and (value.__module__ or "").split(".")[0] in ("sim", "tests"):
            names[name] = compiled(value)
    twin = types.FunctionType(body.__code__, names, body.__name__, body.__defaults__, None)
    twin.__module__, twin.__qualname__ = body.__module__, body.__qualname__
    _TWINS[function] = njit(**OPTIONS)(twin)
    return _TWINS[function]


def bind(function: Callable, label: str, **names: Callable) -> Callable:
    """A copy of a plain function in which some global names stand for other functions.

    A mechanism that several levers share is written once, with `may`, `does`, `gives` as free names; each lever
    binds its own. `label` makes the copy's name unique, since compiled code is kept on disk under it.
    """
    copy = types.FunctionType(
        function.__code__, dict(function.__globals__) | names, function.__name__, function.__defaults__
    )
    copy.__module__, copy.__qualname__, copy.__doc__ = (
        function.__module__,
        f"{label}.{function.__qualname__}",
        function.__doc__,
    )
    return copy
