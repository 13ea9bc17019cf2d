"""Townships weigh income, duty and prize; commissioners are limited by researchers; workers retire by age."""

import numpy as np
import pytest

from tests.worlds import block, from_the_start, run, set_law, world_of


@pytest.fixture(scope="module")
def busy(jiangxi):
    return from_the_start(jiangxi.until(2013))


def started(scenario, quarters=1, scale=100, **belief):
    """A world some quarters on, with parameters set by hand."""
    world = world_of(scenario, scale)
    for name, value in belief.items():
        world["lanes"][0]["belief"][name] = value
    return run(world, quarters)


def townships(world):
    return block(world, "townships")


def test_poor_villages_are_as_many_as_the_region_had_and_where_schooling_is_low(jiangxi):
    world = world_of(jiangxi, 100)
    rows, counties = townships(world), block(world, "counties")
    assert rows["poor_villages"].sum() == pytest.approx(3_058, rel=0.05)
    assert (rows["poor_villages"] <= rows["villages"]).all() and (rows["poor_villages"] >= 0).all()
    assert np.corrcoef(rows["poor_villages"], counties["schooling"][rows["county"]])[0, 1] < -0.1
    assert (rows["is_poor"] == (rows["poor_villages"] >= 0.25 * rows["villages"])).all()
    assert sorted(rows["poverty_rank"]) == list(range(1, len(rows) + 1))
    by_rank = rows["poor_villages"][np.argsort(rows["poverty_rank"])]
    assert (np.diff(by_rank) <= 0).all()


def test_nothing_moves_in_the_villages_without_policy(jiangxi):
    from sim.scenario import load_scenario

    world = world_of(load_scenario("national_law").until(2014), 100)
    before = townships(world).copy()
    run(world)
    after = townships(world)
    some = after["poor_villages"] > 0
    assert np.allclose(after["adoption_ordinary"], before["adoption_ordinary"], rtol=1e-9)
    assert np.allclose(after["adoption_poor"][some], before["adoption_poor"][some], rtol=1e-9)
    assert after["drive"].max() == 0 and after["served"].max() == 0


def test_duty_draws_days_to_poor_villages_where_the_mark_is(busy):
    plain, dutiful = (townships(started(busy, poverty_duty=duty)) for duty in (1.0, 4.0))
    marked = plain["is_poor"] == 1
    assert (dutiful["poor_share"][marked] > plain["poor_share"][marked]).all()
    assert np.array_equal(dutiful["poor_share"][~marked], plain["poor_share"][~marked])


def test_a_smaller_gain_in_poor_villages_draws_days_away(busy):
    same, less = (townships(started(busy, poor_gain_gap=gap)) for gap in (0.0, 0.02))
    some = same["poor_villages"] > 0
    assert (less["poor_share"][some] <= same["poor_share"][some]).all()
    assert less["poor_share"].mean() < same["poor_share"].mean()


def test_the_prize_and_nearness_decide_the_effort(busy):
    world = run(world_of(busy, 100), 5)
    rows = townships(world)
    tries = rows["drive"] > 0
    assert tries.any() and not tries.all()
    programme = "innovative_county_programme"
    richer = run(set_law(world_of(busy, 100), programme, {"award_per_township": 200_000.0}), 5)
    assert townships(richer)["drive"].mean() > rows["drive"].mean()
    none = run(set_law(world_of(busy, 100), programme), 5)
    assert townships(none)["drive"].max() == 0
    assert (rows["drive"][rows["is_innovative"] == 1] == 0).all()
    # what trying costs: less contact in poor villages than without
    hard = tries & (rows["poor_villages"] > 0)
    assert (rows["contact_poor"][hard] < townships(none)["contact_poor"][hard]).all()


def test_commissioners_are_limited_by_the_time_of_researchers(busy):
    free, short = (started(busy, service_limit=limit) for limit in (0.1, 0.001))
    persons = [world.tally["n_commissioners"][0, 0].sum() for world in (free, short)]
    assert 0 < persons[1] < 0.2 * persons[0]
    staff = block(short, "institutes")["n_rd_workers"].sum() * 100
    assert persons[1] * 60 <= 0.001 * 250 * staff * 1.5  # staff is counted after the quarter's hiring
    assert block(short, "institutes")["service_time"].max() <= 0.001
    assert short.ledgers == {} and short["ledger"].sum() > 0


def test_time_that_is_lent_is_not_spent_on_research(busy):
    """An institute short of staff performs less research in the quarter in which commissioners leave."""
    idle = started(busy, service_limit=0.0)
    lent = started(busy, service_limit=0.5)
    done = [block(world, "institutes")["rd_done"].sum() for world in (idle, lent)]
    assert done[1] < done[0]
    assert idle.tally["n_commissioners"][0, 0].sum() == 0


def test_only_counties_with_an_institute_are_served_when_nothing_spills_over(busy):
    closed = run(world_of(busy.with_values({"assumptions.channels.spillover": False}), 100), 1)
    seats = np.bincount(block(closed, "institutes")["county"], minlength=closed.n_counties) > 0
    persons = closed.tally["n_commissioners"][0, 0]
    assert persons[seats].sum() > 0 and persons[~seats].max() == 0
    opened = run(world_of(busy, 100), 1)
    assert opened.tally["n_commissioners"][0, 0][~seats].min() > 0


def test_workers_are_gone_a_few_years_after_sixty(jiangxi):
    world = run(world_of(jiangxi.until(2014), 20))
    talent = block(world, "talent")
    ages = world.year - talent["born"][talent["alive"] == 1]
    assert ages.min() >= 22 and ages.max() < 72
    assert (ages >= 60).mean() < 0.05


def test_nobody_retires_when_nobody_is_old(jiangxi):
    worlds = [world_of(jiangxi.until(2012), 20) for _ in range(2)]
    worlds[0]["talent"]["born"][:] = 1980
    worlds[1]["talent"]["born"][:] = 1950
    left = [run(world).tally["n_talent_left"][0].sum() for world in worlds]
    assert left[1] > 3 * left[0]
