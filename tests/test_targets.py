"""Targets say what the document says, and verdicts what the run says: no more."""

import math
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import data
from sim import indicators as statistics
from sim.instruments import instruments
from sim.levers.catalogue import catalogue
from sim.report.words import UNITS
from sim.target_file import Progress, Target, documents, load_targets
from sim.target_inputs import value_for_half
from sim.target_values import contribution, meets, start_for_half
from sim.targets import judge, standard_error
from sim.text import LANGUAGES, has, texts
from sim.verdicts import COLUMNS

YEARS = range(2012, 2031)


@dataclass(frozen=True)
class Package:
    """As much of a scenario as judging needs."""

    region: str = "jiangxi"
    document: str | None = "jiangxi-2018"
    levers: tuple[str, ...] = (
        *("innovative_county_programme", "policy_training_supervision", "fiscal_st_growth"),
        *("capacity_monitoring_evaluation", "cadre_evaluation_link", "four_level_linkage"),
    )
    values: dict = field(default_factory=dict)

    def is_on(self, lever):
        return lever in self.levers

    def value(self, key, day):
        lever, _, name = key.partition(".")
        return self.values.get(key, catalogue()[lever].parameters[name].values.at(day)) if self.is_on(lever) else 0.0


JILIN = Package("jilin", "jilin-2018", ())
SICHUAN = Package("sichuan", "sichuan-2018", ())
JILIN_2021 = Package("jilin", "jilin-2021", ())
JILIN_CITY = Package("jilin_city", "jilin-city-2016", ())


def needed(document):
    return sorted({name for t in load_targets(document).targets for r in t.all_readings() for name in r.needs()})


def ensemble(replicates=20, years=YEARS, counties=3, document="jiangxi-2018", **paths):
    """Indicators as a result has them. paths: indicator -> f(replicate, year); else a number that grows."""
    places = ["360000", *(f"36010{i + 2}" for i in range(counties))]
    grid = [(replicate, year) for replicate in range(replicates) for year in years]
    names, n = needed(document), len(grid)
    usual = [float(year - 2000) for _, year in grid]
    quarter = [-1.0] * n  # a quarter must never be read as a year
    values = [[paths[name](*one) for one in grid] if name in paths else usual for name in names]
    times = len(names) * (len(places) + 1)
    return pd.DataFrame(
        {
            "replicate": np.tile([replicate for replicate, _ in grid], times),
            "year": np.tile([year for _, year in grid], times),
            "quarter": np.tile(np.repeat([0, 4], [n * len(places), n]), len(names)),
            "indicator": pd.Categorical(np.repeat(names, n * (len(places) + 1))),
            "value": np.concatenate([value * len(places) + quarter for value in values]),
            "county": pd.Categorical(np.tile(np.repeat([*places, "360000"], n), len(names))),
        }
    )


def in_counties(table, indicator, *values):
    """The table with another value of the indicator in each of its counties."""
    for place, value in zip(("360102", "360103", "360104"), values, strict=False):
        table.loc[(table.indicator == indicator) & (table.county.astype(str) == place), "value"] = value
    return table


def words_of(document):
    return (data.FOLDER / "documents" / f"{document}.txt").read_text(encoding="utf-8")


def at(verdicts, target, reading=None):
    rows = verdicts[
        (verdicts.target == target) & ((verdicts.reading == reading) if reading else verdicts.is_default_reading)
    ]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.fixture(scope="module")
def growing():
    """Verdicts on indicators that all grow."""
    return judge(ensemble(), Package(), 2026)


@pytest.fixture(scope="module")
def verdicts():
    """Verdicts on the planted ensemble."""
    return judge(ensemble(innovative_counties=planted), Package(), 2026)


# the document


@pytest.mark.parametrize(
    ("document", "targets", "numbers", "stated"),
    [
        ("jilin-2018", 49, 4, 1),
        ("jiangxi-2018", 47, 12, 9),
        ("sichuan-2018", 42, 10, 6),
        ("jilin-2021", 58, 21, 10),
        ("jilin-city-2016", 50, 24, 20),
    ],
)
def test_every_target_of_the_document_is_there_with_its_number(document, targets, numbers, stated):
    found = load_targets(document).targets
    assert len(found) == targets
    assert sum(target.number != "none" for target in found) == numbers
    assert sum(target.number == "stated" for target in found) == stated


@pytest.mark.parametrize("document", documents())
def test_targets_stand_in_the_order_of_the_text(document):
    text = words_of(document)
    places = [text.index(target.quote.split(" … ")[0]) for target in load_targets(document).targets]
    assert places == sorted(places)


NUMBERED = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d+\.(?!\d)")


def numbered(text):
    """Part, section and point in the name of a clause: 四、（三）2. as ("四、", "(三)", "2.")."""
    return tuple(token.translate(str.maketrans("（）", "()")) for token in NUMBERED.findall(text))


def clause_at(text, place):
    """The clause in which this place of a document stands, by the headings before it."""
    path = {}
    for line in [*text[:place].splitlines(), text[place:].splitlines()[0]]:
        begins = NUMBERED.match(line.strip())
        if begins and (token := numbered(begins[0])[0]):
            level = 0 if token.endswith("、") else 1 if token.startswith("(") else 2
            path = {one: name for one, name in path.items() if one < level} | {level: token}
    return tuple(path.values())


@pytest.mark.parametrize("document", documents())
def test_every_quote_stands_in_the_clause_that_is_named(document):
    text = words_of(document)
    for target in load_targets(document).targets:
        named = numbered(target.clause)
        place = text.index(target.quote.split(" … ")[0])
        line_start = text.rfind("\n", 0, place) + 1
        assert clause_at(text, line_start)[: len(named)] == named, target.id


def test_a_clause_that_a_document_does_not_have_is_seen():
    text = words_of("jiangxi-2018")
    place = text.index("创建创新型县")
    assert clause_at(text, text.rfind("\n", 0, place) + 1)[:2] != numbered("九、（一）")


def test_no_words_are_kept_that_nothing_uses():
    targets = [target for document in documents() for target in load_targets(document).targets]
    used = {f"targets.label.{target.id}" for target in targets}
    used |= {f"targets.missing.{target.missing}" for target in targets if target.missing}
    used |= {f"targets.comment.{target.comment}" for target in targets if target.comment}
    used |= {f"targets.reading.{reading.name}" for target in targets for reading in target.all_readings()}
    used |= {f"targets.missing.{why}" for why in ("not_at_these_values", "upper_bound", "readings_differ")}
    used |= {
        *(f"targets.missing.{of_run}" for of_run in ("lever_off", "not_in_run", "run_ends_before", "run_begins_late")),
        *("targets.missing.only_of_counties", "targets.missing.only_of_the_region"),
    }
    kept = {key for key in texts("targets", "zh") if key.split(".")[1] in ("label", "missing", "comment", "reading")}
    assert kept - used == set()


@pytest.mark.parametrize("document", documents())
def test_what_is_delivered_is_delivered_by_a_lever_that_cites_the_document(document):
    for target in load_targets(document).targets:
        assert all(document in instruments()[lever].documents for lever in target.levers), target.id
        for key in (key for one in target.inputs for key in one.names()):
            lever, _, name = key.partition(".")
            assert name in catalogue()[lever].parameters, key


NOT_MEASURED_THOUGH_A_LEVER_IS_THERE = {
    # decided, or conferred, outside the region
    *("national_innovative_counties_2020", "national_agri_hitech_zones", "international_transfer_org"),
    *("national_transfer_fund_subfund", "new_platforms_named", "named_future_modern_agri_counties"),
    # the clause names what the model does not tell apart: value, title, team, variety, product, trade, household
    *("high_value_patents", "ip_firms_and_industries", "special_towns_2018", "professional_teams_batch"),
    *("new_varieties_batch", "carbon_fibre_five_segments", "leading_firms_batch", "skilled_workers_scale"),
    *("special_innovation_products", "lower_return_to_poverty", "poor_households_exit", "large_scale_green_upgrading"),
    # paper: lists, rules, permits, what spreads from place to place, a share left blank
    *("talent_resource_library", "laws_revised", "one_visit_lists", "online_one_stop", "replicable_experience"),
    *("projects_in_counties_share", "listing_reserve_library"),
    # no indicator counts it
    *("agri_parks_batch", "poverty_demo_bases_batch", "training_bases_several"),
    # the lever of the name does not pay this award
    *("award_geographical_indication", "award_patent_gold_500k"),
}


def test_what_a_lever_stands_for_is_judged_unless_it_is_excused_by_name():
    """A reason must not go on denying what has been modelled since."""
    found = {
        target.id
        for document in documents()
        for target in load_targets(document).targets
        if any(instruments()[one].lever for one in target.instruments)
    }
    assert found - NOT_MEASURED_THOUGH_A_LEVER_IS_THERE == set()
    assert NOT_MEASURED_THOUGH_A_LEVER_IS_THERE - found == set()


def test_no_reason_says_that_something_is_to_come():
    reasons = {key: text for key, text in texts("targets", "en").items() if key.split(".")[1] in ("missing", "comment")}
    assert [key for key, text in reasons.items() if " yet" in text] == []


@pytest.mark.parametrize("document", documents())
def test_every_target_has_its_words_in_the_document_and_in_both_languages(document):
    for target in load_targets(document).targets:
        assert target.clause and target.quote and target.english
        assert any("一" <= letter <= "鿿" for letter in target.quote), target.id
        for lang in LANGUAGES:
            assert has(f"targets.label.{target.id}", lang), target.id
            assert target.missing is None or has(f"targets.missing.{target.missing}", lang), target.missing
            assert not target.comment or has(f"targets.comment.{target.comment}", lang), target.comment
            for reading in target.all_readings():
                assert has(f"targets.reading.{reading.name}", lang), reading.name


@pytest.mark.parametrize("document", documents())
def test_every_target_has_a_deadline_by_the_rule(document):
    file = load_targets(document)
    for target in file.targets:
        if target.ours is None:
            assert str(target.deadline) in target.clause + target.quote, target.id
        elif target.ours == "last_year_named":
            assert target.deadline == file.last_year_named
            assert str(file.last_year_named) in words_of(document)


@pytest.mark.parametrize("document", documents())
def test_a_stated_number_stands_in_the_quote(document):
    for target in load_targets(document).targets:
        if target.number == "stated" and target.value is not None:
            assert any(shown in target.quote for shown in as_written(target)), target.id


def as_written(target):
    """How a document may write the target's number."""
    value = target.value if target.each is None else target.each
    if target.unit == "share" and target.each is None:
        return [f"{100 * value:g}%"]
    if target.unit == "ratio":
        return ["翻一番"] if value == 2 else []
    if value >= 10_000:
        return [f"{value / 1e4:g}万", f"{value / 1e8:g}亿", f"{value / 1e8:g}億"]
    return [f"{value:g}", *("一二三四五六七八九十"[int(value) - 1 : int(value)] if value <= 10 else ())]


@pytest.mark.parametrize("document", documents())
def test_units_are_the_indicators_own(document):
    for target in load_targets(document).targets:
        if target.indicator is not None:
            assert target.unit == target.all_readings()[0].unit(target), target.id
        is_plain = not target.aggregation.startswith("share_of") and target.all_readings()[0].base_year is None
        if target.judged == "probability" and is_plain and target.per is None:
            assert target.unit == statistics.unit(str(target.indicator)), target.id


@pytest.mark.parametrize("document", documents())
def test_the_report_has_words_for_every_unit_that_is_judged(document):
    for target in load_targets(document).targets:
        for reading in target.all_readings():
            assert target.judged == "not_measured" or reading.indicator is None or reading.unit(target) in UNITS


def test_a_reading_with_an_indicator_of_its_own_is_per_nothing():
    target = next(t for t in load_targets("jilin-2018").targets if t.id == "farm_income_growth")
    income, techniques = target.all_readings()
    assert (income.per, techniques.per) == ("gdp", None)


@pytest.mark.parametrize("document", documents())
def test_about_is_read_both_ways(document):
    for target in load_targets(document).targets:
        if "左右" in target.quote and target.value is not None:
            assert [reading.operator for reading in target.all_readings()][:2] == [">=", "~"]


def test_a_reading_that_cannot_be_computed_is_refused():
    target = next(t for t in load_targets("sichuan-2018").targets if t.id == "county_transfer_institution_1")
    known = target.model_dump(by_alias=True)
    with pytest.raises(ValueError, match="what one of them must reach"):
        Target.model_validate(known | {"each": None, "readings": ()})
    with pytest.raises(ValueError, match="a multiple of a base year needs a value"):
        multiple = ({"name": "stated", "base_year": 2018},)
        Target.model_validate(known | {"value": None, "judged": "direction", "operator": "up", "readings": multiple})
    with pytest.raises(ValueError, match="an aggregation over counties"):
        Target.model_validate(known | {"readings": ({"name": "stated", "aggregation": "region", "counties": ["1"]},)})
    added_up = ({"name": "stated", "since": 2018},)
    with pytest.raises(ValueError, match="it rises in any case"):
        Target.model_validate(known | {"value": None, "judged": "direction", "operator": "up", "readings": added_up})


def test_the_readme_counts_the_targets_as_they_are():
    targets = [target for document in documents() for target in load_targets(document).targets]
    ways = [target.judged for target in targets]
    text = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "targets" in line and "are judged**" in line)
    ways_in_order = ("probability", "what_if", "direction", "delivered_by_assumption", "decided_above", "not_measured")
    expected = [len(targets), len(targets) - ways.count("not_measured"), *(ways.count(way) for way in ways_in_order)]
    for name in ("behavioural", "administrative", "money"):
        own = [target.judged != "not_measured" for target in targets if target.target_class == name]
        expected += [len(own), sum(own)]
    assert [int(number) for number in re.findall(r"\d+", line)] == expected


def test_an_unknown_document_is_refused_with_those_there_are():
    with pytest.raises(KeyError, match="jiangxi-2018"):
        load_targets("jiangxi-2019")


# probability


def planted(replicate, year):
    """Replicates 0-4 stay at 17; 5-9 reach 19 in 2020; 10-19 reach 25 in 2019 and 2020 alike."""
    if year < 2019:
        return 0.0
    return 17.0 if replicate < 5 else 25.0 if replicate >= 10 else 19.0


def test_the_probability_of_a_planted_ensemble_under_both_readings(verdicts):
    least = at(verdicts, "provincial_innovative_counties_2020", "at_least")
    about = at(verdicts, "provincial_innovative_counties_2020", "within_10_percent")
    assert least.probability == 0.5 and least.verdict == "open" and least.is_default_reading
    assert about.probability == 0.25 and about.verdict == "unlikely" and not about.is_default_reading
    assert (least.p05, least.p25, least.p50, least.p75) == (17.0, 18.5, 22.0, 25.0)
    assert least.gap == 2.0 and math.isnan(least.first_year_met)  # half of them never meet it
    assert least.judged_as == "probability" and least.unit == "counties" and least.value == 20.0


def test_first_year_met_counts_those_that_meet_it_late():
    rises = {replicate: 2016 + replicate for replicate in range(10)}
    table = ensemble(10, innovative_counties=lambda replicate, year: 60.0 if year >= rises[replicate] else 0.0)
    row = at(judge(table, Package(), 2026), "provincial_innovative_counties_2020", "at_least")
    assert row.probability == 0.5
    assert row.first_year_met == np.median([2018, 2018, *range(2018, 2026)])  # no year before the document counts


@pytest.mark.parametrize(("of_ten", "median"), [(4, math.nan), (5, math.nan), (6, 2027.5), (10, 2023.5)])
def test_who_never_meets_it_counts_as_later_than_any_year(of_ten, median):
    """The median over those few that do would put a date beside an unlikely target."""
    table = ensemble(10, innovative_counties=lambda replicate, year: 60.0 if of_ten > replicate >= 2028 - year else 0.0)
    row = at(judge(table, Package(), 2026), "provincial_innovative_counties_2030", "at_least")
    assert row.first_year_met == pytest.approx(median, nan_ok=True)


def test_an_assumed_start_is_shown_with_the_start_that_crosses_one_half():
    row = at(judge(ensemble(innovative_counties=lambda r, y: 14.0 if y > 2017 else 0.0), Package(), 2026),
             "provincial_innovative_counties_2020")  # fmt: skip
    assert (row.start, row.start_year, row.start_status) == (0.0, 2017, "ASSUMED")
    assert row.start_for_half == 6.0
    easy = at(
        judge(ensemble(innovative_counties=lambda r, y: 70.0), Package(), 2026), "provincial_innovative_counties_2020"
    )
    assert math.isnan(easy.start_for_half)


def test_the_start_that_crosses_one_half_scales_the_path():
    """From 100 firms with R&D to 120: 125 would lead to the 150 that are asked for."""
    paths = {"rd_units": lambda r, y: 100.0 if y <= 2015 else 120.0}
    row = at(judge(ensemble(document="jilin-city-2016", **paths), JILIN_CITY, 2026), "city_tech_centres_2020")
    assert (row.start, row.start_status, row.probability) == (100.0, "ASSUMED", 0.0)
    assert row.start_for_half == pytest.approx(125.0)
    assert start_for_half(150.0, float("nan"), 0.0, -30.0) == 30.0  # from nothing: what is lacking
    assert math.isnan(start_for_half(150.0, float("nan"), 0.0, 30.0))
    doubled = at(judge(ensemble(document="jilin-city-2016"), JILIN_CITY, 2026), "fiscal_st_doubling_2020")
    assert doubled.start == 1.0 and doubled.verdict == "what_if" and math.isnan(doubled.start_for_half)


@settings(max_examples=50, deadline=None)
@given(growth=st.lists(st.floats(0.5, 4.0), min_size=1, max_size=15), value=st.floats(1.0, 1e6))
def test_from_that_start_half_the_replicates_meet_the_target(growth, value):
    start = start_for_half(value, float(np.median(growth)), 1.0, 0.0)
    assert meets(np.array(growth) * start * (1 + 1e-9), ">=", value).mean() >= 0.5
    assert meets(np.array(growth) * start * (1 - 1e-9), ">=", value).mean() <= 0.5


def test_none_and_all_of_twenty_are_not_certain():
    assert standard_error(0, 20) == pytest.approx(0.0557, abs=2e-4)
    assert standard_error(20, 20) == pytest.approx(standard_error(0, 20))
    assert standard_error(0, 200) < standard_error(0, 20)
    assert standard_error(5000, 10_000) == pytest.approx(0.005, rel=1e-3)
    assert math.isnan(standard_error(0, 0))
    never = at(
        judge(ensemble(innovative_counties=lambda r, y: 0.0), Package(), 2026), "provincial_innovative_counties_2030"
    )
    assert never.probability == 0.0 and never.probability_se > 0.05 and math.isnan(never.first_year_met)


def test_about_includes_its_bounds():
    assert list(meets([17.9, 18.0, 20.0, 22.0, 22.1], "~", 20.0, 0.1)) == [False, True, True, True, False]
    assert list(meets([0.27, 0.3, 0.33], "~", 0.3, 0.1)) == [True, True, True]
    with pytest.raises(ValueError, match="no operator"):
        meets([1.0], "up", 1.0)


@given(
    values=st.lists(st.floats(0, 100), min_size=1, max_size=40),
    rises=st.lists(st.floats(0, 50), min_size=40, max_size=40),
    value=st.floats(0, 100),
)
def test_raising_replicates_never_lowers_the_share_that_reaches_a_value(values, rises, value):
    raised = np.array(values) + rises[: len(values)]
    for operator in (">=", ">"):
        assert meets(raised, operator, value).mean() >= meets(values, operator, value).mean()


@settings(max_examples=5, deadline=None)
@given(values=st.lists(st.floats(0, 100), min_size=2, max_size=8), rise=st.floats(0, 50))
def test_raising_every_replicate_never_lowers_a_probability(values, rise):
    before, after = (
        judge(
            ensemble(len(values), (2017, 2030), 0, innovative_counties=lambda r, y, m=m: values[r] + m), Package(), 2026
        )
        for m in (0.0, rise)
    )
    row, raised = (at(table, "provincial_innovative_counties_2030", "at_least") for table in (before, after))
    assert raised.probability >= row.probability and raised.p50 >= row.p50


# direction


def test_a_direction_is_judged_against_the_start():
    up = judge(ensemble(rd_intensity=lambda r, y: 1.0 + 0.1 * (y - 2012)), Package(), 2026)
    row = at(up, "county_rd_input_up_2020")
    assert (row.judged_as, row.verdict, row.probability) == ("direction", "met", 1.0)
    assert row.gap == pytest.approx(0.3) and row.against_baseline == "not_measured"
    assert (row.start, row.start_status) == (1.27, "DERIVED") and math.isnan(row.value)
    flat = judge(ensemble(rd_intensity=lambda r, y: 1.0), Package(), 2026)
    assert at(flat, "county_rd_input_up_2020").verdict == "not_met"
    mixed = judge(ensemble(rd_intensity=lambda r, y: 1.0 + (y - 2012) * (0.1 if r % 2 else -0.1)), Package(), 2026)
    assert at(mixed, "county_rd_input_up_2020").verdict == "unclear"


def test_a_direction_is_judged_against_the_baseline_replicate_by_replicate():
    def path(more):
        return lambda replicate, year: 1.0 + replicate + (more if year > 2017 else 0.0)

    package, baseline = ensemble(rd_intensity=path(0.2)), ensemble(rd_intensity=path(0.1))
    assert at(judge(package, Package(), 2026, baseline), "county_rd_input_up_2020").against_baseline == "met"
    assert at(judge(baseline, Package(), 2026, package), "county_rd_input_up_2020").against_baseline == "not_met"
    assert at(judge(package, Package(), 2026, package), "county_rd_input_up_2020").against_baseline == "not_met"


def test_fewer_leavers_are_better():
    table = ensemble(firms=lambda r, y: 100.0, firms_leaving=lambda r, y: 50.0 - (y - 2012))
    verdicts = judge(table, Package(), 2026)
    assert at(verdicts, "entrepreneurial_vitality_2030", "survival").verdict == "met"
    assert at(verdicts, "entrepreneurial_vitality_2030", "survival").p50 == pytest.approx(0.32)


def test_the_county_in_the_middle_is_another_reading():
    table = ensemble(2, counties=3, hnte=lambda r, y: float(y))
    code = table.county.astype(str)
    table.loc[(table.indicator == "hnte") & code.isin(["360102", "360103"]), "value"] = 5.0
    verdicts = judge(table, Package(), 2026)
    assert at(verdicts, "hnte_cultivation", "region").verdict == "met"
    middle = at(verdicts, "hnte_cultivation", "median_county")
    assert middle.verdict == "not_met" and middle.p50 == 5.0 and middle.start == 5.0


def test_every_county_and_the_mean_of_counties_are_two_readings():
    table = in_counties(ensemble(2), "clusters", 0.0, 1.0, 5.0)
    verdicts = judge(table, Package(), 2026)
    each, mean = (at(verdicts, "clusters_per_county", reading) for reading in ("every_county", "mean_county"))
    assert each.p50 == pytest.approx(2 / 3) and each.probability == 0.0 and each.is_default_reading
    assert at(verdicts, "clusters_per_county", "no_more_than_two").p50 == pytest.approx(1 / 3)
    assert (each.unit, mean.unit) == ("share", "clusters")
    assert mean.p50 == 2.0 and mean.probability == 1.0
    all_have_one = judge(in_counties(ensemble(2), "clusters", 1.0, 1.0, 1.0), Package(), 2026)
    assert at(all_have_one, "clusters_per_county", "every_county").probability == 1.0


def test_a_county_without_a_value_counts_neither_way():
    table = in_counties(ensemble(2, document="sichuan-2018"), "transfer_bodies", float("nan"), 1.0, 0.9)
    assert at(judge(table, SICHUAN, 2026), "county_transfer_institution_1").p50 == 0.5


def test_the_simple_mean_of_counties_and_the_mean_weighted_by_gdp():
    table = in_counties(
        ensemble(2, document="sichuan-2018", rd_intensity=lambda r, y: 1.9), "rd_intensity", 0.3, 0.3, 2.4
    )
    verdicts = judge(table, SICHUAN, 2026)
    simple, weighted = (at(verdicts, "rd_intensity_2022", name) for name in ("simple_mean", "gdp_weighted_mean"))
    assert simple.p50 == pytest.approx(1.0) and simple.verdict == "unlikely" and simple.is_default_reading
    assert weighted.p50 == pytest.approx(1.9) and weighted.verdict == "likely"
    assert (simple.start_status, weighted.start_status, weighted.start) == ("ASSUMED", "DERIVED", 1.68)


def test_years_are_added_up_from_the_year_named():
    verdicts = judge(ensemble(2, poor_villages_served=lambda r, y: 200.0), Package(), 2026)
    at_one_time, added = (at(verdicts, "poverty_1000_villages", name) for name in ("at_least", "years_added_up"))
    later = at(verdicts, "poverty_1000_villages", "by_2030")
    assert (at_one_time.deadline, later.deadline) == (2020, 2030)
    assert (at_one_time.deadline_source, later.deadline_source) == ("national_plan", "last_year_named")
    assert at_one_time.p50 == 200.0 and math.isnan(at_one_time.first_year_met)
    assert at_one_time.indicator == "poor_villages_served" != added.indicator  # a chart must not show the sum's value
    assert added.p50 == 3 * 200.0 and added.verdict == "unlikely"
    late = judge(ensemble(2, range(2019, 2031)), Package(), 2026)
    assert at(late, "poverty_1000_villages", "years_added_up").note == "targets.missing.run_begins_late"


def test_doubling_is_judged_against_the_base_year():
    doubles = ensemble(2, document="jilin-city-2016", fiscal_st_spending=lambda r, y: 3e8 + 1e8 * max(0, y - 2015))
    verdicts = judge(doubles, JILIN_CITY, 2026)
    first, later = (at(verdicts, "fiscal_st_doubling_2020", f"base_{year}") for year in (2015, 2016))
    assert first.p50 == pytest.approx(8 / 3) and first.start == 1.0 and first.first_year_met == 2018
    assert later.p50 == pytest.approx(2.0) and first.unit == later.unit == "ratio"
    flat = judge(ensemble(2, document="jilin-city-2016", fiscal_st_spending=lambda r, y: 3e8), JILIN_CITY, 2026)
    assert at(flat, "fiscal_st_doubling_2020").probability == 0.0
    late = judge(ensemble(2, range(2018, 2021), document="jilin-city-2016"), JILIN_CITY, 2026)
    assert at(late, "fiscal_st_doubling_2020").note == "targets.missing.run_begins_late"


def test_only_the_counties_named_count():
    codes = {"360102": "222404", "360103": "220322", "360104": "222403", "360105": "220882", "360106": "220106"}
    table = ensemble(2, range(2012, 2036), 5, "jilin-2021", innovative_counties=lambda r, y: 1.0)
    table["county"] = table.county.astype(str).replace(codes)
    row = at(judge(table, JILIN_2021, 2026), "named_innovative_counties")
    assert (row.p50, row.probability, row.start) == (4.0, 1.0, 0.0)
    table.loc[(table.indicator == "innovative_counties") & (table.county == "220322"), "value"] = 0.0
    assert at(judge(table, JILIN_2021, 2026), "named_innovative_counties").p50 == 3.0
    elsewhere = judge(ensemble(2, range(2012, 2036), 5, "jilin-2021"), JILIN_2021, 2026)
    assert at(elsewhere, "named_innovative_counties").note == "targets.missing.not_in_run"


def test_named_counties_are_counties_of_the_documents_region():
    for document in documents():
        file = load_targets(document)
        own = set(data.counties(file.region)["code"].astype(str))
        for target in file.targets:
            assert all(set(reading.counties) <= own for reading in target.all_readings()), target.id


def test_the_fund_is_bounded_by_what_the_province_spends():
    """15 % of the region's money: 0.6bn a year are too little for 1bn, and 3bn say nothing."""

    def fund(spending):
        table = ensemble(2, range(2012, 2036), document="jilin-2021", fiscal_st_spending=lambda r, y: spending)
        verdicts = judge(table, JILIN_2021, 2026)
        return [at(verdicts, "provincial_st_fund_1bn", name).verdict for name in ("yearly", "in_all")]

    assert fund(4e9) == ["unlikely", "cannot_tell"]
    assert fund(20e9) == ["cannot_tell", "cannot_tell"]


def test_gdp_as_first_published_and_as_revised_are_two_readings():
    table = ensemble(2, document="jilin-2018", rd_intensity=lambda r, y: 1.17 if y < 2020 else 1.3)
    verdicts = judge(table, JILIN, 2026)
    revised, first = (
        at(verdicts, "resource_agglomeration_2020", f"rd_per_gdp_{base}") for base in ("revised", "first_published")
    )
    assert (revised.start, first.start) == (1.17, 0.86)
    assert revised.p50 == 1.3 and first.p50 == pytest.approx(0.95, abs=0.005)
    assert revised.verdict == first.verdict == "met"  # GDP's base moves the level, not the direction
    assert revised.outturn == "1.3" and first.outturn == "not_in_our_data"


def test_an_outturn_is_shown_beside_the_reading_that_it_is_of():
    verdicts = judge(ensemble(2, document="jilin-2018"), JILIN, 2026)
    assert at(verdicts, "innovation_efficiency_2020", "grants").outturn == "0.0892"
    assert at(verdicts, "innovation_efficiency_2020", "applications").outturn == "not_in_our_data"


# what the model cannot test


def test_what_an_input_delivers_is_not_tested(growing):
    pilots, money = at(growing, "provincial_pilot_programme"), at(growing, "county_st_input_up")
    assert pilots.judged_as == money.judged_as == "delivered_by_assumption"
    assert math.isnan(money.probability) and money.p50 == 30.0 and money.start == pytest.approx(0.0235)
    off = judge(ensemble(), Package(levers=()), 2026)
    assert at(off, "provincial_pilot_programme").note == "targets.missing.lever_off"
    assert at(off, "county_st_input_up").judged_as == "direction"


CITY_LEVERS = (
    *("one_off_awards", "tech_transfer_income_share", "digital_innovation_platform", "vc_guidance_fund"),
    *("third_party_index_ranking", "talent_grants", "ip_awards", "new_rd_institutions", "fiscal_st_growth"),
)
CITY_MONEY = {"digital_innovation_platform.annual_budget_prefecture": 8e6}


@cache
def city(**changed):
    """Verdicts on the city's targets; one_off_awards__award=1 changes a value. To be looked at only."""
    values = CITY_MONEY | {key.replace("__", "."): value for key, value in changed.items()}
    package = Package("jilin_city", "jilin-city-2016", CITY_LEVERS, values)
    return judge(ensemble(2, document="jilin-city-2016", new_institutes=lambda r, y: 8.0), package, 2026)


@cache
def city_without_levers():
    """Verdicts on the city's targets where no lever is on; to be looked at only."""
    return judge(ensemble(2, document="jilin-city-2016"), JILIN_CITY, 2026)


@pytest.mark.parametrize(
    ("target", "key", "enough", "too_little"),
    [
        ("award_national_innovative_firm_500k", "one_off_awards__award", 500_000, 100_000),
        ("award_national_innovative_firm_500k", "one_off_awards__annual_budget_prefecture", 500_000, 0),
        ("award_ip_demo_firm_500k", "ip_awards__ip_demo_firm_award", 600_000, 499_999),
        ("inventor_income_share_70", "tech_transfer_income_share__inventor_share", 0.7, 0.2),
        ("inventor_equity_share_70", "tech_transfer_income_share__equity_from_surplus", 0.8, 0.69),
        ("talent_project_grant_1_5m", "talent_grants__grant_top", 5_000_000, 5_000_001),
        ("talent_team_grant_0_2_1m", "talent_grants__grant_team", 200_000, 199_999),
        ("annual_innovation_index", "third_party_index_ranking__annual_budget_prefecture", 900_000, 899_999),
    ],
)
def test_what_is_delivered_at_one_value_is_not_at_another(target, key, enough, too_little):
    assert at(city(**{key: enough}), target).verdict == "delivered"
    row = at(city(**{key: too_little}), target)
    assert (row.verdict, row.note) == ("not_delivered", "targets.missing.not_at_these_values")
    assert at(city_without_levers(), target).verdict == "not_measured"


def test_what_is_half_modelled_is_delivered_in_part_and_what_nobody_pays_is_not():
    verdicts = city()
    for target in ("platforms_operational_2020", "ip_company_and_fund_operating_2020"):
        assert at(verdicts, target).verdict == "partly"
    assert at(verdicts, "award_patent_gold_500k").note == "targets.missing.no_award_lever"
    institutes = at(verdicts, "ten_applied_institutes")
    assert (institutes.judged_as, institutes.p50, institutes.verdict) == ("probability", 8.0, "unlikely")


def test_an_input_delivers_nothing_that_the_run_does_not_show():
    falling = ensemble(fiscal_st_share=lambda r, y: 0.05 - 0.001 * (y - 2012))
    assert at(judge(falling, Package(), 2026), "county_st_input_up").verdict == "not_met"


# upper bounds, readings that differ, cautions


def test_an_upper_bound_can_rule_out_and_nothing_else():
    def teams(firms):
        table = ensemble(2, document="jilin-city-2016", rd_active_firms=lambda r, y: firms)
        return at(judge(table, JILIN_CITY, 2026), "city_innovation_teams_2020")

    assert teams(149.0).verdict == "unlikely" and teams(149.0).probability == 0.0
    above = teams(400.0)
    assert (above.verdict, above.note) == ("cannot_tell", "targets.missing.upper_bound")
    assert math.isnan(above.probability) and above.p50 == 400.0
    target = next(t for t in load_targets("jilin-city-2016").targets if t.id == "city_innovation_teams_2020")
    with pytest.raises(ValueError, match="can only rule out"):
        falling = ({"name": "candidates", "bound": "upper", "operator": "<="},)
        Target.model_validate(target.model_dump(by_alias=True) | {"readings": falling})


def test_centres_are_recognised_units_and_not_those_that_could_have_one():
    paths = {"rd_units_upper": 13.0, "rd_units": 126.0, "rd_active_firms": 253.0, "hnte": 172.0}
    table = ensemble(2, document="jilin-city-2016", **{k: lambda r, y, v=v: v for k, v in paths.items()})
    verdicts = judge(table, JILIN_CITY, 2026)
    upper, own = (at(verdicts, name) for name in ("national_provincial_tech_centres_2020", "city_tech_centres_2020"))
    assert (upper.p50, upper.verdict, own.p50, own.verdict) == (13.0, "unlikely", 126.0, "unlikely")
    assert at(verdicts, "national_provincial_tech_centres_2020", "each_of_them").value == 160.0
    assert at(verdicts, "city_tech_centres_2020", "candidates").verdict == "cannot_tell"


def test_what_is_counted_together_and_what_is_needed_of_each():
    paths = {"startup_platforms": lambda r, y: 9.0, "new_institutes": lambda r, y: 3.0}
    verdicts = judge(ensemble(2, document="jilin-city-2016", **paths), JILIN_CITY, 2026)
    rows = [at(verdicts, "research_institutes_and_makerspaces_2020", name) for name in ("together", "each_of_them")]
    assert [row.p50 for row in rows] == [12.0, 3.0] and [row.verdict for row in rows] == ["likely", "unlikely"]
    assert "new_institutes" in rows[0].indicator


def test_there_is_no_word_where_readings_differ_and_none_is_better():
    flat = ensemble(2, document="jilin-city-2016", technology_contract_turnover=lambda r, y: 5e8)
    assert at(judge(flat, JILIN_CITY, 2026), "technology_contract_turnover_2020", "as_modelled").verdict == "likely"
    small = ensemble(2, document="jilin-city-2016", technology_contract_turnover=lambda r, y: 2e6)
    verdicts = judge(small, JILIN_CITY, 2026)
    row = at(verdicts, "technology_contract_turnover_2020")
    assert (row.verdict, row.note) == ("cannot_tell", "targets.missing.readings_differ")
    assert np.isnan(row.probability), "no chance is told where no word is said"
    assert at(verdicts, "technology_contract_turnover_2020", "as_modelled").verdict == "unlikely"


def test_the_runs_own_start_stands_beside_the_stated_one_with_a_caution_where_they_are_apart():
    def row(before):
        table = ensemble(2, range(2012, 2036), document="jilin-2021", hnte=lambda r, y: before if y < 2021 else 1470.0)
        return at(judge(table, JILIN_2021, 2026), "innovation_actors_2025")

    apart = row(1000.0)
    assert (apart.start, apart.own_start, apart.verdict, apart.cautions) == (2495.0, 1000.0, "met", "starts_differ")
    assert row(2400.0).cautions == "" and row(2400.0).verdict == "not_met"


def test_a_target_that_is_met_before_the_document_is_said_to_be():
    met = judge(ensemble(2, document="jilin-city-2016", hnte=lambda r, y: 108.0), JILIN_CITY, 2026)
    assert at(met, "hnte_count_2020").cautions == "met_before"
    not_met = judge(ensemble(2, document="jilin-city-2016", hnte=lambda r, y: 99.0), JILIN_CITY, 2026)
    assert at(not_met, "hnte_count_2020").cautions == ""
    assert (judge(ensemble(2), Package(), 2026).query("judged_as == 'direction'").cautions != "met_before").all()


def test_a_path_much_faster_than_the_official_one_is_called_implausible():
    def cautions(growth):
        table = ensemble(
            2, document="jilin-city-2016", invention_patents_per_10k=lambda r, y: 2.9 * growth ** (y > 2015)
        )
        return at(judge(table, JILIN_CITY, 2026), "patents_per_10k_2020").cautions

    assert cautions(3.2) == "too_fast" and cautions(2.4) == ""


def test_what_a_parameter_decides_is_a_what_if_with_the_value_that_would_do():
    """Without the lever the money grows to 1.2 times, with a step of 0.0019 to 2.8: half of the way is 0.00095."""

    def path(last):
        return lambda r, y: last * 1e8 if y >= 2020 else 1e8

    package = Package("jilin_city", "jilin-city-2016", ("fiscal_st_growth",))
    run, baseline = (ensemble(2, document="jilin-city-2016", fiscal_st_spending=path(last)) for last in (2.8, 1.2))
    row = at(judge(run, package, 2026, baseline), "fiscal_st_doubling_2020")
    assert (row.verdict, row.decided_by, row.input_value) == ("what_if", "fiscal_st_growth.share_step", 0.0019)
    assert row.input_for_half == pytest.approx(0.00095)
    assert math.isnan(at(judge(run, package, 2026), "fiscal_st_doubling_2020").input_for_half)
    assert math.isnan(value_for_half(2.0, 0.0019, 1.5, pd.Series([1.5, 1.5])))


def test_what_is_not_measured_says_what_is_missing(growing):
    rows = growing[growing.judged_as == "not_measured"]
    assert len(rows) and rows.probability.isna().all() and (rows.verdict == "not_measured").all()
    assert all(has(note, lang) for note in rows.note for lang in LANGUAGES)
    assert at(growing, "employment_via_entrepreneurship").note == "targets.missing.jobs"


def test_no_verdict_on_a_number_that_the_document_does_not_give(growing):
    assert growing[growing.judged_as == "probability"].has_number.all()
    assert growing[~growing.has_number].value.isna().all()


def test_a_run_that_ends_early_judges_no_later_target():
    verdicts = judge(ensemble(years=range(2012, 2021)), Package(), 2026)
    assert at(verdicts, "provincial_innovative_counties_2020").judged_as == "probability"
    assert at(verdicts, "provincial_innovative_counties_2030").note == "targets.missing.run_ends_before"


def test_a_run_that_begins_late_measures_no_rise():
    verdicts = judge(ensemble(years=range(2018, 2031)), Package(), 2026)
    assert at(verdicts, "county_rd_input_up_2020").note == "targets.missing.run_begins_late"


def test_an_indicator_that_the_run_lacks_is_not_measured():
    table = ensemble()
    verdicts = judge(table[table.indicator != "hnte"], Package(), 2026)
    assert at(verdicts, "hnte_cultivation", "region").note == "targets.missing.not_in_run"


# what-ifs, scaled paths, prefectures


def test_the_contribution_of_progress_is_what_capital_and_labour_leave():
    """Real growth of 6 % a year, capital 8 % with half of income, labour 0: (6 - 4) / 6."""
    assumed = Progress(capital=0.08, labour=0.0, prices=0.0, capital_share=0.5, years=5)
    gdp = pd.DataFrame([[100.0 * 1.06**year for year in range(8)], [100.0] * 8], columns=range(2015, 2023))
    found = contribution(gdp, assumed)
    assert found.loc[0, 2022] == pytest.approx(100 / 3)
    assert found[[2015, 2019]].isna().all().all() and found.loc[1].isna().all()  # too early; no growth


def test_what_rests_on_assumed_capital_is_a_what_if_without_a_word():
    table = ensemble(4, document="sichuan-2018", gdp=lambda r, y: 1e11 * 1.09 ** (y - 2012))
    verdicts = judge(table, SICHUAN, 2026)
    row = at(verdicts, "st_progress_contribution_rate_2022")
    assert (row.judged_as, row.verdict, row.unit) == ("what_if", "what_if", "%")
    assert 0.0 <= row.probability <= 1.0
    slower = at(verdicts, "st_progress_contribution_rate_2022", "slower_capital")
    assert slower.p50 > row.p50


def test_a_scaled_path_has_the_models_shape_and_the_stated_level():
    paths = {"technology_contract_turnover": lambda r, y: 2e6 * 1.1 ** (y - 2015)}
    verdicts = judge(ensemble(4, document="jilin-city-2016", **paths), JILIN_CITY, 2026)
    row = at(verdicts, "technology_contract_turnover_2020")
    growth = sum(1.1**year for year in range(1, 6))
    assert row.p50 == pytest.approx(3.86e8 * growth)
    assert (row.start, row.start_status) == (3.86e8, "ASSUMED")
    assert row.start_for_half == pytest.approx(5e8 / growth) and row.verdict == "cannot_tell"
    own = at(verdicts, "technology_contract_turnover_2020", "as_modelled")
    assert own.p50 == pytest.approx(2e6 * growth) and own.verdict == "unlikely"


def test_a_share_of_prefectures_counts_those_that_have_it_already():
    table = ensemble(2, range(2012, 2036), 3, "jilin-2021", national_zones=lambda r, y: 0.0)
    table["county"] = table.county.astype(str).replace({"360102": "220104", "360103": "220322", "360104": "222401"})
    row = at(judge(table, JILIN_2021, 2026), "city_hitech_zone_coverage")
    assert (row.p50, row.unit, row.probability) == (1 / 8, "share", 0.0)  # Changchun alone is among the counties given
    table.loc[(table.indicator == "national_zones") & (table.county == "220322") & (table.year > 2030), "value"] = 1.0
    assert at(judge(table, JILIN_2021, 2026), "city_hitech_zone_coverage").p50 == 2 / 8


def test_a_target_whose_indicator_is_not_measured_at_its_level_names_the_level_it_has():
    table = ensemble(2, document="sichuan-2018")
    of_region = table.county.astype(str) == "360000"
    lacking = judge(table[of_region | (table.indicator != "clusters")], SICHUAN, 2026)
    assert at(lacking, "county_specialty_products").note == "targets.missing.only_of_the_region"
    lacking = judge(table[~of_region | (table.indicator != "rd_intensity")], SICHUAN, 2026)
    assert at(lacking, "rd_intensity_2022", "gdp_weighted_mean").note == "targets.missing.only_of_counties"


def test_a_title_conferred_from_above_is_no_outcome_of_the_region():
    row = at(judge(ensemble(2, range(2012, 2036), document="jilin-2021"), JILIN_2021, 2026), "three_national_zones")
    assert (row.judged_as, row.verdict, row.note) == (
        "decided_above",
        "decided_above",
        "targets.missing.status_from_above",
    )
    assert math.isnan(row.probability)


NO_OUTCOME = {  # records with a number that are no outcome: conditions, amounts of instruments, process, frame
    *("monitoring_reaches_county", "five_trillion_pillar_industries", "ten_agri_chains", "four_platform_functions"),
    *("local_rd_targets_set", "eight_tasks_eight_guarantees", "industry_scale_classes", "srdi_revenue_threshold"),
    *("srdi_rd_ratio_threshold", "annual_monitor_3yr_review", "laws_revised", "inventor_income_share_70"),
    *("inventor_equity_share_70", "award_national_innovative_firm_500k", "award_ip_demo_firm_500k"),
    *("award_patent_gold_500k", "talent_project_grant_1_5m", "talent_team_grant_0_2_1m", "annual_innovation_index"),
    *("carbon_fibre_five_segments", "two_core_regional_engines"),
}


def test_every_quantified_outcome_has_a_way_to_be_judged():
    outcomes = [
        target
        for document in documents()
        for target in load_targets(document).targets
        if target.number != "none" and target.id not in NO_OUTCOME
    ]
    assert len(outcomes) == 49
    assert [target.id for target in outcomes if target.judged in ("not_measured", "direction")] == []


# deadlines that have passed


@pytest.mark.parametrize("as_of", [2026, "2026-11-22", date(2026, 11, 22)])
def test_a_deadline_that_has_passed_is_a_reconstruction(as_of):
    verdicts = judge(ensemble(), Package(), as_of)
    past, ahead = (
        at(verdicts, "provincial_innovative_counties_2020"),
        at(verdicts, "provincial_innovative_counties_2030"),
    )
    assert past.is_reconstruction and past.outturn == "not_in_our_data"
    assert not ahead.is_reconstruction and ahead.outturn == "not_due"


def test_the_official_outturn_is_shown_where_our_data_have_it(growing):
    intensity, national = at(growing, "county_rd_input_up_2020"), at(growing, "national_innovative_counties_2020")
    assert (intensity.outturn, intensity.outturn_value) == ("1.67", 1.67) and intensity.outturn_source
    assert national.outturn == "1" and national.judged_as == "not_measured"
    assert at(growing, "county_rd_input_up_2020", "median_county").outturn == "not_in_our_data"


def test_a_deadline_in_the_year_of_judging_has_not_passed():
    assert not at(judge(ensemble(), Package(), 2020), "provincial_innovative_counties_2020").is_reconstruction


# all together


def test_another_region_borrows_neither_start_nor_outturn():
    verdicts = judge(ensemble(), Package(region="sichuan"), 2026)
    row = at(verdicts, "county_rd_input_up_2020")
    assert row.start == 17.0 and row.start_status == "ASSUMED"
    assert at(verdicts, "national_innovative_counties_2020").outturn == "not_in_our_data"


def test_a_scenario_without_a_document_has_no_verdicts_unless_one_is_named():
    none = Package(document=None)
    assert len(judge(ensemble(2), none, 2026)) == 0 and list(judge(ensemble(2), none, 2026).columns) == list(COLUMNS)
    assert len(judge(ensemble(2), none, 2026, document="jiangxi-2018")) > 47


def test_the_order_of_rows_and_the_number_of_replicates_kept_apart_do_not_matter(verdicts):
    shuffled = ensemble(innovative_counties=planted).sample(frac=1.0, random_state=1)
    pd.testing.assert_frame_equal(verdicts, judge(shuffled, Package(), 2026))


def test_probabilities_lie_between_0_and_1_and_quantiles_are_in_order(verdicts):
    assert verdicts.probability.dropna().between(0.0, 1.0).all()
    bands = verdicts[["p05", "p25", "p50", "p75", "p95"]].dropna()
    assert len(bands) and (bands.diff(axis=1).iloc[:, 1:] >= 0.0).all().all()


def test_every_target_is_judged_once_in_its_default_reading(verdicts):
    default = verdicts[verdicts.is_default_reading]
    assert len(default) == 47 == default.target.nunique() == verdicts.target.nunique()
    assert default.has_number.sum() == 12 and (default.judged_as == "probability").sum() == 11
    assert (default.judged_as == "delivered_by_assumption").sum() == 6
    assert (verdicts.groupby("target").verdict.nunique() > 1).any()
    words = {
        "probability": {"likely", "open", "unlikely", "cannot_tell"},
        "direction": {"met", "not_met", "unclear"},
        "delivered_by_assumption": {"delivered", "partly", "not_delivered"},
        "what_if": {"what_if"},
        "decided_above": {"decided_above"},
        "not_measured": {"not_measured"},
    }
    assert set(default.judged_as) <= set(words)
    assert all(word in words[kind] for kind, word in zip(default.judged_as, default.verdict, strict=True))
