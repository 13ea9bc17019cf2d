"""Venture funds remember what their stakes brought, and decide by it."""

from collections import defaultdict
from types import SimpleNamespace

import pytest

from sim.beliefs import priors, quantile
from sim.engine.ledger import N_PURSES
from sim.engine.luck import agent_key
from sim.steps.venture import is_willing, sell
from tests.worlds import block, region, run, world_of

BELIEF = SimpleNamespace(**{name: quantile(row.prior, 0.5) for name, row in priors().items()})


def a_fund():
    return SimpleNamespace(cash=0, invested=30_000_000, risk_appetite=1.0, sold=0, lost=0, alliance_share=0.0)


def a_lane():
    return SimpleNamespace(belief=BELIEF, given=SimpleNamespace(gdp_index=1.0), first_fund=0, seed=5, quarter=8060,
                           law=SimpleNamespace())  # fmt: skip


def sold_for(fund, value):
    """Sell a private fund's stake of 8m yuan in each of two firms for this much a firm."""
    firm = SimpleNamespace(backer=1, co_backer=0, stake_public=0, stake_private=8_000_000, stands_for=2, equity=0.2)
    purses, ledger = [SimpleNamespace(cash=0) for _ in range(N_PURSES)], defaultdict(int)
    sell(a_lane(), firm, value, 0, [fund], purses, ledger, defaultdict(int))
    return fund


def accepted(fund):
    """In how many of 2,000 like firms would the fund put money?"""
    firms = (SimpleNamespace(key=agent_key(0, 0, slot), pitch=2.0) for slot in range(2_000))
    return sum(is_willing(a_lane(), fund, 0, firm, 0.0, 0.0, 0.0) for firm in firms)


@pytest.mark.parametrize(("value", "lost"), [(0, 16_000_000), (6_000_000, 4_000_000), (9_000_000, 0)])
def test_a_fund_remembers_what_a_stake_cost_and_what_of_it_is_lost(value, lost):
    fund = sold_for(a_fund(), value)
    assert (fund.sold, fund.lost, fund.invested) == (16_000_000, lost, 14_000_000)


def test_after_a_loss_a_fund_turns_down_firms_that_it_would_have_backed():
    fresh, lucky, unlucky = a_fund(), sold_for(a_fund(), 20_000_000), sold_for(a_fund(), 0)
    counts = [accepted(fund) for fund in (unlucky, fresh, lucky)]
    assert counts[0] < 0.85 * counts[1] and counts[1] < counts[2]


def test_in_a_run_losses_are_remembered_and_caution_lowers_what_is_invested(jiangxi):
    """Over the run: in one quarter another fund may take more of the deals that a careful one shuns."""
    scenario = jiangxi.until(2018).with_values({"assumptions.parameters": "central"})
    careless, careful = (world_of(scenario, 10, replicates=range(3)) for _ in range(2))
    careless["lanes"]["belief"]["deal_caution"] = 0.0
    careful["lanes"]["belief"]["deal_caution"] = 20.0
    for world in (careless, careful):
        world["lanes"]["belief"]["venture_loss_share"] = 0.0  # nobody reckons with losses: each makes a fund careful
    run(careless), run(careful)
    funds = block(careful, "funds")
    assert (funds["lost"] <= funds["sold"]).all() and funds["lost"].sum() > 0
    for k in range(3):
        before, after = (region(world, "yuan_venture_private", k).sum() for world in (careless, careful))
        assert before > after
