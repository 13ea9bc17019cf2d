"""A world: the populations of one or more lanes, the steps that act on them, and what a quarter leaves behind.

`do(step)` passes a step the populations that its parameters name, so that its signature says what it may touch. A
world is compiled (records) or plain (Mesa agents as lists, one lane); the calendar is the same.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from sim import beliefs
from sim import lanes as lane_records
from sim.agents.firm import FIRM
from sim.agents.government import FLOWS, STOCKS
from sim.agents.institute import INSTITUTE
from sim.agents.talent import IDLE, TALENT
from sim.data import counties as county_table
from sim.engine.compile import compiled
from sim.engine.ledger import N_FLOWS, N_PURSES, PURSE
from sim.engine.packing import follow_employers, pack_rows
from sim.engine.records import Field, side_by_side
from sim.population import make_lane
from sim.population.distances import proximity

TALLIED = FLOWS + STOCKS
TALLY = np.dtype([(field.name, "f8") for field in TALLIED])
GROWING = {"firms": ("firm", FIRM), "talent": ("talent", TALENT), "institutes": ("institute", INSTITUTE)}
PACKED = ("firms", "talent")
"""Populations whose rows are packed when agents have left; an institute keeps its row, since others name it by it."""
N_FORGONE = 8
KINDS = {
    "provinces": "province",
    "prefectures": "prefecture",
    "sectors": "sector",
    "counties": "county",
    "firms": "firm",
    "talent": "talent",
    "institutes": "institute",
    "townships": "township",
    "funds": "fund",
}


Calendar = tuple[np.ndarray, np.ndarray]
"""Law and inputs of every quarter, as `sim.lanes.calendar` gives them."""


class LaneOf(NamedTuple):
    """What one lane runs: a scenario, the seed of its luck, its number, and parameters set by hand (or none)."""

    scenario: Any
    seed: int
    replicate: int = 0
    parameters: Mapping[str, float] | None = None


def replicate_seed(seed: int, replicate: int) -> int:
    """Seed of one replicate's luck (63 bits); replicate 3 of 20 is replicate 3 of 200."""
    from sim.engine.luck import luck_key

    return luck_key(seed, 0x5EED, replicate) >> 1


class World:
    """Populations of stacked lanes.

    lanes: what each lane runs; all of one region, period and scale. scale: one firm and one worker in K.
    calendars: law and inputs of each lane, where they are at hand (default: made from the scenarios).
    Attribute `tally[lane, quarter, county]` (TALLY) is what the quarters leave; `ledgers[year]` the yearly ledger
    (lane x county, flow), `forgone[year]` costs that are no payments, `contracts[year]` contracts by pair of counties.
    """

    def __init__(self, lanes: Sequence[LaneOf], scale: int = 1, calendars: Sequence[Calendar] | None = None) -> None:
        first = lanes[0].scenario
        if any(x.scenario.region != first.region or x.scenario.period != first.period for x in lanes):
            raise ValueError("lanes of one world must share their region and period")
        self.runs, self.scale = list(lanes), scale
        self.region, self.period = first.region, first.period
        self.n_counties = len(county_table(self.region))
        self.calendars = _calendars(lanes) if calendars is None else list(calendars)
        self.in_force: set[str] = set()
        self.quarter_number = 0
        self.n_quarters = 4 * (self.period[1] - self.period[0] + 1)
        self.run: Callable[[Callable], Callable] = compiled
        self._parameters: dict[Callable, list[str]] = {}
        self._build()
        self.tally = np.zeros((len(lanes), self.n_quarters, self.n_counties), TALLY)
        self.ledgers: dict[int, np.ndarray] = {}
        self.forgone_by_year: dict[int, np.ndarray] = {}
        self.contracts: dict[int, np.ndarray] = {}

    def __getitem__(self, name: str) -> Any:
        return self.parts[name]

    @property
    def year(self) -> int:
        """Year of the quarter that comes next (or runs)."""
        return self.period[0] + self.quarter_number // 4

    @property
    def season(self) -> int:
        """Quarter of the year, 1 to 4."""
        return self.quarter_number % 4 + 1

    def _build(self) -> None:
        n, c = len(self.runs), self.n_counties
        lanes = np.zeros(n, lane_records.lane_dtype())
        self.parts: dict[str, Any] = {"lanes": lanes, "institutes": np.zeros(0), "firms": np.zeros(0)}
        near = np.zeros((n * c, c))
        _, given = self.calendars[0]
        institute_money = float(given[0]["central_institute_rd"] + given[0]["other_institute_rd"])
        for place, run in enumerate(self.runs):  # one by one: a lane is made, laid into its block, and forgotten
            drawn = run.scenario.assumptions["parameters"] == "drawn"
            belief = beliefs.draw(self.region, run.seed, drawn) | dict(run.parameters or {})
            made = make_lane(self.region, self.period[0], run.seed, self.scale, belief, institute_money)
            lane = lanes[place]
            lane["seed"], lane["stands_for"], lane["wage_trend_before"] = run.seed, self.scale, 1.0
            for channel in lane_records.CHANNELS:
                lane[f"channel_{channel}"] = bool(run.scenario.assumptions["channels"][channel])
            for name, value in belief.items():
                lane["belief"][name] = value
            near[place * c : (place + 1) * c] = proximity(self.region, belief["distance_decay"])
            for name, kind in KINDS.items():
                self._lay(name, kind, place, made[name])
        self.parts |= {
            "purses": np.zeros(n * c * N_PURSES, PURSE),
            "ledger": np.zeros((n * c, N_FLOWS), np.int64),
            "forgone": np.zeros((n * c, N_FORGONE), np.int64),
            "between": np.zeros((n * c, c), np.int64),
            "proximity": near,
            "destinations": np.zeros(n * c),
            "line_start": np.zeros(n * c, np.int64),
        }
        self._lines()

    def _lay(self, name: str, kind: str, place: int, block: np.ndarray) -> None:
        """Lay a lane's agents into its block; the first lane sizes the blocks, with some room."""
        lanes = self.parts["lanes"]
        if place == 0:
            limit = int(len(block) * 1.08) + 64 if name in GROWING else len(block)
            self.parts[name] = np.zeros(len(lanes) * limit, block.dtype)
            for lane, first in enumerate(range(0, len(lanes) * limit, limit)):
                lanes[lane][f"first_{kind}"], lanes[lane][f"end_{kind}"] = first, first
                lanes[lane][f"limit_{kind}"] = first + limit
        short = int(lanes[place][f"first_{kind}"] + len(block) - lanes[place][f"limit_{kind}"])
        if short > 0:
            self._grow(name, short)
        first = int(lanes[place][f"first_{kind}"])
        self.parts[name][first : first + len(block)] = block
        lanes[place][f"end_{kind}"] = first + len(block)

    def _lines(self) -> None:
        """Room for the lines of employers, which every employer may stand in once."""
        rows = len(self.parts["firms"]) + len(self.parts["institutes"])
        self.parts["line"] = np.zeros(rows, np.int64)

    def do(self, step: Callable, season: int | None = None) -> None:
        """Run a step on the populations that its parameters name; with `season`, in that quarter of the year alone.

        A step that changes nothing without certain levers is left out until one of them has been in force in a lane.
        """
        from sim.compiling import READY, is_run, make_ready

        if (season is not None and season != self.season) or not is_run(step, self.in_force):
            return
        if step not in READY and self.run is compiled:
            make_ready(self.in_force)
        if step not in self._parameters:
            self._parameters[step] = list(inspect.signature(step).parameters)
        self.run(step)(*[self.parts[name] for name in self._parameters[step]])

    def law_takes_effect(self) -> None:
        """The law, the inputs and the clock of this quarter; last year's law is kept for last year's tax."""
        self._so_far_in_force()
        for place, (law, given) in enumerate(self.calendars):
            lane = self.parts["lanes"][place]
            lane["law"], lane["given"] = law[self.quarter_number], given[self.quarter_number]
            lane["quarter"] = 4 * self.year + self.season - 1
            if self.season == 1:
                lane["law_last_year"] = law[max(self.quarter_number - 1, 0)]

    def _so_far_in_force(self) -> None:
        """Note the levers that have been in force in a lane up to this quarter, and events if there were any."""
        now = self.quarter_number + 1
        calendars = {id(law): (law[:now], given[:now]) for law, given in self.calendars}
        self.in_force = set().union(*(ever_in_force(*each) for each in calendars.values()))

    def start_at_zero(self, fields: Sequence[Field]) -> None:
        """Set fields of the counties' tally to zero: flows as a quarter starts, stocks before they are counted."""
        side_by_side(self.parts["counties"], fields)[:] = 0.0

    def make_room(self, name: str, announced: str) -> None:
        """Make sure that every lane's block has rows for those announced; else lay the blocks out anew, larger."""
        kind, _ = GROWING[name]
        lanes, counties = self.parts["lanes"], self.parts["counties"]
        coming = counties[announced].reshape(len(lanes), -1).sum(axis=1)
        short = lanes[f"end_{kind}"] + coming - lanes[f"limit_{kind}"]
        if short.max() > 0:
            self._grow(name, int(short.max()))

    def _grow(self, name: str, more: int) -> None:
        """Make every block of a population longer, in place: the last block moves first."""
        kind, _ = GROWING[name]
        lanes, rows = self.parts["lanes"], self.parts[name]
        size = len(rows) // len(lanes)
        limit = size + more + size // 24
        rows.resize(len(lanes) * limit, refcheck=False)
        memory = rows.view(np.uint8).reshape(-1, rows.itemsize)  # numpy copies records field by field, bytes at once
        for place in reversed(range(len(lanes))):
            used = int(lanes[place][f"end_{kind}"] - lanes[place][f"first_{kind}"])
            if place:
                memory[place * limit : place * limit + used] = memory[place * size : place * size + used]
            memory[place * limit + used : (place + 1) * limit] = 0
            lanes[place][f"first_{kind}"], lanes[place][f"end_{kind}"] = place * limit, place * limit + used
            lanes[place][f"limit_{kind}"] = (place + 1) * limit
        self._lines()

    def close_quarter(self) -> None:
        """Keep the county's tally; at the end of a year take the ledger down and pack the rows of those who left."""
        figures = side_by_side(self.parts["counties"], TALLIED)
        self.tally.view(np.float64).reshape(len(self.runs), self.n_quarters, self.n_counties, -1)[
            :, self.quarter_number
        ] = figures.reshape(len(self.runs), self.n_counties, -1)
        if self.season == 4:
            self.ledgers[self.year] = self.parts["ledger"].copy()
            self.forgone_by_year[self.year] = self.parts["forgone"].copy()
            self.contracts[self.year] = self.parts["between"].copy()
            for name in ("ledger", "forgone", "between"):
                self.parts[name][:] = 0
            self.pack()
        self.quarter_number += 1

    def pack(self) -> None:
        """Close the gaps that leavers left, keeping the order of keys; workers keep their employers."""
        pack, follow = compiled(pack_rows), compiled(follow_employers)
        for lane in self.parts["lanes"]:
            places: dict[str, np.ndarray] = {}
            for name in PACKED:
                kind, dtype = GROWING[name]
                first, end = int(lane[f"first_{kind}"]), int(lane[f"end_{kind}"])
                places[name] = np.zeros(end - first, np.int64)
                left = pack(self.parts[name], np.zeros(1, dtype), first, end, places[name])
                lane[f"end_{kind}"] = first + left
            follow(
                self.parts["talent"],
                int(lane["first_talent"]),
                int(lane["end_talent"]),
                places["firms"],
                int(lane["quarter"]),
                IDLE,
            )

    def step(self) -> None:
        """One quarter."""
        from sim.calendar import quarter

        quarter(self)

    def __getstate__(self) -> dict[str, Any]:
        """For pickling and copying: everything but the cache of the steps' parameters."""
        return self.__dict__ | {"_parameters": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Blocks of rows can grow only where they own their memory, which unpickled ones do not."""
        parts = {name: part.copy() for name, part in state["parts"].items()}
        self.__dict__.update(state, parts=parts)

    def fork(self, lanes: Sequence[LaneOf], calendars: Sequence[Calendar] | None = None) -> World:
        """A copy of this world that goes on with other scenarios, lane by lane, from the quarter that comes next.

        The past is shared, so the scenarios must have been the same so far (`first_difference`); seeds must be equal.
        calendars: those of the lanes, where they are at hand.
        """
        if [x.seed for x in lanes] != [x.seed for x in self.runs]:
            raise ValueError("a fork keeps its lanes' seeds")
        twin = copy.copy(self)
        twin.runs, twin.calendars = list(lanes), list(calendars or _calendars(lanes))
        twin.parts = {name: part.copy() for name, part in self.parts.items()}
        twin.tally = self.tally.copy()
        twin.ledgers, twin.contracts = dict(self.ledgers), dict(self.contracts)
        twin.forgone_by_year = dict(self.forgone_by_year)
        return twin

    def save(self, path: str | Path) -> None:
        """Write the world as it is now, to go on later with `World.load`. Errors: see sim/snapshots.py."""
        from sim.snapshots import save_world

        save_world(self, path)

    @staticmethod
    def load(path: str | Path) -> World:
        """The world that `save` has written; it goes on with the same bits. Errors: see sim/snapshots.py."""
        from sim.snapshots import load_world

        return load_world(path)[0]

    def alive(self, name: str, lane: int = 0) -> np.ndarray:
        """Records of a lane's living agents of one population (a copy)."""
        kind = KINDS[name]
        row = self.parts["lanes"][lane]
        rows = self.parts[name][row[f"first_{kind}"] : row[f"end_{kind}"]]
        return rows[rows["alive"] == 1].copy() if "alive" in (rows.dtype.names or ()) else rows.copy()


def first_difference(world: World, scenario: Any) -> int:
    """Number of the first quarter in which `scenario` differs from what a lane runs: in law, inputs or switches.

    The world's n_quarters if in none; 0 if already the population or the channels would differ.
    """
    if (world.region, world.period) != (scenario.region, scenario.period):
        raise ValueError("scenarios of another region or period share no past")
    calendar = lane_records.calendar(scenario)
    return min(
        _first_unlike(run.scenario, scenario, mine, calendar)
        for run, mine in zip(world.runs, world.calendars, strict=True)
    )


def parting(one: Any, other: Any) -> int:
    """Number of the first quarter in which two scenarios of one region and period differ, as `first_difference`."""
    return _first_unlike(one, other, lane_records.calendar(one), lane_records.calendar(other))


def same_people(one: Any, other: Any) -> bool:
    """Do two scenarios of one region begin with the same agents, and with the same channels between counties?"""
    return all(one.assumptions[name] == other.assumptions[name] for name in ("parameters", "channels"))


def _first_unlike(one: Any, other: Any, mine: Calendar, theirs: Calendar) -> int:
    if not same_people(one, other):
        return 0
    quarters = range(len(mine[0]))
    unlike = (q for q in quarters if mine[0][q] != theirs[0][q] or mine[1][q] != theirs[1][q])
    return next(unlike, len(quarters))


def ever_in_force(law: np.ndarray, given: np.ndarray) -> set[str]:
    """Levers that are in force in some quarter of a calendar, and EVENTS if there are any."""
    from sim.steps.of_levers import EVENTS

    return lane_records.in_force(law) | ({EVENTS} if given["n_events"].any() else set())


def _calendars(lanes: Sequence[LaneOf]) -> list[Calendar]:
    """The calendar of each lane, computed once a scenario."""
    calendars = {key: lane_records.calendar(x) for key, x in {id(x.scenario): x.scenario for x in lanes}.items()}
    return [calendars[id(x.scenario)] for x in lanes]
