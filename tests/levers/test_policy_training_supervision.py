"""Training and supervision buy visits; a visit must first reach a firm."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim import beliefs
from sim.levers.policy_training_supervision import days_saved, pool
from sim.rules.rd import claim_hazard
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.worlds import block, region, run, set_law, world_of

LEVER = "policy_training_supervision"


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_outreach_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.annual_budget_county": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert on.costs.query("lever == @LEVER")["year"].min() == 2018
    assert off.costs.query("lever == @LEVER").empty


def test_a_county_pays_its_budget_and_no_more(jiangxi):
    world = world_of(jiangxi, 50)
    while world.quarter_number < world.n_quarters:
        year = world.year
        run(world, 4)
        yuan = paid(world, "training_and_supervision", year)
        budget = (200_000 if year >= 2018 else 0) * weights(world)
        assert (yuan <= budget + 1).all() and (yuan <= block(world, "counties")["st_envelope"]).all(), year
        spent = yuan >= 0.999 * budget - 1
        assert (spent | (block(world, "counties")["visit_days_left"] < 1.0)).all(), "only want of people leaves money"
        assert yuan.sum() >= 0.8 * budget.sum() and spent.mean() > 0.6, year


def test_it_brings_claims_by_reaching_firms(jiangxi):
    plain = jiangxi.with_values({LEVER: "off"})
    on, off = (run(world_of(scenario, 10, replicates=range(4))) for scenario in (jiangxi, plain))
    more = [region(on, "n_claims", k)[-1] - region(off, "n_claims", k)[-1] for k in range(4)]
    assert np.mean(more) > 0


def test_what_money_buys():
    law = SimpleNamespace(annual_budget_county=200_000.0, application_days_saved=2.0)
    assert [pool(law, 1.5), days_saved(law)] == [300_000.0, 2.0]
    unfunded = SimpleNamespace(annual_budget_county=0.0, application_days_saved=2.0)
    assert [pool(unfunded, 1.5), days_saved(unfunded)] == [0.0, 0.0]


def test_simpler_forms_help_by_how_many_firms_were_trained():
    belief = SimpleNamespace(**beliefs.draw("jiangxi", 1, False))
    firm = SimpleNamespace(sales_year=20e6, visits=0.5)

    def hazard(trained, days_saved):
        county = SimpleNamespace(trained=trained)
        return claim_hazard(firm, county, belief, days_saved, 1.0)

    nobody, some, all_firms = (hazard(trained, 2.0) for trained in (0.0, 0.4, 1.0))
    assert nobody == hazard(0.7, 0.0) < some < all_firms
    assert all_firms / nobody == pytest.approx(np.exp(2.0 * belief.claim_cost_of_a_day))
    assert hazard(1.0, 50.0) == hazard(1.0, belief.claim_days), "no form takes less than no time"


def test_training_reaches_firms_by_its_money_and_never_all(jiangxi):
    trained = []
    for budget in (0.0, 100_000.0, 200_000.0):
        world = run(set_law(world_of(jiangxi.until(2013), 100), LEVER, {"annual_budget_county": budget}), 1)
        trained.append(block(world, "counties")["trained"].mean())
    assert trained[0] == 0.0 < trained[1] < trained[2] < 1.0
