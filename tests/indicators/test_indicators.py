"""Every statistic is what its definition says, for a county and a region, a quarter and a year."""

import math
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import indicators
from sim.agents import government
from sim.data import panel
from sim.indicators import FLOWS, STOCKS, catalogue, measure_all

FIELDS = (*FLOWS, *STOCKS)
COUNTIES = ["360102", "360103", "360111"]
PART_OF = {  # of each share: the field that is the part, and the field that is the whole
    "n_hnte_told_by_peers": "n_hnte_new_applicants",
    "households_adopting": "farm_households",
    "n_innovative_townships": "n_townships",
    "n_counties_with_platform": "n_counties",
    "n_counties_with_cluster": "n_counties",
    "yuan_fiscal_st": "yuan_fiscal_expenditure",
    "sales_emerging": "sales_above_scale",
    "sales_emerging_rd_active": "sales_emerging",
    "value_added": "gdp",
    "value_added_emerging": "value_added",
    "value_added_emerging_rd_active": "value_added_emerging",
    "yuan_rd_institutes_inputs": "yuan_rd_institutes_government",
}


def made(quarters=8, counties=3, seed=0):
    """A tally of whole numbers in which no part exceeds its whole."""
    rng = np.random.default_rng(seed)
    tally = np.zeros((quarters, counties), dtype=[(field, "f8") for field in FIELDS])
    for field in FIELDS:
        tally[field] = rng.integers(1, 1000, tally.shape)
    for part, whole in PART_OF.items():
        tally[part] = np.minimum(tally[part], tally[whole])
    return tally


def measured(tally, **changes):
    arguments = {"start_year": 2012, "counties": COUNTIES, "region_code": "360000"} | changes
    return measure_all(tally, **arguments)


def value(table, indicator, year, quarter, county="360000"):
    here = (table.year == year) & (table.quarter == quarter) & (table.county == county)
    rows = table[here & (table.indicator == indicator)]
    assert len(rows) == 1
    return rows.value.iloc[0]


BY_HAND = {  # one county, one quarter: fields -> indicator
    "gdp": ({"gdp": 5.0}, 5.0),
    "rd_expenditure": (
        {
            "yuan_rd_enterprise_real": 100.0,
            "yuan_rd_relabelled": 20.0,
            "yuan_rd_overstated": 5.0,
            "yuan_rd_institutes_government": 30.0,
            "yuan_rd_institutes_contracts": 7.0,
            "yuan_rd_institutes_other": 3.0,
            "yuan_rd_firms_government": 10.0,
        },
        165.0,
    ),
    "rd_real": (
        {
            "yuan_rd_enterprise_real": 100.0,
            "yuan_rd_relabelled": 20.0,
            "yuan_rd_overstated": 5.0,
            "yuan_rd_institutes_government": 30.0,
            "yuan_rd_institutes_contracts": 7.0,
            "yuan_rd_institutes_other": 3.0,
        },
        140.0,
    ),
    "rd_enterprise": (
        {
            "yuan_rd_enterprise_real": 100.0,
            "yuan_rd_relabelled": 20.0,
            "yuan_rd_overstated": 5.0,
            "yuan_rd_institutes_government": 30.0,
            "yuan_rd_institutes_contracts": 7.0,
            "yuan_rd_firms_government": 10.0,
        },
        122.0,
    ),
    "rd_relabelled_share": (
        {"yuan_rd_enterprise_real": 75.0, "yuan_rd_relabelled": 20.0, "yuan_rd_overstated": 5.0},
        0.25,
    ),
    "rd_institutes": (
        {"yuan_rd_institutes_government": 30.0, "yuan_rd_institutes_contracts": 7.0, "yuan_rd_institutes_other": 3.0},
        40.0,
    ),
    "rd_intensity": ({"yuan_rd_enterprise_real": 1.0, "yuan_rd_relabelled": 1.0, "gdp": 100.0}, 2.0),
    "rd_intensity_real": ({"yuan_rd_enterprise_real": 1.0, "yuan_rd_relabelled": 1.0, "gdp": 100.0}, 1.0),
    "above_scale_firms": ({"n_above_scale": 9.0}, 9.0),
    "rd_active_firms": ({"n_above_scale_rd_active": 6.0, "n_rd_active": 9.0}, 6.0),
    "rd_personnel": ({"n_rd_personnel": 12.0, "n_rd_personnel_overstated": 3.0}, 15.0),
    "hnte": ({"n_hnte": 4.0}, 4.0),
    "hnte_told_by_peers_share": ({"n_hnte_told_by_peers": 1.0, "n_hnte_new_applicants": 4.0}, 0.25),
    "hnte_gain_tax_share": (
        {"yuan_hnte_gain_tax": 6.0, "yuan_hnte_gain_standing": 3.0, "yuan_hnte_gain_reward": 1.0},
        0.6,
    ),
    "hnte_gain_reward_share": (
        {"yuan_hnte_gain_tax": 6.0, "yuan_hnte_gain_standing": 3.0, "yuan_hnte_gain_reward": 1.0},
        0.1,
    ),
    "tech_smes": ({"n_tech_sme": 3.0}, 3.0),
    "srdi": ({"n_srdi": 5.0}, 5.0),
    "little_giants": ({"n_little_giants": 2.0}, 2.0),
    "gazelles": ({"n_gazelles": 4.0}, 4.0),
    "rd_units": ({"n_rd_units": 9.0, "n_rd_units_upper": 2.0}, 9.0),
    "rd_units_upper": ({"n_rd_units": 9.0, "n_rd_units_upper": 2.0}, 2.0),
    "firms_advised": ({"n_firms_advised": 12.0}, 12.0),
    "new_institutes": ({"n_new_institutes": 3.0}, 3.0),
    "ecommerce_firms": ({"n_ecommerce_firms": 7.0}, 7.0),
    "platform_firms": ({"n_platform_firms": 30.0}, 30.0),
    "startup_platforms": ({"n_platforms": 6.0}, 6.0),
    "platform_coverage": ({"n_counties_with_platform": 25.0, "n_counties": 100.0}, 0.25),
    "zones": ({"n_zones": 3.0, "n_national_zones": 1.0}, 3.0),
    "national_zones": ({"n_zones": 3.0, "n_national_zones": 1.0}, 1.0),
    "zone_investment": ({"yuan_zone_investment": 7e6}, 7e6),
    "clusters": ({"n_clusters": 12.0}, 12.0),
    "cluster_coverage": ({"n_counties_with_cluster": 10.0, "n_counties": 100.0, "n_clusters": 12.0}, 0.1),
    "cluster_members": ({"n_cluster_members": 9.0}, 9.0),
    "above_scale_sales": ({"sales_above_scale": 12.0, "sales_emerging": 3.0}, 12.0),
    "emerging_sales": ({"sales_above_scale": 12.0, "sales_emerging": 3.0}, 3.0),
    "emerging_output_share": ({"sales_emerging": 3.0, "sales_above_scale": 12.0}, 0.25),
    "emerging_rd_output_share": (
        {"sales_emerging": 3.0, "sales_emerging_rd_active": 2.0, "sales_above_scale": 10.0},
        0.2,
    ),
    "emerging_value_added_share": ({"value_added_emerging": 10.0, "value_added": 30.0, "gdp": 100.0}, 0.1),
    "emerging_rd_value_added_share": (
        {"value_added_emerging": 10.0, "value_added_emerging_rd_active": 6.0, "gdp": 100.0},
        0.06,
    ),
    "listings": ({"n_listings": 2.0}, 2.0),
    "rd_insured": ({"yuan_rd_insured": 4e6}, 4e6),
    "pledged_loans": ({"yuan_pledged_loans": 3e5}, 3e5),
    "public_orders": ({"yuan_public_orders": 8e6}, 8e6),
    "upgraded_firms": ({"n_upgraded": 7.0}, 7.0),
    "infringement_cases": ({"n_infringement_cases": 3.0}, 3.0),
    "firms_attracted": ({"n_firms_attracted": 2.0}, 2.0),
    "super_deduction_claimants": ({"n_claims": 8.0}, 8.0),
    "outreach": ({"visits_made": 50.0, "n_candidates": 200.0}, 0.25),
    "outside_contracts": ({"n_outside_contracts": 2.0}, 2.0),
    "technology_contract_turnover": ({"yuan_outside_contracts": 9e5}, 9e5),
    "pairings": ({"n_pairings": 2.0}, 2.0),
    "joint_projects": ({"n_joint_projects": 1.5}, 1.5),
    "transfer_bodies": ({"n_transfer_bodies": 0.5}, 0.5),
    "invention_applications": ({"invention_applications": 11.0}, 11.0),
    "invention_patents_granted": ({"new_invention_patents": 5.0}, 5.0),
    "invention_patents_in_force": ({"invention_patents_in_force": 90.0}, 90.0),
    "invention_patents_per_10k": ({"invention_patents_in_force": 90.0, "residents": 450_000.0}, 2.0),
    "fiscal_st_spending": ({"yuan_fiscal_st": 3e6}, 3e6),
    "fiscal_st_share": ({"yuan_fiscal_st": 3.0, "yuan_fiscal_expenditure": 150.0}, 0.02),
    "tax_paid": ({"yuan_tax_paid": 7.0}, 7.0),
    "innovative_counties": ({"n_innovative_counties": 1.0}, 1.0),
    "innovative_townships_share": ({"n_innovative_townships": 3.0, "n_townships": 12.0}, 0.25),
    "county_innovation_index": ({"sum_innovation_index": 120.0, "n_indexed": 2.0}, 60.0),
    "commissioners": ({"n_commissioners": 10.0}, 10.0),
    "commissioner_teams": ({"n_commissioner_teams": 2.5}, 2.5),
    "corporate_commissioners": ({"n_corporate_commissioners": 3.0}, 3.0),
    "villages_served": ({"n_villages_served": 21.0}, 21.0),
    "poor_villages_served": ({"n_poor_villages_served": 8.0}, 8.0),
    "poverty_pairings": ({"n_poverty_pairings": 2.0}, 2.0),
    "poverty_parks": ({"n_poverty_parks": 1.0}, 1.0),
    "poverty_zones": ({"n_poverty_zones": 1.0}, 1.0),
    "subsidised_startups": ({"n_subsidised_startups": 6.0}, 6.0),
    "joint_training": ({"n_in_training": 7.0}, 7.0),
    "local_titles": ({"n_local_titles": 8.0}, 8.0),
    "entrepreneurs_trained": ({"n_entrepreneurs_trained": 5.0}, 5.0),
    "talent_grants_awarded": ({"n_talent_grants": 4.0}, 4.0),
    "technique_adoption": ({"households_adopting": 30.0, "farm_households": 120.0}, 0.25),
    "farm_household_income": ({"farm_income": 4e6, "farm_households": 100.0}, 4e4),
    "firms": ({"n_firms": 70.0}, 70.0),
    "firms_entering": ({"new_firms": 6.0}, 6.0),
    "firms_leaving": ({"lost_firms": 5.0}, 5.0),
    "net_talent_flow": ({"n_talent_arrived": 5.0, "n_talent_left": 8.0}, -3.0),
    "rd_by_rules_share": (
        {
            "yuan_rd_enterprise_real": 100.0,
            "yuan_rd_relabelled": 20.0,
            "yuan_rd_institutes_government": 60.0,
            "yuan_rd_institutes_contracts": 7.0,
            "yuan_rd_institutes_other": 13.0,
            "yuan_rd_institutes_inputs": 50.0,
        },
        0.75,
    ),
    "gdp_by_rules_share": ({"value_added": 30.0, "gdp": 120.0}, 0.25),
    "skilled_wage": ({"sum_skilled_wage": 1.2e6, "n_rd_personnel": 10.0}, 1.2e5),
    "rd_wage_rise": ({"yuan_rd_wage_rise": -2e6}, -2e6),
    "rd_wage_rise_share": ({"yuan_rd_wage_rise": 2e6, "yuan_rd_rise": 8e6}, 0.25),
    "spin_offs": ({"new_spin_offs": 3.0, "new_firms": 40.0}, 3.0),
    "venture_investment": (
        {"yuan_venture_private": 5e6, "yuan_venture_public": 3e6, "yuan_venture_partners": 7e6},
        15e6,
    ),
    "venture_investment_public": ({"yuan_venture_public": 3e6}, 3e6),
    "guidance_leverage": ({"yuan_venture_public": 3e6, "yuan_venture_partners": 7e6}, 7 / 3),
    "guidance_additional": ({"yuan_venture_public": 4e6, "yuan_venture_additional": 2e6}, 0.5),
    "pooled_loans": ({"yuan_pooled_loans": 8e6}, 8e6),
    "pool_losses": ({"yuan_pool_losses": 1e5}, 1e5),
    "bank_losses": ({"yuan_bank_losses": 1e5}, 1e5),
    "credit_rationed": ({"n_credit_rationed": 9.0}, 9.0),
    "credit_refused": ({"n_credit_refused": 9.0}, 9.0),
    "firms_preparing": ({"n_preparing": 7.0}, 7.0),
    "rd_government": ({"yuan_rd_institutes_government": 30.0}, 30.0),
    "hnte_awarded": ({"n_hnte_awarded": 3.0}, 3.0),
    "contracts_refused": ({"n_contracts_refused": 2.0}, 2.0),
    "talent_grants_refused": ({"n_grants_refused": 6.0}, 6.0),
    "turned_away": ({"n_turned_away": 4.0}, 4.0),
    "rd_starts": ({"n_rd_starts": 7.0}, 7.0),
    "rd_stops": ({"n_rd_stops": 3.0}, 3.0),
    "rd_firms_public": ({"yuan_rd_firms_government": 7e5}, 7e5),
    "title_awards": ({"n_title_awards": 2.0}, 2.0),
    "problems_solved": ({"n_problems_solved": 4.0}, 4.0),
    "standards_supported": ({"n_standards": 2.0}, 2.0),
    "rd_reports_checked": ({"n_reports_checked": 6.0}, 6.0),
    "exits_compensated": ({"n_exits_compensated": 3.0}, 3.0),
    "posts_found": ({"n_posts_found": 5.0}, 5.0),
}


@pytest.mark.parametrize("name", catalogue())
def test_worked_by_hand(name):
    fields, expected = BY_HAND[name]
    tally = np.zeros((1, 1), dtype=[(field, "f8") for field in FIELDS])
    for field, amount in fields.items():
        tally[field] = amount
    table = measured(tally, counties=COUNTIES[:1])
    assert value(table, name, 2012, 1) == pytest.approx(expected)


def test_a_tally_has_the_fields_that_a_county_counts():
    assert [field.name for field in government.FLOWS] == list(FLOWS)
    assert [field.name for field in government.STOCKS] == list(STOCKS)


def test_every_file_is_in_the_catalogue_once():
    files = {path.stem for path in Path(str(indicators.__file__)).parent.glob("*.py") if not path.stem.startswith("_")}
    assert set(catalogue()) == files and len(catalogue()) == len(files)


@pytest.mark.parametrize("name", catalogue())
def test_every_indicator_says_what_it_is(name):
    assert indicators.label(name, "zh") and indicators.label(name, "en") and indicators.unit(name)
    assert indicators.kind(name) in ("flow", "stock", "ratio")
    text = indicators.definition(name)
    assert "=" in text and "\nUnit " in text and "\nSource " in text


def test_shape_and_types():
    table = measured(made())
    assert list(table.columns) == ["replicate", "year", "quarter", "county", "indicator", "value", "unit"]
    types = {column: str(kind) for column, kind in table.dtypes.items()}
    assert types == {
        "replicate": "int32", "year": "int16", "quarter": "int8", "county": "category",
        "indicator": "category", "value": "float64", "unit": "category",
    }  # fmt: skip
    assert len(table) == len(catalogue()) * (8 + 2 + 2 * 3)
    assert not table.duplicated(["year", "quarter", "county", "indicator"]).any()
    assert set(table[table.quarter > 0].county) == {"360000"}
    units = table.groupby("indicator", observed=True)["unit"].unique()
    assert all(list(units[name]) == [indicators.unit(name)] for name in catalogue())


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_region_is_the_sum_of_its_counties(seed):
    table = measured(made(seed=seed))
    yearly = table[table.quarter == 0]
    of_region = yearly.county == "360000"
    keys = ["indicator", "year"]
    region = yearly[of_region].set_index(keys).value
    counties = yearly[~of_region].groupby(keys, observed=True).value.sum()
    for name in catalogue():
        if indicators.kind(name) != "ratio":
            assert (region[name] == counties[name]).all(), name


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_a_year_is_the_sum_of_its_quarters_or_the_last_of_them(seed):
    table = measured(made(seed=seed))
    region = table[table.county == "360000"].set_index(["indicator", "year", "quarter"]).value
    for name in catalogue():
        quarters = [region[name, 2013, quarter] for quarter in (1, 2, 3, 4)]
        year = region[name, 2013, 0]
        assert year == (sum(quarters) if indicators.kind(name) == "flow" else quarters[-1]), name


def test_a_ratio_is_sums_over_sums_and_not_a_mean_of_ratios():
    tally = made(quarters=4, counties=2)
    tally["yuan_fiscal_st"] = [[1, 1]] * 4
    tally["yuan_fiscal_expenditure"] = [[10, 90]] * 4
    table = measured(tally, counties=COUNTIES[:2])
    assert value(table, "fiscal_st_share", 2012, 0) == pytest.approx(8 / 400)
    assert value(table, "fiscal_st_share", 2012, 0, COUNTIES[0]) == pytest.approx(0.1)


def test_a_quarters_ratio_covers_the_last_four_quarters_or_those_so_far():
    tally = made(quarters=6, counties=1)
    tally["visits_made"] = [[1], [2], [3], [4], [5], [6]]
    tally["n_candidates"] = [[10], [10], [10], [10], [20], [20]]
    table = measured(tally, counties=COUNTIES[:1])
    got = [value(table, "outreach", 2012 + q // 4, q % 4 + 1) for q in range(6)]
    assert got == pytest.approx([1 / 10, 3 / 10, 6 / 10, 10 / 10, 14 / 20, 18 / 20])


def test_a_year_that_is_not_finished_has_no_yearly_row():
    table = measured(made(quarters=6))
    assert set(table[table.quarter == 0].year) == {2012}
    assert set(table[table.quarter > 0].year) == {2012, 2013}


def test_shares_lie_between_0_and_1():
    table = measured(made(quarters=40, seed=3))
    shares = table[table.unit == "share"].value
    assert len(shares) and shares.between(0.0, 1.0).all()


@pytest.mark.parametrize("name", [name for name in catalogue() if indicators.kind(name) == "ratio"])
def test_nothing_to_divide_by_is_nan_and_no_warning(name):
    empty = np.zeros((4, 1), dtype=[(field, "f8") for field in FIELDS])
    with np.errstate(all="raise"):
        assert math.isnan(value(measured(empty, counties=COUNTIES[:1]), name, 2012, 0))


def test_moves_within_the_region_cancel():
    tally = made(quarters=4, counties=2)
    tally["n_talent_arrived"], tally["n_talent_left"] = [[5, 0]] * 4, [[0, 5]] * 4
    table = measured(tally, counties=COUNTIES[:2])
    assert value(table, "net_talent_flow", 2012, 0) == 0.0
    assert value(table, "net_talent_flow", 2012, 0, COUNTIES[0]) == 20.0


def test_the_tally_is_left_as_it_was():
    tally = made()
    before = tally.copy()
    measured(tally)
    assert (tally == before).all()


def test_codes_must_fit_the_tally():
    with pytest.raises(ValueError, match="3 counties, 2 codes"):
        measured(made(), counties=COUNTIES[:2])


def test_nineteen_years_of_a_hundred_counties_take_no_time():
    tally = made(quarters=76, counties=100)
    codes = [f"36{number:04d}" for number in range(101, 201)]
    measured(tally, counties=codes)
    begun = time.process_time()
    measured(tally, counties=codes)
    assert time.process_time() - begun < 0.1


# official series


@pytest.fixture(scope="module")
def jiangxi():
    return indicators.official("jiangxi")


def test_official_series_are_in_our_units(jiangxi):
    at = jiangxi.set_index(["indicator", "year"]).value
    assert at["rd_expenditure", 2020] == pytest.approx(430.7e8)
    assert at["rd_intensity", 2017] == pytest.approx(1.27)
    assert at["hnte", 2020] == 5115.0
    assert at["fiscal_st_share", 2017] == pytest.approx(120.09 / 5111.47)
    assert at["gdp", 2017] == pytest.approx(20210.8e8)


def test_official_series_name_their_source_and_status(jiangxi):
    assert list(jiangxi.columns) == ["indicator", "year", "value", "unit", "source", "status", "tier"]
    assert jiangxi.status.isin(["CONFIRMED", "DERIVED", "RECALLED"]).all()
    assert (jiangxi.source.str.len() > 0).all()
    assert (jiangxi.unit == jiangxi.indicator.map(indicators.unit)).all()
    assert set(jiangxi[jiangxi.indicator == "fiscal_st_share"].status) == {"DERIVED"}


def test_every_official_series_is_in_the_panel():
    known = set(panel("jiangxi").indicator)
    for name in catalogue():
        official = getattr(indicators, name).OFFICIAL
        if official is not None:
            assert set(official[0].split(" / ")) <= known, name
