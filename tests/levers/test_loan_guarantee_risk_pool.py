"""Risk pools: leverage binds, a spent pool turns firms away, a default falls on the pool, then on the bank."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim import beliefs
from sim.engine.ledger import N_PURSES, RISK_POOLS
from sim.levers.loan_guarantee_risk_pool import FARM, FOOD, PARKS, TECH, county_part, is_member, leverage, province_part
from tests.levers.helpers import busy, effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law, paid
from tests.worlds import block, region, run, set_law, world_of

BELIEF = SimpleNamespace(**beliefs.draw("jiangxi", 1, False))

LEVER = "loan_guarantee_risk_pool"
MONEY = [
    "margin_province_cyxdt",
    "margin_county_cyxdt",
    "margin_province_kdt",
    "margin_province_hnxdt",
    "margin_county_hnxdt",
]


def law_of(scenario, **changes):
    """The lever's law at the end of 2013 of a scenario in which it holds from the first day."""
    values = {
        name.split(".")[1]: value
        for name, value in scenario.values_on("2013-12-31").items()
        if name.startswith(LEVER + ".")
    }
    return values | changes


def test_no_margin_money_is_no_pool():
    no_money_is_no_lever(LEVER, MONEY)


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_pays_for_more_rd_first_and_nothing_before_2018():
    on, off, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    costs = on.costs.query("lever == @LEVER")
    assert set(costs["payer"]) <= {"province", "county"} and set(costs["kind"]) <= {"capital", "expected loss"}
    assert off.costs.query("lever == @LEVER").empty


@pytest.mark.parametrize("multiple", [1, 8])
def test_loans_stay_within_the_multiple_of_the_margin(multiple):
    law = law_of(busy())
    law = {name: multiple if name.startswith("leverage") else value for name, value in law.items()}
    world = set_law(world_of(busy(), 20), LEVER, law)
    seen = 0.0
    while world.quarter_number < world.n_quarters:
        before = block(world, "counties")["pooled_loans"].copy()
        world.step()
        counties = block(world, "counties")
        margins = counties["margins"].reshape(-1, 3, 3).sum(axis=2)
        grown = counties["pooled_loans"] > before
        # a margin may have paid for a default after the loans were given
        lost = world.tally["yuan_pool_losses"][0, world.quarter_number - 1].sum()
        assert (counties["pooled_loans"][grown] <= multiple * (margins[grown] + lost)).all()
        assert counties["pooled_loans"].min() >= 0 and counties["margins"].min() >= 0
        seen = max(seen, counties["pooled_loans"].sum() / margins.sum())
    assert seen > 0.3 * multiple


def test_the_books_of_the_pools_agree_with_purses_firms_and_windows():
    world = world_of(busy(), 20)
    while world.quarter_number < world.n_quarters:
        world.step()
        counties, firms, funds = (block(world, name) for name in ("counties", "firms", "funds"))
        purses = world["purses"]["cash"].reshape(-1, N_PURSES)[:, RISK_POOLS]
        assert np.array_equal(purses, counties["margins"].sum(axis=1))
        owed = (firms["pooled_debt"] * firms["stands_for"] * firms["alive"]).sum()
        assert owed == counties["pooled_loans"].sum() == funds["invested"][funds["kind"] == 0].sum()
        assert owed == region(world, "yuan_pooled_loans")[world.quarter_number - 1]
    assert owed > 0


def test_a_pool_that_is_spent_turns_applicants_away():
    plenty = run(set_law(world_of(busy(), 20), LEVER, law_of(busy(), margin_province_kdt=2e8)))
    little = law_of(busy()) | {name: value / 100 for name, value in law_of(busy()).items() if name in MONEY}
    spent = run(set_law(world_of(busy(), 20), LEVER, little))
    turned_away = [region(world, "n_turned_away").sum() for world in (plenty, spent)]
    assert turned_away[1] > turned_away[0]
    assert region(spent, "yuan_pooled_loans").max() < region(plenty, "yuan_pooled_loans").max() / 5


def test_more_cover_and_better_interest_bring_more_loans_from_the_bank():
    def lent(**changes):
        """Over two populations: in one a single large loan may outweigh all others."""
        worlds = [set_law(world_of(busy(), 20, seed=seed), LEVER, law_of(busy(), **changes)) for seed in (1, 2)]
        return sum(paid(run(world, 4), "pooled_loans", 2012).sum() for world in worlds)

    by_cover = [lent(default_loss_share_gov=share) for share in (0.0, 0.5, 0.9)]
    assert by_cover == sorted(by_cover) and by_cover[0] < by_cover[2]
    assert lent(interest_rate=0.02) < lent()


def test_when_debtors_close_pool_and_banks_lose_what_they_owe():
    world = run(set_law(world_of(busy(), 20), LEVER, law_of(busy(), default_loss_share_gov=0.8)), 7)
    firms, funds = world["firms"], world["funds"]
    debtors = (
        (firms["alive"] == 1) & (firms["is_certain"] == 0) & (firms["pooled_debt"] > 0) & (firms["pooled_due"] > 8055)
    )
    owed = int((firms["pooled_debt"] * firms["stands_for"])[debtors].sum())
    had = block(world, "counties")["margins"].sum()
    defaults = funds["defaults"].sum()
    firms["cash"][debtors] = -(10**12)
    world["lanes"]["belief"]["recovery"] = 1.0  # collateral covers what else they owe, which is not counted here
    world.step()
    more = funds["defaults"].sum() - defaults
    assert more >= owed > 0  # others may default too
    by_pool = world.tally["yuan_pool_losses"][0, -1].sum()
    assert by_pool + world.tally["yuan_bank_losses"][0, -1].sum() == more
    assert 0 < by_pool <= had
    assert block(world, "counties")["margins"].sum() < had


def test_who_may_ask_for_which_loan():
    belief = SimpleNamespace(small_industry_sales=200e6)
    firm = SimpleNamespace(is_state=0, is_tech_sme=0, sector=FOOD, is_service=0, sales_year=5e7)
    assert [is_member(scheme, firm, belief) for scheme in (PARKS, TECH, FARM)] == [True, False, True]
    firm.is_service, firm.is_tech_sme, firm.sector = 1, 1, FOOD + 1
    assert [is_member(scheme, firm, belief) for scheme in (PARKS, TECH, FARM)] == [False, True, False]
    firm.is_state = 1
    assert not any(is_member(scheme, firm, belief) for scheme in (PARKS, TECH, FARM))


def test_margin_money_goes_to_the_schemes_for_which_it_is_meant():
    law = SimpleNamespace(**law_of(busy()))
    assert sum(province_part(scheme, law) for scheme in (PARKS, TECH, FARM)) == pytest.approx(1.0)
    assert sum(county_part(scheme, law) for scheme in (PARKS, TECH, FARM)) == pytest.approx(1.0)
    assert county_part(TECH, law) == 0.0
    assert [leverage(scheme, law) for scheme in (PARKS, TECH, FARM)] == [8.0, 8.0, 8.0]


def test_the_technology_scheme_changed_in_2023(jiangxi):
    law = jiangxi.until(2024)
    for day, money, multiple in (("2022-12-31", 10e6, 8.0), ("2023-01-01", 50e6, 20.0)):
        assert law.value(f"{LEVER}.margin_province_kdt", day) == money
        assert law.value(f"{LEVER}.leverage_ke_dai_tong", day) == multiple
