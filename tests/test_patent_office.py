"""The speed of the patent office is a national input, and what a region's patents alone say is what it should be."""

from math import log

import pytest

from sim import patent_office
from sim.data import series
from sim.patent_office import BASE, shares_of, speed, speeds


@pytest.fixture(autouse=True)
def fresh():
    """Nothing that another test changed is remembered."""
    for function in (speeds, shares_of):
        function.cache_clear()
    yield
    for function in (speeds, shares_of):
        function.cache_clear()


def test_the_office_works_at_speed_one_on_average_and_without_data():
    base = [log(speed(year)) for year in range(BASE[0], BASE[1] + 1)]
    assert sum(base) == pytest.approx(0.0, abs=1e-9)
    assert speed(BASE[0] - 1) == 1.0 and speed(2035) == 1.0


def test_the_wave_of_grants_of_2015_is_the_offices():
    assert speed(2015) > 1.2 * speed(2014)


def test_no_later_figure_moves_an_earlier_speed(monkeypatch):
    before = {year: speed(year) for year in range(BASE[0], BASE[1] + 1)}
    shares = shares_of("sichuan")
    real = patent_office.region_series

    def scrambled(region, name):
        return {year: value * (1.0 if year <= BASE[1] else 7.0) for year, value in real(region, name).items()}

    monkeypatch.setattr(patent_office, "region_series", scrambled)
    fresh_caches = (speeds.cache_clear(), shares_of.cache_clear())
    assert fresh_caches == (None, None)
    assert {year: speed(year) for year in before} == before
    assert shares_of("sichuan") == shares


@pytest.mark.parametrize(
    ("region", "lapse"), [("jilin", 0.12), ("jiangxi", 0.055), ("sichuan", 0.08), ("china", 0.066)]
)
def test_patents_lapse_as_the_stock_and_the_grants_say(region, lapse):
    """About 12 % a year in Jilin, 8 % in Sichuan, 6.6 % nationally, of the stock at the start of a year."""
    assert shares_of(region).lapse == pytest.approx(lapse, rel=0.2)


@pytest.mark.parametrize("region", ["jilin", "jiangxi", "sichuan"])
def test_the_shares_reproduce_the_grants_in_sum(region):
    """Decisions at the office's speed on official applications, times the share of grants, are the official grants."""
    from sim.region_series import filled

    shares, years = shares_of(region), range(BASE[0], BASE[1] + 1)
    applications = filled(series(region, "invention_patent_applications"), BASE[0] - 1, BASE[1])
    grants = filled(series(region, "invention_patents_granted"), BASE[0] - 1, BASE[1])
    in_force = series(region, "invention_patents_in_force")
    pending, granted = shares.pending_over_in_force * in_force[BASE[0] - 1], 0.0
    for year in years:
        decided = 0.4 * speed(year) * (pending + 0.5 * applications[year]) / (1.0 + 0.2 * speed(year))
        pending, granted = pending + applications[year] - decided, granted + shares.grant_ratio * decided
    assert granted == pytest.approx(sum(grants[year] for year in years))


def test_a_region_without_series_is_refused():
    with pytest.raises(ValueError, match="patents"):
        shares_of("jilin_city")
