"""Food firms contract if the bonus pays; premiums go from firm to household, and no household has two contracts."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine.ledger import place
from sim.levers.agri_chain_household_model import FOOD, households_wanted, pool, premium_per_household
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.test_money import check_a_run
from tests.worlds import block, run, set_law, world_of

LEVER = "agri_chain_household_model"
LAW = {"annual_budget_county": 5e6, "subsidy_per_household": 800.0, "households_per_firm": 50.0,
       "price_premium": 0.05, "sold_share": 0.15, "advice_cost": 150.0}  # fmt: skip


@pytest.fixture(scope="module")
def jilin():
    return load_scenario("jilin_2018").until(2019)


def test_no_money_is_no_contract():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_incomes_first_and_nothing_before_its_document(jilin):
    on, off, found = compared(jilin, jilin.with_values({f"{LEVER}.annual_budget_county": 0}))
    assert found.quarter == "2019Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_above_scale_food_firms_alone_contract_and_the_money_binds(jilin):
    world = run(world_of(jilin, 20))
    firms, counties = block(world, "firms"), block(world, "counties")
    has = firms["households"] > 0
    assert has.any() and (firms["sector"][has] == FOOD).all() and (firms["sales_year"][has] >= 20e6).all()
    assert firms["households"].max() <= 50
    bonus = paid(world, "chain_bonus", 2019)
    assert bonus.sum() > 0 and (bonus <= 100_000 * weights(world) + 1).all()
    assert (counties["chain_households"] <= counties["poor_households"] + 1e-6).all()
    assert (bonus[counties["poor_households"] == 0] == 0).all()
    agreed = np.bincount(firms["county"][has], (firms["households"] * firms["stands_for"])[has], world.n_counties)
    assert (agreed * 800 <= bonus + 1).all(), "no household without its bonus"


def test_no_household_has_two_contracts_however_much_money_there_is(jilin):
    world = run(set_law(world_of(jilin, 20), LEVER, LAW | {"households_per_firm": 5_000.0}), 4)
    counties = block(world, "counties")
    assert (counties["chain_households"] <= counties["poor_households"] * (1 + 1e-9)).all()
    assert (counties["chain_households"] > 0.5 * counties["poor_households"]).any()


def test_what_firms_pay_above_the_market_is_what_households_get(jilin):
    on, off = (run(set_law(world_of(jilin, 20), LEVER, law), 1) for law in (LAW, None))
    premium = on["ledger"][:, place("chain_premium")].sum()
    rows = [block(world, "townships") for world in (on, off)]
    more = ((rows[0]["income"] - rows[1]["income"]) * rows[0]["households"]).sum() / 4
    assert premium > 0 and premium == block(on, "counties")["chain_premium"].sum()
    assert more >= premium * (1 - 1e-9), "and techniques come on top"


def test_a_firm_signs_only_if_the_bonus_pays():
    law = SimpleNamespace(**LAW)
    assert pool(law, 1.5) == 7.5e6 and premium_per_household(20e3, law) == pytest.approx(150.0)
    edge = (800.0 - 150.0) / (0.05 * 0.15)
    assert [households_wanted(income, law) for income in (0.0, 0.99 * edge, 1.01 * edge)] == [50.0, 50.0, 0.0]
    law.subsidy_per_household = 0.0
    assert households_wanted(0.0, law) == 0.0


def test_money_is_conserved(jilin):
    check_a_run(set_law(world_of(jilin.until(2014), 50), LEVER, LAW))
