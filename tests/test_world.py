"""One source, one luck: compiled = plain, alone = among others, one thread = two; and nothing impossible on the way."""

import ast
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

import sim
from sim import beliefs
from sim.levers.catalogue import catalogue
from sim.plain_world import PlainWorld
from sim.scenario import load_scenario, scenario_names
from sim.steps.spin_offs import FIRST_SLOT
from tests.worlds import POPULATIONS, block, differences, from_the_start, lanes_of, run, unlike, world_of

PACKAGE = Path(sim.__file__).parent


@pytest.fixture(scope="module")
def busy(jiangxi):
    """Every lever at work from the first day, so that few quarters see every line of every step.

    Small prices where a pool must pay an agent who stands for a hundred firms.
    """
    prices = {
        "base_plus_increment_refund.base_year": 2012,
        "capital_market_access.cost_of_listing": 10_000,
        "st_insurance_leasing_bonds.insurance_premium_subsidy": 0.05,
        "st_insurance_leasing_bonds.premium_loading": 0.01,
        "priority_projects_for_rd_intensive_firms.annual_budget": 20_000_000,
    }
    return from_the_start(jiangxi.until(2014)).with_values({f"{key}@2012-01-01": prices[key] for key in prices})


@pytest.fixture(scope="module")
def alone(busy):
    """Replicate 1 of the busy scenario, by itself, to its end."""
    return run(world_of(busy, replicates=[1]))


def test_compiled_and_plain_agents_have_the_same_bits_every_quarter(busy):
    fast, plain = world_of(busy), PlainWorld(lanes_of(busy), 100)
    while fast.quarter_number < fast.n_quarters:
        fast.step()
        plain.step()
        found = {name: unlike(block(fast, name), block(plain, name)) for name in POPULATIONS}
        assert not any(found.values()), (fast.quarter_number, found)
    assert unlike(fast.tally, plain.tally) == []
    for kept in ("ledgers", "forgone_by_year", "contracts"):
        for year, table in getattr(fast, kept).items():
            assert np.array_equal(table, getattr(plain, kept)[year]), (kept, year)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "scale"), [(name, 20 if "city" in name else 100) for name in scenario_names()])
def test_compiled_and_plain_agents_have_the_same_bits_in_every_scenario(name, scale):
    """To 2024: small-profit slices (2019), prepayments with super-deduction (2021, 2023), cities that pay."""
    scenario = load_scenario(name).until(2024)
    fast, plain = world_of(scenario, scale), PlainWorld(lanes_of(scenario), scale)
    while fast.quarter_number < fast.n_quarters:
        fast.step()
        plain.step()
        if fast.season == 1:
            found = {name: unlike(block(fast, name), block(plain, name)) for name in POPULATIONS}
            assert not any(found.values()), (fast.quarter_number, found)
    assert unlike(fast.tally, plain.tally) == []


SELDOM = {
    "exit_compensation",
    "branch_subsidy",  # few of these agents ask a bank, move, or begin R&D at all
    "interest_subsidy",
    "lease_subsidy",
    "listing_subsidy",
    "moving_package",
    "pledge_discount",
    "startup_loss_share",
    "upgrade_subsidy",
    "one_off_award",  # for a national title of 2019
}
"""What no agent of a sample of one in a hundred is paid by 2014."""
OF_CITIES = {
    "checks_of_cities",
    "city_funds",
    "index_survey_of_cities",
    "laboratory_of_cities",
    "setup_grant_of_cities",
    "zone_award_of_cities",
}
"""Cities pay in the province's place where a document is a city's own."""


def test_every_lever_was_at_work_in_that_comparison(alone):
    from sim.engine.ledger import FLOWS

    paid, on = sum(alone.ledgers.values()).sum(axis=0), alone.runs[0].scenario.levers_on()
    idle = {flow.name for flow, yuan in zip(FLOWS, paid, strict=True) if flow.lever in on and yuan == 0}
    assert idle - OF_CITIES <= SELDOM


@pytest.mark.parametrize("replicates", [[0, 1, 2], [1, 5], [9, 8, 1]], ids=str)
def test_a_lane_is_the_same_among_others_and_in_any_order(busy, alone, replicates):
    together = run(world_of(busy, replicates=replicates))
    assert differences(alone, together, 0, replicates.index(1)) == []


def test_other_lanes_may_run_other_scenarios(busy, alone):
    from sim.world import World

    lanes = lanes_of(busy.with_values({"innovation_voucher": "off"}), [1]) + lanes_of(busy, [1])
    together = run(World(lanes, 100))
    assert differences(alone, together, 0, 1) == []
    assert differences(alone, together, 0, 0) != []


@pytest.mark.parametrize("quarters", [[0], [1, 2, 5], [3, 4, 10]], ids=str)
def test_more_room_changes_nothing(busy, alone, quarters):
    world = world_of(busy, replicates=[0, 1])
    while world.quarter_number < world.n_quarters:
        if world.quarter_number in quarters:
            for name in ("firms", "talent"):
                world._grow(name, 37)
        world.step()
    assert differences(alone, world, 0, 1) == []


@pytest.mark.parametrize("quarters", [[2], [1, 5, 6, 9]], ids=str)
def test_closing_gaps_in_midyear_changes_nothing(busy, quarters):
    untouched = run(world_of(busy, 10, replicates=[1]))  # so fine that firms with workers close
    world = world_of(busy, 10, replicates=[1])
    while world.quarter_number < world.n_quarters:
        world.step()
        if world.quarter_number in quarters:
            world.pack()
    assert differences(untouched, world) == []


def test_threads_and_the_number_of_replicates_change_nothing(busy, simulated, tmp_path):
    five = simulated(busy, replicates=5, scale=100, threads=2, out=tmp_path / "five")
    four = simulated(busy, replicates=4, scale=100, threads=1, out=tmp_path / "four")
    for name in ("indicators", "ledger", "costs"):
        more, fewer = getattr(five, name), getattr(four, name)
        more = more[more["replicate"] < 4]
        assert len(more) == len(fewer) > 0
        for column in fewer.columns:
            mine, other = more[column].to_numpy(), fewer[column].to_numpy()
            assert np.array_equal(mine, other, equal_nan=mine.dtype.kind == "f"), (name, column)


def test_luck_differs_between_replicates_and_seeds(busy, alone):
    assert differences(alone, run(world_of(busy, replicates=[2]))) != []
    assert differences(alone, run(world_of(busy, replicates=[1], seed=2))) != []


SHARES = {
    "firms": [
        "alive",
        "is_rd_active",
        "claims",
        "is_hnte",
        "is_tech_sme",
        "is_reached",
        "through_agency",
        "merit",
        "is_srdi",
        "is_little_giant",
        "is_gazelle",
        "near_title",
        "in_cluster",
        "in_zone",
        "in_platform",
    ],
    "counties": [
        "active_share",
        "p_reached",
        "absorptive_capacity",
        "share_budget",
        "subsidy_chance",
        "share_rest",
        "is_innovative",
    ],
    "townships": ["contact_poor", "contact_ordinary", "adoption", "adoption_poor", "poor_share", "drive"],
    "talent": ["alive"],
    "institutes": [
        "alive",
        "service_time",
        "inventor_share",
        "time_research",
        "time_contracts",
        "time_service",
        "time_unasked",
    ],
}
STOCKS = {
    "firms": ["sales", "sales_year", "rd", "rd_done", "rd_relabelled", "rd_year", "knowledge", "n_needed",
              "n_rd_workers", "skill_sum", "debt", "patents", "patents_pending", "voucher", "subsidy_claim",
              "prepaid", "extra", "title_gain", "public_order", "public_sales", "sales_past",
              "user_cost", "certification_cost", *(f"loss_{age}" for age in range(1, 11))],
    "counties": ["st_left", "pools", "platforms", "slots_free", "slots_let",
                 "zone_invested", "order_room", "reserve_firms", "outreach_reserve", "commissioners", "transfer_bodies",
                 "subsidy_asked", "subsidy_paid",
                 "visits", "candidates", "skilled_wage", "n_idle", "n_unfilled", "n_workforce",
                 "n_vacant", "pool", "firms_of_sector", "st_envelope"],
    "institutes": ["rd", "rd_done", "effort", "contracts_asked", "projects_promised",
                   "knowledge", "cash", "n_rd_workers", "skill_sum", "patents", "patents_pending"],
    "townships": ["households", "income"],
    "talent": ["skill"],
    "sectors": ["sales", "strength", "index", "clearing"],
}  # fmt: skip
MAY_BE_NEGATIVE = {"yuan_tax_paid", "yuan_rd_wage_rise", "yuan_rd_rise"}


@pytest.mark.parametrize("scale", [100, 20])
def test_nothing_impossible_in_any_quarter(busy, jiangxi, scale):
    for scenario in (busy, jiangxi):
        world = world_of(scenario, scale, replicates=[0, 1])
        while world.quarter_number < world.n_quarters:
            world.step()
            for place in (0, 1):
                impossible(world, place)
        for field in world.tally.dtype.names:
            values = world.tally[field]
            assert np.isfinite(values).all(), field
            assert field in MAY_BE_NEGATIVE or values.min() >= 0.0, field


def impossible(world, place):
    """No NaN, no share outside [0, 1], no negative stock, in any population of a lane."""
    now = (world.year, world.season)
    for name in POPULATIONS:
        rows = block(world, name, place)
        if "alive" in rows.dtype.names:
            rows = rows[rows["alive"] == 1]
        for field in rows.dtype.names:
            assert np.isfinite(rows[field]).all(), (now, name, field)
        for field in SHARES.get(name, []):
            assert rows[field].min() >= 0 and rows[field].max() <= 1, (now, name, field)
        for field in STOCKS.get(name, []):
            assert rows[field].min() >= 0, (now, name, field)


def test_workers_and_employers_agree(busy):
    world = world_of(busy, 50)
    while world.quarter_number < world.n_quarters:
        world.step()
        talent, firms = block(world, "talent"), block(world, "firms")
        institutes = block(world, "institutes")
        for rows, at in ((firms, talent["employer"]), (institutes, -2 - talent["employer"])):
            here = (talent["alive"] == 1) & (at >= 0) & (talent["employer"] != -1)
            if rows is institutes:
                here &= talent["employer"] <= -2
            heads, skills = np.zeros(len(rows), int), np.zeros(len(rows), int)
            np.add.at(heads, at[here], 1)
            np.add.at(skills, at[here], talent["skill"][here].astype(int))
            living = rows["alive"] == 1
            assert np.array_equal(heads[living], rows["n_rd_workers"][living])
            assert np.array_equal(skills[living], rows["skill_sum"][living])


def test_keys_are_unique_and_rows_lie_in_their_order(alone):
    """Rows lie by key, but that of a quarter's new firms those founded out of institutes come last."""
    for name in ("firms", "talent", "counties", "townships", "institutes"):
        keys = [int(key) for key in block(alone, name)["key"]]
        assert len(set(keys)) == len(keys), name
        in_order = [((key - 1) >> 44, ((key - 1) & (2**32 - 1)) >= FIRST_SLOT, key) for key in keys]
        if name == "firms":
            in_order = [(quarter, last, key if not last else 0) for quarter, last, key in in_order]
        assert in_order == sorted(in_order), name


@cache
def sources(*folders):
    files = [file for folder in folders for file in sorted((PACKAGE / folder).glob("*.py"))]
    files += [PACKAGE / name for name in ("world.py", "lanes.py", "calendar.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_every_parameter_of_the_rules_is_used_by_a_rule():
    text = sources("rules", "steps", "levers", "agents", "population")
    used = set(re.findall(r"belief\.(\w+)", text)) | set(re.findall(r"""belief"?\]?\[["'](\w+)["']\]""", text))
    assert sorted(set(beliefs.priors()) - used) == []
    assert sorted(used - set(beliefs.priors()) - {"items"}) == []


def test_every_parameter_of_a_lever_is_used_by_a_rule():
    read = {
        node.attr
        for node in ast.walk(ast.parse(sources("rules", "steps", "levers")))
        if isinstance(node, ast.Attribute)
    }
    unused = [
        f"{lever}.{name}"
        for lever, law in catalogue().items()
        for name, parameter in law.parameters.items()
        if parameter.compiled and name not in read
    ]
    assert unused == []
