"""Recognition as HNTE: a choice that pays, a certificate of three years, a reward while the county's money lasts."""

from types import SimpleNamespace

import numpy as np

from sim.levers.hnte_cit_rate import in_force, rate_of
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, paid
from tests.worlds import block, region, run, set_law, world_of

LEVER = "hnte_cit_rate"


def test_no_rate_is_no_lever():
    no_money_is_no_lever(LEVER, ["rate"])


def test_the_reward_moves_recognition():
    on, off, found = effect({f"{LEVER}.local_reward": 0})
    assert found.quarter >= "2018Q2"  # the choice is made in the second quarter
    moves_what_its_law_names(LEVER, found)
    rewards = on.costs.query("lever == @LEVER and kind == 'outlay'")
    assert (rewards["year"] >= 2018).all() and set(rewards["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER and kind == 'outlay'").empty


def test_recognition_is_worth_choosing(jiangxi):
    law = jiangxi.until(2018)
    with_it = run(world_of(law, 20, replicates=[0, 1]))
    without = run(set_law(world_of(law, 20, replicates=[0, 1]), LEVER))
    for place in (0, 1):
        assert region(with_it, "n_hnte", place)[-1] > region(without, "n_hnte", place)[-1]
        assert region(without, "n_hnte_awarded", place).sum() == 0
        assert region(without, "n_hnte", place)[-1] == 0  # certificates of 2012 have ended


def test_a_higher_reward_means_more_high_tech_enterprises(jiangxi):
    few, many = (
        run(world_of(jiangxi.with_values({f"{LEVER}.local_reward@2018-01-20": reward}), 10, replicates=range(4)))
        for reward in (0, 500_000)
    )
    gain = [region(many, "n_hnte", k)[-1] - region(few, "n_hnte", k)[-1] for k in range(4)]
    assert np.mean(gain) > 0


def test_rewards_are_paid_from_2018_and_within_a_fifth_of_the_envelope(jiangxi):
    world = world_of(jiangxi, 10)
    total = 0
    while world.quarter_number < world.n_quarters:
        year = world.year
        run(world, 4)
        rewards, awarded = (
            paid(world, "hnte_local_reward", year),
            world.tally["n_hnte_awarded"][0, -1 + world.quarter_number],
        )
        envelope = block(world, "counties")["st_envelope"]
        assert (rewards <= 0.2 * envelope + 1).all(), year
        assert (rewards <= 100_000 * awarded).all(), year
        assert year >= 2018 or rewards.sum() == 0
        total += rewards.sum()
    assert total > 0


def test_a_certificate_ends_after_three_years_and_only_performers_of_research_get_one(jiangxi):
    world = world_of(jiangxi.until(2016), 20)
    while world.quarter_number < world.n_quarters:
        before = {int(f["key"]): int(f["is_hnte"]) for f in block(world, "firms")}
        world.step()
        firms = block(world, "firms")
        firms = firms[firms["alive"] == 1]
        now = 4 * (world.year if world.season > 1 else world.year - 1) + (world.season - 2) % 4
        held = firms[firms["is_hnte"] == 1]
        assert (held["hnte_until"] <= now + 12).all()
        if world.season == 1:  # the fourth quarter has just ended
            assert (held["hnte_until"] > now).all()
            new = held[[before.get(int(key), 0) == 0 for key in held["key"]]]
            assert (new["is_rd_active"] == 1).all()


def test_the_rate_is_never_above_the_standard_rate():
    law = SimpleNamespace(rate=0.3)
    assert [in_force(law), rate_of(1, law, 0.25), rate_of(0, law, 0.25)] == [True, 0.25, 0.25]
    assert [in_force(SimpleNamespace(rate=0.0)), rate_of(1, SimpleNamespace(rate=0.0), 0.25)] == [False, 0.25]
