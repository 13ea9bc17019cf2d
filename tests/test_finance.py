"""Loans and their losses, to the yuan, on a few made-up firms; credit at a coarse scale is that at scale 1."""

from collections import defaultdict
from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest

from sim.beliefs import priors, quantile
from sim.engine.ledger import LOANS, N_PURSES, POOL_COMPENSATION
from sim.rules.finance import RISK_CLASSES, risk_class
from sim.steps.finance import banks_open, borrow, money_is_raised, serve_debt
from sim.steps.pooled_loans import LOSS_OF_POOL_COUNTY, LOSS_OF_POOL_PROVINCE, judged, repay_pooled_loan
from tests.levers.helpers import busy, busy_without_new_finance
from tests.worlds import region, run, world_of

BELIEF = SimpleNamespace(**{name: quantile(row.prior, 0.5) for name, row in priors().items()})


def a_world(share=0.5, margins=(3_000, 1_000, 0), **of_firm):
    """One county, its window and one firm with a pooled loan of 1,000 yuan; the pool lends to technology SMEs."""
    lane = SimpleNamespace(
        quarter=8060,
        first_county=0,
        first_fund=0,
        channel_shared_markets=1,
        belief=BELIEF,
        given=SimpleNamespace(gdp_index=1.0),
        law=SimpleNamespace(
            loan_guarantee_risk_pool=SimpleNamespace(default_loss_share_gov=share),
            ip_pledge_finance=SimpleNamespace(annual_budget_county=0.0),
            st_insurance_leasing_bonds=SimpleNamespace(annual_budget_county=0.0),
        ),
    )
    county = SimpleNamespace(
        prefecture=0, margins=[0, 0, 0, *margins, 0, 0, 0], pooled_loans=[0, 2_000, 0], yuan_pool_losses=0.0,
        yuan_bank_losses=0.0, n_credit_refused=0.0, n_credit_rationed=0.0, credit_room=10**12,
    )  # fmt: skip
    window = SimpleNamespace(county=0, invested=2_000, defaults=0)
    firm = SimpleNamespace(
        **{"cash": 0, "stands_for": 2, "pooled_debt": 1_000, "pooled_scheme": 1, "pooled_due": 8060, "county": 0,
           "debt": 0, "patents": 0, "sales_year": 1e8, "lacking": 20_000_000, "rd": 5e5, "is_hnte": 0,
           "signal_until": 0, "productivity": 0.0, "margin": 0.1, "bank_risk": 0.0} | of_firm
    )  # fmt: skip
    purses = [SimpleNamespace(cash=0) for _ in range(N_PURSES)]
    return lane, firm, county, window, purses


@pytest.mark.parametrize(
    ("cash", "share", "margins", "province", "own", "bank"),
    [
        (1_000, 0.5, (3_000, 1_000, 0), 0, 0, 0),  # repaid
        (200, 0.5, (3_000, 1_000, 0), 600, 200, 800),  # 1,600 unpaid: half falls on the pool, 3 : 1
        (200, 0.5, (300, 100, 0), 300, 100, 1_200),  # the pool is spent: the bank bears the rest
        (0, 0.8, (2_000, 0, 2_000), 800, 0, 400),  # borrowers' own deposits pay their part
        (-50, 0.5, (0, 0, 0), 0, 0, 2_000),
        (0, 0.0, (3_000, 1_000, 0), 0, 0, 2_000),
    ],
)
def test_a_default_falls_on_the_pool_by_its_share_and_then_on_the_bank(cash, share, margins, province, own, bank):
    lane, firm, county, window, purses = a_world(share, margins, cash=cash)
    ledger, forgone = defaultdict(int), defaultdict(int)
    repay_pooled_loan(lane, firm, [county], 0, [window], purses, ledger, forgone)
    assert forgone[0, LOSS_OF_POOL_PROVINCE] == province
    assert forgone[0, LOSS_OF_POOL_COUNTY] == own
    assert county.yuan_bank_losses == bank
    unpaid = 2 * (1_000 - max(0, cash))
    assert window.defaults == unpaid == bank + ledger[0, POOL_COMPENSATION]
    assert sum(margins) - sum(county.margins) == ledger[0, POOL_COMPENSATION] == county.yuan_pool_losses
    assert min(county.margins) >= 0 and county.pooled_loans == [0, 0, 0] and window.invested == 0
    assert firm.pooled_debt == 0
    assert (firm.pooled_due > lane.quarter) == (unpaid > 0)  # a defaulter waits


def borrowed(room=10**12, **of_firm):
    lane, firm, county, window, purses = a_world(**of_firm)
    county.credit_room = room
    firm.bank_risk = judged(lane, firm, SimpleNamespace(strength=1.0))
    ledger = defaultdict(int)
    borrow(lane, firm, [county], [window], purses, ledger)
    assert room - county.credit_room == ledger[0, LOANS]
    assert (county.n_credit_rationed > 0) == (county.credit_room < 2)
    assert firm.debt == of_firm.get("debt", 0) + ledger[0, LOANS] // 2
    assert firm.lacking == 20_000_000 - ledger[0, LOANS] // 2
    return ledger[0, LOANS] // 2, county.n_credit_refused


def test_patents_raise_the_limit_on_debt():
    limit = BELIEF.borrowing_limit * 1e8
    per_patent = BELIEF.pledged_share * BELIEF.patent_value
    assert borrowed() == (limit, 0)
    assert borrowed(patents=20)[0] == pytest.approx(limit + 20 * per_patent, abs=1)
    assert borrowed(patents=100_000)[0] == limit + BELIEF.pledge_cap
    assert borrowed(debt=4_000_000)[0] == limit - 4_000_000
    assert borrowed(debt=40_000_000) == (0, 0)  # over the limit already: it does not even ask


def test_a_firm_that_loses_money_is_refused_and_counted():
    assert borrowed(margin=-0.1) == (0, 2)


def test_a_bank_lends_what_it_has_and_no_more():
    assert borrowed(room=5_000_001) == (2_500_000, 0)  # each of the two firms that the agent stands for
    assert borrowed(room=1) == borrowed(room=-7) == (0, 0)


def two_borrowers(share):
    """A lane with one bank and two firms, the second the likelier to repay; both lack 1m yuan for R&D."""
    lane, risky, county, window, purses = a_world(margin=0.06, lacking=0, stands_for=1, pooled_debt=0)
    safe = SimpleNamespace(**(vars(risky) | {"margin": 0.2}))
    for firm in (risky, safe):
        vars(firm).update(alive=1, cash=0, grant=0, reserve=0, rd=1e6, sector=0, sales=25e6, pooled_due=10**6, key=7)
    lane.given = SimpleNamespace(gdp_index=1.0, rest_of_economy=50e6)
    vars(lane).update(end_county=1, first_firm=0, end_firm=2, first_sector=0, seed=1)
    lane.belief = SimpleNamespace(**(vars(BELIEF) | {"credit_over_gdp": share}))
    county.share_rest = 1.0
    sector = SimpleNamespace(strength=1.0, value_added_share=0.2)
    return lane, [risky, safe], county, window, purses, sector


def test_a_banks_room_is_its_share_of_gdp_less_what_is_owed():
    lane, firms, county, window, _, sector = two_borrowers(0.01)
    firms[0].debt, firms[1].pooled_debt = 300_000, 100_000
    banks_open(lane, [sector], [county], firms, [window])
    assert county.credit_room == 0.01 * (4 * 50e6 + 2 * 4 * 25e6 * 0.2) - 400_000


@pytest.mark.parametrize(
    ("share", "lent"), [(0.05, (1e6, 1e6)), (0.006, (440e3, 1e6)), (0.003, (0, 720e3)), (0.0, (0, 0))]
)
def test_when_money_is_short_those_likelier_to_repay_come_first(share, lent):
    lane, firms, county, window, purses, sector = two_borrowers(share)
    money_is_raised([lane], [sector], [county], firms, [window], purses, defaultdict(int), [0, 0])
    assert tuple(firm.debt for firm in firms) == lent
    assert county.n_credit_rationed == sum(yuan < 1e6 for yuan in lent)
    assert [firm.rd for firm in firms] == [max(1_000.0, float(yuan)) for yuan in lent]
    assert firms[0].bank_risk > firms[1].bank_risk and county.credit_room >= 0


def test_classes_of_risk_are_in_order():
    classes = [risk_class(p) for p in (0.0, 0.004, 0.006, 0.03, 0.054, 0.2, 1.0)]
    assert classes == sorted(classes) and classes[0] == 0 and classes[-1] == RISK_CLASSES - 1
    assert risk_class(0.0501) < RISK_CLASSES - 1  # where a bank begins to refuse, the classes still tell


def test_a_smaller_share_of_gdp_means_less_credit_and_more_rationed():
    """Less is lent in the first quarter that differs; later on, who was refused may ask for more."""
    loans, rationed = [], []
    for share in (0.0, 0.0005, 1.0):
        world = world_of(busy().with_values({"assumptions.parameters": "central"}), 10)
        world["lanes"]["belief"]["credit_over_gdp"] = share
        run(world)
        loans.append(region(world, "yuan_pooled_loans"))
        rationed.append(region(world, "n_credit_rationed").sum())
    assert loans[0].sum() == 0.0
    for less, more in pairwise(loans):
        first = np.flatnonzero(less != more)[0]
        assert less[first] < more[first]
    assert rationed[0] > rationed[1] > rationed[2] == 0.0


@pytest.mark.parametrize(("margin", "lent"), [(0.1, 3_000_000), (-0.05, 0)])
def test_a_bank_lends_for_a_gap_in_cash_but_not_to_a_firm_in_the_red(margin, lent):
    lane, firm, county, window, purses = a_world(cash=-3_000_000, pooled_debt=0, margin=margin)
    ledger = defaultdict(int)
    serve_debt(lane, firm, SimpleNamespace(strength=1.0), [county], 0, [window], purses, ledger, defaultdict(int))
    assert firm.debt == lent == ledger[0, LOANS] // 2
    assert firm.cash == lent - 3_000_000
    assert county.n_credit_refused == (0 if lent else 2)


@pytest.mark.parametrize("scale", [10])
def test_credit_and_venture_money_at_a_coarse_scale_are_those_of_scale_1(scale):
    scenario = busy_without_new_finance().with_values({"assumptions.parameters": "central"})
    totals = {}
    for k in (1, scale):
        world = run(world_of(scenario, k, replicates=range(4)))
        for name in ("yuan_pooled_loans", "yuan_venture_private", "yuan_venture_public"):
            by_seed = [region(world, name, place)[-4:].mean() for place in range(4)]
            totals[k, name] = np.array(by_seed)
    for name in ("yuan_pooled_loans", "yuan_venture_private", "yuan_venture_public"):
        one, other = totals[1, name], totals[scale, name]
        error = np.sqrt(one.var(ddof=1) / 4 + other.var(ddof=1) / 4)
        assert abs(other.mean() - one.mean()) <= 4.5 * error + 0.05 * one.mean(), (name, one, other)
