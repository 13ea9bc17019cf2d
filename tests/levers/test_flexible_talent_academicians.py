"""Firms host experts for some days a year: their institute need not be searched for, and its time is used."""

from types import SimpleNamespace

from sim.levers.flexible_talent_academicians import expert_time, hosted, pool
from sim.steps.stations import may_host
from tests.levers.helpers import (
    brought_forward,
    compared,
    moves_what_its_law_names,
    no_money_is_no_lever,
    off_is_no_law,
    paid,
)
from tests.test_money import check_a_run
from tests.worlds import block, run, set_law, world_of

LEVER = "flexible_talent_academicians"
LAW = {"stations_per_county": 1.0, "station_subsidy": 100_000.0, "days": 20.0}


def test_no_money_is_no_lever():
    no_money_is_no_lever(LEVER, ["station_subsidy"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_contracts_first():
    scenario = brought_forward("sichuan_2018", LEVER)
    on, off, found = compared(scenario, scenario.with_values({f"{LEVER}.station_subsidy@2013-01-01": 0}))
    assert found.quarter == "2013Q1"
    moves_what_its_law_names(LEVER, found)
    assert set(on.costs.query("lever == @LEVER")["payer"]) == {"county"}
    assert off.costs.query("lever == @LEVER").empty


def test_stations_go_to_firms_that_may_as_far_as_the_money_goes(jiangxi):
    world = set_law(world_of(jiangxi.until(2014), 5), LEVER, LAW)
    for law, given in world.calendars:
        law[LEVER]["station_subsidy"][given["year"] >= 2014] = 0.0
    run(world)
    for year in (2012, 2013):
        yuan = paid(world, "station_subsidy", year)
        assert 0 < yuan.sum() == paid(world, "station_income", year).sum()
        assert yuan.max() <= 100_000
    assert paid(world, "station_subsidy", 2014).sum() == 0
    firms = block(world, "firms")
    assert firms["station_until"].max() <= 4 * 2014 + 3  # a year after the last could begin
    had = firms["station_until"] > 0
    assert (firms["station"][had] > 0.0).all() and (firms["station"][had] <= 1.0).all()
    fields = block(world, "institutes")["field"]
    assert (fields[firms["station_with"][had] - 1] == firms["sector"][had]).all()


def test_an_expert_costs_the_institute_time_and_brings_knowledge(jiangxi):
    with_it, without = (
        run(set_law(world_of(jiangxi, 5), LEVER, LAW | {"stations_per_county": n}), 1) for n in (10.0, 0.0)
    )
    firms, bare = block(with_it, "firms"), block(without, "firms")
    host = firms["station_until"] > 0
    gain = firms["knowledge"] - bare["knowledge"]
    assert (gain[host] > 0.0).mean() > 0.9  # some would have had a contract elsewhere
    assert (gain[~host] == 0.0).mean() > 0.99  # some find an institute's time gone
    contracts = [world.tally["n_outside_contracts"].sum() for world in (with_it, without)]
    time = [block(world, "institutes")["contract_time_left"].sum() for world in (with_it, without)]
    assert contracts[0] > contracts[1] and time[0] < time[1]


def test_with_spillovers_closed_only_institutes_of_the_own_county_send_experts(jiangxi):
    closed = jiangxi.until(2012).with_values({"assumptions.channels.spillover": False})
    world = run(set_law(world_of(closed, 5), LEVER, LAW))
    firms, seats = block(world, "firms"), block(world, "institutes")["county"]
    had = firms["station_with"] > 0
    assert had.any() and (seats[firms["station_with"][had] - 1] == firms["county"][had]).all()


def test_edges():
    law = SimpleNamespace(**LAW)
    assert pool(law) == 100_000.0 and expert_time(law, 250.0) == 0.08
    firm = SimpleNamespace(station=0.4, station_until=10)
    assert [hosted(firm, quarter) for quarter in (9, 10)] == [0.4, 0.0]
    one = {"is_rd_active": 1, "is_reached": 1, "is_hnte": 0, "is_service": 0, "sales_year": 20e6, "station_until": 8}
    assert may_host(SimpleNamespace(**one), 8)
    for change in ({"is_rd_active": 0}, {"is_reached": 0}, {"sales_year": 19e6}, {"station_until": 9}):
        assert not may_host(SimpleNamespace(**{**one, **change}), 8)
    assert may_host(SimpleNamespace(**{**one, "sales_year": 1e6, "is_hnte": 1}), 8)


def test_money_is_conserved(jiangxi):
    check_a_run(set_law(world_of(jiangxi.until(2013), 50), LEVER, LAW))
