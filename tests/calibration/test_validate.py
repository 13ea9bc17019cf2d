"""`validate` lays the model beside official figures and says what is within its limit."""

import json
from types import SimpleNamespace

import pandas as pd
import pytest

from calibration import validate as validation
from sim.cli import main
from sim.data import series
from sim.report.validation import verdict, write_page


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """A tiny run of two years."""
    out = tmp_path_factory.mktemp("runs")
    return validation.validate(("jiangxi",), replicates=2, scale=100, threads=1, out=out, last=2013)


def test_every_row_has_the_official_figure_of_its_year(found):
    table = found[0].table
    rows = table[table["indicator"] == "rd_enterprise"].set_index("year")
    official = series("jiangxi", "rd_funded_by_enterprises")
    assert list(rows.index) == [2012, 2013]
    for year in rows.index:
        assert rows.loc[year, "official"] == pytest.approx(official[year] * 1e8)
        assert rows.loc[year, "gap"] == pytest.approx(rows.loc[year, "p50"] / (official[year] * 1e8) - 1.0)
    assert (table["p05"] <= table["p50"]).all() and (table["p50"] <= table["p95"]).all()
    assert set(table["indicator"]) == set(validation.INDICATORS)


@pytest.mark.slow
def test_every_median_of_the_fitted_years_lies_within_its_limit(tmp_path):
    """Enterprise R&D, R&D personnel and patents in force of three provinces, 2012-17, with drawn parameters at 1:1."""
    every = validation.validate(out=tmp_path, last=2017)
    table = pd.concat([one.table.assign(region=one.region) for one in every])
    beyond = table[table["limit"].notna() & (table["gap"].abs() > table["limit"])]
    assert beyond.empty, beyond[["region", "indicator", "year", "gap"]]
    assert validation.counts(every)["judged"] == 53


def test_only_judged_indicators_of_fitted_years_have_a_limit(found):
    table = found[0].table
    judged = table[table["limit"].notna()]
    assert set(judged["indicator"]) == set(validation.JUDGED)
    assert (judged["limit"] == validation.LIMIT).all()
    assert validation.counts(found)["judged"] == len(judged) == 6


def test_a_broken_series_has_a_wider_limit_and_later_years_have_none(monkeypatch):
    rows = [
        {"replicate": 0, "year": year, "quarter": 0, "county": "220000", "indicator": "rd_enterprise",
         "value": 8e9, "unit": "yuan"}
        for year in (2015, 2016, 2018)
    ]  # fmt: skip
    result = SimpleNamespace(indicators=pd.DataFrame(rows), scenario=SimpleNamespace(region="jilin"))
    monkeypatch.setattr(validation.beliefs, "fitted_to", lambda region: 2017)
    table = validation.compared(result).set_index("year")
    assert table.loc[2015, "limit"] == validation.LIMIT and table.loc[2016, "limit"] == validation.LIMIT_BROKEN
    assert pd.isna(table.loc[2018, "limit"]) and table.loc[2018, "is_within"] is None
    assert table.loc[2016, "is_broken"] and not table.loc[2015, "is_broken"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_needs_nothing_else_and_names_its_run(found, tmp_path, lang):
    page = write_page(found, tmp_path / "page.html", lang).read_text("utf-8")
    assert page.count("<svg") == len(validation.INDICATORS)
    assert found[0].result.run_id in page
    assert "http" not in page.replace("http://www.w3.org", "")
    assert page == write_page(found, tmp_path / "again.html", lang).read_text("utf-8")


def test_a_fit_to_an_earlier_model_is_said_first(found):
    stale = [found[0]._replace(stale=["rules", "data"])]
    assert any("rules, data" in line and "calibration.fit" in line for line in verdict(stale, "en"))


def test_the_command_prints_its_table_and_writes_its_page(tmp_path, capsys):
    size = ["--replicates", "1", "--scale", "200", "--threads", "1", "--out", str(tmp_path)]
    assert main(["validate", "jiangxi", *size, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["regions"][0]["region"] == "jiangxi" and said["judged"] == 17
    assert main(["validate", "jiangxi", *size, "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert said["regions"][0]["run_id"] in out and "2018*" in out and "gap, %" in out
    assert len(list(tmp_path.glob("validation-*.html"))) == 2 - (said["page"].endswith("-en.html"))


def test_an_unknown_region_is_refused_with_what_is_allowed(capsys):
    assert main(["validate", "jianxi"]) == 2
    err = capsys.readouterr().err
    assert "'jianxi'" in err and "sichuan" in err and "jiangxi?" in err
