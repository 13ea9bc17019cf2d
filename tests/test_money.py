"""Money is conserved to the yuan under any policy, budgets bind, and nobody pays what cannot be."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from sim import books
from sim.agents.government import (
    N_POOLS,
    POOLS,
    PROCUREMENT_POOL,
    PROJECT_POOL,
    TITLE_POOL,
    TRAINING_POOL,
    VOUCHER_POOL,
)
from sim.engine.ledger import CONTRACTS, FLOWS
from sim.levers import support
from sim.levers.catalogue import catalogue
from sim.scenario import ScenarioError
from tests.worlds import block, from_the_start, run, world_of

NOT_PAID = ["tax forgone", "expected loss"]
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


ABOVE = {"province", "prefecture"}
NOT_S_AND_T = ("province_expenditure", "prefecture_expenditure")
S_AND_T_ABOVE = [  # what they spend in counties on S&T themselves
    place
    for place, flow in enumerate(FLOWS)
    if flow.payer in ABOVE and flow.payee != "county" and flow.name not in NOT_S_AND_T
]
TRANSFERS = [place for place, flow in enumerate(FLOWS) if flow.payer in ABOVE and flow.payee == "county"]


def overspent(world, year, spent, carried):
    """What counties spent on S&T in a year beyond their envelopes, what they carried over, and money from above."""
    counties, ledger = block(world, "counties"), world.ledgers[year]
    above, received = ledger[:, S_AND_T_ABOVE].sum(axis=1), ledger[:, TRANSFERS].sum(axis=1)
    # an award of this year is spent in the next
    received = received - counties["award"]
    own = counties["st_envelope"] + counties["extra_money"]
    return spent - above - own - counties["rewards_advanced"] - carried - received


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
        assert books.check_money(world, before).empty, year
        over = overspent(world, year, spent, carried)
        assert over.max() <= 0, (year, "county spends more than its envelope", over.max())
        assert world.forgone_by_year[year].min() >= 0, year
        for flow, yuan in zip(FLOWS, world.ledgers[year].T, strict=True):
            assert flow.name in SIGNED or yuan.min() >= 0, (year, flow.name, yuan.min())
        assert world.contracts[year].min() >= 0
        assert world.ledgers[year][:, CONTRACTS].max() == 0  # those are kept by pair of counties
        assert firms.dtype["cash"] == np.int64
    costs = books.cost_table(world, 0, 0)
    assert (costs["yuan"] > 0).all()


def pool_county(**pools):
    """A county with so many yuan in named pools, on paper."""
    money = [0] * N_POOLS
    for name, yuan in pools.items():
        money[POOLS.index(name)] = yuan
    return SimpleNamespace(pools=money, turned_away=[0.0] * N_POOLS, n_turned_away=0.0)


def test_a_pool_gives_what_is_wanted_then_what_is_left_then_nothing():
    county = pool_county(title=1_000)
    given = [support.give(county, TITLE_POOL, 60, 1, 10) for _ in range(3)]
    assert given == [60, 40, 0] and county.pools[TITLE_POOL] == 0
    assert county.turned_away[TITLE_POOL] == county.n_turned_away == 10.0
    assert support.give(county, TITLE_POOL, 0, 1, 10) == 0 and county.n_turned_away == 10.0  # who wants nothing


def test_who_has_no_use_for_a_part_is_turned_away_and_the_pool_keeps_its_money():
    county = pool_county(procurement=95)
    assert support.give(county, PROCUREMENT_POOL, 100, 100, 1) == 0
    assert county.pools[PROCUREMENT_POOL] == 95 and county.turned_away[PROCUREMENT_POOL] == 1.0
    support.give_back(county, PROCUREMENT_POOL, 5)
    assert support.give(county, PROCUREMENT_POOL, 100, 100, 1) == 100


def test_quarters_parts_exhaust_a_pool_in_the_fourth_quarter():
    county = pool_county(training=1_003)
    parts = []
    for season in range(1, 5):
        parts.append(support.take(county, TRAINING_POOL, support.quarters_part(county, TRAINING_POOL, season)))
    assert sum(parts) == 1_003 and max(parts) - min(parts) <= 1 and county.pools[TRAINING_POOL] == 0


def test_no_pool_runs_below_zero_and_the_turned_away_of_all_pools_add_up(jiangxi):
    """Beside pools, start-ups are turned away by full platforms alone."""
    world = world_of(jiangxi.until(2019).with_values({"startup_incubation_platforms": "off"}), 50)
    counted = 0.0
    while world.quarter_number < world.n_quarters:
        world.step()
        assert world["counties"]["pools"].min() >= 0 and world["counties"]["st_left"].min() >= 0
        assert world["provinces"]["pools"].min() >= 0 and world["prefectures"]["pools"].min() >= 0
        counted += world.tally["n_turned_away"][0, world.quarter_number - 1].sum()
        if world.season == 1:
            assert counted == world["counties"]["turned_away"].sum()
            assert world["counties"]["turned_away"][:, PROJECT_POOL].sum() > 0
            counted = 0.0


@pytest.mark.parametrize("used", [0, 1])
def test_a_voucher_ends_with_its_firm_and_its_money_returns_to_the_pool(jiangxi, used):
    """The same quarter with and without the closing of a firm that holds a voucher: the pool differs by the voucher."""
    pools = {}
    for closes in (False, True):
        world = run(world_of(from_the_start(jiangxi.until(2012)), 50), 1)
        firms = world["firms"]
        holder = np.flatnonzero((firms["alive"] == 1) & (firms["is_certain"] == 0) & (firms["contract_price"] == 0.0))[
            0
        ]
        county, stands_for = firms["county"][holder], firms["stands_for"][holder]
        firms["voucher"][holder], firms["voucher_until"][holder] = 70_000, world["lanes"]["quarter"][0] + 9
        firms["voucher_used"][holder] = used
        world["lanes"]["belief"]["contract_frequency"] = 0.0
        if closes:
            firms["cash"][holder] = -(10**12)
        run(world, 1)
        assert firms["alive"][holder] == (not closes) and (firms["voucher"][holder] == 0) == closes
        pools[closes] = world["counties"]["pools"][county, VOUCHER_POOL]
    assert pools[True] - pools[False] == 70_000 * stands_for


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
        assert overspent(world, year, spent, carried).max() <= 0, year


def test_fiscal_st_spending_is_what_the_ledger_says(jiangxi):
    """S&T spending of a year is every S&T payment of a government that is no transfer; expenditure includes it."""
    world = world_of(jiangxi, 20)
    while world.quarter_number < world.n_quarters:
        world.step()
    ordinary = {"other_expenditure", "prefecture_expenditure", "province_expenditure", "tax_refund_local"}
    government = {"county", "prefecture", "province"}
    spent = [f.payer in government and f.payee not in government and f.name not in ordinary for f in FLOWS]
    ordinary.remove("tax_refund_local")
    for year, ledger in world.ledgers.items():
        quarters = slice(4 * (year - 2012), 4 * (year - 2011))
        st, all_of_it = (world.tally[f"yuan_fiscal_{name}"][0, quarters].sum() for name in ("st", "expenditure"))
        assert st == ledger[:, spent].sum(), year
        assert all_of_it == st + ledger[:, [f.name in ordinary for f in FLOWS]].sum(), year


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
    named = ledger[(ledger["lever"] != "") & ledger["payer"].isin(books.GOVERNMENTS)]
    paid = costs[~costs["kind"].isin(NOT_PAID)]
    by_lever = pd.concat([t.groupby("lever")["yuan"].sum() for t in (named, paid)], axis=1)
    assert (by_lever.iloc[:, 0] == by_lever.iloc[:, 1]).all()
    forgone = costs[costs["kind"].isin(NOT_PAID)]
    assert int(forgone["yuan"].sum()) == sum(int(table.sum()) for table in world.forgone_by_year.values())


def test_transfers_between_governments_cost_neither_twice(jiangxi):
    """An award of the province to a county is a transfer: the county's spending of it is not counted again."""
    world = world_of(jiangxi, 100)
    while world.quarter_number < world.n_quarters:
        world.step()
    costs = books.cost_table(world, 0, 0)
    transfers = costs[costs["kind"] == "transfer"]
    assert set(transfers["lever"]) <= {
        "innovative_county_programme",
        "parks_and_hitech_zones",
        "performance_based_priority",
        "provincial_st_funds_allocation",
    }
    assert set(transfers["payer"]) <= {"province"}


def test_transfers_net_to_zero_in_the_region(jiangxi):
    """What the levels above hand over is missing in their own spending: the region's S&T money stays what it is."""
    money = {}
    province = [f.payer == "province" and "_st_" in f.name for f in FLOWS]
    for share in (0.0, 0.3):
        world = world_of(jiangxi.with_values({"provincial_st_funds_allocation.share_of_envelope": share}), 100)
        while world.quarter_number < world.n_quarters:
            world.step()
        money[share] = world.tally["yuan_fiscal_st"][0].sum(), sum(world.ledgers.values())[:, province].sum()
    assert money[0.3][1] < 0.9 * money[0.0][1]  # the province spends less itself
    assert money[0.3][0] == pytest.approx(money[0.0][0], rel=0.005)
