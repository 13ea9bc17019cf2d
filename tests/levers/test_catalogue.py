"""Every lever's law says what it is, where it stands, how sure it is, and in both languages."""

import importlib
import re
from datetime import date

import pytest

from sim.levers.catalogue import FAMILIES, FOLDER, LawError, catalogue, read_law
from sim.units import convert

LEVERS = list(catalogue().items())
PARAMETERS = [(f"{lever}.{name}", one) for lever, law in LEVERS for name, one in law.parameters.items()]
CHINESE = re.compile("[一-鿿]")
each_lever = pytest.mark.parametrize(("lever", "law"), LEVERS, ids=[lever for lever, _ in LEVERS])
each_parameter = pytest.mark.parametrize(("key", "parameter"), PARAMETERS, ids=[key for key, _ in PARAMETERS])


def test_the_order_is_that_of_the_families_and_never_changes():
    places = [FAMILIES.index(law.family) for _, law in LEVERS]
    assert places == sorted(places)
    assert list(catalogue()) == [lever for lever, _ in LEVERS]
    assert {lever for lever, _ in LEVERS} == {file.stem for file in FOLDER.glob("*.yaml")}


@each_lever
def test_a_lever_has_clauses_with_their_words(lever, law):
    assert law.documents
    for clause in law.documents.values():
        assert CHINESE.search(clause.clause) and CHINESE.search(clause.quote)


@each_lever
def test_a_lever_says_its_mechanism_in_both_languages(lever, law):
    for words in (law.name, law.mechanism):
        assert CHINESE.search(words.zh) and not CHINESE.search(words.en)
    assert len(law.mechanism.en) > 60 and len(law.mechanism.zh) > 25


@each_lever
def test_a_lever_rests_on_evidence(lever, law):
    assert law.evidence
    assert all(re.fullmatch(r"E\d{2,3}", one) for one in law.evidence)


@each_lever
def test_a_lever_names_indicators_that_exist(lever, law):
    for indicator in (law.first_moves, law.unmoved):
        assert importlib.util.find_spec(f"sim.indicators.{indicator}"), indicator
    assert law.first_moves != law.unmoved


@each_parameter
def test_a_parameter_has_both_labels_and_a_unit_that_is_known(key, parameter):
    assert CHINESE.search(parameter.label.zh) and not CHINESE.search(parameter.label.en)
    assert convert(1.0, parameter.unit, parameter.unit) == 1.0


@each_parameter
def test_a_parameter_says_where_it_comes_from_and_when_it_was_checked(key, parameter):
    assert parameter.source
    assert date(2026, 1, 1) <= parameter.last_checked
    if parameter.kind == "law":
        assert re.search(r"[〔〕第年号条]", parameter.source), "a law names its document"
    if parameter.kind in ("assumption", "calibrated"):
        assert parameter.confirmed is False, "nobody confirms an assumption"


@each_parameter
def test_what_is_only_recalled_is_not_called_confirmed(key, parameter):
    if any(source.status == "RECALLED" for source in parameter.sources.values()):
        assert parameter.confirmed is False


@each_parameter
def test_a_budget_names_who_holds_it(key, parameter):
    if "budget" in key or (parameter.unit.startswith("yuan /") and "award" in key):
        assert parameter.pool in ("county", "prefecture", "province")


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("rate_general", {2012: 0.5, 2017: 0.5, 2018: 0.75, 2021: 0.75, 2022: 1.0, 2023: 1.0}),  # at the year's end
        ("rate_manufacturing", {2012: 0.5, 2017: 0.5, 2018: 0.75, 2020: 0.75, 2021: 1.0, 2023: 1.0}),
        ("rate_tech_sme", {2012: 0.5, 2016: 0.5, 2017: 0.75, 2021: 0.75, 2022: 1.0, 2023: 1.0}),
        ("rate_integrated_circuits", {2016: 0.5, 2018: 0.75, 2021: 1.0, 2023: 1.2, 2027: 1.2}),
    ],
)
def test_the_super_deduction_is_that_of_the_law(name, values):
    law = catalogue()["rd_super_deduction"].parameters[name]
    assert {year: law.at(date(year, 12, 31)) for year in values} == values


def test_the_general_rate_rose_in_the_fourth_quarter_of_2022():
    law = catalogue()["rd_super_deduction"].parameters["rate_general"]
    assert (law.at("2022-09-30"), law.at("2022-10-01")) == (0.75, 1.0)


def test_the_threshold_of_small_firms_fell_in_2016():
    law = catalogue()["hnte_cit_rate"].parameters["threshold_small"]
    assert (law.at("2015-12-31"), law.at("2016-01-01")) == (0.06, 0.05)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("kind: statistic", "kind: guess", "parameters.cover_share.kind"),
        ("values: {2018-01-20: 0.5}", "values: {2018-01-20: 5}", "outside the range"),
        ("values: {2018-01-20: 0.5}", "values: {2018-01-20: .inf}", "no finite number"),
        ("values: {2018-01-20: 0.5}", "values: {2018-01-20: yes please}", "no finite number"),
        ("values: {2018-01-20: 0.5}", "values: {soon: 0.5}", "is no date"),
        ("values: {2018-01-20: 0.5}", "values: {1999-01-20: 0.5}", "is before"),
        ("values: {2018-01-20: 0.5}", "values: {2020-01-20: 0.5, 2018-01-20: 0.4}", "out of order"),
        ("range: [0, 1]", "range: [1, 0]", "is empty"),
        ("    unit: share\n", "", "unit: Field required"),
        ("  jiangxi-2018:", "  jiangxi-1918:", "unknown document jiangxi-1918"),
        ("national: false", "national: false\ncolour: red", "colour: Extra inputs are not permitted"),
        ("family: money_to_firms", "family: money", "family"),
        ("pool: county", "pool: county\n    pool_times: [nothing]", "names nothing, which is no parameter"),
        ("parameters:", "parameters: [", "innovation_voucher.yaml"),
    ],
)
def test_a_broken_law_file_says_where_and_why(tmp_path, old, new, message):
    text = (FOLDER / "innovation_voucher.yaml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "innovation_voucher.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawError) as caught:
        read_law(file)
    assert message in str(caught.value)
    assert str(caught.value).startswith("innovation_voucher.yaml: ")


@pytest.mark.parametrize("content", ["", "- a list\n", "a: 1\na: 2\n"])
def test_a_law_file_that_is_no_table_is_refused(tmp_path, content):
    file = tmp_path / "law.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(LawError, match=r"law\.yaml: "):
        read_law(file)
