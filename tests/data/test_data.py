"""The official tables: complete, unique, sourced, and equal to what the offices published, as far as it was seen."""

import re

import pytest

from sim import data

STATUSES = {"CONFIRMED", "DERIVED", "RECALLED", "ASSUMED"}
TIERS = {"A", "B", "C", "D", "R"}
FILES = ["panel.csv", "counties.csv", "special_zones.csv", "tile_grid.csv", "innovative_counties.csv"]
NUMBER = {"jiangxi": 100, "jilin": 60, "sichuan": 183, "jilin_city": 9}


@pytest.mark.parametrize(("region", "number"), NUMBER.items())
def test_every_county_of_a_region_is_there_once_in_the_order_of_codes(region, number):
    table = data.counties(region)
    assert len(table) == number
    assert table.code.is_unique and table.code.is_monotonic_increasing
    assert table.code.str.fullmatch(r"\d{6}").all()
    assert list(table.index) == list(range(number))
    assert table.code.str.startswith(data.REGIONS[region]["code"].rstrip("0")).all()


def test_the_nine_counties_of_jilin_city_are_also_in_jilin():
    assert set(data.counties("jilin_city").code) <= set(data.counties("jilin").code)


@pytest.mark.parametrize(
    ("region", "towns", "townships"),
    [("jiangxi", 832, 560), ("jilin", 427, 179), ("sichuan", 2016, 626), ("jilin_city", 56, 20)],
)
def test_towns_and_townships_sum_to_the_list_of_2023(region, towns, townships):
    table = data.counties(region)
    assert (table.n_town.sum(), table.n_township.sum()) == (towns, townships)


@pytest.mark.parametrize(
    ("region", "people"), [("jiangxi", 45_188_635), ("jilin", 24_073_453), ("sichuan", 83_674_866)]
)
def test_counties_and_zones_sum_to_the_census_of_2020(region, people):
    """The published totals are RECALLED (from memory, not compared with the publication): see sim/data/README.md."""
    assert data.counties(region).pop_2020_with_zones.sum() == people
    assert data.counties(region).pop_2020.sum() + data.special_zones(region).pop_2020.sum() == people


@pytest.mark.parametrize("region", NUMBER)
def test_population_of_2010_is_complete_and_the_assumed_part_moves_nobody_out_of_a_prefecture(region):
    table = data.counties(region)
    assert (table.pop_2010 > 0).all()
    changed = table.pop_2010 != table.pop_2010_census
    assert (table.pop_2010_status[changed] == "ASSUMED").all()
    assert (table.pop_2010_status[~changed] == "CONFIRMED").all()
    sums = table.groupby("prefecture_code")[["pop_2010", "pop_2010_census"]].sum()
    assert (sums.pop_2010 == sums.pop_2010_census).all()


def test_a_county_founded_after_2010_shares_its_parents_count_by_population_of_2020():
    """Guang'an 858,159 in 2010; in 2020 Guang'an 744,115 and Qianfeng 232,255 of 976,370 together."""
    table = data.counties("sichuan").set_index("code")
    assert table.pop_2010["511603"] == 204_135  # 858,159 * 232,255 / 976,370 = 204,135.3
    assert table.pop_2010["511602"] == 858_159 - 204_135


@pytest.mark.parametrize("region", NUMBER)
def test_shares_are_shares_and_employment_adds_up(region):
    table = data.counties(region)
    shares = table[[name for name in table.columns if "share" in name]]
    assert ((shares >= 0) & (shares <= 1)).all().all()
    sectors = table.emp_share_primary + table.emp_share_secondary + table.emp_share_tertiary
    assert sectors.between(0.999, 1.001).all()


@pytest.mark.parametrize("region", NUMBER)
def test_the_map_has_one_tile_for_every_county(region):
    tiles = data.tile_grid(region)
    assert list(tiles.code) == list(data.counties(region).code)
    assert not tiles.duplicated(["col", "row"]).any()
    assert (tiles.col.min(), tiles.row.min()) == (0, 0)


def test_north_is_up_and_east_is_right_on_the_map():
    for region in NUMBER:
        tiles, points = data.tile_grid(region), data.counties(region)
        assert tiles.col.corr(points.lon) > 0.7
        assert tiles.row.corr(points.lat) < -0.7


R_AND_D_TO_GDP = {  # per cent, as the office first published it: 2011, 2017, 2018, 2019, 2021
    "china": (1.84, 2.13, 2.19, 2.23, 2.44),
    "jilin": (0.84, 0.86, 0.76, 1.27, 1.39),
    "jiangxi": (0.83, 1.28, 1.41, 1.55, 1.70),
    "sichuan": (1.40, 1.72, 1.81, 1.87, 2.26),
}
COMPARABLE = {  # R&D over census-revised GDP
    "jilin": (1.15, 1.17, 1.02, 1.27, 1.39),
    "jiangxi": (0.84, 1.27, 1.37, 1.56, 1.70),
    "sichuan": (1.40, 1.68, 1.72, 1.88, 2.26),
}


@pytest.mark.parametrize(
    ("region", "indicator", "values"),
    [(region, "rd_intensity_published", values) for region, values in R_AND_D_TO_GDP.items()]
    + [(region, "rd_intensity_comparable", values) for region, values in COMPARABLE.items()],
)
def test_rd_intensity_is_the_official_one(region, indicator, values):
    found = data.series(region, indicator)
    assert tuple(found[year] for year in (2011, 2017, 2018, 2019, 2021)) == values


@pytest.mark.parametrize("region", COMPARABLE)
def test_comparable_intensity_is_rd_over_revised_gdp(region):
    rd, gdp = data.series(region, "rd_expenditure"), data.series(region, "gdp_nominal_revised")
    for year, value in data.series(region, "rd_intensity_comparable").items():
        if year <= 2020:
            assert value == pytest.approx(100 * rd[year] / gdp[year], abs=0.006)


def test_single_values_are_those_of_the_bulletins():
    assert data.series("jilin", "gdp_nominal_revised")[2018] == 11_253.8  # 15,075 before the census of the economy
    assert data.series("jiangxi", "above_scale_industrial_firms_with_rd_activity") == {
        2018: 3547,
        2019: 4335,
        2020: 5081,
    }
    assert data.series("sichuan", "hnte_stock") == {2016: 3134, 2020: 8150, 2021: 10200}
    assert data.series("jiangxi", "above_scale_industrial_firms")[2020] == 13710


def test_fiscal_spending_on_science_rose_from_a_fortieth_to_a_thirtieth_of_jiangxis_budget():
    science, total = (data.series("jiangxi", f"fiscal_{name}") for name in ("st_expenditure", "expenditure_total"))
    assert 100 * science[2017] / total[2017] == pytest.approx(2.35, abs=0.01)
    assert 100 * science[2021] / total[2021] == pytest.approx(3.11, abs=0.01)


@pytest.mark.parametrize("file", FILES)
def test_every_value_has_a_source_a_status_and_a_tier(file):
    table = data._table(file)
    assert (table.source.str.len() > 0).all()
    assert set(table.status) <= STATUSES
    assert set(table.source_tier) <= TIERS


@pytest.mark.parametrize("file", FILES)
def test_sources_name_an_office_and_not_where_a_copy_lies(file):
    text = (data.FOLDER / file).read_text(encoding="utf-8")
    assert not re.search(r"https?:|www\.|\.com\b|\.cn\b|\.json|github", text)
    assert len(text.encode()) < 1_000_000


def test_every_series_has_one_value_a_year_and_one_unit():
    for region in data.REGIONS:
        table = data.panel(region)
        assert not table.duplicated(["indicator", "year"]).any()
        assert (table.groupby("indicator").unit.nunique() == 1).all()
        assert list(table.columns) == [
            "indicator", "year", "value", "unit", "source", "status", "source_tier", "note",
        ]  # fmt: skip
        assert str(table.value.dtype) == "float64" and str(table.year.dtype) == "int64"


def test_each_zone_hangs_on_a_county_of_its_own_prefecture():
    for region in ("jilin", "sichuan"):
        zones = data.special_zones(region)
        assert (zones.code.str[:4] == zones.parent_county.str[:4]).all()


def test_a_caller_cannot_change_the_table_of_another():
    mine, series = data.counties("jilin"), data.panel("jilin")
    mine.loc[0, "pop_2020"] = 0
    series.loc[0, "value"] = -1.0
    assert data.counties("jilin").pop_2020[0] > 0
    assert (data.panel("jilin").value > 0).all()


def test_innovative_counties_are_counties_of_the_region():
    assert len(data.innovative_counties("jiangxi")) == 5
    assert set(data.innovative_counties("jilin").name_zh) == {"通化县"}


@pytest.mark.parametrize("read", [data.panel, data.counties, data.tile_grid])
def test_a_misspelt_region_is_refused_with_the_nearest_name(read):
    with pytest.raises(ValueError, match=r"'jianxi'; allowed: .*jilin.*; nearest: jiangxi"):
        read("jianxi")


def test_a_region_without_counties_and_an_unknown_series_are_refused():
    with pytest.raises(ValueError, match="allowed"):
        data.counties("china")
    with pytest.raises(ValueError, match="nearest: rd_expenditure"):
        data.series("jilin", "rd_expenditur")
