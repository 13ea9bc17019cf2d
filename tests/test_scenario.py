"""A scenario is read wholly or refused wholly, and every mistake is told in words a planner can use."""

import os
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from sim.law import Dated, law_on, quarter_end
from sim.levers.catalogue import catalogue
from sim.scenario import FOLDER, Scenario, ScenarioError, load_scenario, scenario_names
from sim.scenario_file import tree
from sim.scenario_problems import Problems
from sim.units import UnitError, convert, split

BAD = Path(__file__).parent / "bad_scenarios"
SIDECAR = "expected"
ORDINARY = """\
schema: 1
title: {zh: 试验, en: Trial}
question: {zh: 会怎样？, en: What happens?}
region: jiangxi
document: jiangxi-2018
baseline: national_law
period: [2012, 2030]
"""


def expectation(file: Path) -> tuple[int, str, str]:
    """(line, English, Chinese) that must be told: from the file's first line, or from the sidecar."""
    sidecar = YAML(typ="safe", pure=True).load((BAD / f"{SIDECAR}.yaml").read_text(encoding="utf-8"))
    if file.stem in sidecar:
        return tuple(sidecar[file.stem])
    first = file.read_text(encoding="utf-8").splitlines()[0]
    line, english, chinese = first.removeprefix("# expect ").split(" | ")
    return int(line), english, chinese


def wrong_files() -> list[Path]:
    return sorted(file for file in BAD.glob("*.yaml") if file.stem != SIDECAR)


def written(folder: Path, levers: str, top: str = ORDINARY, name: str = "trial") -> Path:
    file = folder / f"{name}.yaml"
    file.write_text(f"{top}levers:\n{levers}" if levers else f"{top}levers: {{}}\n", encoding="utf-8")
    return file


def refused(name: object, lang: str = "en") -> ScenarioError:
    with pytest.raises(ScenarioError) as caught:
        load_scenario(name, lang)  # type: ignore[arg-type]
    return caught.value


@pytest.fixture(scope="module")
def jiangxi() -> Scenario:
    return load_scenario("jiangxi_2018")


@pytest.fixture(scope="module")
def national() -> Scenario:
    return load_scenario("national_law")


# Wrong files


def test_there_are_many_wrong_files():
    assert len(wrong_files()) >= 40


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("file", wrong_files(), ids=lambda file: file.stem)
def test_a_wrong_file_is_refused_with_its_place_and_its_message(file, lang):
    line, english, chinese = expectation(file)
    error = refused(file, lang)
    told = [problem for problem in error.problems if (english if lang == "en" else chinese) in problem.message]
    assert told, str(error)
    assert line in {problem.line for problem in told}, str(error)
    assert all(re.match(rf".*{file.name}:\d+:\d+: ", str(problem)) for problem in told)
    assert all(problem.found for problem in error.problems)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("file", wrong_files(), ids=lambda file: file.stem)
def test_a_message_is_one_line_that_a_terminal_can_print(file, lang):
    for problem in refused(file, lang).problems:
        assert str(problem).isprintable()


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file():
    error = refused(BAD / "many_mistakes.yaml")
    assert [problem.line for problem in error.problems] == [5, 10, 12, 13]
    assert [problem.nearest for problem in error.problems] == ["jiangxi", "innovation_voucher", "cover_share", ""]
    assert len(str(error).splitlines()) == 4


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    file = tmp_path / "huge.yaml"
    file.write_bytes(b"a: [b]\n" * 1_500_000)
    start = time.perf_counter()
    assert "at most 1000000" in str(refused(file))
    assert time.perf_counter() - start < 1


def test_a_file_with_very_many_mistakes_is_refused_soon(tmp_path):
    file = tmp_path / "many.yaml"
    file.write_text("".join(f"key_{number}: 1\n" for number in range(9_000)), encoding="utf-8")
    start = time.process_time()
    assert len(refused(file).problems) <= 100
    assert time.process_time() - start < 20


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_deep_file_does_not_exhaust_the_reader(tmp_path, opening):
    file = tmp_path / "deep.yaml"
    file.write_text(opening * 60_000, encoding="utf-8")
    assert refused(file).problems


@pytest.mark.parametrize(
    "name", ["../jiangxi_2018", "/etc/passwd", "nowhere.yaml", ".", "", "jiangxi_2018\0.yaml", "a" * 5000]
)
def test_what_is_no_scenario_is_refused(name):
    assert refused(name).problems


def test_a_name_mistyped_is_told_the_nearest():
    assert refused("jiangxi_2081").problems[0].nearest == "jiangxi_2018"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a system with pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "is no file" in str(refused(tmp_path / "pipe.yaml"))


def test_two_scenarios_that_change_each_other_are_refused(tmp_path):
    for name, other in (("one", "two"), ("two", "one")):
        written(tmp_path, "", ORDINARY.replace("national_law", other), name)
    assert "round in a circle" in str(refused(tmp_path / "one.yaml"))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_whatever_raise_anything_else(content):
    problems = Problems("any.yaml", "en")
    tree(content, problems)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_to_a_good_file_raises_anything_else(tmp_path, data):
    good = (FOLDER / "jiangxi_2018.yaml").read_bytes()
    start = data.draw(st.integers(0, len(good)))
    end = data.draw(st.integers(start, min(len(good), start + 40)))
    damage = data.draw(
        st.binary(max_size=12) | st.sampled_from([b"{", b"[", b"&a ", b"*a ", b"!!map ", b"\n- ", b": "])
    )
    file = tmp_path / "damaged.yaml"
    file.write_bytes(good[:start] + damage + good[end:])
    try:
        load_scenario(file)
    except ScenarioError as error:
        assert error.problems


# Right files


def test_the_scenarios_of_the_project_load():
    assert {"jiangxi_2018", "national_law"} <= set(scenario_names())
    for name in scenario_names():
        assert load_scenario(name).name == name.removeprefix("reforms/")


def test_the_document_of_jiangxi_has_all_its_levers_on(jiangxi):
    named = [lever for lever, law in catalogue().items() if "jiangxi-2018" in law.documents]
    assert [lever for lever in jiangxi.levers_on() if lever in named] == named
    assert jiangxi.counterfactual_levers() == []


def test_without_new_policy_there_is_only_national_law(national):
    assert national.levers_on() == [lever for lever, law in catalogue().items() if law.national]
    for key, value in national.values_on("2020-06-30").items():
        assert catalogue()[key.split(".")[0]].national or value == 0.0


@pytest.mark.parametrize("region", ["jilin", "sichuan", "jilin_city"])
def test_national_law_takes_any_region(national, region):
    assert national.with_region(region).region == region


def test_a_document_stays_in_its_region(jiangxi):
    with pytest.raises(ScenarioError, match="speaks to jiangxi"):
        jiangxi.with_region("sichuan")


def test_a_byte_order_mark_is_no_harm(tmp_path):
    file = tmp_path / "jiangxi_2018.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + (FOLDER / "jiangxi_2018.yaml").read_bytes())
    assert load_scenario(file) == load_scenario("jiangxi_2018")


def test_before_its_date_there_is_no_lever(jiangxi):
    assert jiangxi.value("innovation_voucher.annual_budget_county", "2018-01-19") == 0.0
    assert jiangxi.value("innovation_voucher.annual_budget_county", quarter_end(2018, 1)) == 200_000


def test_a_scenario_takes_over_what_its_baseline_says(tmp_path):
    levers = "  innovation_voucher: {annual_budget_county: 40 万元}\n  science_tech_commissioners: off\n"
    changed = load_scenario(written(tmp_path, levers, ORDINARY.replace("national_law", "jiangxi_2018")))
    assert changed.value("innovation_voucher.annual_budget_county", "2020-01-01") == 400_000
    assert changed.value("hnte_cit_rate.local_reward", "2020-01-01") == 100_000
    assert not changed.is_on("science_tech_commissioners")
    assert set(changed.values_on("2020-01-01")) == set(load_scenario("jiangxi_2018").values_on("2020-01-01"))


def test_dated_values_leave_the_law_before_them_as_it_was(tmp_path):
    levers = "  rd_super_deduction:\n    rate_general: {2020-01-01: 60 %, 2025-01-01: 1.1}\n"
    changed = load_scenario(written(tmp_path, levers))
    by_year = {
        year: changed.value("rd_super_deduction.rate_general", f"{year}-06-30") for year in (2017, 2019, 2023, 2026)
    }
    assert by_year == {2017: 0.5, 2019: 0.75, 2023: 0.6, 2026: 1.1}


def test_a_law_that_ends_continues_or_lapses_as_assumed(national):
    key = "rd_super_deduction.rate_integrated_circuits"
    lapsing = national.with_values({"assumptions.after_last_law": "lapses"})
    assert [scenario.value(key, "2027-12-31") for scenario in (national, lapsing)] == [1.2, 1.2]
    assert [scenario.value(key, "2028-03-31") for scenario in (national, lapsing)] == [1.2, 1.0]
    extended = lapsing.with_values({f"{key}@2028-01-01": 1.3})
    assert extended.value(key, "2028-03-31") == 1.3


def test_changed_copies_leave_the_first_as_it_was(jiangxi):
    key = "innovation_voucher.annual_budget_county"
    before = jiangxi.resolved()
    changed = jiangxi.with_values({key: "20 wan yuan", f"{key}@2025-01-01": 300_000, f"{key}@2020-01-01": 100_000})
    assert [changed.value(key, f"{year}-12-31") for year in (2017, 2018, 2020, 2025)] == [0, 200_000, 100_000, 300_000]
    assert not jiangxi.with_values({"innovation_voucher": "off"}).is_on("innovation_voucher")
    assert jiangxi.with_values({"assumptions.channels.mobility": False}).assumptions["channels"]["mobility"] is False
    assert jiangxi.until(2020).period == (2012, 2020)
    assert jiangxi.resolved() == before


def test_setting_a_value_switches_the_lever_on_and_is_marked(national):
    changed = national.with_values({"innovation_voucher.annual_budget_county": 100_000})
    assert changed.is_on("innovation_voucher")
    assert changed.counterfactual_levers() == ["innovation_voucher"]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("inovation_voucher.cover_share", 0.5, "Did you mean innovation_voucher?"),
        ("innovation_voucher.cover_shar", 0.5, "Did you mean cover_share?"),
        ("innovation_voucher.cover_share", True, "a number is wanted"),
        ("innovation_voucher.cover_share", None, "a number is wanted"),
        ("innovation_voucher.cover_share", 1.5, "out of range"),
        ("innovation_voucher.cover_share", float("nan"), "no finite number"),
        ("innovation_voucher.annual_budget_county", -1, "negative"),
        ("innovation_voucher.annual_budget_county", float("inf"), "no finite number"),
        ("innovation_voucher.annual_budget_county", "5 years", "wrong unit"),
        ("innovation_voucher.annual_budget_county", "3 bn yuan", "official figure"),
        ("innovation_voucher.annual_budget_county", "30万", "Did you mean 300,000 yuan"),
        ("innovation_voucher.cover_share", "30万", "is out of range"),
        ("innovation_voucher.annual_budget_county@2018-13-01", 1, "is no date"),
        ("innovation_voucher.annual_budget_county@2035-01-01", 1, "is not within"),
        ("hnte_cit_rate", "off", "is national law"),
        ("innovation_voucher", "maybe", "on, off"),
        ("assumptions.growth", "lo", "Did you mean low?"),
        ("assumptions.channels.mobilty", False, "Did you mean mobility?"),
    ],
)
def test_a_wrong_value_names_its_key(jiangxi, key, value, message):
    with pytest.raises(ScenarioError) as caught:
        jiangxi.with_values({key: value})
    assert message in str(caught.value)
    assert re.match(r"levers|assumptions\.|" + key.partition("@")[0].partition(".")[0], str(caught.value))
    with pytest.raises(ScenarioError) as caught:
        jiangxi.with_values({key: value}, lang="zh", typed=True)
    name, at, day = key.partition("@")
    assert str(caught.value).startswith(f"--set {name}={value}{at}{day}: ")


def test_all_wrong_values_are_told_at_once(jiangxi):
    with pytest.raises(ScenarioError) as caught:
        jiangxi.with_values({"innovation_voucher.cover_share": 2, "inovation_voucher.x": 1, "assumptions.growth": 3})
    assert len(caught.value.problems) == 3


def test_budgets_beyond_what_the_region_spends_are_refused_with_both_numbers(jiangxi):
    with pytest.raises(ScenarioError, match=r"in 2018 .* 20\.\d+ bn yuan.* 14\.709 bn yuan"):
        jiangxi.with_values({"innovation_voucher.annual_budget_county": 200_000_000})


@pytest.mark.parametrize("year", [2011, 2061])
def test_the_period_has_limits(jiangxi, year):
    with pytest.raises(ScenarioError):
        jiangxi.until(year)


def test_an_unknown_key_in_python_names_the_nearest(jiangxi):
    with pytest.raises(KeyError, match=r"innovation_voucher\.cover_share"):
        jiangxi.value("innovation_voucher.cover_shares", "2020-01-01")


def test_a_frozen_scenario_cannot_be_changed(jiangxi):
    with pytest.raises(ValueError, match="frozen"):
        jiangxi.region = "jilin"


# Budgets by level of government

TOO_MUCH = {  # a budget that a level of government in Jiangxi cannot pay, although the region could; how it is named
    "capacity_monitoring_evaluation.annual_budget": (3e9, "the province", "省级", 0.15),
    "talent_grants.annual_budget_prefecture": (3.5e8, "prefectures", "市级", 0.2),
    "innovation_voucher.annual_budget_county": (1e8, "counties", "县级", 0.65),
}


@pytest.mark.parametrize("key", TOO_MUCH)
def test_every_level_of_government_has_its_own_envelope(key):
    yuan, english, chinese, part = TOO_MUCH[key]
    for lang, level in (("en", english), ("zh", chinese)):
        start = load_scenario("jiangxi_2018", lang)
        values = {f"{key}@2018-06-01": yuan}
        with pytest.raises(ScenarioError) as caught:
            start.with_values(values, lang=lang)
        (problem,) = caught.value.problems
        allowed = 14.709 * part
        for word in (level, key, f"{allowed:.3f} bn" if lang == "en" else f"{10 * allowed:.2f} 亿元"):
            assert word in str(problem), (word, str(problem))


def test_a_budget_just_within_its_level_is_taken():
    start = load_scenario("jiangxi_2018")
    assert start.with_values({"talent_grants.annual_budget_prefecture@2018-06-01": 2.6e8})


def test_a_region_that_is_one_prefecture_is_checked_as_one(tmp_path):
    """Jilin City's money for science and technology is a part of Jilin's; its one prefecture has a fifth of it."""
    text = """schema: 1
title: {zh: 试验, en: Trial}
question: {zh: 会怎样？, en: What happens?}
region: jilin_city
period: [2012, 2022]
levers:
  talent_grants:
    annual_budget_prefecture: %s m yuan
"""
    file = tmp_path / "city.yaml"
    file.write_text(text % 20, encoding="utf-8")
    assert load_scenario(file).region == "jilin_city"
    file.write_text(text % 300, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(file)
    (problem,) = caught.value.problems
    for word in ("Jilin City", "prefectures", "0.300 bn yuan", "talent_grants.annual_budget_prefecture", "Lower"):
        assert word in str(problem), str(problem)


# Random right scenarios


@st.composite
def changes(draw):
    """`--set` values that are right: any parameter of any lever, inside its range, with or without a date."""
    keys = [(lever, name) for lever, law in catalogue().items() for name in law.parameters]
    chosen = draw(st.lists(st.sampled_from(keys), max_size=12, unique=True))
    values: dict[str, object] = {}
    for lever, name in chosen:
        low, high = catalogue()[lever].parameters[name].range
        day = draw(st.none() | st.dates(date(2012, 1, 1), date(2030, 12, 31)))
        values[f"{lever}.{name}" + (f"@{day}" if day else "")] = draw(st.floats(low, high))
    values["assumptions.growth"] = draw(st.sampled_from(["low", "central", "high"]))
    values["assumptions.after_last_law"] = draw(st.sampled_from(["continues", "lapses"]))
    values["assumptions.channels.spillover"] = draw(st.booleans())
    return values


@pytest.fixture(scope="module")
def whole_jiangxi():
    """Read once: reading a file takes longer than changing what it says."""
    return load_scenario("jiangxi_2018")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=changes(),
    off=st.sampled_from([None, "innovation_voucher", "science_tech_commissioners"]),
    last=st.integers(2012, 2040),
)
def test_a_resolved_scenario_loads_to_an_equal_one(whole_jiangxi, tmp_path, values, off, last):
    try:
        scenario = whole_jiangxi.with_values(values)
    except ScenarioError as error:
        assume(not all("budgets" in str(problem) for problem in error.problems))  # beyond the envelope
        raise
    scenario = (scenario.with_values({off: "off"}) if off else scenario).until(last)
    file = tmp_path / "scenario.yaml"
    with file.open("w", encoding="utf-8") as stream:
        YAML(typ="safe").dump(scenario.resolved(), stream)
    again = load_scenario(file)
    assert again == scenario
    assert hash(again) == hash(scenario)
    for year in range(2012, last + 1, 3):
        assert law_on(again, date(year, 6, 30)) == law_on(scenario, date(year, 6, 30))


# Dated values and units


def test_a_dated_value_holds_from_its_date_until_the_next():
    series = Dated({"2020-01-01": 2.0, "2018-01-20": 1.0})
    assert [series.at(day) for day in ("2018-01-19", "2018-01-20", "2019-12-31", "2020-01-01")] == [0.0, 1.0, 1.0, 2.0]
    assert series.then({date(2019, 1, 1): 5.0}) == Dated({"2018-01-20": 1.0, "2019-01-01": 5.0})


@pytest.mark.parametrize(
    ("text", "wanted", "value"),
    [
        ("100_000 yuan", "yuan / firm / year", 100_000),
        ("100,000 yuan", "yuan / firm / year", 100_000),
        ("3 m yuan", "yuan / county / year", 3e6),
        ("10 wan yuan", "yuan / county / year", 1e5),
        ("10万元", "yuan / county / year", 1e5),
        ("0.2 亿元/年", "yuan / county / year", 2e7),
        ("1_500 yuan / month", "yuan / person / year", 18_000),
        ("20 %", "share", 0.2),
        ("20％", "share", 0.2),
        ("5 years", "year", 5),
        ("12 households per person", "household / person", 12),
        ("10 人/县", "person / county", 10),
        ("60 days", "day / year", 60),
        ("0.5", "share", 0.5),
    ],
)
def test_amounts_are_converted_to_the_unit_of_the_law(text, wanted, value):
    parts = split(text)
    assert parts is not None
    assert convert(*parts, wanted) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("5 years", "yuan"),
        ("3 apples", "yuan"),
        ("2 yuan / household", "yuan / county"),
        ("1 yuan /", "yuan"),
        ("5 %", "yuan"),
    ],
)
def test_an_amount_of_another_dimension_is_refused(text, wanted):
    parts = split(text)
    assert parts is not None
    with pytest.raises(UnitError):
        convert(*parts, wanted)


# The guide


def test_the_example_in_the_guide_works(tmp_path):
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    file = tmp_path / "my_voucher.yaml"
    file.write_text(re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)[1], encoding="utf-8")  # type: ignore[index]
    scenario = load_scenario(file)
    assert scenario.value("innovation_voucher.face_value_per_firm_year", "2026-01-01") == 200_000
    assert not scenario.is_on("science_tech_commissioners")


def test_the_python_in_the_guide_works():
    guide = (FOLDER / "README.md").read_text(encoding="utf-8")
    names: dict[str, Scenario] = {}
    exec(re.search(r"```python\n(.*?)```", guide, re.DOTALL)[1], names)  # type: ignore[index]
    key = "innovation_voucher.annual_budget_county"
    assert [names[one].value(key, "2026-01-01") for one in ("scenario", "doubled", "later", "without")] == [
        200_000,
        400_000,
        400_000,
        0,
    ]
