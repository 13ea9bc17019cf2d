"""With the channels between counties closed, what happens in one county stays there, bit for bit."""

import numpy as np
import pytest

from sim.lanes import CHANNELS
from tests.worlds import POPULATIONS, block, from_the_start, unlike, world_of

HOME = 30
CLOSED = {f"assumptions.channels.{name}": False for name in CHANNELS}


@pytest.fixture(scope="module")
def busy(jiangxi):
    return from_the_start(jiangxi.until(2017))


def more_science_money(world):
    world["counties"]["st_propensity"][HOME] *= 2.0


def richer_firms(world):
    firms = world["firms"]
    firms["cash"][firms["county"] == HOME] += 5_000_000
    firms["sales_year"][firms["county"] == HOME] *= 1.5
    firms["sales"][firms["county"] == HOME] *= 1.5


def better_delivery(world):
    world["counties"]["delivery_quality"][HOME] *= 3.0


def more_research(world):
    firms = world["firms"]
    active = (firms["county"] == HOME) & (firms["is_rd_active"] == 1)
    firms["rd"][active] *= 5.0
    firms["productivity"][firms["county"] == HOME] += 0.5
    firms["is_tech_sme"][firms["county"] == HOME] = 1


def better_scores(world):
    """Before the first figures of a year, so that money from above and pressure would follow them."""
    county = world["counties"][HOME]
    county["n_indexed_years"], county["score"], county["index_of_year"][:] = 1, 1.9, 99.0
    county["rank_in_tier"], county["rank_in_prefecture"] = 0.0, 0.0


CHANGES = [more_science_money, richer_firms, better_delivery, more_research]


def elsewhere(world, population):
    """Records of the agents of all other counties, without what only says where a worker's row is."""
    rows = block(world, population)
    if population == "counties":
        return np.delete(rows, HOME)
    rows = rows[(rows["county"] != HOME)]
    if "alive" in rows.dtype.names:
        rows = rows[rows["alive"] == 1]
    return rows


def by_key(world, talent):
    """The employer of every worker by its key: rows move when the changed county has other firms."""
    out = talent.copy()
    keys = block(world, "firms")["key"]
    bosses = talent["employer"]
    named = np.where(bosses >= 0, keys[np.maximum(bosses, 0)], 0)
    out["employer"] = np.minimum(bosses, 0)
    return out, named


def spread(scenario, change, scale):
    """(first year and quarter, what differs) elsewhere after a change at home; None if nothing does to the end."""
    plain, changed = world_of(scenario, scale), world_of(scenario, scale)
    change(changed)
    while plain.quarter_number < plain.n_quarters:
        now = (plain.year, plain.season)
        plain.step()
        changed.step()
        found = []
        for name in POPULATIONS:
            if name in ("sectors", "funds"):  # a fund's books tell of firms of several counties
                continue
            a, b = elsewhere(plain, name), elsewhere(changed, name)
            if name == "talent":
                (a, boss_a), (b, boss_b) = by_key(plain, a), by_key(changed, b)
                found += [] if np.array_equal(boss_a, boss_b) else ["talent.employer"]
            found += [f"{name}.{field}" for field in unlike(a, b)]
        quarter = plain.quarter_number - 1
        tallies = [np.delete(world.tally[0, quarter], HOME) for world in (plain, changed)]
        found += [f"tally.{field}" for field in unlike(*tallies)]
        if found:
            return now, found
    home = [
        unlike(block(world, "counties")[HOME : HOME + 1], block(plain, "counties")[HOME : HOME + 1])
        for world in [changed]
    ]
    assert home[0] != []  # the change did something at home
    return None


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
def test_nothing_leaves_a_county_when_all_channels_are_closed(busy, change):
    assert spread(busy.with_values(CLOSED), change, 20) is None


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__name__)
def test_it_spreads_when_they_are_open(busy, change):
    assert spread(busy, change, 20) is not None


@pytest.mark.parametrize("change", [more_science_money, better_scores], ids=lambda c: c.__name__)
def test_contests_carry_ranks_money_from_above_and_the_index(busy, change):
    """With that channel alone open, others differ first in what they are compared with or get from above."""
    found = spread(busy.with_values({**CLOSED, "assumptions.channels.contests": True}), change, 100)
    assert found is not None
    first = {"counties.reference", "counties.transfers", "counties.at_stake", "counties.rank_in_tier", "counties.score"}
    assert first & set(found[1]), found


FIRST = {
    "shared_markets": ("firms.",),  # firms of other counties lose or win shares of the market
    "spillover": ("counties.spillover", "institutes."),  # what others know, firms' contracts with institutes elsewhere
    "mobility": ("talent.", "counties.offers", "counties.posts_shown"),  # people move, or hear of grants and posts
}


@pytest.mark.parametrize("channel", FIRST)
def test_the_first_difference_elsewhere_names_its_channel(busy, channel):
    only = busy.with_values({**CLOSED, f"assumptions.channels.{channel}": True})
    found = spread(only, more_research, 20)
    assert found is not None
    assert any(name.startswith(FIRST[channel]) for name in found[1]), found
