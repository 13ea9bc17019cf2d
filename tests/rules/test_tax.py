"""The corporate income tax, worked by hand for every year, and the price of R&D that follows from it."""

import math
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.engine.compile import compiled
from sim.rules import tax
from sim.rules.tax import (
    age_losses,
    allowed_in_prepayment,
    corporate_tax,
    forgone_hnte,
    forgone_super_deduction,
    hnte_tax_gain,
    loss_life,
    use_losses,
    user_cost,
)
from sim.rules.tax_law import AFTER_LAST_LAW, TAX_LAW_FIELDS, tax_law_on, tax_law_table

YEARS = range(2012, 2028)
SMALL = (50, 10_000_000.0, True)  # staff, assets, in industry: small by every year's limits
LARGE = (500, 100_000_000.0, True)
STANDARD, RECOGNISED = 0.25, 0.15


def law(year, after_last_law="continues"):
    return SimpleNamespace(**tax_law_on(date(year, 6, 30), after_last_law))


def tax_of(income, year, size=SMALL, hnte_rate=STANDARD):
    return tax.corporate_tax(income, *size, hnte_rate, law(year))


INCOMES = (50_000, 150_000, 250_000, 400_000, 800_000, 1_500_000, 3_000_000)
BY_HAND = {  # yuan of tax of a small firm on the incomes above
    2012: (5_000, 30_000, 50_000, 100_000, 200_000, 375_000, 750_000),  # 10 % to 60k, 20 % to 300k, 25 %
    2013: (5_000, 30_000, 50_000, 100_000, 200_000, 375_000, 750_000),
    2014: (5_000, 30_000, 50_000, 100_000, 200_000, 375_000, 750_000),  # 10 % to 100k
    2015: (5_000, 15_000, 43_750, 100_000, 200_000, 375_000, 750_000),  # 10 % to 200k, then 17.5 %
    2016: (5_000, 15_000, 25_000, 100_000, 200_000, 375_000, 750_000),  # 10 % to 300k
    2017: (5_000, 15_000, 25_000, 40_000, 200_000, 375_000, 750_000),  # 10 % to 500k
    2018: (5_000, 15_000, 25_000, 40_000, 80_000, 375_000, 750_000),  # 10 % to 1m
    2019: (2_500, 7_500, 12_500, 20_000, 40_000, 100_000, 250_000),  # 5 % to 1m, 10 % on the rest to 3m
    2020: (2_500, 7_500, 12_500, 20_000, 40_000, 100_000, 250_000),
    2021: (1_250, 3_750, 6_250, 10_000, 20_000, 75_000, 225_000),  # 2.5 % and 10 %
    2022: (1_250, 3_750, 6_250, 10_000, 20_000, 50_000, 125_000),  # 2.5 % and 5 %
    **{year: (2_500, 7_500, 12_500, 20_000, 40_000, 75_000, 150_000) for year in range(2023, 2028)},  # 5 %
}


@pytest.mark.parametrize("year", YEARS)
def test_a_small_firm_pays_what_the_law_of_the_year_says(year):
    assert [tax_of(income, year) for income in INCOMES] == pytest.approx(BY_HAND[year], abs=1e-6)


@pytest.mark.parametrize("year", YEARS)
def test_a_large_firm_pays_a_quarter_and_a_recognised_one_fifteen_per_cent(year):
    assert tax_of(10_000_000, year, LARGE) == 2_500_000
    assert tax_of(10_000_000, year, LARGE, RECOGNISED) == 1_500_000
    assert tax_of(200_000, year, LARGE) == 50_000
    assert tax_of(0, year, LARGE) == tax_of(-1_000_000, year) == 0


@pytest.mark.parametrize(
    ("year", "income", "recognised"),
    [
        (2012, 50_000, 5_000),  # 10 % beats 15 %
        (2012, 200_000, 30_000),  # 15 % beats 20 %
        (2015, 250_000, 37_500),  # 15 % beats 17.5 %
        (2016, 250_000, 25_000),
        (2019, 3_000_000, 250_000),  # 8.3 % beats 15 %
        (2023, 3_200_000, 480_000),  # past the limit
    ],
)
def test_a_recognised_small_firm_takes_the_better_regime(year, income, recognised):
    assert tax_of(income, year, SMALL, RECOGNISED) == pytest.approx(recognised)


LIMITS = {  # highest income of a small low-profit firm, and its tax there
    2012: (300_000, 60_000), 2013: (300_000, 60_000), 2014: (300_000, 60_000), 2015: (300_000, 52_500),
    2016: (300_000, 30_000), 2017: (500_000, 50_000), 2018: (1_000_000, 100_000), 2019: (3_000_000, 250_000),
    2020: (3_000_000, 250_000), 2021: (3_000_000, 225_000), 2022: (3_000_000, 125_000),
    **{year: (3_000_000, 150_000) for year in range(2023, 2028)},
}  # fmt: skip


@pytest.mark.parametrize("year", YEARS)
def test_one_yuan_above_the_limit_a_quarter_of_everything_is_due(year):
    limit, at_the_limit = LIMITS[year]
    assert tax_of(limit, year) == pytest.approx(at_the_limit)
    assert tax_of(limit + 1, year) == pytest.approx((limit + 1) / 4)


def test_the_cliff_since_2023_is_six_hundred_thousand_yuan_high():
    assert tax_of(3_010_000, 2023) - tax_of(3_000_000, 2023) == 752_500 - 150_000


@pytest.mark.parametrize(
    ("year", "staff", "assets", "is_industrial", "small"),
    [
        (2018, 100, 30e6, True, True), (2018, 101, 30e6, True, False), (2018, 100, 30e6 + 1, True, False),
        (2018, 80, 10e6, False, True), (2018, 81, 10e6, False, False), (2018, 80, 10e6 + 1, False, False),
        (2012, 100, 30e6, True, True), (2012, 81, 10e6, False, False),
        (2019, 300, 50e6, True, True), (2019, 300, 50e6, False, True),
        (2019, 301, 50e6, False, False), (2027, 300, 50e6 + 1, True, False),
    ],
)  # fmt: skip
def test_staff_and_assets_decide_who_is_small(year, staff, assets, is_industrial, small):
    assert tax.small_profit_enterprise(100_000, staff, assets, is_industrial, law(year)) is small


def test_in_2028_the_small_firms_rule_lapses_or_continues_as_the_scenario_says():
    for after in ("continues", "lapses"):
        assert tax.corporate_tax(3_000_000, *SMALL, STANDARD, law(2027, after)) == 150_000
    assert tax.corporate_tax(3_000_000, *SMALL, STANDARD, law(2028, "continues")) == 150_000
    assert tax.corporate_tax(3_000_000, *SMALL, STANDARD, law(2028, "lapses")) == 750_000
    assert tax.corporate_tax(50_000, *SMALL, STANDARD, law(2028, "lapses")) == 12_500
    assert tax_law_on("2027-12-31", "lapses") == tax_law_on("2027-12-31")


def test_what_is_not_in_the_table_is_refused():
    with pytest.raises(ValueError, match="no tax law on 2011-12-31"):
        tax_law_on("2011-12-31")
    with pytest.raises(ValueError, match="allowed: continues, lapses"):
        tax_law_on("2020-01-01", "expires")


def test_every_dated_value_has_a_document_a_status_and_the_day_it_was_checked():
    rows = tax_law_table()
    assert {row["parameter"] for row in rows} == {name for name, _ in TAX_LAW_FIELDS}
    assert {row["parameter"]: row["unit"] for row in rows} == dict(TAX_LAW_FIELDS)
    for row in rows:
        assert row["status"] in ("CONFIRMED", "RECALLED", "ASSUMED")
        assert row["document"] or row["status"] == "ASSUMED"
        assert row["last_checked"] >= date(2026, 11, 22)
        assert row["label"]["zh"] and row["label"]["en"]
    before_2015 = [row for row in rows if row["parameter"].startswith("small_profit_rate") and row["date"].year < 2015]
    assert all(row["status"] == "RECALLED" for row in before_2015)


# --- the price of R&D


def price(income, planned, super_deduction, year, size=SMALL, hnte_rate=STANDARD, pv_loss=0.6):
    """User cost at interest + knowledge decay = 1, so that it equals the B-index."""
    return tax.user_cost(income, planned, super_deduction, *size, hnte_rate, law(year), 0.85, 0.15, pv_loss)


@pytest.mark.parametrize(
    ("rate", "income", "size", "year", "b_index"),
    [  # 1 - rate * s / (1 - rate), for s = 0.5, 0.75, 1, 1.2; evidence C1
        (STANDARD, 10e6, LARGE, 2020, (0.833, 0.750, 0.667, 0.600)),
        (RECOGNISED, 10e6, LARGE, 2020, (0.912, 0.868, 0.824, 0.788)),
        (STANDARD, 900e3, SMALL, 2018, (0.944, 0.917, 0.889, 0.867)),  # a small firm at 10 %
        (STANDARD, 900e3, SMALL, 2020, (0.974, 0.961, 0.947, 0.937)),  # at 5 %
        (STANDARD, 900e3, SMALL, 2022, (0.987, 0.981, 0.974, 0.969)),  # at 2.5 %
    ],
)
def test_at_one_rate_the_price_is_the_b_index(rate, income, size, year, b_index):
    found = [price(income, 100_000, s, year, size, rate) for s in (0.5, 0.75, 1.0, 1.2)]
    assert found == pytest.approx(b_index, abs=0.0006)


def test_the_step_from_75_to_100_per_cent_is_large_at_25_per_cent_and_next_to_nothing_at_5():
    def step(*firm):
        return math.log(price(firm[0], 100_000, 1.0, *firm[1:])) - math.log(price(firm[0], 100_000, 0.75, *firm[1:]))

    assert step(10e6, 2020, LARGE) == pytest.approx(-0.118, abs=0.0005)
    assert step(10e6, 2020, LARGE, RECOGNISED) == pytest.approx(-0.052, abs=0.0005)
    assert step(900e3, 2020, SMALL) == pytest.approx(-0.014, abs=0.0005)


def test_interest_and_knowledge_decay_scale_the_price():
    args = (10e6, 1e6, 0.5, *LARGE, STANDARD, law(2016))
    assert tax.user_cost(*args, 0.05, 0.15, 0.6) == pytest.approx((1 - 0.25 * 1.5) / 0.75 * 0.20)


def test_a_firm_in_loss_gets_the_clause_later_and_for_less():
    """Unused 1.75 yuan a yuan at 0.6 * 15 % = 9 %: (1 - 0.09 * 1.75) / (1 - 0.09) = 0.9258."""
    assert price(-1e6, 100_000, 0.75, 2020, LARGE) == pytest.approx(0.92582, abs=1e-5)
    assert price(-1e6, 100_000, 0.75, 2020, LARGE, pv_loss=0.0) == 1.0


def test_a_profit_too_small_for_the_deduction_is_used_first_and_the_rest_carried():
    """h = 1m, s = 1, y = 1.5m at 25 %: 375k now, 0.5m carried at 9 % = 45k; (1 - 0.42) / 0.75."""
    assert price(1.5e6, 1e6, 1.0, 2020, LARGE) == pytest.approx(0.58 / 0.75)


def test_just_above_the_cliff_a_little_rd_is_nearly_free_but_its_price_stays_positive():
    assert price(3_050_000, 100_000, 1.0, 2023) == pytest.approx(tax.LOWEST_PRICE / 0.75)
    assert price(3_050_000, 100_000, 1.0, 2023, LARGE) == pytest.approx(0.5 / 0.75)


def test_an_idle_firm_sees_the_price_of_a_first_small_plan():
    assert price(10e6, 0.0, 1.0, 2020, LARGE) == pytest.approx(0.5 / 0.75)


# --- filing, losses, what clauses cost


@pytest.mark.parametrize(
    ("years", "july", "october"), [(range(2012, 2021), 0, 0), (range(2021, 2023), 0, 3), (range(2023, 2028), 2, 3)]
)
def test_the_super_deduction_reaches_the_prepayments_of_the_year(years, july, october):
    for year in years:
        assert [tax.allowed_in_prepayment(quarter, law(year)) for quarter in (1, 2, 3, 4)] == [0, 0, july, october]


def firm_without_losses():
    return SimpleNamespace(**{f"loss_{age}": 0.0 for age in range(1, 11)})


@pytest.mark.parametrize(
    ("year", "is_marked", "life"), [(2017, True, 5), (2018, True, 10), (2018, False, 5), (2027, True, 10)]
)
def test_recognised_firms_and_technology_smes_carry_losses_ten_years_since_2018(year, is_marked, life):
    assert tax.loss_life(is_marked, law(year)) == life


@pytest.mark.parametrize("life", [5, 10])
def test_a_loss_can_be_used_in_its_last_year_and_not_after(life):
    for wait in (life, life + 1):
        firm = firm_without_losses()
        tax.age_losses(firm, -100.0, life)
        for _ in range(wait - 1):
            assert tax.use_losses(firm, -1.0) == 0.0
            tax.age_losses(firm, 0.0, life)
        assert tax.use_losses(firm, 250.0) == (150.0 if wait == life else 250.0)


def test_the_oldest_loss_is_used_first():
    firm = firm_without_losses()
    firm.loss_1, firm.loss_3, firm.loss_5 = 10.0, 20.0, 30.0
    assert tax.use_losses(firm, 40.0) == 0.0
    assert (firm.loss_1, firm.loss_3, firm.loss_5) == (10.0, 10.0, 0.0)
    assert tax.carried_losses(firm) == 20.0


def test_a_firm_recognised_when_a_loss_is_five_years_old_saves_it_for_five_more_even_if_the_mark_goes():
    firm = firm_without_losses()
    firm.loss_5 = 100.0
    assert tax.age_losses(firm, 0.0, 10) == 0.0
    for _ in range(4):
        assert tax.age_losses(firm, 0.0, 5) == 0.0
    assert firm.loss_10 == 100.0
    assert tax.age_losses(firm, 0.0, 5) == 100.0


def test_gain_from_recognition():
    """T(y) - 15 % of y: nothing to 3m, 320k at 3.2m, 500k at 5m, 1m at 10m. Evidence C1."""
    gains = [tax.hnte_tax_gain(y, *SMALL, RECOGNISED, law(2023)) for y in (1e6, 3e6, 3.2e6, 5e6, 10e6, -1e6)]
    assert gains == pytest.approx([0, 0, 320_000, 500_000, 1_000_000, 0])
    assert tax.hnte_tax_gain(200_000, *SMALL, RECOGNISED, law(2012)) == pytest.approx(10_000)


def test_tax_forgone_by_the_super_deduction():
    assert tax.forgone_super_deduction(10e6, 2e6, *LARGE, STANDARD, law(2020)) == 500_000
    assert tax.forgone_super_deduction(10e6, 2e6, *LARGE, RECOGNISED, law(2020)) == 300_000
    assert tax.forgone_super_deduction(1e6, 2e6, *LARGE, STANDARD, law(2020)) == 250_000  # no more than is due
    assert tax.forgone_super_deduction(3.2e6, 0.3e6, *SMALL, STANDARD, law(2023)) == 800_000 - 145_000  # the cliff
    assert tax.forgone_super_deduction(-1e6, 2e6, *LARGE, STANDARD, law(2020)) == 0


def test_tax_forgone_by_the_recognised_firms_rate():
    assert tax.forgone_hnte(10e6, *LARGE, RECOGNISED, law(2020)) == 1_000_000


# --- what always holds

years = st.integers(2012, 2035)
incomes = st.floats(-1e8, 1e10)
sizes = st.tuples(st.integers(1, 1000), st.floats(0, 1e9), st.booleans())
hnte_rates = st.sampled_from([RECOGNISED, STANDARD])
afters = st.sampled_from(["continues", "lapses"])


@given(incomes, sizes, hnte_rates, years, afters)
def test_tax_is_never_negative_and_never_more_than_the_standard_rate(income, size, hnte_rate, year, after):
    assert 0 <= tax.corporate_tax(income, *size, hnte_rate, law(year, after)) <= STANDARD * max(income, 0)


@given(incomes, st.floats(0, 1e7), sizes, hnte_rates, years, afters)
def test_tax_never_falls_as_income_rises(income, more, size, hnte_rate, year, after):
    """Not even at a cliff: there tax jumps up. What falls at the cliff is income after tax."""
    here = tax.corporate_tax(income, *size, hnte_rate, law(year, after))
    assert tax.corporate_tax(income + more, *size, hnte_rate, law(year, after)) >= here


@pytest.mark.parametrize("year", YEARS)
def test_income_after_tax_falls_at_the_cliff(year):
    limit, _ = LIMITS[year]
    assert limit + 1 - tax_of(limit + 1, year) < limit - tax_of(limit, year)


@given(st.floats(0, 3e6), st.integers(1, 300), st.floats(0, 5e7), st.booleans(), st.integers(2019, 2027))
def test_since_2019_recognition_saves_a_small_firm_nothing(income, staff, assets, is_industrial, year):
    assert tax.hnte_tax_gain(income, staff, assets, is_industrial, RECOGNISED, law(year)) == 0


@given(incomes, sizes, years, afters)
def test_recognition_never_costs_tax(income, size, year, after):
    assert tax.hnte_tax_gain(income, *size, RECOGNISED, law(year, after)) >= 0


@given(incomes, st.floats(0, 1e8), st.floats(0, 1.2), sizes, hnte_rates, years, st.floats(0, 1))
def test_the_price_is_positive_and_the_clause_never_raises_it(income, planned, s, size, hnte_rate, year, pv_loss):
    with_clause = tax.user_cost(income, planned, s, *size, hnte_rate, law(year), 0.05, 0.15, pv_loss)
    without = tax.user_cost(income, planned, 0.0, *size, hnte_rate, law(year), 0.05, 0.15, pv_loss)
    assert 0 < with_clause <= without + 1e-9
    assert without <= 0.20 + 1e-9  # neutral, or less across a cliff


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=25), st.sampled_from([5, 10]))
def test_every_yuan_of_loss_is_used_expires_or_is_still_carried(results, life):
    firm, made, used, expired = firm_without_losses(), 0.0, 0.0, 0.0
    for income in results:
        left = tax.use_losses(firm, income)
        used += max(income, 0.0) - left
        expired += tax.age_losses(firm, income, life)
        made += max(-income, 0.0)
    assert made == pytest.approx(used + expired + tax.carried_losses(firm), abs=1e-6)


# --- the same bits compiled on records and in plain Python

LAW_RECORD = np.dtype([(name, "f8") for name, _ in TAX_LAW_FIELDS])
FIRM_RECORD = np.dtype(
    [
        ("income", "f8"),
        ("planned", "f8"),
        ("employees", "f8"),
        ("assets", "f8"),
        ("is_industrial", "i8"),
        ("rate", "f8"),
    ]
    + [(f"loss_{age}", "f8") for age in range(1, 11)]
    + [("tax", "f8"), ("price", "f8"), ("gain", "f8"), ("forgone", "f8"), ("expired", "f8"), ("october", "f8")]
)


def firms_are_taxed(firms, law):
    for i in range(len(firms)):
        firm = firms[i]
        employees, assets, industry, rate = firm.employees, firm.assets, firm.is_industrial, firm.rate
        left = use_losses(firm, firm.income)
        firm.tax = corporate_tax(left, employees, assets, industry, rate, law)
        firm.price = user_cost(left, firm.planned, 0.75, employees, assets, industry, rate, law, 0.05, 0.15, 0.6)
        firm.gain = hnte_tax_gain(left, employees, assets, industry, 0.15, law)
        firm.forgone = forgone_super_deduction(left, 0.75 * firm.planned, employees, assets, industry, rate, law)
        firm.forgone += forgone_hnte(left, employees, assets, industry, rate, law)
        firm.expired = age_losses(firm, firm.income, loss_life(rate < 0.2, law))
        firm.october = allowed_in_prepayment(4, law)


def some_firms(number):
    """Firms of all sizes, half of them near a limit, some in loss, some with losses carried."""
    draw = np.random.default_rng(1)
    firms = np.zeros(number, FIRM_RECORD)
    firms["income"] = np.where(draw.random(number) < 0.5, draw.normal(1e6, 3e6, number), draw.normal(3e6, 3e4, number))
    firms["planned"] = draw.lognormal(12, 2, number)
    firms["employees"] = draw.integers(1, 400, number)
    firms["assets"] = draw.lognormal(16, 1.5, number)
    firms["is_industrial"] = draw.integers(0, 2, number)
    firms["rate"] = draw.choice([RECOGNISED, STANDARD], number)
    for age in range(1, 11):
        firms[f"loss_{age}"] = np.where(draw.random(number) < 0.2, draw.lognormal(11, 2, number), 0.0)
    return firms


@pytest.mark.parametrize("year", [2012, 2015, 2018, 2021, 2023, 2028])
def test_compiled_on_records_and_in_plain_python_the_bits_are_the_same(year):
    records = some_firms(2_000)
    agents = [SimpleNamespace(**{n: row[n].item() for n in FIRM_RECORD.names}) for row in records]
    law_record = np.zeros(1, LAW_RECORD)
    for name, value in tax_law_on(date(year, 1, 1), "lapses").items():
        law_record[0][name] = value
    firms_are_taxed(agents, law(year, "lapses"))
    compiled(firms_are_taxed)(records, law_record[0])
    assert (records["tax"] > 0).any() and (records["expired"] > 0).any()
    for name in FIRM_RECORD.names:
        assert [getattr(agent, name) for agent in agents] == records[name].tolist(), name


def test_centre_and_locality_share_the_tax_three_to_two_in_every_year():
    assert {
        tax_law_on(f"{year}-12-31", after)["centre_share"] for year in (2012, 2030) for after in AFTER_LAST_LAW
    } == {0.6}
