"""One township a year is certified; only users of techniques earn more; many brands share one market."""

from math import log
from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.specialty_product_branding import may_be_certified, pool, price_gain
from sim.scenario import load_scenario
from tests.levers.helpers import compared, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, world_of

LEVER = "specialty_product_branding"


@pytest.fixture(scope="module")
def jilin():
    return load_scenario("jilin_2018").until(2019)


def test_without_the_fee_nothing_is_certified():
    no_money_is_no_lever(LEVER, ["certification_cost"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_incomes_first_and_nothing_before_its_document(jilin):
    on, off, found = compared(jilin, jilin.with_values({f"{LEVER}.certification_cost": 0}))
    assert found.quarter == "2019Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_a_county_certifies_one_township_a_year_with_most_users_first(jilin):
    world = world_of(jilin.until(2021), 50)
    run(world, 4 * 7)
    for year in (1, 2, 3):
        before = block(world, "townships").copy()
        run(world, 4)
        after = block(world, "townships")
        assert paid(world, "certification_fees", 2018 + year).max() == 100_000
        for c in np.unique(after["county"]):
            here = after["county"] == c
            assert after["is_certified"][here].sum() == min(year, here.sum())
            new = here & (after["is_certified"] > before["is_certified"])
            left = here & (after["is_certified"] == 0)
            if new.any() and left.any():
                assert before["adoption"][new].min() >= before["adoption"][left].max()
    assert (after["price_gain"][after["is_certified"] == 0] == 0).all()


def test_nobody_earns_more_without_techniques_and_the_more_brands_the_less(jilin):
    law = SimpleNamespace(price_premium=0.1, product_share=0.1, market_per_county=2.0)
    gains = [price_gain(n, law) for n in (0.0, 1.0, 2.0, 4.0, 1e9)]
    assert gains[0] == 0.0 and gains[1] == gains[2] == pytest.approx(log(1.01))
    assert gains[3] == pytest.approx(log(1.005)) and 0.0 < gains[4] < 1e-9
    assert price_gain(3.0, SimpleNamespace(price_premium=0.0, product_share=1.0, market_per_county=2.0)) == 0.0
    total = [n * price_gain(n, law) for n in (2.0, 4.0, 40.0)]
    assert total == pytest.approx([2 * log(1.01)] * 3, rel=0.01), "demand is bounded"


def test_the_fee():
    law = SimpleNamespace(certification_cost=100_000.0)
    assert pool(law) == 100_000
    assert [may_be_certified(yuan, law) for yuan in (0.0, 99_999.0, 100_000.0)] == [False, False, True]
    assert not may_be_certified(1e6, SimpleNamespace(certification_cost=0.0))
