"""Money is conserved to the yuan under any policy, budgets bind, and nobody pays what cannot be."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from sim import books
from sim.engine.ledger import CONTRACTS, FLOWS, PREFECTURE_ST_SPENDING, PROVINCE_ST_SPENDING
from sim.levers.catalogue import catalogue
from sim.scenario import ScenarioError
from tests.worlds import block, world_of

SIGNED = {"corporate_tax_centre", "corporate_tax_local"}
PARAMETERS = [
    (f"{lever}.{name}", parameter.range)
    for lever, law in catalogue().items()
    for name, parameter in law.parameters.items()
]


def amounts(low: float, high: float) -> st.SearchStrategy[float]:
    """A value of a parameter's range, often at its ends."""
    return st.one_of(st.sampled_from([low, high]), st.floats(low, high, allow_subnormal=False))


@st.composite
def policies(draw: st.DrawFn) -> dict[str, float]:
    """Some parameters of the catalogue, each at a value that it may take, from the first day on or from 2014."""
    chosen = draw(st.lists(st.sampled_from(PARAMETERS), min_size=2, max_size=10, unique_by=lambda one: one[0]))
    return {f"{key}@{draw(st.sampled_from([2012, 2014]))}-01-01": draw(amounts(*span)) for key, span in chosen}


def carried_over(world):
    """S&T money that a county may spend beyond the year's envelope: pools left, vouchers due, an award; less rewards
    that were advanced."""
    counties, firms = block(world, "counties"), block(world, "firms")
    due = np.zeros(len(counties), np.int64)
    np.add.at(due, firms["county"], firms["voucher"] * firms["stands_for"])
    left = counties["st_left"] + counties["award"] + counties["pools"].sum(axis=1)
    return due + left - counties["rewards_advanced"]


def spent_of_envelope(world, year, spent):
    """Fiscal S&T spending of a year less that of the levels above: what the counties themselves spent."""
    return spent - world.ledgers[year][:, [PROVINCE_ST_SPENDING, PREFECTURE_ST_SPENDING]].sum(axis=1)


def check_a_run(world) -> None:
    """Every identity of money, at the end of every year."""
    before = books.balances(world)
    while world.quarter_number < world.n_quarters:
        carried, year = carried_over(world), world.year
        firms = block(world, "firms")
        spent = np.zeros(world.n_counties)
        for _ in range(4):
            world.step()
            spent += world.tally["yuan_fiscal_st"][0, world.quarter_number - 1]
        counties = block(world, "counties")
        assert books.check_money(world, before).empty, year
        over = spent_of_envelope(world, year, spent) - counties["st_envelope"] - counties["rewards_advanced"] - carried
        assert over.max() <= 0, (year, "county spends more than its envelope", over.max())
        assert world.forgone_by_year[year].min() >= 0, year
        for flow, yuan in zip(FLOWS, world.ledgers[year].T, strict=True):
            assert flow.name in SIGNED or yuan.min() >= 0, (year, flow.name, yuan.min())
        assert world.contracts[year].min() >= 0
        assert world.ledgers[year][:, CONTRACTS].max() == 0  # those are kept by pair of counties
        assert firms.dtype["cash"] == np.int64
    costs = books.cost_table(world, 0, 0)
    assert (costs["yuan"] > 0).all()


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a failing policy is shown as found: making it smaller takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(policy=policies(), scale=st.sampled_from([100, 40]), seed=st.integers(1, 1000))
def test_money_is_conserved_under_any_policy(jiangxi, policy, scale, seed):
    try:
        scenario = jiangxi.until(2016).with_values(policy)
    except ScenarioError:  # beyond the envelope
        assume(False)
    check_a_run(world_of(scenario, scale, seed=seed))


@pytest.mark.parametrize("scale", [100, 5])
def test_money_is_conserved_under_the_default_policy(jiangxi, scale):
    check_a_run(world_of(jiangxi, scale))


def test_no_county_spends_more_than_its_envelope(jiangxi):
    world = world_of(jiangxi, 20)
    while world.quarter_number < world.n_quarters:
        carried, year = carried_over(world), world.year
        spent = np.zeros(world.n_counties)
        for _ in range(4):
            world.step()
            spent += world.tally["yuan_fiscal_st"][0, world.quarter_number - 1]
        counties = block(world, "counties")
        own = spent_of_envelope(world, year, spent)
        assert (own - counties["st_envelope"] - counties["rewards_advanced"] - carried).max() <= 0, year


def test_the_check_sees_a_single_yuan_that_comes_from_nowhere(jiangxi):
    world = world_of(jiangxi.until(2012))
    before = books.balances(world)
    for _ in range(4):
        world.step()
    assert books.check_money(world, before).empty
    world["firms"]["cash"][0] += 1
    found = books.check_money(world, before)
    assert found[["account", "yuan"]].values.tolist() == [["firms", world["firms"]["stands_for"][0]]]


def test_tables_add_up_to_the_ledger(jiangxi):
    world = world_of(jiangxi, 20)
    while world.quarter_number < world.n_quarters:
        world.step()
    ledger, costs = books.ledger_table(world, 0, 0), books.cost_table(world, 0, 0)
    total = sum(int(world.ledgers[year].sum() + world.contracts[year].sum()) for year in world.ledgers)
    assert int(ledger["yuan"].sum()) == total
    named = ledger[(ledger["lever"] != "") & ledger["payer"].isin(["county", "province", "centre"])]
    paid = costs[costs["kind"] != "tax forgone"]
    by_lever = pd.concat([t.groupby("lever")["yuan"].sum() for t in (named, paid)], axis=1)
    assert (by_lever.iloc[:, 0] == by_lever.iloc[:, 1]).all()
    forgone = costs[costs["kind"] == "tax forgone"]
    assert int(forgone["yuan"].sum()) == sum(int(table.sum()) for table in world.forgone_by_year.values())


def test_transfers_between_governments_cost_neither_twice(jiangxi):
    """An award of the province to a county is a transfer: the county's spending of it is not counted again."""
    world = world_of(jiangxi, 100)
    while world.quarter_number < world.n_quarters:
        world.step()
    costs = books.cost_table(world, 0, 0)
    transfers = costs[costs["kind"] == "transfer"]
    assert set(transfers["lever"]) <= {"innovative_county_programme"}
    assert set(transfers["payer"]) <= {"province"}
