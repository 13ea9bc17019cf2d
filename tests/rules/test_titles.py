"""Titles go by rule: known answers at the thresholds, and they fall away when the rule is no longer met."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.rules.title_law import TITLE_LAW_FIELDS, title_law_on, title_law_table
from sim.rules.titles import (
    has_register,
    is_gazelle,
    is_little_giant,
    is_near,
    is_srdi,
    passes_evaluation,
    within_sme_bounds,
)
from tests.worlds import block, region, run, world_of


def law_on(day):
    return SimpleNamespace(**title_law_on(day))


LAW = law_on("2021-12-31")


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
    assert bool(is_srdi(firm(**changes), LAW)) == expected


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
    assert bool(is_little_giant(firm(**changes), LAW)) == expected


def test_gazelle_needs_a_fifth_a_year_over_three_years_above_a_base():
    assert is_gazelle(17.28e6 + 1, 10e6, LAW)
    assert not is_gazelle(17.27e6, 10e6, LAW)
    assert not is_gazelle(40e6, 4.9e6, LAW)
    assert not is_gazelle(40e6, 0.0, LAW)  # no memory: younger than three years


def test_technology_sme_has_three_bounds_and_an_evaluation():
    small = firm(sales_year=200e6)
    assert within_sme_bounds(small, 500.0, 200e6, LAW)
    assert not within_sme_bounds(small, 501.0, 200e6, LAW)
    assert not within_sme_bounds(small, 500.0, 201e6, LAW)
    assert not within_sme_bounds(firm(sales_year=201e6), 500.0, 200e6, LAW)
    assert passes_evaluation(firm(rd_year=1.2e6), LAW) and passes_evaluation(firm(is_hnte=1), LAW)
    assert not passes_evaluation(firm(rd_year=1.1e6), LAW)


def test_who_is_near_a_title():
    assert is_near(firm(rd_year=0.36e6), 0.05, 0, 0.6, LAW)  # 0.9 % of 1.5 %
    assert not is_near(firm(rd_year=0.35e6), 0.05, 0, 0.6, LAW)
    assert is_near(firm(is_rd_active=0, is_tech_sme=1), 0.05, 0, 0.6, LAW)
    assert is_near(firm(is_rd_active=0), 0.05, 1, 0.6, LAW)
    assert not is_near(firm(is_rd_active=0), 0.05, 0, 0.6, LAW)
    assert not is_near(firm(sales_year=5e6), 0.05, 1, 0.6, LAW)
    assert not is_near(firm(is_srdi=1), 0.0, 1, 0.6, LAW)  # no law of HNTE, no firm near it
    holder = firm(is_hnte=1, is_srdi=1, is_little_giant=1, rd_year=4e6)
    assert not is_near(holder, 0.04, 1, 0.6, LAW)


GOOD = {"sales_year": 120e6, "rd_year": 12e6, "is_hnte": 1, "patents": 9}


@pytest.mark.parametrize(
    ("title", "day_before", "first_day"),
    [
        ("tech_sme", "2017-05-02", "2017-05-03"),
        ("srdi", "2013-07-15", "2013-07-16"),
        ("little_giant", "2018-11-25", "2018-11-26"),
    ],
)
def test_before_a_title_exists_nobody_holds_it(title, day_before, first_day):
    holds = {
        "tech_sme": lambda law: has_register(law) and within_sme_bounds(firm(**GOOD), 50.0, 50e6, law),
        "srdi": lambda law: is_srdi(firm(**GOOD), law),
        "little_giant": lambda law: is_little_giant(firm(**GOOD, is_srdi=1), law),
    }[title]
    assert not holds(law_on(day_before)) and holds(law_on(first_day))


def test_before_a_title_exists_nobody_is_near_it():
    before = law_on("2012-06-30")
    assert not is_near(firm(rd_year=0.5e6), 0.0, 1, 0.6, before)
    assert not is_near(firm(is_rd_active=0, is_tech_sme=1), 0.05, 1, 0.6, before)
    assert is_near(firm(rd_year=1.3e6), 0.05, 0, 0.6, before)  # HNTE there was
    strong = {"is_srdi": 1, "is_hnte": 1, "sales_year": 150e6, "rd_year": 6e6}
    assert not is_near(firm(**strong), 0.04, 1, 0.6, law_on("2018-06-30"))
    assert is_near(firm(**strong), 0.04, 1, 0.6, law_on("2019-06-30"))


def test_the_national_standard_of_2022_is_stricter_with_srdi_enterprises():
    low, few = firm(rd_year=1.19e6), firm(sales_year=20e6, rd_year=0.9e6)  # under 3 %; under 1m yuan
    for one in (low, few):
        assert is_srdi(one, law_on("2022-05-31")) and not is_srdi(one, law_on("2022-06-01"))
    assert is_srdi(firm(rd_year=1.2e6), law_on("2022-06-01"))


def test_little_giants_of_the_first_batches_were_larger():
    giant = firm(is_srdi=1, sales_year=60e6, rd_year=4e6, patents=5)
    assert not is_little_giant(giant, law_on("2021-04-18")) and is_little_giant(giant, law_on("2021-04-19"))
    assert not is_little_giant(firm(is_srdi=1, sales_year=150e6, rd_year=9e6, patents=4), law_on("2020-01-01"))


def test_every_value_of_the_law_of_titles_is_dated_and_says_what_it_rests_on():
    rows = title_law_table()
    assert {row["parameter"] for row in rows} == {name for name, _ in TITLE_LAW_FIELDS}
    units = dict(TITLE_LAW_FIELDS)
    for row in rows:
        assert row["unit"] == units[row["parameter"]] and row["document"] and row["label"]["zh"] and row["label"]["en"]
        assert row["status"] in ("CONFIRMED", "RECALLED", "ASSUMED")


def test_titles_go_by_national_law_though_nobody_pays_for_them(jiangxi):
    off = jiangxi.until(2018).with_values({"firm_gradient_cultivation": "off"})
    world = run(world_of(off, 50))
    for count, first in (("n_srdi", 7), ("n_tech_sme", 21)):  # quarters from 2012 on
        total = world.tally[count][0].sum(axis=1)
        assert (total[:first] == 0).all() and total[-1] > 0, count
    assert (world.tally["n_little_giants"][0] == 0)[:27].all()
    assert region(world, "n_gazelles")[-1] > 0


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
        if world.year > 2017:  # that fourth quarter was the register's first
            assert (firms["sales_year"][firms["is_tech_sme"] == 1] <= 200e6).all()
    for count, flag in (("n_srdi", "is_srdi"), ("n_gazelles", "is_gazelle")):
        total = world.tally[count][0, -1].sum()
        assert total == (firms[flag] * firms["stands_for"]).sum(), count
    assert world.tally["n_srdi"][0, -1].sum() > 100 and world.tally["n_gazelles"][0, -1].sum() > 100
    assert np.all(world.tally["n_gazelles"][0, :15] == 0)  # sales are remembered for three years first
