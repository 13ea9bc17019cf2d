"""Titles go by rule: known answers at the thresholds, and they fall away when the rule is no longer met."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim import beliefs
from sim.rules.titles import (
    is_gazelle,
    is_little_giant,
    is_near,
    is_srdi,
    passes_evaluation,
    within_sme_bounds,
)
from tests.worlds import block, world_of

BELIEF = SimpleNamespace(**beliefs.draw("jiangxi", 1, False))


def firm(**changes):
    usual = {"sales_year": 40e6, "rd_year": 1e6, "is_rd_active": 1, "is_hnte": 0, "is_srdi": 0, "is_little_giant": 0,
             "is_tech_sme": 0, "patents": 0, "near_title": 0, "in_zone": 0}  # fmt: skip
    return SimpleNamespace(**{**usual, **changes})


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"sales_year": 10e6, "rd_year": 150_000.0}, True),  # 1.5 % of 10m yuan
        ({"sales_year": 9.99e6}, False),
        ({"rd_year": 590_000.0}, False),
        ({"is_rd_active": 0}, False),
        ({"sales_year": 401e6, "rd_year": 40e6}, False),
    ],
)
def test_srdi(changes, expected):
    assert bool(is_srdi(firm(**changes), BELIEF)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"is_srdi": 1, "sales_year": 50e6, "rd_year": 3e6, "patents": 2}, True),
        ({"is_srdi": 0, "sales_year": 50e6, "rd_year": 3e6, "patents": 2}, False),
        ({"is_srdi": 1, "sales_year": 50e6, "rd_year": 2.9e6, "patents": 2}, False),
        ({"is_srdi": 1, "sales_year": 100e6, "rd_year": 3e6, "patents": 2}, True),
        ({"is_srdi": 1, "sales_year": 100e6, "rd_year": 3e6, "patents": 1}, False),
        ({"is_srdi": 1, "sales_year": 50e6, "rd_year": 3e6, "patents": 2, "is_rd_active": 0}, False),  # it has stopped
    ],
)
def test_little_giant(changes, expected):
    assert bool(is_little_giant(firm(**changes), BELIEF)) == expected


def test_gazelle_needs_a_fifth_a_year_over_three_years_above_a_base():
    assert is_gazelle(17.28e6 + 1, 10e6, BELIEF)
    assert not is_gazelle(17.27e6, 10e6, BELIEF)
    assert not is_gazelle(40e6, 4.9e6, BELIEF)
    assert not is_gazelle(40e6, 0.0, BELIEF)  # no memory: younger than three years


def test_technology_sme_has_three_bounds_and_an_evaluation():
    small = firm(sales_year=200e6)
    assert within_sme_bounds(small, 500.0, 200e6, BELIEF)
    assert not within_sme_bounds(small, 501.0, 200e6, BELIEF)
    assert not within_sme_bounds(small, 500.0, 201e6, BELIEF)
    assert not within_sme_bounds(firm(sales_year=201e6), 500.0, 200e6, BELIEF)
    assert passes_evaluation(firm(rd_year=1.2e6), BELIEF) and passes_evaluation(firm(is_hnte=1), BELIEF)
    assert not passes_evaluation(firm(rd_year=1.1e6), BELIEF)


def test_who_is_near_a_title():
    assert is_near(firm(rd_year=0.36e6), 0.05, 0, 0.6, BELIEF)  # 0.9 % of 1.5 %
    assert not is_near(firm(rd_year=0.35e6), 0.05, 0, 0.6, BELIEF)
    assert is_near(firm(is_rd_active=0, is_tech_sme=1), 0.05, 0, 0.6, BELIEF)
    assert is_near(firm(is_rd_active=0), 0.05, 1, 0.6, BELIEF)
    assert not is_near(firm(is_rd_active=0), 0.05, 0, 0.6, BELIEF)
    assert not is_near(firm(sales_year=5e6), 0.05, 1, 0.6, BELIEF)
    assert not is_near(firm(is_srdi=1), 0.0, 1, 0.6, BELIEF)  # no law of HNTE, no firm near it
    holder = firm(is_hnte=1, is_srdi=1, is_little_giant=1, rd_year=4e6)
    assert not is_near(holder, 0.04, 1, 0.6, BELIEF)


def test_titles_hold_three_years_at_most_without_renewal_and_only_where_the_rule_was_met(jiangxi):
    world = world_of(jiangxi.until(2017), 20)
    while world.quarter_number < world.n_quarters:
        world.step()
        if world.season != 1:  # titles go with the fourth quarter
            continue
        firms = block(world, "firms")
        firms = firms[firms["alive"] == 1]
        now = 4 * world.year - 1
        for title in ("srdi", "little_giant"):
            holders = firms[firms[f"is_{title}"] == 1]
            assert (holders[f"{title}_until"] > now).all() and (holders[f"{title}_until"] <= now + 12).all()
            fresh = holders[holders[f"{title}_until"] == now + 12]
            assert (fresh["sales_year"] >= 10e6).all() and (fresh["is_rd_active"] == 1).all()
        assert (firms["sales_year"][firms["is_tech_sme"] == 1] <= 200e6).all()
    for count, flag in (("n_srdi", "is_srdi"), ("n_little_giants", "is_little_giant"), ("n_gazelles", "is_gazelle")):
        total = world.tally[count][0, -1].sum()
        assert total == (firms[flag] * firms["stands_for"]).sum(), count
    assert world.tally["n_srdi"][0, -1].sum() > 100 and world.tally["n_gazelles"][0, -1].sum() > 100
    assert np.all(world.tally["n_gazelles"][0, :15] == 0)  # sales are remembered for three years first
