"""What an innovation voucher must and must not do."""

from types import SimpleNamespace

import numpy as np

from sim.levers.innovation_voucher import gives, may, pool
from sim.steps.contracts import usable_voucher
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.worlds import block, run, world_of

LEVER = "innovation_voucher"


def test_no_money_is_no_voucher():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_a_worthless_voucher_is_no_voucher():
    no_money_is_no_lever(LEVER, ["face_value_per_firm_year"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_buys_contracts_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.annual_budget_county": 0})
    assert found.quarter >= "2018Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) == {"county"} and costs["year"].min() >= 2018
    assert off.costs.query("lever == @LEVER").empty


def test_holders_are_technology_smes_with_one_voucher_a_year_within_its_face_value(jiangxi):
    world = world_of(jiangxi, 5)
    seen = 0
    while world.quarter_number < world.n_quarters:
        year = world.year
        before = {int(f["key"]): int(f["voucher"]) for f in block(world, "firms") if f["voucher"] > 0}
        world.step()
        firms = block(world, "firms")
        holders = firms[(firms["alive"] == 1) & (firms["voucher"] > 0)]
        if world.season != 1:  # with the fourth quarter some outgrow the register and keep their voucher
            new = holders[[int(f["key"]) not in before for f in holders]]
            assert (new["is_tech_sme"] == 1).all()
        assert year >= 2018 or not len(holders)
        assert (holders["voucher"] <= 100_000).all()
        kept = [before.get(int(f["key"]), int(f["voucher"])) == f["voucher"] for f in holders]
        assert all(kept)  # a second one waits until the first is paid
        seen += len(holders)
    assert seen > 0


def test_a_county_pays_no_more_than_its_budgets(jiangxi):
    world = world_of(jiangxi, 5)
    budget, total = np.zeros(world.n_counties), np.zeros(world.n_counties)
    while world.quarter_number < world.n_quarters:
        year = world.year
        run(world, 4)
        law = SimpleNamespace(
            **{
                name.split(".")[1]: value
                for name, value in jiangxi.values_on(f"{year}-12-31").items()
                if name.startswith(LEVER)
            }
        )
        budget += [pool(law, weight) + 1 for weight in weights(world)]
        total += paid(world, "voucher_payment", year)
        assert (total <= budget).all(), year
    assert total.sum() > 0


def test_a_used_voucher_is_paid_once_within_three_quarters_and_an_unused_one_lapses(jiangxi):
    world = world_of(jiangxi, 2)  # reuse is rare: a larger sample
    waiting: dict[tuple[int, int], int] = {}
    used_later = lapsed = 0
    while world.quarter_number < world.n_quarters:
        now = 4 * world.year + world.season - 1
        world.step()
        firms = block(world, "firms")
        holders = {
            (int(f["key"]), int(f["voucher_used"])): f for f in firms[(firms["alive"] == 1) & (firms["voucher"] > 0)]
        }
        for (key, used), firm in holders.items():
            since = waiting.setdefault((key, used), now)
            assert now - since < (3 if used else 4), "a later contract must not put off the payment"
            assert firm["voucher_until"] > now
            used_later += used and since == now and (key, 0) in waiting
        gone = [key for (key, used) in waiting if not used and (key, 0) not in holders and (key, 1) not in holders]
        lapsed += len(gone)
        waiting = {key: since for key, since in waiting.items() if key in holders}
    assert used_later > 0, "a valid voucher is used for a later contract"
    assert lapsed > 0, "who finds no institute with time, or no contract worth it, lets the award lapse"


def test_a_voucher_is_used_while_it_is_valid_and_only_once():
    lane = SimpleNamespace(quarter=8075)
    for until, used, yuan in ((8075, 0, 9), (8074, 0, 0), (8078, 1, 0), (8078, 0, 9)):
        assert usable_voucher(lane, SimpleNamespace(voucher=9, voucher_until=until, voucher_used=used)) == yuan


def test_who_may_apply_and_what_is_given():
    firm = SimpleNamespace(is_tech_sme=1, is_reached=1, voucher=0, voucher_year=2017, contract_price=150_000.0)
    assert may(firm, 2018)
    for field, value in (("is_tech_sme", 0), ("is_reached", 0), ("voucher", 5), ("voucher_year", 2018)):
        assert not may(SimpleNamespace(**{**vars(firm), field: value}), 2018), field
    law = SimpleNamespace(cover_share=0.5, face_value_per_firm_year=100_000.0)
    assert gives(firm, law) == 75_000.0
    firm.contract_price = 900_000.0
    assert gives(firm, law) == 100_000.0
