"""Awards for intellectual property: paid once to firms with enough patents; more is filed the nearer they are."""

from types import SimpleNamespace

import pytest

from sim.levers.ip_awards import hoped, is_demonstration, pool
from sim.scenario import load_scenario
from tests.levers.helpers import (
    compared,
    from_its_start,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
)
from tests.test_money import check_a_run
from tests.worlds import block, region, run, set_law, world_of

LEVER = "ip_awards"
LAW = SimpleNamespace(ip_demo_firm_award=5e5, least_patents=20.0, annual_budget_prefecture=3e6)


@pytest.fixture(scope="module")
def early():
    return from_its_start(LEVER, "jilin_2018", 2014, least_patents=3, annual_budget_prefecture=20_000_000)


def test_no_money_is_no_award(early):
    no_money_is_no_lever(LEVER, ["annual_budget_prefecture"], early)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_applications_first_and_nothing_before_the_document():
    scenario = load_scenario("jilin_city_2016").until(2017)
    _, _, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert "2016Q3" <= found.quarter <= "2016Q4"
    moves_what_its_law_names(LEVER, found)


def test_firms_with_enough_patents_are_paid_once_while_money_lasts(early):
    world = world_of(early, 20)
    for _ in range(12):
        run(world, 1)
        firms = block(world, "firms")
        paid_for = (firms["is_ip_firm"] == 1) & (firms["alive"] == 1)
    assert (
        paid_for.any()
        and region(world, "n_title_awards").sum() * 5e5
        >= sum(paid(world, "ip_award", year).sum() for year in (2012, 2013, 2014))
        > 0
    )
    poor = run(set_law(world_of(early, 20), LEVER, vars(LAW) | {"least_patents": 3.0, "annual_budget_prefecture": 1e7}))
    assert region(poor, "n_title_awards").sum() < region(world, "n_title_awards").sum()


def test_more_is_filed_and_nothing_more_is_known(early):
    on, off = (run(world, 1) for world in (world_of(early, 20), set_law(world_of(early, 20), LEVER)))
    assert (block(on, "firms")["knowledge"] == block(off, "firms")["knowledge"]).all()  # later money is elsewhere
    applied = [region(run(world, 3), "invention_applications")[:4].sum() for world in (on, off)]
    assert applied[0] > applied[1]


def firm(**changes):
    return SimpleNamespace(**({"is_ip_firm": 0, "is_reached": 1, "patents": 10, "patents_pending": 10} | changes))


def test_the_nearer_the_threshold_the_more_an_application_is_worth():
    worth = [hoped(firm(patents=patents), 0.4, 0.92, LAW) for patents in (2, 8, 12, 15)]
    assert worth == sorted(worth) and worth[0] > 0.0 and worth[-1] == pytest.approx(0.4 * 5e5 * 0.92 ** (1 / 1.6))
    for one in (firm(is_ip_firm=1), firm(is_reached=0), firm(patents_pending=0), firm(patents=16)):
        assert hoped(one, 0.4, 0.92, LAW) == 0.0  # has it, has not heard, has not begun, is there already
    assert hoped(firm(), 0.4, 0.92, SimpleNamespace(**(vars(LAW) | {"annual_budget_prefecture": 0.0}))) == 0.0


def test_who_passes_and_what_is_set_aside():
    assert is_demonstration(firm(patents=20), LAW) and not is_demonstration(firm(patents=19), LAW)
    assert not is_demonstration(firm(patents=20, is_ip_firm=1), LAW)
    assert not is_demonstration(firm(patents=20, is_reached=0), LAW)
    assert pool(LAW) == 3e6 and pool(SimpleNamespace(**(vars(LAW) | {"least_patents": 0.0}))) == 0.0


def test_money_is_conserved(early):
    check_a_run(world_of(early, 50))
