"""What every lever must hold, said once: no money is no lever; at the scenario's values it moves what its law names."""

from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from sim import books
from sim.engine.ledger import FLOWS
from sim.indicators import measure_all
from sim.lanes import calendar
from sim.levers.catalogue import catalogue
from sim.result import Difference, Result
from sim.runs import RunFolder
from sim.scenario import Scenario, load_scenario
from sim.world import World
from tests.worlds import differences, from_the_start, lanes_of, run, set_law, world_of

REPLICATES, SCALE = range(4), 5
SHARED_PAST = 20
"""Quarters that runs with and without a lever share, if their laws do: to a year before the document is in force."""


class Found(Result):
    """What a world has found: the region's indicators, and costs. It has no folder and no verdicts."""

    def __init__(self, world: World, scenario: Scenario):
        super().__init__(
            RunFolder(Path(), ""),
            scenario,
            replicates=len(REPLICATES),
            seed=1,
            scale=world.scale,
            as_of=world.year,
        )
        self.world = world

    @cached_property
    def indicators(self) -> pd.DataFrame:
        codes, region = books.county_codes(self.world.region), books.region_code(self.world.region)
        first, tally = self.world.period[0], self.world.tally
        each = [
            measure_all(tally[one], start_year=first, counties=codes, region_code=region, replicate=one)
            for one in REPLICATES
        ]
        return pd.concat([rows[rows["county"] == region] for rows in each])

    @cached_property
    def costs(self) -> pd.DataFrame:
        return pd.concat([books.cost_table(self.world, one, one) for one in REPLICATES])


@cache
def busy() -> Scenario:
    """Every lever at work from the first day to the end of 2013."""
    return from_the_start(load_scenario("jiangxi_2018").until(2013))


@cache
def busy_without_new_finance() -> Scenario:
    """The same without levers that lend, insure or sell shares beside pools and guidance funds, to see these alone."""
    others = ("capital_market_access", "ip_pledge_finance", "ppp_and_vc_alliance", "st_insurance_leasing_bonds")
    return busy().with_values(dict.fromkeys(others, "off"))


@cache
def scenario_until(year: int) -> Scenario:
    """The default scenario, cut short."""
    return load_scenario("jiangxi_2018").until(year)


def from_its_start(lever: str, name: str, until: int, **values: float) -> Scenario:
    """A document's scenario, cut short, with a lever from the first day: what its law says last, or these values.

    Also for a lever of another document, where more governments and firms show its rule.
    """
    law = {key: parameter.at("2050-12-31") for key, parameter in catalogue()[lever].parameters.items()} | values
    early = {f"{lever}.{key}@2012-01-01": value for key, value in law.items()}
    return load_scenario(name).until(until).with_values(early)


def no_money_is_no_lever(lever: str, moneyless: Iterable[str], scenario: Scenario | None = None) -> None:
    """With its money parameters at 0 and all others as they are, a run is that without the lever, bit for bit.

    scenario: one that has the lever; the default is the busy one.
    """
    funded = scenario or busy()
    absent = without(funded, lever)
    unfunded = run(set_law(world_of(funded, 20), lever, dict.fromkeys(moneyless, 0.0)))
    assert differences(absent, unfunded) == []
    assert all(np.array_equal(absent.ledgers[year], unfunded.ledgers[year]) for year in absent.ledgers)
    assert all(np.array_equal(absent.forgone_by_year[year], unfunded.forgone_by_year[year]) for year in absent.ledgers)
    assert differences(absent, without(funded, "")) != []  # and with money it is something


@lru_cache(maxsize=3)
def without(scenario: Scenario, lever: str) -> World:
    """A scenario's world at its end, without the law of a lever, or ("") with all; to be looked at only."""
    world = world_of(scenario, 20)
    return run(set_law(world, lever) if lever else world)


def off_is_no_law(lever: str) -> None:
    """Switched off in the scenario, every parameter of the lever is 0 on every day."""
    off = scenario_until(2020).with_values({lever: "off"})
    for day in ("2012-01-01", "2018-12-31", "2020-12-31"):
        assert set(off.values_on(day)[f"{lever}.{name}"] for name in catalogue()[lever].parameters) == {0.0}


def effect(without: dict[str, object], until: int = 2018) -> tuple[Found, Found, Difference]:
    """(with, without, first difference) of the default scenario and the same with these values."""
    scenario = scenario_until(until)
    return compared(scenario, scenario.with_values(without))


def compared(scenario: Scenario, other: Scenario, scale: int = SCALE) -> tuple[Found, Found, Difference]:
    """(with, without, first difference) of a scenario and another; one agent in `scale`.

    The year before the document is in force is run apart, so that what comes too early shows.
    """
    past, on = with_its_past(scenario, scale)
    shares = start_alike(scenario, other, past.quarter_number)
    off = measured(past.fork(lanes_of(other, REPLICATES)) if shares else world_of(other, scale, REPLICATES), other)
    found = on.first_difference(off)
    assert found is not None, "the lever changes nothing"
    return on, off, found


def from_new_year(scenario: Scenario, lever: str, year: int) -> Scenario:
    """The scenario with a lever's budget from the first day of a year on: pools are filled then.

    In the months between a document and the first budget all who apply are turned away, and counted.
    """
    first = f"{year}-01-01"
    changes: dict[str, float] = {}
    for name in catalogue()[lever].parameters:
        key = f"{lever}.{name}"
        if name.startswith("annual_budget"):
            begins = scenario.series(key).first
            changes |= {f"{key}@{begins}": 0.0, f"{key}@{first}": scenario.value(key, first)}
    return scenario.with_values(changes)


@lru_cache(maxsize=8)
def with_its_past(scenario: Scenario, scale: int) -> tuple[World, Found]:
    """A scenario's world before the document (or before its last year), and what it found at its end."""
    written = as_written(scenario.name, scenario.period[1])
    quarters = min(SHARED_PAST, 4 * (scenario.period[1] - scenario.period[0]))
    past = past_of(written if start_alike(scenario, written, quarters) else scenario, scale, quarters)
    return past, measured(past.fork(lanes_of(scenario, REPLICATES)), scenario)


@cache
def as_written(name: str, year: int) -> Scenario:
    """A scenario as its file has it, cut short."""
    return load_scenario(name).until(year)


@lru_cache(maxsize=4)
def past_of(scenario: Scenario, scale: int, quarters: int) -> World:
    """A scenario's world after some quarters; to be forked only."""
    return run(world_of(scenario, scale, REPLICATES), quarters)


def start_alike(one: Scenario, other: Scenario, quarters: int) -> bool:
    """Have two scenarios of one region and period one set of switches, and in so many quarters one law and inputs?"""
    if any(one.assumptions[name] != other.assumptions[name] for name in ("parameters", "channels")):
        return False
    return all(
        a[:quarters].tobytes() == b[:quarters].tobytes() for a, b in zip(calendar(one), calendar(other), strict=True)
    )


def measured(world: World, scenario: Scenario) -> Found:
    """What a world finds when it is run to its end; its agents are forgotten."""
    run(world).parts = {}
    return Found(world, scenario)


def brought_forward(name: str, lever: str) -> Scenario:
    """A scenario to the end of 2013, with one lever in force from that year on as it will be: to see it alone, soon.

    Its values are the scenario's own, only earlier, which saves the years before; in test_every_lever.py it begins
    when its document does.
    """
    scenario = load_scenario(name)
    last = f"{scenario.period[1]}-12-31"
    values = {f"{lever}.{one}": scenario.value(f"{lever}.{one}", last) for one in catalogue()[lever].parameters}
    return scenario.until(2013).with_values({f"{key}@2013-01-01": value for key, value in values.items()})


def moves_what_its_law_names(lever: str, found: Difference) -> None:
    """In the first quarter in which anything differs, the named indicator moved as said, the unrelated one not."""
    law = catalogue()[lever]
    assert law.first_moves in found.indicators, f"{found.quarter}: {found.indicators}"
    change = found.changes[law.first_moves]
    assert (change > 0) == (law.direction == "up"), f"{law.first_moves}: {change:g}"
    assert law.unmoved not in found.indicators, f"{found.quarter}: {found.indicators}"


def paid(world: World, flow: str, year: int, place: int = 0) -> np.ndarray:
    """Yuan paid through a flow of the ledger in a year, by county."""
    column = [f.name for f in FLOWS].index(flow)
    n = world.n_counties
    return world.ledgers[year][place * n : (place + 1) * n, column]


def weights(world: World, place: int = 0) -> np.ndarray:
    """A county's weight in pools that follow S&T money (the mean over counties is about one)."""
    n = world.n_counties
    counties = world["counties"][place * n : (place + 1) * n]
    return counties["share_budget"] * counties["st_propensity"] * n
