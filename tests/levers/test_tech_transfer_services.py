"""Agencies exist where they are paid; they bring contracts to hand, with diminishing returns, and take a fee."""

from itertools import pairwise
from types import SimpleNamespace

import pytest

from sim.levers.tech_transfer_services import agencies, chance_at_hand, fee, institutes_shown, pool
from tests.levers.helpers import effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import region, run, world_of

LEVER = "tech_transfer_services"


@pytest.mark.parametrize("parameter", ["agency_subsidy", "agencies_per_county"])
def test_no_money_is_no_agency(parameter):
    no_money_is_no_lever(LEVER, [parameter])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_brings_contracts_first_and_nothing_before_2018():
    on, off, found = effect({f"{LEVER}.agency_subsidy": 0})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) == {"county"} and costs["year"].min() >= 2018
    assert off.costs.query("lever == @LEVER").empty
    rows = [r.indicators.query("indicator == 'outside_contracts' and quarter == 0 and year == 2018") for r in (on, off)]
    signed = [table[table["county"].astype(str) == "360000"]["value"].sum() for table in rows]
    assert signed[0] > signed[1], "more contracts at hand, more that pay"


def test_a_county_supports_as_many_as_its_money_pays(jiangxi):
    world = run(world_of(jiangxi.until(2019), 50))
    bodies = region(world, "n_transfer_bodies")
    assert (bodies[:24] == 0).all() and bodies[24:].min() == pytest.approx(world.n_counties)
    assert paid(world, "transfer_service_subsidy", 2019).max() <= 300_000
    assert paid(world, "transfer_service_subsidy", 2019).sum() == pytest.approx(bodies[-1] * 300_000, rel=0.001)


def county(**changes):
    return SimpleNamespace(**{"transfer_bodies": 1.0, "served_firms": 12.0} | changes)


def test_an_agency_has_so_many_introductions_and_shows_no_more_institutes_than_there_are():
    law, sector = SimpleNamespace(introductions=24.0), SimpleNamespace(n_institutes=3.0)
    shown = [institutes_shown(sector, county(served_firms=n), law) for n in (6.0, 12.0, 24.0)]
    assert shown == pytest.approx([1.0, 0.5, 0.25]), "firms share the agency's time"
    assert institutes_shown(sector, county(served_firms=0.0), law) == 3.0
    assert institutes_shown(SimpleNamespace(n_institutes=0.0), county(), law) == 0.0


def test_chance_fee_and_money():
    law = SimpleNamespace(agencies_per_county=2.0, agency_subsidy=300_000.0, introductions=24.0, fee=0.02)
    assert pool(law) == 600_000
    assert [agencies(yuan, law) for yuan in (0, 150_000, 900_000)] == [0.0, 0.5, 2.0]
    belief, sector = SimpleNamespace(contract_frequency=0.15), SimpleNamespace(n_institutes=10.0)
    reached, missed = SimpleNamespace(is_reached=1), SimpleNamespace(is_reached=0)
    chance = [chance_at_hand(reached, sector, county(transfer_bodies=n), belief, law) for n in (0.0, 1.0, 2.0, 3.0)]
    assert chance[0] == 0.15
    assert chance[1] == pytest.approx(1.0 - 0.85 ** (1.0 + 24.0 / 4.0 / 12.0))
    steps = [b - a for a, b in pairwise(chance)]
    assert steps[0] > steps[1] > steps[2] > 0.0
    assert chance_at_hand(missed, sector, county(transfer_bodies=3.0), belief, law) == 0.15
    assert fee(SimpleNamespace(through_agency=1), 200_000.0, law) == 4_000.0
    assert fee(SimpleNamespace(through_agency=0), 200_000.0, law) == 0.0
