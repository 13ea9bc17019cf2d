"""Provincial funds by factors: a pool, divided by weights, that counties may earn more of by spending more."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.provincial_st_funds_allocation import factors, marginal_transfer, pool
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, world_of

LEVER = "provincial_st_funds_allocation"
FLOW = "provincial_funds"


def test_no_pool_is_no_lever():
    no_money_is_no_lever(LEVER, ["share_of_envelope"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert on.costs.query("lever == @LEVER")["kind"].unique().tolist() == ["transfer"]
    assert off.costs.query("lever == @LEVER").empty


def test_the_pool_is_divided_to_the_last_yuan_that_divides(jiangxi):
    world = world_of(jiangxi, 50)
    while world.quarter_number < world.n_quarters:
        year = world.year
        run(world, 4)
        promised = 0.1 * world["provinces"]["st_envelope"][0] if year >= 2018 else 0.0
        given = paid(world, FLOW, year).sum()
        assert promised - world.n_counties - 1 <= given <= promised + 1, year


ONLY = {
    "capacity": lambda c: c["score"],
    "own_st": lambda c: np.minimum(2.0, c["figures"][:, 2] / c["reference"][:, 2]),
    "management": lambda c: c["delivery_quality"],
}


@pytest.mark.parametrize("factor", ONLY)
def test_weights_move_money(jiangxi, factor):
    """With one factor alone, money follows last year's figure of that factor, per yuan of budget."""
    weights = {f"{LEVER}.weight_{name}": float(name == factor) for name in ONLY}
    world = run(world_of(jiangxi.until(2018).with_values(weights), 50), 24)
    counties = block(world, "counties").copy()
    run(world, 4)
    per_budget = paid(world, FLOW, 2018) / counties["share_budget"]
    figure = ONLY[factor](counties)
    assert np.allclose(per_budget / per_budget.mean(), figure / figure.mean(), rtol=1e-3)


def test_counties_raise_their_own_money_while_it_earns_them_more(jiangxi):
    values = {f"{LEVER}.share_of_envelope": 0.5, f"{LEVER}.weight_own_st": 1.0}
    on, off = run(world_of(jiangxi.with_values(values), 100)), run(world_of(jiangxi.with_values({LEVER: "off"}), 100))
    more = block(on, "counties")["st_propensity"] / block(off, "counties")["st_propensity"]
    assert more.min() > 1.0
    assert np.array_equal(block(off, "counties")["st_propensity"], block(off, "counties")["st_propensity_usual"])


def test_worked_by_hand():
    law = SimpleNamespace(share_of_envelope=0.1, weight_capacity=0.4, weight_own_st=0.3, weight_management=0.3)
    assert pool(law, 1000) == 100.0
    assert factors(law, 1.5, 1.0, 0.5) == pytest.approx(0.6 + 0.3 + 0.15)
    # a pool of 100, half of the budget, all factors 1: a yuan more on 20 of own money earns 100 x 0.3 x 0.5 / 20
    assert marginal_transfer(law, 100.0, 0.5, 1.0, 20.0) == pytest.approx(0.75)
    assert marginal_transfer(law, 100.0, 0.5, 1.0, 0.0) == 0.0
    no_weights = SimpleNamespace(share_of_envelope=0.1, weight_capacity=0, weight_own_st=0, weight_management=0)
    assert pool(no_weights, 1000) == 0.0
