"""Banks lend when it pays, funds and firms find each other as they should: what each decision must weigh."""

from math import log
from types import SimpleNamespace

import pytest

from sim.beliefs import priors, quantile
from sim.rules.finance import (
    additional_share,
    appetite,
    bank_approves,
    caution,
    chance_of,
    log_odds,
    lost_on_default,
    offer_utility,
    p_default,
    partner_utility,
    pledge_value,
    quality,
    repayment,
    rolled_over,
    room_for_debt,
    ticket,
    worth,
)

CENTRAL = SimpleNamespace(**{name: quantile(row.prior, 0.5) for name, row in priors().items()})


def test_a_bank_weighs_risk_cover_and_interest():
    terms = {"rate": 0.06, "cover": 0.0, "recovery": 0.5, "funding": 0.025, "screening": 0.005}

    def approves(p, **changes):
        return bank_approves(p, *(terms | changes).values())

    assert approves(0.05) and not approves(0.06)  # (1 - p) 1.06 + p / 2 = 1.03 at p = 0.054
    assert approves(0.06, cover=0.1) and approves(0.06, rate=0.08)
    assert not approves(0.05, funding=0.035) and not approves(0.05, recovery=0.3)
    assert approves(1.0, cover=1.0, rate=0.0, funding=0.0, screening=0.0)
    assert approves(0.9, cover=0.9, recovery=0.9, funding=-0.0, screening=0.0)  # never more than the whole is covered


def test_a_bank_sees_more_risk_in_debt_losses_and_small_firms_and_less_with_a_signal():
    usual = {"debt": 1e6, "sales": 40e6, "net": 0.04, "signal": 0.0}

    def p(**changes):
        now = usual | changes
        return p_default(CENTRAL, now["debt"], now["sales"], now["net"], now["signal"], 1.0)

    assert p(debt=4e6) > p() > p(debt=0.0)
    assert p(net=-0.04) > p() > p(net=0.1)
    assert p(sales=5e6, debt=0.125e6) > p()
    assert p(signal=1.0) < p()
    at_mean = p_default(CENTRAL, 0.0, 20e6, CENTRAL.mean_margin, 0.0, 1.0)
    assert at_mean == pytest.approx(CENTRAL.default_rate)
    assert p_default(CENTRAL, 0.0, 40e6, CENTRAL.mean_margin, 0.0, 2.0) == pytest.approx(
        at_mean
    )  # prices do not matter
    assert 0.0 < p(net=-50.0) <= 1.0


def test_a_window_learns_from_its_own_record():
    assert caution(0.0, 0.0, 5e6) == 1.0
    assert caution(5e6, 5e6, 5e6) == 1.0
    assert caution(5e6, 15e6, 5e6) == 2.0
    assert caution(15e6, 5e6, 5e6) == 0.5


def test_patents_are_worth_a_share_of_their_value_up_to_a_cap():
    assert pledge_value(10, 300_000.0, 0.3, 1e7) == pytest.approx(900_000)
    assert pledge_value(0, 300_000.0, 0.3, 1e7) == 0.0
    assert pledge_value(10_000, 300_000.0, 0.3, 1e7) == 1e7


def test_a_firm_may_borrow_up_to_a_share_of_sales_and_what_its_patents_add():
    limit = CENTRAL.borrowing_limit
    assert room_for_debt(40e6, 0.0, 0, CENTRAL) == pytest.approx(limit * 40e6)
    assert room_for_debt(40e6, 900_000.0, 1_000_000, CENTRAL) == pytest.approx(limit * 40e6 - 100_000)
    assert room_for_debt(40e6, 0.0, 10**9, CENTRAL) == 0


def test_a_loan_that_is_due_becomes_ordinary_debt_as_far_as_cash_is_short_and_there_is_room():
    assert rolled_over(1_000_000, 2_000_000, 10**7) == 0
    assert rolled_over(1_000_000, 300_000, 10**7) == 700_000
    assert rolled_over(1_000_000, -300_000, 10**7) == 1_000_000
    assert rolled_over(1_000_000, 300_000, 200_000) == 200_000


def test_a_firm_repays_a_share_of_its_debt_as_far_as_cash_goes_and_debt_ends():
    assert repayment(1_000_000, 10**7, CENTRAL) == pytest.approx(1_000_000 * CENTRAL.repayment)
    assert repayment(1_000_000, 30_000, CENTRAL) == 30_000 and repayment(1_000_000, 0, CENTRAL) == 0
    debt = 1_000_000
    for _ in range(200):
        paid = repayment(debt, 10**7, CENTRAL)
        assert 0 <= paid <= debt
        debt -= paid
    assert debt == 0


def test_collateral_brings_back_a_part_of_what_a_closing_firm_owes():
    assert lost_on_default(1_000_000, CENTRAL) == pytest.approx(1_000_000 * (1 - CENTRAL.recovery))


def test_a_private_partner_likes_size_and_shelter_and_dislikes_government_and_strings():
    def odds(share=0.3, loss=0.3, rho=1.5, q=0.0, belief=CENTRAL):
        return partner_utility(q, share, loss, rho, belief)

    no_size = SimpleNamespace(**(vars(CENTRAL) | {"deal_size": 0.0}))
    by_share = [odds(share=g, belief=no_size) for g in (0.1, 0.3, 0.5, 0.8)]
    assert by_share == sorted(by_share, reverse=True)  # the tie alone: less willing the higher the government's share
    assert odds(loss=0.6) > odds() > odds(rho=3.0)
    assert odds(q=1.0) == pytest.approx(odds() + 1.0)
    loathing = SimpleNamespace(**(vars(CENTRAL) | {"government_tie": 5.0}))
    shares = [odds(share=g, belief=loathing) for g in (0.1, 0.3, 0.5, 0.6)]
    assert shares == sorted(shares, reverse=True)


def test_a_fund_that_lost_more_than_it_reckoned_with_is_more_careful():
    cost = 100_000_000
    reckoned = int(CENTRAL.venture_loss_share * cost)
    assert appetite(1.3, 0, 0, 1.0, CENTRAL) == pytest.approx(log(1.3))
    assert appetite(1.3, cost, reckoned, 1.0, CENTRAL) == pytest.approx(log(1.3))
    by_loss = [appetite(1.0, cost, int(part * cost), 1.0, CENTRAL) for part in (0.0, 0.1, 0.3, 0.6, 1.0)]
    assert by_loss == sorted(by_loss, reverse=True) and by_loss[0] > 0.0 > by_loss[-1]
    assert appetite(1.0, cost, cost, 2.0, CENTRAL) > by_loss[-1]  # the same yuan weigh less at higher prices
    twice = SimpleNamespace(**(vars(CENTRAL) | {"deal_caution": 2.0 * CENTRAL.deal_caution}))
    assert appetite(1.0, cost, cost, 1.0, twice) == pytest.approx(2.0 * by_loss[-1])


def test_a_firm_weighs_need_against_dilution_and_government():
    def liked(need=0.5, equity=0.2, share=0.0):
        return offer_utility(need, equity, share, CENTRAL)

    assert liked(need=1.0) > liked() > liked(equity=0.4)
    assert liked(share=0.3) == pytest.approx(liked() - 0.6 * CENTRAL.government_tie)


def test_a_lead_patents_and_a_signal_speak_for_a_firm():
    assert quality(0.1, 0, 0.0, CENTRAL) > quality(0.0, 0, 0.0, CENTRAL) == 0.0
    assert quality(0.0, 5, 0.0, CENTRAL) > 0.0
    assert quality(0.0, 0, 1.0, CENTRAL) == pytest.approx(CENTRAL.signal_effect)


def test_private_money_is_additional_only_as_far_as_it_would_not_have_come():
    assert additional_share(0.2, 0.2) == 0.0
    assert additional_share(0.1, 0.2) == pytest.approx(0.5)
    assert additional_share(0.0, 0.2) == 1.0
    assert additional_share(0.3, 0.2) == 0.0  # the government put it off
    assert additional_share(0.0, 0.0) == 0.0


def test_log_odds_and_chances_are_inverse_and_bounded():
    for p in (0.001, 0.3, 0.5, 0.97):
        assert chance_of(log_odds(p)) == pytest.approx(p)
    assert 0.0 < chance_of(-1e9) < chance_of(1e9) <= 1.0
    assert log_odds(0.0) < -30.0 and log_odds(1.0) > 30.0


def test_a_ticket_is_the_usual_one_or_a_share_of_the_firm():
    assert ticket(worth(1e9, CENTRAL), 1.0, CENTRAL) == CENTRAL.venture_ticket
    assert ticket(worth(10e6, CENTRAL), 1.0, CENTRAL) == pytest.approx(3e6)
