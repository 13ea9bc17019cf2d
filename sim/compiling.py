"""The first run: steps that are not among the compiled code on disk are compiled by several processes at once.

One process compiles one step after another, and a document's package takes minutes. Here further processes each take
the next heavy step and leave its code in the folder of compiled code, where this one finds it. Whatever goes wrong
with them changes nothing but the time: a step that nobody has compiled is compiled when it first runs.
"""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from queue import SimpleQueue
from typing import Any

import numpy as np

from sim.agents.firm import FIRM
from sim.agents.fund import FUND
from sim.agents.government import COUNTY
from sim.agents.institute import INSTITUTE
from sim.agents.levels_above import PREFECTURE, PROVINCE
from sim.agents.talent import TALENT
from sim.agents.township import TOWNSHIP
from sim.engine.compile import cache_folder, compiled, functions_of, is_kept, keeps_code
from sim.engine.ledger import PURSE
from sim.lanes import lane_dtype
from sim.runs.files import locked
from sim.sectors import SECTOR

FUNCTIONS_A_PROCESS = 100
"""A further process pays when there are so many functions to compile: about ten seconds of work."""

READY: set[Callable] = set()
"""Steps of which this process need not ask any more whether their code is on disk."""

_ONE_AT_A_TIME = threading.Lock()


def make_ready(levers: Collection[str], processes: int | None = None) -> None:
    """Compile what the quarters under these levers (and EVENTS) need and what is not on disk; wait until it is there.

    processes: how many at most, this one included (default: processors). Of several runs that start together one
    compiles, the others wait for it.
    """
    wanted = {step for step in all_steps().values() if is_run(step, levers)}
    with _ONE_AT_A_TIME:
        wanted -= READY
        if wanted and keeps_code():
            with locked(cache_folder()):
                missing = [step for step in wanted if not is_kept(compiled(step), types_of(step))]
                functions = set().union(*map(functions_of, missing))
                useful = min(len(missing), len(functions) // FUNCTIONS_A_PROCESS)
                further = min(processes or os.cpu_count() or 1, useful) - 1
                if further > 0 and sys.executable:
                    _compile(missing, further)
        READY.update(wanted)


def is_run(step: Callable, levers: Collection[str]) -> bool:
    """Does a world run a step when these levers have been in force?"""
    from sim.steps.of_levers import LEVERS_OF

    return step not in LEVERS_OF or not set(levers).isdisjoint(LEVERS_OF[step])


@cache
def all_steps() -> dict[str, Callable]:
    """The steps of the quarter by name, in their order."""
    from sim.calendar import quarter

    found: dict[str, Callable] = {}

    class Listing:
        """In place of a world: writes down what it is to do."""

        def do(self, step: Callable, season: int | None = None) -> None:
            found[f"{step.__module__}.{step.__qualname__}"] = step

        def __getattr__(self, name: str) -> Callable:
            return lambda *given: None

    quarter(Listing())
    return found


@cache
def types_of_populations() -> dict[str, Any]:
    """numba's type of every population and table that a step may name among its parameters."""
    from numba import typeof

    rows: dict[str, Any] = {
        "lanes": lane_dtype(),
        "provinces": PROVINCE,
        "prefectures": PREFECTURE,
        "sectors": SECTOR,
        "counties": COUNTY,
        "firms": FIRM,
        "talent": TALENT,
        "institutes": INSTITUTE,
        "townships": TOWNSHIP,
        "funds": FUND,
        "purses": PURSE,
        "destinations": "f8",
        "line_start": "i8",
        "line": "i8",
    }
    tables = {"ledger": "i8", "forgone": "i8", "between": "i8", "proximity": "f8"}
    return {name: typeof(np.zeros(1, dtype)) for name, dtype in rows.items()} | {
        name: typeof(np.zeros((1, 1), dtype)) for name, dtype in tables.items()
    }


def types_of(step: Callable) -> tuple:
    """numba's types of what a world passes to a step."""
    return tuple(types_of_populations()[name] for name in inspect.signature(step).parameters)


def _compile(steps: list[Callable], further: int) -> None:
    """Compile steps in this process and some further ones; each takes the heaviest step that is left."""
    left = deque(sorted(steps, key=weight, reverse=True))
    feeders: list[threading.Thread] = []
    with ExitStack() as helpers:
        try:
            for _ in range(further):
                helper = helpers.enter_context(_helper())
                feeders.append(threading.Thread(target=_feed, args=(helper, left)))
                feeders[-1].start()
        except OSError:  # the system gives no more processes: those there are will do
            pass
        while step := _next(left):
            compiled(step).compile(types_of(step))  # type: ignore[attr-defined]
        for feeder in feeders:
            feeder.join()


@contextmanager
def _helper() -> Iterator[subprocess.Popen]:
    """A process that compiles the steps whose names it is given; it ends with the block, or with this process."""
    call = f"import sys; sys.path = {sys.path!r}; from sim.compiling import serve; serve()"
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-c", call], text=True, **pipes) as helper:
        try:
            yield helper
        finally:
            helper.kill()
            helper.wait()


def weight(step: Callable) -> int:
    """How heavy a step is to compile: the length of its code and of all that it calls."""
    return sum(len(function.__code__.co_code) for function in functions_of(step))


def _next(left: deque[Callable]) -> Callable | None:
    try:
        return left.popleft()
    except IndexError:
        return None


def _feed(helper: subprocess.Popen, left: deque[Callable]) -> None:
    """Give a process one step after another; it answers when it is done with it, or has ended."""
    while step := _next(left):
        try:
            helper.stdin.write(f"{step.__module__}.{step.__qualname__}\n")  # type: ignore[union-attr]
            helper.stdin.flush()  # type: ignore[union-attr]
            answer = helper.stdout.readline()  # type: ignore[union-attr]
        except (OSError, ValueError):
            return
        if not answer:
            return


def serve() -> None:
    """What a further process does: compile the steps whose names it reads, until there is no one who writes."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who has started this process ends it
    names: SimpleQueue[str] = SimpleQueue()

    def read() -> None:
        for line in sys.stdin:
            names.put(line.strip())
        os._exit(0)

    threading.Thread(target=read, daemon=True).start()
    while True:
        step = all_steps()[names.get()]
        compiled(step).compile(types_of(step))  # type: ignore[attr-defined]
        print("done", flush=True)
