"""Compile a step together with every rule that it calls, without touching their source.

Steps and rules are plain Python. `compiled(step)` walks the names that the function uses, makes a twin of each of
our own functions among them, and compiles the twins with numba. The plain functions stay as they are and run on
Mesa agents; both give the same bits, since neither fast-math nor reordering is allowed.
"""

from __future__ import annotations

import dis
import hashlib
import os
import secrets
import shutil
import time
import types
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

OPTIONS: dict[str, Any] = {"error_model": "numpy", "nogil": True, "cache": True, "fastmath": False}
KEPT_DAYS = 30
"""Compiled code that nobody has used for so long is deleted."""


def cache_folder() -> Path:
    """Where compiled code is kept; COUNTY_INNOVATION_CACHE overrides the place.

    Each function has a file there, named by its fingerprint, so that only what an edit touches is compiled again.
    """
    home = os.environ.get("COUNTY_INNOVATION_CACHE") or os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "county-innovation-simulator" / "compiled"


@cache
def _prepare() -> None:
    """Make the folder of compiled code and delete what is long out of use."""
    from numba.core.caching import IndexDataCacheFile
    from numba.core.types import Record

    # numba writes a record's type out at every call that it compiles; ours have hundreds of fields, so once must do
    Record.__repr__ = cache(Record.__repr__)  # type: ignore[method-assign]
    # numba numbers the files of a function's types: two processes would name those of two types alike
    IndexDataCacheFile._data_name = _name_of_its_own  # type: ignore[method-assign]
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".writable").touch()
        for old in folder.parent.glob("compiled-*"):
            shutil.rmtree(old, ignore_errors=True)
        for source in folder.glob("*.py"):
            if source.stat().st_mtime < time.time() - KEPT_DAYS * 86_400:
                for file in [source, *folder.rglob(f"{source.stem}.*")]:
                    file.unlink(missing_ok=True)
    except OSError:
        OPTIONS["cache"] = False  # no place to keep compiled code: compile in every process


def _name_of_its_own(file: Any, number: int) -> str:
    return file._data_name_pattern.format(number=secrets.randbits(62))


_TWINS: dict[tuple[Callable, bool], Callable] = {}
_PRINTS: dict[Callable, str] = {}


def body_of(function: Any) -> types.FunctionType:
    """The function whose code is compiled: its own, or the one that stands in for it (`compiled_body`)."""
    return getattr(function, "compiled_body", function)


@cache
def names_used(body: types.FunctionType) -> dict[str, Any]:
    """Global names that a function reads, with what they stand for (builtins left out), in alphabetical order."""
    names = {i.argval for i in dis.get_instructions(body) if i.opname == "LOAD_GLOBAL"}
    return {name: body.__globals__[name] for name in sorted(names) if name in body.__globals__}


def is_ours(value: Any) -> bool:
    """Is this a function of the project, to be compiled with its caller?"""
    return isinstance(value, types.FunctionType) and (value.__module__ or "").split(".")[0] in ("sim", "tests")


def fingerprint(function: Callable) -> str:
    """SHA-256 (hex) of a function's code and of all that it calls, with the constants that they read.

    Comments, docstrings and where a function stands in its file do not matter. Its module does: compiled code that is
    read from disk looks its callees up there.
    """
    if function not in _PRINTS:
        body = body_of(function)
        code, consts = body.__code__, body.__code__.co_consts
        parts: list[Any] = [body.__qualname__, code.co_code, consts[1:] if body.__doc__ else consts, code.co_names]
        parts += [code.co_varnames, body.__defaults__, body.__module__]
        for name, value in names_used(body).items():
            parts += [name, fingerprint(value) if is_ours(value) else repr(value)]
        _PRINTS[function] = hashlib.sha256(repr(parts).encode()).hexdigest()
    return _PRINTS[function]


def functions_of(function: Callable) -> set[types.FunctionType]:
    """Our own functions that are compiled with a function: its body and all that it calls, in any depth."""
    found: set[types.FunctionType] = set()
    left = [body_of(function)]
    while left:
        body = left.pop()
        if body not in found:
            found.add(body)
            left += [body_of(value) for value in names_used(body).values() if is_ours(value)]
    return found


def keeps_code() -> bool:
    """Is there a place to keep compiled code?"""
    _prepare()
    return OPTIONS["cache"]


def is_kept(twin: Any, types_passed: tuple) -> bool:
    """Is the code of a twin for numba's types on disk?"""
    kept = twin._cache
    return kept._index_key(types_passed, twin.targetctx.codegen()) in kept._cache_file._load_index()


def compiled(function: Callable, inner: bool = False) -> Callable:
    """The compiled twin of a plain function of this package (compiled at its first call, then kept on disk).

    inner: it is called by compiled code alone, so that the code by which Python and C could call it, a quarter of the
    time of compilation, is left out. Python must not call such a twin.
    """
    if (function, inner) in _TWINS:
        return _TWINS[function, inner]
    _prepare()
    from numba import njit

    body = body_of(function)
    names = dict(body.__globals__)
    for name, value in names_used(body).items():
        if is_ours(value):
            names[name] = compiled(value, inner=True)
    code = body.__code__
    if OPTIONS["cache"]:  # numba keeps code by file, line and name
        code = code.replace(co_filename=str(_source_file(function, inner)), co_firstlineno=1)
    twin = types.FunctionType(code, names, body.__name__, body.__defaults__, None)
    twin.__module__, twin.__qualname__ = body.__module__, body.__qualname__
    options: dict[str, Any] = OPTIONS | {"no_cfunc_wrapper": True, "no_cpython_wrapper": inner}
    _TWINS[function, inner] = _once_for_all_constants(njit(**options)(twin))
    return _TWINS[function, inner]


def _once_for_all_constants(twin: Any) -> Any:
    """The same twin, compiled for a whole number where numba would compile it anew for every constant passed to it."""
    from numba.core.types import unliteral

    template = twin.get_call_template
    twin.get_call_template = lambda args, kws: template([unliteral(of) for of in args], kws)
    return twin


def _source_file(function: Callable, inner: bool) -> Path:
    """The file that stands for a function in the folder of compiled code; its time says when it was last used."""
    file = cache_folder() / f"{fingerprint(function)[:32]}{'_inner' if inner else ''}.py"
    if file.exists():
        os.utime(file)
    else:
        file.write_text(f"# {function.__module__}.{function.__qualname__}\n", encoding="utf-8")
    return file


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
