"""Firms choose institutes by fit, distance, pairing and memory; time binds; a contract teaches."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim import beliefs
from sim.agents.government import N_POOLS
from sim.engine.luck import agent_key
from sim.rules.contracts import PARTNER
from sim.steps.contracts import chosen_partner, has_time, partner_weight
from tests.worlds import block, region, run, world_of


@pytest.fixture(scope="module")
def belief():
    return SimpleNamespace(**beliefs.draw("jiangxi", 1, False))


OPEN = SimpleNamespace(annual_budget_county=1e5, days_opened=500.0, price_per_day=4_000.0, use_subsidy=0.5)


def institute(**changes):
    usual = {"n_rd_workers": 5, "county": 1, "field": 2, "effort": 1.0, "contract_time_left": 1.0,
             "service_time_left": 0.0, "instrument_days": 0.0, "is_listed": 0}  # fmt: skip
    return SimpleNamespace(**usual | changes)


def firm(**changes):
    usual = {"key": agent_key(0, 0, 3), "county": 0, "sector": 2, "contract_price": 200_000.0, "cash": 1_000_000,
             "contract_value": 130_000.0, "through_agency": 0, "in_cluster": 0, "is_reached": 1, "stands_for": 1,
             "partner": 0, "partner_since": 0, "voucher": 0,
             "station": 0.0, "station_until": 0, "station_with": 0,
             "voucher_used": 0, "voucher_until": 0, "alliance_until": 0, "alliance_part": 0}  # fmt: skip
    return SimpleNamespace(**usual | changes)


def lane_of(belief, n=2, **changes):
    usual = {"belief": belief, "channel_spillover": 1, "first_institute": 0, "end_institute": n, "quarter": 8050,
             "seed": 7, "given": SimpleNamespace(gdp_index=1.0),
             "law": SimpleNamespace(tech_transfer_services=SimpleNamespace(fee=0.02),
                                    shared_instruments=OPEN)}  # fmt: skip
    return SimpleNamespace(**usual | changes)


def weight(belief, an_institute, a_firm=None, partners=(0, 0, 0), near=0.5, only_free=False, pool=0, online=0, **lane):
    county = SimpleNamespace(partners=list(partners), pools=[pool] * N_POOLS, is_online=online)
    proximity = [[0.0, near], [near, 0.0]]
    return partner_weight(lane_of(belief, **lane), a_firm or firm(), county, 0, an_institute, 0, proximity, only_free)


def test_a_firm_prefers_a_fitting_a_near_a_paired_and_a_known_partner(belief):
    usual = weight(belief, institute())
    assert usual > 0.0
    assert weight(belief, institute(field=3)) < usual
    assert weight(belief, institute(county=0)) > weight(belief, institute(), near=0.9) > usual
    assert weight(belief, institute(), partners=(1, 0, 0)) > usual
    assert weight(belief, institute(), firm(partner=1, partner_since=8048)) > usual
    assert weight(belief, institute(), firm(partner=2, partner_since=8048)) == usual  # of another institute: no help
    host = {"station": 1.0, "station_until": 9_999}
    assert weight(belief, institute(), firm(station_with=1, **host)) > usual  # the expert need not be searched for
    assert weight(belief, institute(), firm(station_with=2, **host)) == usual
    assert weight(belief, institute(), firm(station_with=1, station=1.0, station_until=8_000)) == usual  # it is over
    assert weight(belief, institute(), firm(through_agency=1)) < usual  # the fee; an agency makes nothing worth more
    assert weight(belief, institute(effort=1.3)) > usual
    opened = institute(instrument_days=5.0)
    assert weight(belief, opened, pool=10_000) > usual
    assert usual < weight(belief, opened, pool=5_000) < weight(belief, opened, pool=10_000)  # the last gets the rest
    assert weight(belief, opened) == weight(belief, opened, firm(is_reached=0), pool=10_000) == usual
    assert weight(belief, institute(instrument_days=4.0), pool=10_000) == usual  # the days are used up


def test_an_ally_is_a_known_partner_and_a_listed_institute_is_no_dearer_far_away(belief):
    usual = weight(belief, institute())
    assert weight(belief, institute(), firm(alliance_until=8050)) > usual
    assert weight(belief, institute(), firm(alliance_until=8049)) == usual  # last year's membership
    assert weight(belief, institute(field=3), firm(alliance_until=8050)) == weight(belief, institute(field=3))
    part = firm(alliance_until=8050, alliance_part=10_000)
    assert weight(belief, institute(), part) > weight(belief, institute(), firm(alliance_until=8050))
    assert weight(belief, institute(is_listed=1), online=1) == weight(belief, institute(county=0)) > usual
    assert weight(belief, institute(is_listed=1)) == weight(belief, institute(), online=1) == usual


def test_no_contract_without_researchers_reach_cash_or_worth(belief):
    assert weight(belief, institute(n_rd_workers=0)) == 0.0
    assert weight(belief, institute(), channel_spillover=0) == 0.0
    assert weight(belief, institute(county=0), channel_spillover=0) > 0.0
    assert weight(belief, institute(), firm(cash=150_000)) == 0.0
    poor = firm(contract_value=-60_000.0)
    assert weight(belief, institute(), poor) == 0.0
    poor.voucher, poor.voucher_until = 300_000, 8050
    assert weight(belief, institute(), poor) > 0.0


def test_an_institute_without_time_serves_only_counties_it_is_paired_with(belief):
    busy = institute(contract_time_left=-0.1)
    assert weight(belief, busy, only_free=True) == 0.0
    assert weight(belief, busy, only_free=False) > 0.0  # so that it hears what was asked
    busy.service_time_left = 0.2
    assert not has_time(lane_of(belief), SimpleNamespace(partners=[0, 0, 0]), busy, 0)
    assert has_time(lane_of(belief), SimpleNamespace(partners=[0, 1, 0]), busy, 0)


def test_choices_follow_the_weights(belief):
    county = SimpleNamespace(partners=[0, 0, 0], pools=[0] * N_POOLS, is_online=0)
    proximity = [[0.0, 0.5], [0.5, 0.0]]
    two = [institute(), institute(county=0)]
    lane = lane_of(belief)
    shares = [partner_weight(lane, firm(), county, 0, two[k], k, proximity, False) for k in (0, 1)]
    chosen = [
        chosen_partner(lane, firm(key=agent_key(0, 0, slot)), county, 0, two, proximity, PARTNER, False)
        for slot in range(4000)
    ]
    assert np.mean(chosen) == pytest.approx(shares[1] / sum(shares), abs=0.03)
    none = firm(contract_value=-150_000.0)
    assert chosen_partner(lane, none, county, 0, two, proximity, PARTNER, False) == -1


def test_less_time_means_fewer_contracts_and_more_turned_away(jiangxi):
    """Capacity binds: with researchers' work on a contract four times as long, more is refused and less is signed."""
    signed, refused = [], []
    for time in (0.25, 1.0, 4.0):
        world = world_of(jiangxi.until(2013), 10)
        for lane in world["lanes"]:
            lane["belief"]["contract_time"] = time
        run(world)
        signed.append(region(world, "n_outside_contracts").sum())
        refused.append(region(world, "n_contracts_refused").sum())
    assert signed[0] > signed[1] > signed[2] > 0
    assert refused[0] < refused[1] < refused[2]


def test_with_spillovers_closed_contracts_stay_in_the_county(jiangxi):
    world = run(world_of(jiangxi.until(2014).with_values({"assumptions.channels.spillover": False}), 5))
    for table in world.contracts.values():
        assert (table == np.diag(np.diag(table))).all()
    assert sum(table.sum() for table in world.contracts.values()) > 0


def test_open_contracts_go_more_to_near_and_fitting_institutes(jiangxi):
    world = world_of(jiangxi.until(2015), 2)
    fits, expected = 0.0, 0.0
    while world.quarter_number < world.n_quarters:
        now = 4 * world.year + world.season - 1
        world.step()
        firms, institutes = block(world, "firms"), block(world, "institutes")
        bought = firms[(firms["alive"] == 1) & (firms["partner"] > 0) & (firms["partner_since"] == now)]
        fields = institutes["field"]
        fits += (fields[bought["partner"] - 1] == bought["sector"]).sum()
        expected += sum((fields == sector).mean() for sector in bought["sector"])
    assert fits > 1.5 * expected > 0
    far = -np.log(world["proximity"] + np.eye(world.n_counties))  # in proportion to the distance
    yuan = sum(world.contracts.values())
    usual = far[:, block(world, "institutes")["county"]].mean(axis=1)  # of an institute taken by lot
    assert (yuan * far).sum() < 0.8 * (yuan.sum(axis=1) * usual).sum()
