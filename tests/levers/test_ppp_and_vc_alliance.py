"""The venture alliance: public money beside owners', inside private funds, that bears its part of gains and losses."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.agents.fund import VENTURE
from sim.levers.ppp_and_vc_alliance import county_capital, in_force, most_public_money, province_capital
from sim.scenario import load_scenario
from sim.steps.alliance import public_part_of_sale
from tests.levers.helpers import (
    compared,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
    weights,
)
from tests.worlds import block, region, run, set_law, world_of

LEVER = "ppp_and_vc_alliance"
TERMS = {"annual_capital_province": 10e6, "annual_capital_county": 50e3, "public_share": 0.3}


@pytest.fixture(scope="module")
def alone():
    """National law to the end of 2013: no other lever asks for the province's money or lends to firms."""
    return load_scenario("national_law").until(2013)


@pytest.fixture(scope="module")
def sichuan():
    return load_scenario("sichuan_2018").until(2019)


def test_no_capital_is_no_alliance():
    no_money_is_no_lever(LEVER, ["annual_capital_province", "annual_capital_county"])


def test_without_a_public_share_nothing_is_paid_in():
    no_money_is_no_lever(LEVER, ["public_share"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_venture_investment_first_and_nothing_before_governments_pay_in(sichuan):
    on, off, found = compared(sichuan, sichuan.with_values({LEVER: "off"}))
    assert found.quarter == "2019Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) <= {"province", "county"} and set(costs["kind"]) <= {"capital", "expected loss"}
    assert off.costs.query("lever == @LEVER").empty


def test_governments_pay_within_their_budgets_and_beside_owners(sichuan):
    world = run(world_of(sichuan, 20))
    own, from_province = (paid(world, f"alliance_capital_of_{one}", 2019) for one in ("county", "province"))
    assert own.sum() > 0 and (own <= 50_000 * weights(world) + 1).all()
    assert 0 < from_province.sum() <= 10_000_000
    funds = block(world, "funds")
    members = funds[funds["alliance_share"] > 0]
    assert len(members) and (members["kind"] == VENTURE).all()
    assert (members["alliance_share"] <= 0.3 + 1e-9).all()
    assert members["capital_counties"].sum() == own.sum()


def test_money_ends_with_the_law_and_no_fund_takes_more_than_its_room(alone):
    world = set_law(world_of(alone, 20), LEVER, TERMS | {"annual_capital_province": 900e6})
    run(world, 1)
    funds = block(world, "funds")
    private = funds[funds["kind"] == VENTURE]
    most = private["commitment"] * world["lanes"]["given"]["gdp_index"][0] * 0.3 / 0.7
    assert (private["capital_province"] + private["capital_counties"] <= most + 1).all()
    assert (private["alliance_room"] == 0).all()  # so much money fills every fund
    run(set_law(world, LEVER), 7)
    assert paid(world, "alliance_capital_of_province", 2013).sum() == 0


def test_the_public_part_of_a_sale_stays_and_its_part_of_a_loss_is_lost():
    """A fund of 10m, three tenths public, has sold a stake of 4m for 6m, or for 1m: what is the public's is kept."""
    for proceeds, lost in ((6_000_000, 0), (1_000_000, 3_000_000)):
        fund = SimpleNamespace(alliance_share=0.3, cash=2_000_000 + proceeds, invested=4_000_000,
                               capital_province=2_000_000, capital_counties=1_000_000)  # fmt: skip
        forgone = np.zeros((1, 8), np.int64)
        kept = public_part_of_sale(fund, proceeds, lost, 0, forgone)
        assert kept == 0.3 * proceeds
        left = 6_000_000 + kept
        assert fund.alliance_share * left == pytest.approx(0.3 * 6_000_000 + kept)
        assert list(forgone[0, 6:]) == [0.2 * lost, pytest.approx(0.1 * lost)]


def test_more_public_money_means_more_venture_investment(alone):
    def money(capital):
        world = set_law(world_of(alone, 10), LEVER, TERMS | {"annual_capital_province": capital})
        return region(run(world), "yuan_venture_private").sum()

    sums = [money(capital) for capital in (0.0, 20e6, 200e6)]
    assert sums == sorted(sums) and sums[0] < sums[-1]


def test_terms():
    law = SimpleNamespace(**TERMS)
    assert in_force(law) and province_capital(law) == 10e6 and county_capital(law, 2.0) == 100e3
    assert most_public_money(70.0, law) == pytest.approx(30.0)
    law.public_share = 0.0
    assert not in_force(law) and province_capital(law) == county_capital(law, 2.0) == 0.0
