"""A visit has one price and takes days; people bound visits, whoever pays for them."""

from types import SimpleNamespace

import pytest

from sim import beliefs
from sim.agents.government import TITLE_VISIT_POOL, TRAINING_POOL
from sim.rules.outreach import most_days, outreach, own_days, p_reached, visit_price
from tests.worlds import block, run, set_law, world_of

BELIEF = SimpleNamespace(
    visit_days=5.0, working_days=250.0, office_salary=70_000.0, office_visit_time=0.2, office_visit_limit=0.8
)


def test_a_visit_costs_the_days_that_it_takes():
    assert visit_price(BELIEF, 1.0) == pytest.approx(1_400.0)
    assert visit_price(BELIEF, 1.5) == pytest.approx(2_100.0)


def test_the_office_has_so_many_days():
    assert own_days(6.0, 1.0, BELIEF) == pytest.approx(75.0)
    assert own_days(6.0, 1.2, BELIEF) == pytest.approx(90.0)
    assert own_days(6.0, 50.0, BELIEF) == most_days(6.0, BELIEF) == pytest.approx(300.0)
    assert [outreach(60.0, 120.0), outreach(60.0, 0.0)] == [0.5, 0.0]
    assert 0.0 == p_reached(0.0) < p_reached(0.5) < p_reached(5.0) < 1.0


def test_without_bought_visits_the_office_makes_ten_a_person_and_year():
    belief = SimpleNamespace(**beliefs.draw("jiangxi", 1, False))
    assert 4.0 * own_days(1.0, 1.0, belief) / belief.visit_days == pytest.approx(10.0)


@pytest.mark.parametrize(
    ("lever", "pool"), [("policy_training_supervision", TRAINING_POOL), ("firm_gradient_cultivation", TITLE_VISIT_POOL)]
)
def test_money_beyond_what_people_can_do_stays_in_the_pool(jiangxi, lever, pool):
    """Twice as much money buys more visits until people run out, then none; nobody pays for visits not made."""
    visits, left = [], []
    for budget in (50_000.0, 100_000.0, 20e6, 40e6):
        world = set_law(world_of(jiangxi.until(2013), 100), lever, {"annual_budget_county": budget, "visits_share": 1.0}
                        if lever == "firm_gradient_cultivation" else {"annual_budget_county": budget})  # fmt: skip
        counties = block(run(world, 5), "counties")
        chosen = counties["reserve_firms"] > 0 if pool == TITLE_VISIT_POOL else slice(None)
        made = counties["visits"] / counties["delivery_quality"]
        visits.append(made[chosen].sum())
        left.append(counties["pools"][:, pool][chosen])
        assert (counties["visit_days_left"] > -1e-3).all()
    assert visits[0] < visits[1] < visits[2] == pytest.approx(visits[3], rel=1e-4)
    assert (left[3] > left[2]).all()
