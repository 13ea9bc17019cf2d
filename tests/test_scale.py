"""Totals at scale 1, 5, 10 and 20 agree within sampling error; samples are nested; the largest firms count once."""

from functools import cache

import numpy as np
import pytest

from sim.population.keyed import kept
from sim.scenario import load_scenario
from tests.worlds import block, region, run, world_of

SEEDS = range(6)
STOCKS = ("n_firms", "n_hnte", "n_rd_active", "n_rd_personnel", "invention_patents_in_force")
FLOWS = ("value_added", "yuan_rd_enterprise_real", "yuan_rd_institutes_government", "yuan_tax_paid", "gdp")
ERRORS = 4.5
"""Tolerance in standard errors of the difference of two means over the seeds (chance of one miss in all: about 1 %)."""
GRAIN = {"n_rd_personnel": 0.02, "n_hnte": 0.01}
"""Beside it, what whole agents cost by rounding: staff of small firms come in lumps of K person-years."""


@cache
def totals(scale: int) -> dict[str, np.ndarray]:
    """Region's total of the last year by seed, at central parameters, so that seeds differ by luck alone."""
    scenario = load_scenario("jiangxi_2018").until(2015).with_values({"assumptions.parameters": "central"})
    found: dict[str, list[float]] = {name: [] for name in (*STOCKS, *FLOWS)}
    world = run(world_of(scenario, scale, replicates=SEEDS))
    for place, _ in enumerate(SEEDS):
        for name in STOCKS:
            found[name].append(region(world, name, place)[-1])
        for name in FLOWS:
            found[name].append(region(world, name, place)[-4:].sum())
    return {name: np.array(values) for name, values in found.items()}


@pytest.mark.parametrize("scale", [5, 10, 20])
@pytest.mark.parametrize("name", [*STOCKS, *FLOWS])
def test_totals_agree_with_scale_1_within_sampling_error(name, scale):
    one, other = totals(1)[name], totals(scale)[name]
    error = np.sqrt(one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other))
    grain = GRAIN.get(name, 0.002) * one.mean()
    gap = other.mean() - one.mean()
    assert abs(gap) <= ERRORS * error + grain, f"{gap / one.mean():+.2%} of scale 1, {gap / error:+.1f} standard errors"


def test_samples_are_nested():
    agents = np.arange(20_123)
    at = {scale: set(agents[kept(len(agents), scale)].tolist()) for scale in (1, 5, 20, 100)}
    assert at[100] < at[20] < at[5] < at[1] == set(agents.tolist())
    for scale in (5, 20, 100):
        assert abs(len(at[scale]) - len(agents) / scale) < 1.0


@pytest.mark.parametrize("coarse, fine", [(20, 5), (5, 1), (100, 20)])
def test_a_firm_of_a_coarser_sample_is_the_same_firm_in_a_finer_one(jiangxi, coarse, fine):
    small, large = (block(world_of(jiangxi.until(2012), scale), "firms") for scale in (coarse, fine))
    here = np.isin(large["key"], small["key"])
    assert here.sum() == len(small) < len(large)
    common = large[here]
    for field in (
        "key",
        "county",
        "sector",
        "sales",
        "rd_habit",
        "is_rd_active",
        "is_hnte",
        "merit",
        "cash",
        "patents",
    ):
        assert np.array_equal(common[field], small[field]), field


@pytest.mark.parametrize("scale", [1, 5, 20, 100])
def test_the_certainty_stratum_stands_for_itself_at_every_scale(jiangxi, scale):
    world = world_of(jiangxi.until(2013), scale)
    at_start = block(world, "firms")["key"][block(world, "firms")["is_certain"] == 1]
    run(world)
    firms = block(world, "firms")
    certain = firms[firms["is_certain"] == 1]
    assert np.array_equal(certain["key"], at_start) and len(certain) == 40
    assert (certain["alive"] == 1).all() and (certain["stands_for"] == 1).all()
    assert (firms["stands_for"][firms["is_certain"] == 0] == scale).all()


def test_governments_townships_and_institutes_are_all_there_at_every_scale(jiangxi):
    sizes = {
        scale: [
            len(block(world_of(jiangxi.until(2012), scale), name)) for name in ("counties", "townships", "institutes")
        ]
        for scale in (1, 20, 100)
    }
    assert sizes[1] == sizes[20] == sizes[100]
    assert sizes[1][0] == 100
