"""Every region's population follows the one recipe, and each region runs under national law."""

from functools import cache

import numpy as np
import pytest

from sim import beliefs, books, data, inputs
from sim.population import stratum
from sim.population.draws import certain_stratum
from sim.population.firms import make_firms
from sim.population.institutes import make_institutes
from sim.population.recipe import numbers, recipe, share_of_province, shares
from sim.region_series import region_series
from sim.scenario import load_scenario
from sim.sectors import sector_shares, sector_table
from tests.worlds import block, run, world_of

REGIONS = data.WITH_COUNTIES
PROVINCES = ("jilin", "jiangxi", "sichuan")
SEEDS = (1, 2, 3)


@cache
def firms_of(region, seed=1, scale=1):
    return make_firms(region, seed, scale, beliefs.draw(region, seed, False), 4 * 2012)


def mean_over_seeds(region, count):
    return np.mean([count(firms_of(region, seed)) for seed in SEEDS])


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("industry_firms", lambda firms: (firms["is_service"] == 0).sum()),
        ("service_firms", lambda firms: (firms["is_service"] == 1).sum()),
        ("hnte_2012", lambda firms: firms["is_hnte"].sum()),
    ],
)
def test_firms_are_as_many_as_the_recipe_says(region, name, count):
    expected = recipe(region)[name]
    # recognition: the chance was solved on one reference population, itself drawn, so twice the variance
    error = np.sqrt(expected / len(SEEDS) + (expected if name == "hnte_2012" else 0.0))
    assert abs(mean_over_seeds(region, count) - expected) < 4.0 * error


@pytest.mark.parametrize(("region", "active"), [("jilin", 350), ("jiangxi", 1150), ("sichuan", 1020)])
def test_industrial_firms_with_research_are_as_many_as_the_recipe_aims_at(region, active):
    found = mean_over_seeds(region, lambda firms: firms["is_rd_active"][firms["is_service"] == 0].sum())
    assert found == pytest.approx(active, rel=0.08)


@pytest.mark.parametrize("region", REGIONS)
def test_counties_have_firms_by_their_employment(region):
    firms = firms_of(region)
    industry = firms[(firms["is_service"] == 0) & (firms["is_certain"] == 0)]
    expected = (recipe(region)["industry_firms"] - recipe(region)["certain_firms"]) * shares(region)["industry"]
    found = np.bincount(industry["county"], minlength=len(expected))
    assert (np.abs(found - expected) <= 4.5 * np.sqrt(expected) + 3.0).all()


@pytest.mark.parametrize("region", REGIONS)
def test_sectors_are_those_of_the_province(region):
    table, firms = sector_shares(region), firms_of(region)
    for kind, column in ((0, "share_of_industry_firms"), (1, "share_of_service_firms")):
        assert table[column].sum() == pytest.approx(1.0, abs=0.03)
        mine = firms[(firms["is_service"] == kind) & (firms["is_certain"] == 0)]
        expected = len(mine) * (table[column] / table[column].sum()).to_numpy()
        found = np.bincount(mine["sector"], minlength=len(table))
        assert (np.abs(found - expected) <= 4.5 * np.sqrt(expected) + 1e-9).all()


def test_jilin_has_more_car_and_food_firms_than_jiangxi():
    place = {name: k for k, name in enumerate(sector_table()["sector"])}
    share = {
        region: np.bincount(firms_of(region)["sector"], minlength=10) / len(firms_of(region)) for region in PROVINCES
    }
    for sector in ("equipment_aviation", "food_and_agriculture"):
        assert share["jilin"][place[sector]] > share["jiangxi"][place[sector]]
    assert share["jilin"][place["nonferrous_metals"]] < share["jiangxi"][place["nonferrous_metals"]]


@pytest.mark.parametrize("region", REGIONS)
def test_samples_are_nested_and_hold_one_in_k(region):
    keys = {scale: set(firms_of(region, 1, scale)["key"].tolist()) for scale in (1, 5, 20)}
    assert keys[20] < keys[5] < keys[1]
    ordinary = len(keys[1]) - recipe(region)["certain_firms"]
    for scale in (5, 20):
        found = len(keys[scale]) - recipe(region)["certain_firms"]
        assert abs(found - ordinary / scale) < 4.5 * np.sqrt(ordinary / scale)


@pytest.mark.parametrize("region", REGIONS)
def test_a_world_has_every_agent_once(region):
    scenario = load_scenario("national_law").with_region(region).until(2012)
    world, table = world_of(scenario, 20), data.counties(region)
    for name in ("firms", "talent", "counties", "townships", "institutes"):
        keys = block(world, name)["key"]
        assert len(np.unique(keys)) == len(keys), name
    townships = np.bincount(block(world, "townships")["county"], minlength=len(table))
    assert townships.tolist() == (table["n_town"] + table["n_township"]).tolist()
    assert len(block(world, "institutes")) == recipe(region)["n_institutes"]
    assert block(world, "counties")["key"].tolist() == [int(code) for code in table["code"]]


@pytest.mark.parametrize("region", REGIONS)
def test_patents_of_2012_are_those_in_force(region):
    firms = np.mean([firms_of(region, seed)["patents"].sum() for seed in SEEDS])
    found = firms + make_institutes(region, beliefs.fitted(region))["patents"].sum()
    assert found == pytest.approx(recipe(region)["invention_patents_in_force_2012"], rel=0.15)
    if region in PROVINCES:
        official = data.series(region, "invention_patents_in_force")[2011]
        assert recipe(region)["invention_patents_in_force_2012"] == official


@pytest.mark.parametrize("region", PROVINCES)
def test_the_largest_performers_are_as_many_as_the_recipe_says(region):
    rows = certain_stratum(region)
    assert rows["rank"].tolist() == list(range(1, int(recipe(region)["certain_firms"]) + 1))
    assert set(rows["status"]) == {"ASSUMED"}
    assert (np.diff(rows["sales"]) < 0).all()


@pytest.mark.parametrize("region", ["jilin", "sichuan"])
def test_the_stratum_in_the_file_is_the_one_of_the_rule(region):
    made, kept = stratum.stratum(region), certain_stratum(region)
    for column in ("rank", "sector", "is_state", "source"):
        assert made[column].tolist() == kept[column].tolist()
    assert made["county"].tolist() == kept["county"].astype(str).tolist()


def test_the_rule_names_the_sectors_of_jiangxis_stratum_in_the_order_of_the_file():
    assert stratum.sectors_in_turn("jiangxi") == certain_stratum("jiangxi")["sector"].tolist()
    with pytest.raises(ValueError, match="no sectors for 'hubei'"):
        stratum.sectors_in_turn("hubei")


def test_zones_are_in_no_county_twice_and_their_people_in_its_weight():
    """Weights rest on 2010, when Changchun's zones were counted in their districts."""
    table, zones = data.counties("jilin"), data.special_zones("jilin")
    assert len(zones) == 9 and zones["parent_county"].isin(table["code"]).all()
    attached = zones.groupby("parent_county")["pop_2020"].sum()
    with_zones = table.set_index("code")["pop_2020_with_zones"] - table.set_index("code")["pop_2020"]
    assert with_zones[with_zones > 0].to_dict() == attached.to_dict()
    people = table["pop_2010"].astype(float)
    assert np.array_equal(shares("jilin")["budget"].to_numpy(), (people / people.sum()).to_numpy())


def test_jilin_city_is_a_part_of_jilin():
    city, whole = certain_stratum("jilin_city"), certain_stratum("jilin")
    mine = whole[whole["county"].astype(str).isin(data.counties("jilin_city")["code"])]
    for column in ("rank", "county", "sector", "is_state", "sales"):
        assert city[column].tolist() == mine[column].tolist()
    for name, row in numbers("jilin_city").items():
        province = numbers("jilin")[name]
        if province.spread_by:
            assert row.status == "ASSUMED" and 0 < row.value < 0.25 * province.value
            share = share_of_province("jilin_city", "jilin", province.spread_by)
            assert row.value == pytest.approx(province.value * share, abs=0.5 + 1e-9)
        else:
            assert row == province


def test_jilin_citys_series_are_stated_shares_of_jilins():
    share = share_of_province("jilin_city", "jilin", "science")
    for indicator in ("rd_expenditure", "fiscal_st_expenditure", "hnte_stock"):
        mine, whole = region_series("jilin_city", indicator), region_series("jilin", indicator)
        assert mine.keys() == whole.keys()
        assert all(mine[year] == pytest.approx(share * whole[year]) for year in mine)
    people = region_series("jilin_city", "population_yearend")
    assert people[2010] == pytest.approx(441.4681) and people[2020] == pytest.approx(362.3713)
    assert people[2010] > people[2015] > people[2020]
    gdp = inputs.yearly("jilin_city", "central", 2012, 2021)["gdp"] / 1e8
    assert [gdp[year] for year in (2019, 2020, 2021)] == pytest.approx([1416.6, 1452.6, 1550.0])
    per_head = gdp[2012] / people[2012] / (region_series("jilin", "gdp_nominal_revised")[2012] / 2698)
    assert per_head == pytest.approx(1416.6 / people[2019] / (11726.8 / 2448))


@pytest.mark.parametrize(("region", "ratio"), [("jilin", 1.0), ("jiangxi", 0.25), ("sichuan", 2.3)])
def test_institutes_get_what_the_government_funds_beyond_the_counties(region, ratio):
    """Government-funded R&D over fiscal S&T spending in 2017; what the counties do not pay is central money."""
    scenario = load_scenario("national_law").with_region(region).until(2018)
    table, quarter = inputs.yearly(region, "central", 2012, 2018).loc[2017], inputs.given(scenario)[20]
    assert table["government_rd"] / table["st_spending"] == pytest.approx(ratio, abs=0.05)
    belief = beliefs.draw(region, 1, False)
    counties = 1.0 - belief["province_share_of_budget"] - belief["prefecture_share_of_budget"]
    local = belief["institutes_share_of_local_st"] * counties * table["st_spending"]
    assert quarter["central_institute_rd"] + local == pytest.approx(table["government_rd"])
    assert quarter["other_institute_rd"] >= 0


@pytest.mark.parametrize("region", ("jilin", "jiangxi", "sichuan"))
def test_what_governments_pay_for_research_arrives(region):
    """Government-funded R&D of a run against the official series: nothing of it is lost between the levels."""
    world = run(world_of(load_scenario("national_law").with_region(region).until(2017), 20))
    paid = world.tally["yuan_rd_institutes_government"][0].sum(axis=1).reshape(-1, 4).sum(axis=1)
    official = inputs.yearly(region, "central", 2012, 2017)["government_rd"].to_numpy()
    assert paid[1:] == pytest.approx(official[1:], rel=0.1)  # salaries of S&T offices come first


@pytest.mark.parametrize("region", REGIONS)
def test_national_law_runs_and_conserves_money(region):
    world = world_of(load_scenario("national_law").with_region(region).until(2014), 50)
    before = books.balances(world)
    run(world)
    assert books.check_money(world, before).empty
    gdp = world.tally["gdp"][0].sum(axis=1).reshape(-1, 4).sum(axis=1)
    official = inputs.yearly(region, "central", 2012, 2014)["gdp"].to_numpy()
    sampled = 0.25 if region == "jilin_city" else 0.05  # at scale 50 some twenty firms stand for all of the city's
    assert gdp == pytest.approx(official, rel=sampled)


def test_a_region_without_a_recipe_is_refused_with_those_that_have_one():
    with pytest.raises(ValueError, match="'china' has no population recipe; there is one for: jiangxi, jilin, sichuan"):
        recipe("china")
