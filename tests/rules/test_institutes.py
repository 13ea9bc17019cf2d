"""Institutes decide by what they should weigh: own share, what is asked of them, money for own research."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim import beliefs
from sim.rules.institutes import (
    at_home,
    inventors_effort,
    lent_share,
    own_share,
    share_of_time,
    statutory_floor,
    time_left,
)
from sim.steps.institutes import divide_time, institutes_plan_time
from tests.levers.helpers import busy
from tests.worlds import block, run, set_law, world_of


@pytest.fixture(scope="module")
def belief():
    return SimpleNamespace(**beliefs.draw("jiangxi", 1, False))


def divided(belief, share=0.4, **changes):
    institute = SimpleNamespace(
        **{
            "contracts_asked": 2e6,
            "licences_year": 1e5,
            "projects_promised": 2e5,
            "research_money": 9e6,
            "part_time": 0.0,
        }
        | changes
    )
    divide_time(institute, share, belief)
    return institute


def test_a_larger_own_share_and_more_contracts_asked_for_draw_time_to_contracts(belief):
    usual = divided(belief)
    assert divided(belief, share=0.7).time_contracts > usual.time_contracts
    assert divided(belief, contracts_asked=4e6).time_contracts > usual.time_contracts
    assert divided(belief, licences_year=1e6).time_contracts > usual.time_contracts


def test_more_money_for_own_research_draws_time_away_from_contracts_and_service(belief):
    usual, richer = divided(belief), divided(belief, research_money=20e6)
    assert richer.time_contracts < usual.time_contracts
    assert richer.time_service < usual.time_service
    assert richer.time_research > usual.time_research


def test_promised_projects_draw_time_to_service(belief):
    assert divided(belief, projects_promised=0.0).time_service == 0.0
    assert divided(belief, projects_promised=1e6).time_service > divided(belief).time_service > 0.0


def test_the_marginal_return_is_the_same_in_every_use(belief):
    it = divided(belief, share=0.5)
    worths = (0.5 * 2.1e6 / it.time_contracts, 0.5 * 2e5 / it.time_service)
    assert worths[0] == pytest.approx(worths[1])
    assert worths[0] == pytest.approx(belief.research_reward * 9e6 / it.time_research)


def test_time_is_divided_wholly_and_some_is_always_kept_for_contracts(belief):
    for asked, promised, money in ((0.0, 0.0, 0.0), (0.0, 0.0, 1e7), (1e9, 0.0, 0.0), (0.0, 1e9, 0.0)):
        it = divided(belief, contracts_asked=asked, licences_year=0.0, projects_promised=promised, research_money=money)
        assert it.time_research + it.time_contracts + it.time_service == pytest.approx(1.0)
        assert min(it.time_research, it.time_service) >= 0.0
        assert it.time_contracts >= belief.least_contract_time
    assert share_of_time(1.0, 0.0) == 0.0


@pytest.mark.parametrize("lent", [0.0, 0.1, 0.5, 1.0])
def test_all_uses_of_time_add_up_to_the_whole_with_what_is_lent(belief, lent):
    """Ten researchers: what goes to townships, contracts, joint projects and own research is ten person-years."""
    institute = SimpleNamespace(
        contracts_asked=2e6, licences_year=1e5, projects_promised=2e5, research_money=9e6, inventor_share=0.4, field=0,
        n_rd_workers=10, service_time=lent, contract_time_left=0.0, service_time_left=0.0,
        share_floor=0.5, part_time=0.0, time_freed=0.0,
    )  # fmt: skip
    lane = SimpleNamespace(
        belief=belief, given=SimpleNamespace(date=20180101, season=1), first_sector=0, end_sector=1,
        first_institute=0, end_institute=1, stands_for=1,
        law=SimpleNamespace(shared_instruments=SimpleNamespace(annual_budget_county=0.0, days_opened=0.0)),
    )  # fmt: skip
    institutes_plan_time([lane], [SimpleNamespace(index=1.0)], [institute])
    promised = 4.0 * (institute.contract_time_left + institute.service_time_left)
    own = at_home(10.0, lent) * institute.time_research
    assert 10.0 * lent + promised + own == pytest.approx(10.0)
    assert min(promised, own, institute.time_unasked) >= 0.0
    assert institute.time_research + institute.time_unasked <= 1.0


def test_an_institute_lends_at_most_what_it_can_spare_and_never_more_than_there_is():
    assert lent_share(0.1, 0.0, 0.0) == 0.0
    assert lent_share(0.1, 1.0, 0.3) == lent_share(0.1, 0.3, 1.0) == pytest.approx(0.1)
    assert lent_share(0.1, 0.5, 0.5) == pytest.approx(0.075)
    assert lent_share(1.4, 1.0, 0.0) == 1.0


def test_in_a_run_with_commissioners_less_time_is_left_for_contracts(belief):
    """Researchers are far from all asked for; still no institute promises more than it has."""
    few, many = (set_law(world_of(busy(), 20), "st_county_officials") for _ in range(2))  # who would visit more firms
    many["lanes"]["belief"]["service_limit"] = 0.8
    few["lanes"]["belief"]["service_limit"] = 0.0
    for world in (few, many):
        run(world, 1)
    lent = block(many, "institutes")["service_time"]
    assert 0.0 < lent.max() <= 0.8
    for name in ("contract_time_left", "service_time_left"):
        assert (block(many, "institutes")[name] <= block(few, "institutes")[name] + 1e-9).all()


def test_a_floor_moves_effort_only_where_less_was_bargained(belief):
    low, high = 0.3, 0.6
    before = statutory_floor(20150701, belief)
    after = statutory_floor(20151001, belief)
    assert after > before
    for bargained, moves in ((low, True), (high, False)):
        share = own_share(bargained, before)
        effort = inventors_effort(own_share(bargained, after), share, 1.0, 0.7)
        assert (effort > 1.0) == moves
        assert inventors_effort(share, share, 1.0, 0.7) == 1.0


def test_ending_the_inventors_privilege_halves_output():
    """Known answer: a share of 1 cut to 1/3 halves output (E142), at an elasticity of about 0.63."""
    assert inventors_effort(1 / 3, 1.0, 1.0, 0.63) == pytest.approx(0.5, abs=0.01)
    assert inventors_effort(0.5, 0.25, 2.0, 0.0) == 1.0
    assert inventors_effort(0.5, 0.5, 1.5, 0.7) > 1.0


def test_work_promised_beyond_the_quarter_is_finished_first():
    assert time_left(0.0, 40.0, 0.1) == pytest.approx(1.0)
    assert time_left(-3.0, 40.0, 0.1) == pytest.approx(-2.0)
    assert time_left(5.0, 40.0, 0.1) == pytest.approx(1.0), "time that nobody asked for is not saved up"


def test_in_a_run_the_floor_of_2015_raises_effort_where_it_binds_and_nowhere_else(jiangxi):
    world = run(world_of(jiangxi.until(2015), 50), 15)
    before = block(world, "institutes").copy()
    world.step()
    after, belief = block(world, "institutes"), world["lanes"][0]["belief"]
    binds = before["inventor_share"] < belief["inventor_share_floor_2015"]
    rise = after["effort"] / before["effort"]
    assert binds.any() and (~binds).any()
    assert rise[before["inventor_share"] < 0.45].min() > 1.04
    assert np.abs(rise[~binds] - 1.0).max() < 0.02  # what remains is the market's growth in a quarter
    assert rise[binds].mean() > 1.1
