"""It comes a year later, within its cap, while there is money; what is expected of it lowers the price of R&D."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.engine.ledger import RD_POST_SUBSIDY
from sim.levers.rd_post_subsidy import claimable, expected_rate, learn_chance, may_claim, pool, user_cost_with_subsidy
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.worlds import block, run, set_law, world_of

LEVER = "rd_post_subsidy"
LAW = SimpleNamespace(post_subsidy_rate=0.1, lag=1.0, cap=500_000.0, least_rd=500_000.0, annual_budget_county=500_000.0)
GENEROUS = vars(LAW) | {"annual_budget_county": 50e6}


@pytest.mark.parametrize("parameter", ["annual_budget_county", "post_subsidy_rate", "cap"])
def test_no_money_is_no_subsidy(parameter):
    no_money_is_no_lever(LEVER, [parameter])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_enterprise_rd_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.annual_budget_county": 0}, until=2019)
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) == {"county"}
    assert costs["year"].min() == 2019, "money comes a year after the R&D"
    assert off.costs.query("lever == @LEVER").empty


def test_it_is_paid_a_year_later_within_its_cap(jiangxi):
    world = set_law(world_of(jiangxi.until(2014), 20), LEVER, GENEROUS)
    claims: dict[int, int] = {}
    for _ in range(12):
        now = 4 * world.year + world.season - 1
        world.step()
        firms = block(world, "firms")
        firms = firms[(firms["alive"] == 1) & (firms["subsidy_claim"] > 0)]
        assert firms["subsidy_claim"].max(initial=0) <= 500_000
        assert (firms["subsidy_due"] > now).all()
        claims |= {int(f["key"]): int(f["subsidy_due"]) for f in firms}
        if now == 4 * 2012 + 3:
            assert len(firms) > 0 and (firms["subsidy_due"] == now + 4).all()
    assert paid(world, LEVER, 2012).sum() == 0
    assert paid(world, LEVER, 2013).sum() > 0


def test_a_pool_that_runs_dry_turns_firms_away_and_they_learn_it(jiangxi):
    scenario = jiangxi.until(2014)
    poor, rich = (
        run(set_law(world_of(scenario, 5), LEVER, vars(LAW) | {"annual_budget_county": money})) for money in (1e5, 50e6)
    )
    turned = [world.tally["n_turned_away"][0].sum() for world in (poor, rich)]
    assert turned[0] > turned[1]
    budget = np.array([pool(SimpleNamespace(**vars(LAW) | {"annual_budget_county": 1e5}), w) for w in weights(poor)])
    for year in (2013, 2014):
        assert (paid(poor, LEVER, year) <= budget + 1).all()
    chances = [block(world, "counties")["subsidy_chance"].mean() for world in (poor, rich)]
    assert chances[0] < 0.5 < chances[1]


def test_what_may_be_claimed_and_expected():
    assert [claimable(rd, LAW) for rd in (400_000.0, 1e6, 9e6)] == [0.0, 100_000.0, 500_000.0]
    belief, county = SimpleNamespace(discount=0.92), SimpleNamespace(subsidy_chance=0.5)
    firm = SimpleNamespace(is_reached=1, rd=500_000.0)
    assert expected_rate(firm, county, belief, LAW) == pytest.approx(0.1 * 0.5 * 0.92)
    for field, value in (("is_reached", 0), ("rd", 100_000.0), ("rd", 2e6)):
        other = SimpleNamespace(**vars(firm) | {field: value})
        assert expected_rate(other, county, belief, LAW) == 0.0, (field, value)
    assert expected_rate(firm, SimpleNamespace(subsidy_chance=0.0), belief, LAW) == 0.0


def test_the_expected_rate_comes_off_the_price_of_rd_and_leaves_it_positive():
    belief = SimpleNamespace(discount=0.92, interest=0.06, knowledge_decay=0.15)
    county = SimpleNamespace(subsidy_chance=1.0)
    firm = SimpleNamespace(is_reached=1, rd=500_000.0, user_cost=0.2)
    assert user_cost_with_subsidy(firm, county, belief, LAW) == pytest.approx(0.2 - 0.092 * 0.21)
    firm.user_cost = 0.011  # across a cliff of the tax
    assert 0.0 < user_cost_with_subsidy(firm, county, belief, LAW) <= 0.011
    firm.is_reached = 0
    assert user_cost_with_subsidy(firm, county, belief, LAW) == 0.011


def test_claims_need_research_a_visit_and_no_claim_that_waits():
    assert may_claim(SimpleNamespace(is_rd_active=1, is_reached=1, subsidy_claim=0))
    assert not may_claim(SimpleNamespace(is_rd_active=1, is_reached=1, subsidy_claim=9))


def test_firms_expect_what_was_paid_last_year():
    county = SimpleNamespace(subsidy_asked=200.0, subsidy_paid=50.0, subsidy_chance=1.0)
    learn_chance(county)
    assert (county.subsidy_chance, county.subsidy_asked, county.subsidy_paid) == (0.25, 0.0, 0.0)
    learn_chance(county)
    assert county.subsidy_chance == 0.25


def test_it_does_not_help_cash_before_it_is_paid(jiangxi):
    """Up to the first payment no firm has received a yuan of it."""
    world = run(set_law(world_of(jiangxi.until(2013), 20), LEVER, GENEROUS), 7)
    assert world["ledger"][:, RD_POST_SUBSIDY].sum() == 0
    assert block(world, "firms")["subsidy_claim"].sum() > 0
