"""The contest for innovative counties and townships: by rank, above a threshold, never filled up."""

import numpy as np
import pytest

from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, run, world_of

LEVER = "innovative_county_programme"
AWARDS = ["award_per_county", "award_per_township"]


def test_without_awards_there_is_no_contest():
    no_money_is_no_lever(LEVER, AWARDS)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter >= "2018Q1"
    moves_what_its_law_names(LEVER, found)
    statuses = on.indicators.query("indicator == 'innovative_counties' and quarter == 0 and county == '360000'")
    assert statuses.query("year < 2018")["value"].max() == 0
    assert off.costs.query("lever == @LEVER").empty


@pytest.mark.parametrize("threshold", [0.5, 0.9])
def test_places_go_by_rank_to_those_that_pass(jiangxi, threshold):
    values = {f"{LEVER}.score_threshold_county": threshold, f"{LEVER}.score_threshold_township": threshold,
              f"{LEVER}.places_per_round_county": 3, f"{LEVER}.places_per_round_township": 20}  # fmt: skip
    world = world_of(jiangxi.with_values(values), 50)
    while world.quarter_number < world.n_quarters:
        year = world.year
        had = {name: block(world, name)["is_innovative"].copy() for name in ("counties", "townships")}
        run(world, 4)
        for name, places, award, flow in (
            ("counties", 3, 5_000_000, "innovative_county_award"),
            ("townships", 20, 500_000, "innovative_township_award"),
        ):
            rows = block(world, name)
            new = (rows["is_innovative"] == 1) & (had[name] == 0)
            left = rows["is_innovative"] == 0
            assert (rows["is_innovative"] >= had[name]).all()
            assert new.sum() <= places and (year >= 2018 or not new.any())
            if new.any():
                assert rows["score"][new].min() >= threshold
                assert rows["score"][new].min() >= rows["score"][left].max()
            if year >= 2018 and new.sum() < places:
                assert not left.any() or rows["score"][left].max() < threshold  # an empty place means nobody passed
            assert paid(world, flow, year).sum() == new.sum() * award


def test_nobody_wins_when_nobody_passes(jiangxi):
    values = {f"{LEVER}.score_threshold_county": 10, f"{LEVER}.score_threshold_township": 10}
    world = run(world_of(jiangxi.with_values(values), 50))
    for name in ("counties", "townships"):
        assert np.count_nonzero(block(world, name)["is_innovative"]) == 0
