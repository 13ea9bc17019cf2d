"""What a start costs: `python run.py` in a process of its own, compiling all steps, loading them from the cache."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from tempfile import TemporaryDirectory
from typing import Any

from sim.bench.asked import ASKED, Row
from sim.bench.worlds import field_bytes, in_a_process, run_quarters, scenario_of, surroundings_of, touch, world_of


def command_line(quick: bool) -> list[Row]:
    """`python run.py` with an empty cache of compiled code (not when quick), then again into a fresh folder."""
    size = ["--replicates", "2", "--scale", "50", "--until", "2014"] if quick else ["--replicates", "20"]
    asked = "2 replicates at scale 50 to 2014" if quick else "20 replicates at 1:1"
    world = world_of(1, 50 if quick else 1)
    once = touch(field_bytes(world)) * (12 * 4 if quick else 76 * 40)  # quarters x lanes, the baseline's included
    rows = []
    with TemporaryDirectory() as folder:
        home = surroundings_of() if quick else surroundings_of(COUNTY_INNOVATION_CACHE=f"{folder}/cache")
        for name in ["warm"] if quick else ["first_time", "warm"]:
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            call = "import sys; from sim.cli import main; sys.exit(main())"
            command = [sys.executable, "-c", call, "run", *size, "--out", f"{folder}/{name}"]
            subprocess.run(command, check=True, env=home, capture_output=True)
            wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            detail = f"{asked}: {wall:.1f} s by the clock; the scenario and its baseline, report included"
            rows.append(Row(ASKED[name], used, detail, used / once))
    return rows


def compilation(quick: bool) -> list[Row]:
    """The first quarters of a tiny world less the same quarters again: with an empty cache (not when quick), then not.

    All steps of its law are compiled or loaded by then; steps of the package are when its last law holds from the first
    quarter on. Imports, and files that are read to make a world, are not counted.
    """
    quarters, rows = 4 if quick else 8, []
    with TemporaryDirectory() as folder:
        if quick:
            run_quarters(at_work(world_of(1, 200)), 4)  # so that the cache has them
        for name in ["from_cache"] if quick else ["cold", "cold_package", "from_cache"]:
            cache = f"{folder}/{'national' if name == 'cold' else 'package'}"
            home = {} if quick else {"COUNTY_INNOVATION_CACHE": cache}
            found = in_a_process(f"starting.first_and_again({quarters}, {name != 'cold'})", **home)
            rows.append(
                Row(
                    ASKED[name],
                    found["first"] - found["again"],
                    f"{found['quarters']} quarters of a world at scale 200: {found['first']:.2f} s, again "
                    f"{found['again']:.2f} s; {found['clock']:.1f} s by the clock; before that "
                    f"{found['imports']:.1f} s for imports and {found['making']:.1f} s to make two worlds",
                )
            )
    return rows


def at_work(world: Any) -> Any:
    """The same world with the law of its last quarter in every quarter."""
    for law, _ in world.calendars:
        law[:] = law[-1]
    return world


def first_and_again(quarters: int, package: bool) -> dict[str, float]:
    """Processor seconds of some quarters of a tiny world, the first in this process, and of its twin's after that.

    package: the default scenario's last law, else national law alone. Imports and the making of both worlds, with all
    files that are read for it, are told apart.
    """
    start = time.process_time()
    import numba  # noqa: F401 - what follows needs it

    import sim.calendar
    import sim.plain_world  # noqa: F401

    imported = time.process_time()
    if package:
        worlds = [at_work(world_of(1, 200)) for _ in range(2)]
    else:
        worlds = [world_of(1, 200, scenario=scenario_of("jiangxi")) for _ in range(2)]
    made, clock = time.process_time(), time.perf_counter()
    first = run_quarters(worlds[0], quarters)
    clock = time.perf_counter() - clock
    return {
        "imports": imported - start,
        "making": made - imported,
        "first": first,
        "again": run_quarters(worlds[1], quarters),
        "clock": clock,
        "quarters": quarters,
    }
