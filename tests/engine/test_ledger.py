"""Every yuan has a payer, a payee and a purpose; it is rounded once."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.engine import ledger
from sim.engine.ledger import (
    FIRMS,
    FLOWS,
    FUNDS,
    INDEX,
    INSTITUTES,
    PURSES,
    REGIONAL,
    firm_pays,
    firm_receives,
    pay,
    place,
    whole,
)
from sim.levers.catalogue import catalogue

KINDS = {FIRMS, INSTITUTES, FUNDS, *PURSES}
YUAN = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_every_flow_goes_from_one_known_kind_of_account_to_another(flow):
    assert {flow.payer, flow.payee} <= KINDS
    assert flow.payer != flow.payee
    assert flow.lever == "" or flow.lever in catalogue()


def test_flows_have_unlike_names_and_each_its_column():
    assert len(INDEX) == len(FLOWS)
    assert {flow.name: getattr(ledger, flow.name.upper()) for flow in FLOWS} == INDEX
    assert KINDS >= REGIONAL


def test_an_unknown_flow_is_refused_with_those_there_are():
    assert place("sales") == ledger.SALES
    with pytest.raises(KeyError, match=r"wages.*rd_wages"):
        place("wages")


@given(YUAN, st.integers(1, 100))
def test_a_payment_moves_money_and_makes_none(yuan, weight):
    firm, purse, book = SimpleNamespace(cash=10, stands_for=weight), SimpleNamespace(cash=20), {(3, 1): 0}
    firm_pays(firm, purse, yuan, book, 3, 1)
    assert (firm.cash, purse.cash, book[3, 1]) == (10 - yuan, 20 + yuan * weight, yuan * weight)
    firm_receives(firm, purse, yuan, book, 3, 1)
    assert (firm.cash, purse.cash, book[3, 1]) == (10, 20, 2 * yuan * weight)
    other = SimpleNamespace(cash=0)
    pay(purse, other, yuan, book, 3, 1)
    assert purse.cash + other.cash == 20


@given(st.floats(-1e14, 1e14))
def test_an_amount_is_rounded_to_the_nearest_yuan_alike_on_both_sides_of_zero(amount):
    assert abs(whole(amount) - amount) <= 0.5
    assert whole(-amount) == -whole(amount)


def test_half_a_yuan_is_rounded_away_from_zero():
    assert [whole(x) for x in (0.5, 1.5, -0.5, -2.5, 0.49)] == [1, 2, -1, -3, 0]
