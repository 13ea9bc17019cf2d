"""Guidance funds: no deal without a private partner, exits after five to eight years, losses where they fall."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.agents.fund import GUIDANCE, VENTURE
from sim.levers.vc_guidance_fund import (
    county_capital,
    duty_beyond_the_deal,
    is_blamed,
    longest_holding,
    looks_at_proven,
    public_part_of_loss,
)
from sim.scenario import load_scenario
from sim.steps.co_investment import collect, firms_part_of_sale
from tests.levers.helpers import busy, effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, region, run, set_law, world_of

LEVER = "vc_guidance_fund"


def law_of(**changes):
    values = {
        name.split(".")[1]: value
        for name, value in busy().values_on("2013-12-31").items()
        if name.startswith(LEVER + ".")
    }
    return values | changes


def backed(world):
    firms = block(world, "firms")
    return firms[(firms["alive"] == 1) & (firms["backer"] > 0)]


def test_no_capital_is_no_fund():
    no_money_is_no_lever(LEVER, ["annual_capital_province", "annual_capital_county"])


def test_without_a_public_share_nothing_is_paid_in():
    no_money_is_no_lever(LEVER, ["public_share_cap"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_venture_investment_first_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) <= {"province", "county"} and set(costs["kind"]) <= {"capital", "expected loss"}
    assert off.costs.query("lever == @LEVER").empty


def test_counties_pay_nothing_in_from_2025(jiangxi):
    scenario = jiangxi.until(2026)
    assert scenario.value(f"{LEVER}.annual_capital_county", "2024-12-31") > 0
    assert scenario.value(f"{LEVER}.annual_capital_county", "2025-03-31") == 0


def test_without_a_private_partner_there_is_no_deal():
    world = set_law(world_of(busy(), 20), LEVER, law_of())
    funds = world["funds"]
    funds["commitment"][funds["kind"] == VENTURE] = 0.0
    run(world)
    assert paid(world, "guidance_capital_of_province", 2012).sum() > 0
    assert region(world, "yuan_venture_public").sum() == 0
    assert len(backed(world)) == 0


def test_a_deal_is_shared_as_the_law_says_and_the_firm_is_what_funds_look_for():
    world = run(set_law(world_of(busy(), 5), LEVER, law_of(public_share_cap=0.25)))
    firms, funds = backed(world), block(world, "funds")
    joint = firms[firms["co_backer"] > 0]
    assert len(joint) > 0 and (funds["kind"][joint["backer"] - 1] == GUIDANCE).all()
    assert (funds["kind"][joint["co_backer"] - 1] == VENTURE).all()
    share = joint["stake_public"] / (joint["stake_public"] + joint["stake_private"])
    assert share == pytest.approx(np.full(len(joint), 0.25), abs=1e-4)
    alone = firms[firms["co_backer"] == 0]
    assert (alone["stake_public"] == 0).all() and (alone["stake_private"] > 0).all()
    assert not firms["is_state"].any() and not firms["is_certain"].any()
    assert (firms["equity"] > 0).all() and (firms["equity"] < 0.25).all()
    focus = funds["focus"][alone["backer"] - 1]
    assert ((focus == -1) | (focus == alone["sector"])).all()
    assert funds["cash"].min() >= 0


def test_stakes_and_what_funds_say_of_them_agree():
    world = run(set_law(world_of(busy(), 5), LEVER, law_of()))
    firms, funds = backed(world), block(world, "funds")
    public = np.zeros(len(funds), np.int64)
    at = np.where(firms["co_backer"] > 0, firms["co_backer"], firms["backer"]) - 1
    np.add.at(public, at, firms["stake_private"] * firms["stands_for"])
    joint = firms["co_backer"] > 0
    np.add.at(public, firms["backer"][joint] - 1, firms["stake_public"][joint] * firms["stands_for"][joint])
    ventures = funds["kind"] != 0
    assert np.array_equal(public[ventures], funds["invested"][ventures])
    assert public[ventures].sum() > 0


def test_partners_come_less_often_the_less_they_like_the_government():
    def money(tie):
        world = set_law(world_of(busy(), 20), LEVER, law_of())
        world["lanes"]["belief"]["government_tie"] = tie
        return region(run(world), "yuan_venture_public").sum()

    assert money(0.0) > money(6.0)


def test_private_money_that_would_have_come_anyway_is_not_counted_as_additional():
    world = run(set_law(world_of(busy(), 5), LEVER, law_of()))
    public, partners, additional = (
        region(world, f"yuan_venture_{part}").sum() for part in ("public", "partners", "additional")
    )
    assert partners / public == pytest.approx(0.7 / 0.3, rel=1e-3)
    assert 0 < additional < partners  # the headline ratio exceeds the causal one


def test_stakes_are_sold_after_five_to_eight_years_and_not_before(jiangxi):
    world, bought, sold = world_of(jiangxi, 20), {}, []
    while world.quarter_number < world.n_quarters:
        now = 4 * world.year + world.season - 1
        before = {int(f["key"]) for f in backed(world)}
        world.step()
        firms = block(world, "firms")
        alive = set(firms["key"][firms["alive"] == 1].tolist())
        after = {int(f["key"]): int(f["exit_due"]) for f in backed(world)}
        for key in after.keys() - before:
            bought[key] = now
            assert 20 <= after[key] - now <= 32
        sold += [now - bought.pop(key) for key in (before - after.keys()) & alive]
    assert sold and min(sold) >= 20 and max(sold) <= 32
    assert paid(world, "venture_exits", 2018).sum() > 0 and paid(world, "venture_exits", 2015).sum() == 0


def test_what_a_closing_firm_cost_is_lost():
    world = run(set_law(world_of(busy(), 20), LEVER, law_of()), 7)
    firms = world["firms"]
    doomed = (firms["alive"] == 1) & (firms["backer"] > 0) & (firms["co_backer"] > 0)
    assert doomed.any()
    backed = firms[(firms["alive"] == 1) & (firms["backer"] > 0)].copy()
    keys, before = firms["key"][doomed].copy(), world["forgone"][:, 4:6].sum()
    firms["sales_year"][doomed], firms["sales"][doomed] = 1.0, 0.1
    world.step()
    assert not np.isin(keys, block(world, "firms")["key"]).any()
    gone = backed[~np.isin(backed["key"], block(world, "firms")["key"])]  # others may close in the same quarter
    assert world.forgone_by_year[2013][:, 4:6].sum() - before == (gone["stake_public"] * gone["stands_for"]).sum()


def test_public_money_bears_its_share_of_a_loss_or_more():
    law = SimpleNamespace(loss_share_gov=0.5, early_stage_share=0.7, fund_life=8.0, public_share_cap=0.3)
    assert public_part_of_loss(0.3, law) == 0.5 and public_part_of_loss(0.6, law) == 0.6
    assert looks_at_proven(0.6, law) == pytest.approx(0.3) and looks_at_proven(0.1, law) == 0.1
    assert longest_holding(20, law) == 32
    law.fund_life = 3.0
    assert longest_holding(20, law) == 20
    law.annual_capital_county = 100_000.0
    assert county_capital(law, 2.0) == 200_000.0


def test_only_what_the_duty_to_reinvest_asks_for_beyond_the_deal_counts():
    def duty(share, ratio):
        return duty_beyond_the_deal(share, SimpleNamespace(reinvestment_ratio=ratio))

    assert duty(0.3, 1.5) == duty(0.3, 0.0) == duty(0.0, 3.0) == 0.0  # the partner's 0.7 of the deal is 2.3 times 0.3
    assert duty(0.3, 3.0) == pytest.approx(3.0 - 0.7 / 0.3) and duty(0.5, 3.0) == pytest.approx(2.0)


def test_a_duty_puts_partners_off_and_brings_their_owners_money():
    """Both sides: at one willingness a duty raises private capital by what it asks for; disliked, it costs deals."""

    def venture(ratio, dislike):
        world = set_law(world_of(busy(), 10), LEVER, law_of(public_share_cap=0.5, reinvestment_ratio=ratio))
        world["lanes"]["belief"]["deal_reinvestment"] = dislike
        run(world, 4)
        raised = sum(paid(world, "venture_capital_raised", year).sum() for year in world.ledgers)
        return region(world, "yuan_venture_public").sum(), raised

    (public, without), (with_duty, raised) = venture(1.0, 0.0), venture(3.0, 0.0)
    assert with_duty > 0 and public > 0
    called = 2.0 * with_duty  # the partner's half of a deal is one of the three times
    assert 0.2 * called < raised - without <= called  # owners of an idle fund pay in less of the rest
    assert venture(3.0, 5.0)[0] < with_duty


def test_within_a_tolerated_loss_managers_are_not_blamed():
    law = SimpleNamespace(tolerated_loss=0.3)
    assert not is_blamed(0, 1_000, law) and not is_blamed(299, 1_000, law) and is_blamed(300, 1_000, law)
    law.tolerated_loss = 0.0
    assert is_blamed(0, 1_000, law)


def test_who_is_not_blamed_looks_at_proven_firms_alone_only_once_too_much_is_lost():
    def wanted(**changes):
        world, proven = set_law(world_of(busy(), 20), LEVER, law_of(early_stage_share=0.0, **changes)), []
        while world.quarter_number < world.n_quarters:
            world.step()
            proven.append(block(world, "funds")["wants_proven"].sum())
        return sum(proven)

    assert wanted(tolerated_loss=1.0) == 0 < wanted(tolerated_loss=0.0)


def test_jilin_2021_alone_exempts_managers():
    assert load_scenario("jilin_2021").value(f"{LEVER}.tolerated_loss", "2022-03-31") == 0.3
    assert load_scenario("jiangxi_2018").value(f"{LEVER}.tolerated_loss", "2022-03-31") == 0.0


def little_giants(share):
    """A world with firms that may join, after two years: many little giants with cash to spare."""
    world = set_law(world_of(busy(), 20), LEVER, law_of(firm_contribution=share))
    firms = world["firms"]
    chosen = (firms["alive"] == 1) & (firms["is_state"] == 0)
    firms["is_little_giant"][chosen], firms["little_giant_until"][chosen] = 1, 10_000
    firms["cash"][chosen] += 50_000_000
    return run(world)


def test_little_giants_pay_in_up_to_their_share_and_hold_what_they_paid():
    world = little_giants(0.2)
    funds, firms = block(world, "funds"), block(world, "firms")
    guidance = funds[funds["kind"] == GUIDANCE]
    public = guidance["capital_province"] + guidance["capital_counties"]
    joined = sum(paid(world, "firms_into_guidance", year).sum() for year in world.ledgers)
    assert 0 < guidance["firm_capital"].sum() <= joined
    assert (guidance["firm_capital"] <= 0.25 * public + 1).all()
    units = firms["fund_units"] * firms["stands_for"] * (firms["alive"] == 1)
    assert units.sum() == guidance["firm_capital"].sum()
    none = little_giants(0.0)
    assert sum(paid(none, "firms_into_guidance", year).sum() for year in none.ledgers) == 0


def test_firms_have_their_part_of_a_sale_and_of_a_loss():
    """A fund of 10m, a fifth of it firms', has sold a stake of 4m for 6m, or for 1m: theirs is set aside."""
    for proceeds, lost in ((6_000_000, 0), (1_000_000, 3_000_000)):
        fund = SimpleNamespace(
            cash=6_000_000 + proceeds, invested=0, owed_to_firms=0, firm_share=0.2, firm_capital=2_000_000
        )
        assert firms_part_of_sale(fund, proceeds, lost) == 0.2 * lost
        assert fund.owed_to_firms == 0.2 * proceeds
        assert fund.firm_share * (fund.cash - fund.owed_to_firms) == pytest.approx(0.2 * 6_000_000)


def test_what_is_owed_is_shared_by_what_was_paid_in():
    fund = SimpleNamespace(cash=900, owed_to_firms=600, paid_to_firms=600, firm_capital=3_000, government_share=1.0)
    lane = SimpleNamespace(first_fund=0, end_fund=1, first_county=0)
    ledger = np.zeros((1, 400), np.int64)
    for units in (1_000, 500):
        firm = SimpleNamespace(fund_units=units, fund_joined=1, stands_for=2, cash=0, income_year=0.0)
        collect(lane, firm, [fund], 0, [], ledger)
        assert firm.cash == units // 5
    assert fund.owed_to_firms == 0 and fund.cash == 300
