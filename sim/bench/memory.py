"""How much memory: of a world beyond its records' fields, and of many replicates at the largest size."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sim.bench.asked import ASKED, Row
from sim.bench.worlds import LIKE_SICHUAN, field_bytes, in_a_process, kept_bytes, run_quarters, scenario_of, world_of

WORKERS = 2


def beyond_records(n_lanes: int, scale: int, quarters: int) -> Row:
    """Memory of a world beyond the fields of its records, from its making on, in a process of its own."""
    found = in_a_process(f"memory.peak_of({n_lanes}, {scale}, {quarters})")
    records = found["fields"] + found["kept"]
    return Row(
        ASKED["memory"],
        100.0 * (found["peak"] / records - 1.0),
        f"{n_lanes} lanes 1:{scale}, {quarters} quarters: peak {found['peak'] / 1e6:.0f} MB over living agents' fields "
        f"{found['fields'] / 1e6:.0f} MB and kept tallies and books {found['kept'] / 1e6:.0f} MB; after its making "
        f"{found['made'] / 1e6:.0f} MB, at the end {found['end'] / 1e6:.0f} MB",
        found["peak"] / records,
    )


def peak_of(n_lanes: int, scale: int, quarters: int) -> dict[str, int]:
    """Bytes by which this process grew for a world (peak, after its making, at the end), and of its records.

    Resident memory as Linux counts it; what is imported and compiled before the world is made is not counted.
    """
    run_quarters(world_of(1, 200), 5)
    _count_from_here()
    start = _resident("VmRSS")
    world = world_of(n_lanes, scale)
    made = _resident("VmHWM") - start
    run_quarters(world, quarters)
    peak, end = _resident("VmHWM") - start, _resident("VmRSS") - start
    return {"peak": peak, "made": made, "end": end, "fields": field_bytes(world), "kept": kept_bytes(world)}


def many_replicates(n_run: int, scale: int, until: int | None, n_read: int, n_small: int) -> Row:
    """Peak memory of one process that simulates `n_read` replicates with two workers, at Sichuan's size.

    Simulating: `n_run` of them are enough, since a worker's world is let go before its next one is made; that this
    holds is shown by `n_small` small replicates, all run, against a fifth of them. Reading: with the parts of the
    others laid beside them (copies), the whole result is read and judged as after a run of all. The peak is the
    larger of the two, with all that Python and its packages need.
    """
    whole = in_a_process(f"memory.peak_of_replicates({n_run}, {scale}, {until}, {n_read})")
    few, all_ = (
        in_a_process(f"memory.peak_of_replicates({number}, 10, 2013, {number})")["running"]
        for number in (n_small // 5, n_small)
    )
    running, reading = whole["running"] / 1e9, whole["reading"] / 1e9
    return Row(
        ASKED["peak"],
        max(running, reading),
        f"scale {scale}: {running:.2f} GB while {n_run} replicates run, of {whole['world'] / 1e6:.0f} MB of fields "
        f"at the start; {reading:.2f} GB while {n_read} are read and judged; all of {n_small} at scale 10 to 2013 "
        f"{all_ / 1e9:.2f} GB, of {n_small // 5} {few / 1e9:.2f} GB",
        1e9 * max(running, reading) / (WORKERS * whole["world"]),
    )


def peak_of_replicates(n_run: int, scale: int, until: int | None, n_read: int) -> dict[str, int]:
    """Peak resident bytes of this process while it runs replicates and while it reads more; bytes of one's fields."""
    from sim.runs import RunFolder
    from sim.simulation import simulate

    scenario = scenario_of(LIKE_SICHUAN, until)
    size: dict[str, Any] = {"scale": scale, "threads": WORKERS, "baseline": False}
    fields = field_bytes(world_of(1, scale, scenario=scenario))
    with TemporaryDirectory() as out:
        _count_from_here()
        simulate(scenario, n_run, out=out, **size)
        running = _resident("VmHWM")
        folder = RunFolder.open(scenario, 1, scale, out)
        for number in range(n_run, n_read):
            _copy_part(folder, number % n_run, number)
        _count_from_here()
        result = simulate(scenario, n_read, out=out, **size)
        assert result.indicators["replicate"].nunique() == n_read
        return {"running": running, "reading": _resident("VmHWM"), "world": fields}


def _copy_part(folder: Any, of: int, number: int) -> None:
    """Lay a copy of a replicate's part beside it, under another number."""
    tables = (folder.read_indicators([of]), folder.read_ledger([of]), folder.read_costs([of]))
    folder.write_part(number, *(table.assign(replicate=table["replicate"] * 0 + number) for table in tables))


def _count_from_here() -> None:
    """Forget this process's peak so far (Linux)."""
    Path(f"/proc/{os.getpid()}/clear_refs").write_text("5")


def _resident(what: str) -> int:
    """Resident memory of this process (VmRSS) or its peak (VmHWM), in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(what + ":"):
            return 1024 * int(line.split()[1])
    raise OSError(f"no {what} in /proc/self/status")
