"""Small worlds for tests: made, run, and laid side by side bit for bit."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from sim.levers.catalogue import catalogue
from sim.scenario import Scenario
from sim.world import LaneOf, World, replicate_seed

POPULATIONS = {
    "counties": "county",
    "firms": "firm",
    "institutes": "institute",
    "sectors": "sector",
    "talent": "talent",
    "townships": "township",
    "funds": "fund",
}


def lanes_of(scenario: Scenario, replicates: Iterable[int] = (0,), seed: int = 1) -> list[LaneOf]:
    """What the lanes of these replicates run."""
    return [LaneOf(scenario, replicate_seed(seed, number), number) for number in replicates]


def world_of(scenario: Scenario, scale: int = 100, replicates: Iterable[int] = (0,), seed: int = 1) -> World:
    """A compiled world at its start."""
    return World(lanes_of(scenario, replicates, seed), scale)


def run(world: World, quarters: int | None = None) -> World:
    """Some quarters more of a world (default: to its end); returns it."""
    for _ in range(world.n_quarters - world.quarter_number if quarters is None else quarters):
        world.step()
    return world


def block(world: World, population: str, place: int = 0) -> np.ndarray:
    """Records of one lane's rows of a population, gone agents included, from a compiled or a plain world."""
    kind = POPULATIONS[population]
    lane = world["lanes"][place]
    plain = isinstance(world["lanes"], list)
    first, end = ((getattr(lane, n) if plain else int(lane[n])) for n in (f"first_{kind}", f"end_{kind}"))
    rows = world.records(population) if plain else world[population]  # type: ignore[attr-defined]
    return rows[first:end]


def unlike(a: np.ndarray, b: np.ndarray) -> list[str]:
    """Fields in which two arrays of records differ in any bit; ["length"] if they are not equally many."""
    if a.shape != b.shape:
        return ["length"]
    names = a.dtype.names or ()
    return [
        name for name in names if np.ascontiguousarray(a[name]).tobytes() != np.ascontiguousarray(b[name]).tobytes()
    ]


def differences(a: World, b: World, place_a: int = 0, place_b: int = 0) -> list[str]:
    """Everything in which a lane of one world differs from a lane of another, e.g. "firms.sales", "tally.gdp"."""
    found = [
        f"{name}.{field}" for name in POPULATIONS for field in unlike(block(a, name, place_a), block(b, name, place_b))
    ]
    return found + [f"tally.{field}" for field in unlike(a.tally[place_a], b.tally[place_b])]


def set_law(world: World, lever: str, values: dict[str, float] | None = None) -> World:
    """Set parameters of a lever's law in every quarter of a world; without values, every one to 0: no such law."""
    chosen = dict.fromkeys(catalogue()[lever].parameters, 0.0) if values is None else values
    for law, _ in world.calendars:
        for name, value in chosen.items():
            law[lever][name] = value
    return world


def from_the_start(scenario: Scenario) -> Scenario:
    """Every lever of the catalogue, with what it says at the end of 2018, from the first day on: to see all early.

    All at once cost more than the region spent in these years; the scenario names the rest.
    """
    years = {"from": scenario.period[0], "to": scenario.period[1], "source": "made up, for all levers at once"}
    scenario = scenario.with_extra_money([{"level": one, "amount": 1e9} | years for one in ("province", "county")])
    missing = [lever for lever in catalogue() if not scenario.is_on(lever)]
    scenario = scenario.with_values(dict.fromkeys(missing, "on"))
    first = f"{scenario.period[0]}-01-01"
    values: dict[str, Any] = {}
    for lever in scenario.levers_on():
        for name in catalogue()[lever].parameters:
            values[f"{lever}.{name}@{first}"] = scenario.value(f"{lever}.{name}", "2018-12-31")
    if "innovative_county_programme" in scenario.levers_on():
        values[f"innovative_county_programme.first_round_year@{first}"] = scenario.period[0]
        values[f"innovative_county_programme.score_threshold_county@{first}"] = 0.3
        values[f"innovative_county_programme.award_per_county@{first}"] = 500_000
        values[f"innovative_county_programme.award_per_township@{first}"] = 50_000
    if "innovation_voucher" in scenario.levers_on():  # at a coarse scale a small pool pays nobody
        values[f"innovation_voucher.annual_budget_county@{first}"] = 5_000_000
    if "loan_guarantee_risk_pool" in scenario.levers_on():  # and few firms ask a bank, which may refuse them all
        values[f"loan_guarantee_risk_pool.default_loss_share_gov@{first}"] = 0.9
    if "parks_and_hitech_zones" in scenario.levers_on():  # so that zones stand and are recognised within two years
        values[f"parks_and_hitech_zones.infrastructure_cost@{first}"] = 1_000_000
        values[f"parks_and_hitech_zones.annual_budget_county@{first}"] = 1_500_000  # more would exceed counties' money
        values[f"parks_and_hitech_zones.least_firms@{first}"] = 1
        values[f"parks_and_hitech_zones.high_tech_share@{first}"] = 0.1
    if "firm_gradient_cultivation" in scenario.levers_on():
        values[f"firm_gradient_cultivation.annual_budget_county@{first}"] = 2_000_000
    if "industrial_cluster_support" in scenario.levers_on():  # all budgets together must fit into the money of 2012
        values[f"industrial_cluster_support.annual_budget_county@{first}"] = 3_000_000
    if "rd_reserve_fund" in scenario.levers_on():  # so must the province's
        values[f"rd_reserve_fund.annual_budget@{first}"] = 60_000_000
    # beside talent grants little is left of prefectures' money of 2012
    for lever in ("grants_and_interest_subsidy", "ip_awards", "one_off_awards"):
        if lever in scenario.levers_on():
            values[f"{lever}.annual_budget_prefecture@{first}"] = 1_000_000
    if "digital_innovation_platform" in scenario.levers_on():  # a platform of a city beside the province's
        values[f"digital_innovation_platform.annual_budget_prefecture@{first}"] = 100_000
    if "talent_grants" in scenario.levers_on():  # a worker of a coarse scale stands for many
        values[f"talent_grants.grant_top@{first}"] = 200_000
        values[f"talent_grants.grant_team@{first}"] = 100_000
    if "poverty_pairing" in scenario.levers_on():  # Jiangxi's scenario has them in another programme
        values[f"poverty_pairing.pairings@{first}"] = 60
    if "ecommerce_business_model" in scenario.levers_on():  # an agent of a coarse scale needs many slots
        values[f"ecommerce_business_model.slots@{first}"] = 500
    return scenario.with_values(values)


def region(world: World, field: str, place: int = 0, counties: Sequence[int] | slice = slice(None)) -> np.ndarray:
    """A field of the tally by quarter, added up over counties."""
    return world.tally[field][place][:, counties].sum(axis=1)
