"""Priority of R&D-intensive firms: it moves grants between firms, not out of the pool, and lowers the price of R&D."""

from types import SimpleNamespace

import pytest

from sim.levers.priority_projects_for_rd_intensive_firms import MOST, chance, user_cost_with_priority, weight
from sim.scenario import load_scenario
from sim.steps.projects import asked, asks, projects_are_asked_for
from tests.levers.helpers import (
    compared,
    from_its_start,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
)
from tests.worlds import run, world_of

LEVER = "priority_projects_for_rd_intensive_firms"
LAW = SimpleNamespace(priority_weight=0.3)
BELIEF = SimpleNamespace(interest=0.06, knowledge_decay=0.15, project_share=0.2, project_ceiling=1e6)


@pytest.fixture(scope="module")
def early():
    return from_its_start(LEVER, "jilin_2021", 2013)


def test_without_a_weight_there_is_no_rule(early):
    no_money_is_no_lever(LEVER, ["priority_weight"], early)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_rd_first_and_nothing_before_the_document():
    scenario = load_scenario("jilin_2021").until(2022)
    on, off, found = compared(scenario, scenario.with_values({LEVER: "off"}))
    assert found.quarter == "2021Q4"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"province"}  # which adds to counties' money for projects
    assert off.costs.query("lever == @LEVER").empty


def a_firm(rd, key=1, **changes):
    usual = {"alive": 1, "is_rd_active": 1, "is_reached": 1, "rd": rd, "sales_year": 4e7, "county": 0, "key": key,
             "stands_for": 2, "user_cost": 0.19}  # fmt: skip
    return SimpleNamespace(**(usual | changes))


def a_county(firms, pool=300_000, law=LAW):
    """The county after its firms have asked."""
    county = SimpleNamespace(pools=[pool] * 40)
    lane = SimpleNamespace(first_county=0, end_county=1, first_firm=0, end_firm=len(firms), belief=BELIEF,
                           given=SimpleNamespace(gdp_index=1.0))  # fmt: skip
    projects_are_asked_for(lane, [county], firms, law)
    return county


def test_the_expected_payment_is_the_pool_whatever_the_weights():
    firms = [a_firm(rd) for rd in (5e4, 2e5, 4e5, 6e5)] + [a_firm(1e6, is_reached=0)]
    for law in (LAW, SimpleNamespace(priority_weight=0.0), SimpleNamespace(priority_weight=1.0)):
        county = a_county(firms, law=law)
        paid_out = sum(chance(f, county, law) * asked(f, BELIEF, 1.0) * f.stands_for for f in firms if asks(f))
        assert paid_out == pytest.approx(300_000)
    assert county.projects_asked == pytest.approx(2 * 0.2 * 4 * 1.25e6)


def test_who_does_more_rd_over_sales_has_the_better_chance_and_beyond_three_means_no_better():
    firms = [a_firm(rd) for rd in (5e4, 1e5, 2e5)]
    county = a_county(firms)
    chances = [chance(firm, county, LAW) for firm in firms]
    assert chances == sorted(chances) and chances[0] < county.project_chance < chances[-1]
    assert weight(MOST, 1.0, LAW) == weight(9.0, 1.0, LAW) > weight(1.0, 1.0, LAW) == 1.0
    assert weight(0.0, 1.0, LAW) == 0.7 and weight(0.5, 0.0, LAW) == 1.0  # and nobody to compare with


def test_the_price_of_rd_falls_by_what_a_further_yuan_brings():
    firms = [a_firm(rd) for rd in (1e5, 2e5, 3e5)]
    county, one = a_county(firms), firms[1]
    grant = asked(one, BELIEF, 1.0)
    found = user_cost_with_priority(one, county, grant, BELIEF, LAW)
    before = chance(one, county, LAW)
    one.rd += 250.0  # a thousand yuan a year
    gain = (chance(one, county, LAW) - before) / 1_000.0 * grant
    one.rd -= 250.0
    assert one.user_cost - found == pytest.approx(gain * 0.21, rel=1e-6) and gain > 0.0
    for other in (a_firm(2e5, is_reached=0), a_firm(9e5)):  # not asked for; as intensive as counts
        assert user_cost_with_priority(other, county, grant, BELIEF, LAW) == other.user_cost
    none = SimpleNamespace(priority_weight=0.0)
    assert user_cost_with_priority(one, county, grant, BELIEF, none) == one.user_cost
    sure = a_county(firms, pool=10**9)
    assert user_cost_with_priority(one, sure, grant, BELIEF, LAW) == one.user_cost


def test_projects_cost_what_counties_set_aside(early):
    world = run(world_of(early, 20))
    assert paid(world, "project_grants", 2013).sum() > 0
    assert world["counties"]["pools"].min() >= 0
