"""Every lever in its documents' own scenarios, at their values: it does something, and its money ends with its law.

That no money is no lever, and what moves first and which way, is said in the file of each lever.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from sim import books
from sim.engine.ledger import FLOWS
from sim.indicators import measure_all
from sim.law import DOCUMENTS
from sim.levers.catalogue import catalogue
from sim.scenario import Scenario, load_scenario
from sim.world import World
from tests.worlds import run, world_of


class Course(NamedTuple):
    """How a scenario is run here: one agent in how many, and the year in which levers that are ended end."""

    scale: int
    end: int


COURSES = {  # a city is small enough to be whole; the others are run where few agents suffice
    "jilin_city_2016": Course(1, 2021),
    "jilin_2018": Course(5, 2021),
    "jilin_2021": Course(20, 2024),
    "sichuan_2018": Course(20, 2021),
    "jiangxi_2018": Course(20, 2020),
}
YEARS_AFTER = 2
"""Years that are watched from the day on which a lever ends."""
PAYS_ON = {
    "hnte_cit_rate": (1, "tax of the last year in force is settled in the next"),
    "rd_super_deduction": (1, "tax of the last year in force is settled in the next"),
    "jiebang_guashuai": (1, "a prize is paid when the project is done, which lasts up to a year"),
    "innovation_voucher": (2, "a voucher is valid for four quarters, and is paid up to three quarters after its use"),
    "fiscal_st_growth": (YEARS_AFTER, "the law raises a share of expenditure year by year; a share once raised stays"),
}
"""Levers that owe money by law when they end: the calendar years in which they may still pay, and why."""
FEW_LISTINGS = "an agent stands for twenty firms, and few firms in a thousand can and want to be listed"
IDLE = {
    "jilin_city_2016": {"talent_incentives_equity": "the city's own law gives inventors more, and the higher counts"},
    "jilin_2018": {"capital_market_access": FEW_LISTINGS},
    "jilin_2021": {
        "capital_market_access": FEW_LISTINGS,
        "investment_attraction": "an agent stands for twenty firms, whose packages are more than a city's budget",
    },
    "sichuan_2018": {"capital_market_access": FEW_LISTINGS},
    "jiangxi_2018": {"poverty_pairing": "its villages are those of another programme; it has no pairings of its own"},
}
"""Levers of which nothing happens in a scenario before the end, and why."""


@cache
def scenario_of(name: str) -> Scenario:
    """A document's scenario, cut short."""
    return load_scenario(name).until(COURSES[name].end + YEARS_AFTER - 1)


def named_by(name: str) -> list[str]:
    """The levers that a scenario has from its document or as national law."""
    scenario = scenario_of(name)
    return [lever for lever in scenario.levers_on() if lever not in scenario.counterfactual_levers()]


def first_with(lever: str) -> str:
    """The first scenario that has the lever and in which it does something."""
    return next(name for name in COURSES if lever in named_by(name) and lever not in IDLE.get(name, {}))


@cache
def begun(name: str) -> World:
    """A scenario's world when its document comes into force; to be forked only."""
    scenario = scenario_of(name)
    assert scenario.document
    day = DOCUMENTS[scenario.document][1]
    quarters = 4 * (day.year - scenario.period[0]) + (day.month - 1) // 3
    return run(world_of(scenario, COURSES[name].scale), quarters)


@cache
def ending(name: str) -> World:
    """The same on the day on which levers that are ended end; all have been in force so far; to be forked only."""
    world = begun(name).fork(begun(name).runs)
    return run(world, 4 * (COURSES[name].end - world.period[0]) - world.quarter_number)


def without(world: World, lever: str, quarters: int) -> World:
    """A copy of the world some quarters later, the law of one lever having ended now."""
    twin = world.fork(world.runs)
    for law, _ in twin.calendars:
        for parameter in catalogue()[lever].parameters:
            law[lever][parameter][twin.quarter_number :] = 0.0
    return run(twin, quarters)


def payments(world: World, lever: str) -> dict[int, set[str]]:
    """Years in which governments pay for a lever or forgo tax by it, with the governments (forgone: the centre)."""
    outlays = [(place, flow.payer) for place, flow in enumerate(FLOWS) if flow.lever == lever]
    payers = {
        year: {payer for place, payer in outlays if payer in books.GOVERNMENTS and ledger[:, place].any()}
        for year, ledger in world.ledgers.items()
    }
    for column in [place for place, one in books.FORGONE_LEVERS.items() if one == lever]:
        for year, forgone in world.forgone_by_year.items():
            payers[year] |= {"centre"} if forgone[:, column].any() else set()
    return {year: who for year, who in payers.items() if who}


def first_indicator(world: World, lever: str) -> np.ndarray:
    """The indicator that the lever's law says moves first: the region's values by quarter."""
    codes, region = books.county_codes(world.region), books.region_code(world.region)
    table = measure_all(world.tally[0], start_year=world.period[0], counties=codes, region_code=region)
    rows = (table["county"] == region) & (table["quarter"] > 0) & (table["indicator"] == catalogue()[lever].first_moves)
    return table[rows]["value"].to_numpy()


@pytest.mark.parametrize(("name", "lever"), [(name, lever) for name in COURSES for lever in named_by(name)])
def test_at_the_scenarios_values_it_does_something(name, lever):
    """A government that its law names pays for it, or its first indicator is another than without it."""
    with_all = ending(name)
    paid = payments(with_all, lever)
    assert set().union(*paid.values()) <= set(catalogue()[lever].paid_by)
    acts = bool(paid)
    if not acts:
        absent = without(begun(name), lever, with_all.quarter_number - begun(name).quarter_number)
        acts = not np.array_equal(first_indicator(absent, lever), first_indicator(with_all, lever), equal_nan=True)
    excuse = IDLE.get(name, {}).get(lever)
    assert acts == (excuse is None), f"it does nothing, or is excused although it does something: {excuse}"


@pytest.mark.parametrize("lever", catalogue())
def test_its_money_ends_with_its_law(lever):
    """Governments pay nothing for it once what was promised under its law is paid: no outlay, transfer or capital."""
    name = first_with(lever)
    end = COURSES[name].end
    late = {year - end for year in payments(without(ending(name), lever, 4 * YEARS_AFTER), lever) if year >= end}
    years, why = PAYS_ON.get(lever, (0, "nothing is owed by law"))
    assert late <= set(range(years)), why
    assert bool(late) == (lever in PAYS_ON), "it is excused although it stops at once"


def test_none_is_excused_everywhere():
    """Every lever of the catalogue does something in the scenario of a document."""
    assert {lever for lever in catalogue() if first_with(lever)} == set(catalogue()) >= set(PAYS_ON)
