"""R&D reports of above-scale firms: as many are checked as the province pays, and only such firms are."""

from types import SimpleNamespace

import pytest

from sim import books
from sim.levers.enterprise_rd_investment_system import chance_found, checks_paid, pool
from sim.steps.reports import chance_of_audit
from tests.levers.helpers import (
    brought_forward,
    compared,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
)
from tests.worlds import block, region, run, world_of

LEVER = "enterprise_rd_investment_system"


@pytest.fixture(scope="module")
def early():
    return brought_forward("jilin_2021", LEVER)


def test_no_money_is_no_lever(early):
    no_money_is_no_lever(LEVER, ["annual_budget"], early)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_first(early):
    on, off, found = compared(early, early.with_values({LEVER: "off"}))
    assert found.quarter == "2013Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"province"}
    assert off.costs.query("lever == @LEVER").empty


def test_the_province_pays_as_many_checks_as_its_money_allows(early):
    world = world_of(early, 20)
    before = books.balances(world)
    run(world)
    assert books.check_money(world, before).empty
    yuan = paid(world, "checks_of_reports", 2013).sum()
    assert paid(world, "checks_of_reports", 2012).sum() == 0 < yuan <= 3_000_000
    assert region(world, "n_reports_checked")[4] == pytest.approx(yuan / 5_000, rel=1e-3)
    assert (block(world, "counties")["checked_share"] <= 1.0).all()


def test_more_checks_find_more_and_only_at_above_scale_industrial_firms():
    belief, county = SimpleNamespace(audit_rate=0.1), SimpleNamespace(checked_share=0.5)
    large = SimpleNamespace(is_service=0, sales_year=20e6)
    assert chance_of_audit(large, county, belief) == pytest.approx(0.55)
    for other in (SimpleNamespace(is_service=1, sales_year=90e6), SimpleNamespace(is_service=0, sales_year=19e6)):
        assert chance_of_audit(other, county, belief) == 0.1
    assert chance_of_audit(large, SimpleNamespace(checked_share=0.0), belief) == 0.1


def test_worked_by_hand():
    law = SimpleNamespace(annual_budget=3e6, cost_per_check=5e3)
    assert pool(law) == 3e6
    assert [checks_paid(yuan, 100.0, law) for yuan in (0.0, 2e5, 9e9)] == [0.0, 40.0, 100.0]
    assert chance_found(0.2, 1.0) == pytest.approx(1.0)
