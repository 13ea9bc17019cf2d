"""Training and supervision buy visits; a visit must first reach a firm."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.policy_training_supervision import pool, simpler, visits
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.worlds import block, region, run, world_of

LEVER = "policy_training_supervision"


def test_no_budget_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_outreach_first_and_nothing_before_2018(simulated):
    on, off, found = effect(simulated, {f"{LEVER}.annual_budget_county": 0})
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
        assert yuan.sum() == pytest.approx(budget.sum(), rel=0.05), year


def test_it_brings_claims_by_reaching_firms(jiangxi):
    plain = jiangxi.with_values({LEVER: "off"})
    on, off = (run(world_of(scenario, 10, replicates=range(4))) for scenario in (jiangxi, plain))
    more = [region(on, "n_claims", k)[-1] - region(off, "n_claims", k)[-1] for k in range(4)]
    assert np.mean(more) > 0


def test_what_money_buys():
    law = SimpleNamespace(annual_budget_county=200_000.0, visit_cost=2_000.0, procedure_simplification=0.2)
    assert [pool(law, 1.5), visits(50_000.0, law), simpler(law)] == [300_000.0, 25.0, 0.2]
    unfunded = SimpleNamespace(annual_budget_county=0.0, visit_cost=0.0, procedure_simplification=0.2)
    assert [pool(unfunded, 1.5), visits(50_000.0, unfunded), simpler(unfunded)] == [0.0, 0.0, 0.0]
