"""How fast whole runs are: against plain Mesa, one run at each size, step by step, and with ever more agents."""

from __future__ import annotations

import time
from typing import Any

from sim.bench.asked import ASKED, Row
from sim.bench.worlds import field_bytes, n_agents, run_quarters, scenario_of, spread, touch, world_of


def mesa_over_compiled(scale: int, quarters: int, times: int) -> Row:
    """The same steps, the same agents, the same calendar: plain Mesa agents over compiled, per agent and quarter."""
    run_quarters(world_of(1, scale), quarters)  # loads or makes the compiled code
    fast, slow, worked = [], [], 0.0
    for _ in range(times):
        world = world_of(1, scale)
        before = n_agents(world)
        fast.append(run_quarters(world, quarters))
        worked = quarters * (before + n_agents(world)) / 2
        slow.append(run_quarters(world_of(1, scale, plain=True), quarters))
    counted = ", ".join(f"{len(world.alive(kind)):,} {kind}" for kind in ("firms", "talent", "townships"))
    return Row(
        ASKED["mesa"],
        min(slow) / min(fast),
        f"scale {scale}, {worked / quarters:,.0f} agents ({counted} at the end), {quarters} quarters, per agent and "
        f"quarter: compiled {spread(fast, 1e-9 * worked)} ns, Mesa {spread(slow, 1e-6 * worked)} microseconds",
        min(fast) / (touch(field_bytes(world)) * quarters),
    )


def one_run(asked: str, scale: int, times: int, region: str = "", until: int | None = None) -> tuple[Row, Any]:
    """One replicate from its making to its tables, no files and no report: the row, and the world at its end."""
    from sim.simulation import tables_of

    scenario, parts, clock = scenario_of(region, until), [], []
    for _ in range(times):
        at_clock, start = time.perf_counter(), time.process_time()
        world = world_of(1, scale, scenario=scenario)
        made = time.process_time()
        before = n_agents(world)
        ran = run_quarters(world)
        start_of_tables = time.process_time()
        tables_of(world, 0, 0)
        parts.append((made - start, ran, time.process_time() - start_of_tables))
        clock.append(time.perf_counter() - at_clock)
    making, running, telling = min(parts, key=sum)
    row = Row(
        ASKED[asked],
        making + running + telling,
        f"scale {scale}, {world.n_counties} counties, {before:,} to {n_agents(world):,} agents, {world.n_quarters} "
        f"quarters: making {making:.2f}, quarters {running:.2f}, tables {telling:.2f}; "
        f"{spread([sum(part) for part in parts])} in all, {spread(clock)} s by the clock",
        (making + running + telling) / (touch(field_bytes(world)) * world.n_quarters),
    )
    return row, world


def steps(scale: int, until: int | None = None) -> Row:
    """Share of a run's quarters that each step takes; what is between the steps (law, packing) counts as one."""
    world = world_of(1, scale, scenario=scenario_of("", until))
    spent: dict[str, float] = {}
    do = world.do

    def timed(step: Any, season: int | None = None) -> None:
        start = time.process_time()
        do(step, season)
        spent[step.__name__] = spent.get(step.__name__, 0.0) + time.process_time() - start

    world.do = timed
    total = run_quarters(world)
    spent["between the steps"] = total - sum(spent.values())
    ordered = sorted(((100.0 * seconds / total, name) for name, seconds in spent.items()), reverse=True)
    told = ", ".join(f"{name} {share:.1f} %" for share, name in ordered[:5])
    return Row(ASKED["steps"], ordered[0][0], f"scale {scale}, {world.n_quarters} quarters, {total:.2f} s: {told}")


def growth_with_agents(most: int, times: int) -> Row:
    """Cost per agent and quarter as agents grow: more lanes at 1:1, and apart from that more small lanes.

    The value is the greatest cost of a larger run over that of a smaller one of the same series.
    """
    whole, small = n_agents(world_of(1, 1)), n_agents(world_of(1, 20))
    many = max(1, round(most / whole))
    series = [
        dict.fromkeys([(1, 8), (1, 1), (max(1, many // 4), 1), (many, 1)]),
        dict.fromkeys((max(1, round(agents / small)), 20) for agents in (10_000, most // 10, most)),
    ]
    worst, points = 1.0, []
    for runs in series:
        costs: list[tuple[float, float, float]] = []
        for n_lanes, scale in runs:
            cost, agents, once = _cost(n_lanes, scale, times)
            worst = max([worst, *(cost / other for other, size, _ in costs if size < agents)])
            costs.append((cost, agents, cost * agents / once))
            points.append(f"{agents:,.0f} ({n_lanes} x 1:{scale}) {cost * 1e9:.0f} ns")
    return Row(ASKED["growth"], worst, "; ".join(points), costs[-1][2])


def _cost(n_lanes: int, scale: int, times: int) -> tuple[float, float, float]:
    """(processor seconds per agent and quarter, mean number of agents, seconds of touching their fields once).

    Lanes are stacked in worlds as `simulate` stacks them.
    """
    from sim.simulation import lanes_at_once

    quarters, seconds, at_once = 4, [], lanes_at_once(scale)
    worlds = [world_of(min(at_once, n_lanes - first), scale) for first in range(0, n_lanes, at_once)]
    for world in worlds:
        run_quarters(world, 4)  # the first year has rows that were never touched
    before = sum(n_agents(world) for world in worlds)
    for _ in range(times):
        seconds.append(sum(run_quarters(world, quarters) for world in worlds))
    agents = (before + sum(n_agents(world) for world in worlds)) / 2
    return min(seconds) / quarters / agents, agents, sum(touch(field_bytes(world)) for world in worlds)
