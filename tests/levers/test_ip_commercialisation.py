"""Fees of patents are subsidised: the same inventions are filed as more patents, while the money lasts."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.levers.ip_commercialisation import fee_subsidy, pool
from sim.rules.innovation import filings
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid, weights
from tests.worlds import block, run, world_of

LEVER = "ip_commercialisation"


def test_no_money_is_no_lever():
    no_money_is_no_lever(LEVER, ["annual_budget_county"])


def test_no_subsidy_is_no_lever():
    no_money_is_no_lever(LEVER, ["patent_cost_subsidy"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_more_is_filed_and_nothing_more_is_known(jiangxi):
    rich = jiangxi.until(2018).with_values({f"{LEVER}.annual_budget_county": 2_000_000})
    on, off = (block(run(world_of(one, 20), 25), "firms") for one in (rich, rich.with_values({LEVER: "off"})))
    assert np.array_equal(on["key"], off["key"]) and np.array_equal(on["sales"], off["sales"])
    more = on["patents_pending"] + on["patents"] - off["patents_pending"] - off["patents"]
    assert more.sum() > 0 and more[on["is_reached"] == 0].sum() < 0.1 * more.sum()
    # what is set aside here is missing for visits and projects elsewhere
    assert (on["rd_done"] == off["rd_done"]).mean() > 0.98 and (on["knowledge"] == off["knowledge"]).mean() > 0.98


def test_the_money_of_the_year_is_the_limit(jiangxi):
    world = run(world_of(jiangxi.until(2018), 10))
    yuan = paid(world, "filing_subsidy", 2018)
    assert yuan.sum() > 0 and (yuan <= 100_000 * weights(world) + 1).all()


def test_it_ends_when_the_state_ends_it():
    law = SimpleNamespace(annual_budget_county=1e5, patent_cost_subsidy=0.0)
    assert pool(law, 1.0) == 0.0
    law.patent_cost_subsidy = 5_000.0
    assert pool(law, 1.2) == pytest.approx(120_000)
    reached, not_reached = SimpleNamespace(is_reached=1), SimpleNamespace(is_reached=0)
    assert [fee_subsidy(reached, law, cost) for cost in (8_000.0, 3_000.0)] == [5_000.0, 3_000.0]
    assert fee_subsidy(not_reached, law, 8_000.0) == 0.0


def test_what_a_firm_files():
    assert [filings(u, 3, 0.0, 8_000.0) for u in (0.0, 0.5, 0.999)] == [3, 3, 3]
    assert [filings(u, 4, 3_000.0, 8_000.0) for u in (0.49, 0.5)] == [6, 5]  # a half on top of four and one
    assert filings(0.5, 4, 99_000.0, 8_000.0) == 8  # no more than two of one invention
    mean = np.mean([filings((i + 0.5) / 1000, 1, 2_000.0, 8_000.0) for i in range(1000)])
    assert mean == pytest.approx(1.25, abs=0.001)
