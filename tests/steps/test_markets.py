"""What a region's firms sell: demand is given, their part of it is won or lost."""

import numpy as np
import pytest

from sim.scenario import load_scenario
from sim.world import LaneOf, World, replicate_seed
from tests.worlds import region, run

RATES = ("rate_general", "rate_manufacturing", "rate_tech_sme", "rate_integrated_circuits")


@pytest.fixture(scope="module")
def law():
    return load_scenario("national_law").until(2024).with_values({"assumptions.parameters": "central"})


def value_added(scenario, **values):
    """Of the modelled firms, by lane and year (yuan)."""
    world = run(World([LaneOf(scenario, replicate_seed(1, k), k, values) for k in range(3)], 20))
    return np.array([region(world, "value_added", k).reshape(-1, 4).sum(axis=1) for k in range(3)])


def test_what_makes_firms_better_makes_the_region_larger_and_not_at_once(law):
    """Without the super-deduction there is less R&D, and the region loses ground to rivals; the same luck on both."""
    without = law.with_values({f"rd_super_deduction.{name}@2013-01-01": 0.0 for name in RATES})
    gain = value_added(law, user_cost_elasticity=-2.0) / value_added(without, user_cost_elasticity=-2.0) - 1.0
    assert (gain[:, 0] == 0.0).all()
    assert (gain[:, -1] > 0.0).all() and (abs(gain[:, 3]) < gain[:, -1]).all()
    assert gain.max() < 0.05  # it is a part of a region's growth, not a doubling


def test_a_region_that_stands_still_while_rivals_go_on_shrinks(law):
    slow, fast = (value_added(law, rivals_progress=pace)[:, -1] for pace in (0.0, 0.02))
    assert (fast < slow).all()
