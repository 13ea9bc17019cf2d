"""What a report must hold, whoever reads it and in whichever language."""

import io
import re
from html.parser import HTMLParser

import pytest

from sim.events import Event, told
from sim.report import figures, tilemap, words, write_report
from sim.report.answer import answer
from sim.report.html import header
from sim.report.reading import CHARTED, Reading
from sim.report.targets import cards, counted, directional_table
from sim.report.words import ENDS_BEFORE
from sim.text import LANGUAGES, say

VOID = {"meta", "br", "img", "hr", "link", "input"}


class Balanced(HTMLParser):
    """Reads a page strictly: every tag closed in order, every id once, loads and text collected."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == [], f"left open: {self.open}"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-1:]}"
        self.open.pop()

    def handle_data(self, data):
        if not self.open or self.open[-1] not in ("style", "script"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def small(make, **changes):
    """A run with one chart and no map, quick to draw."""
    run = make(replicates=2, baseline=False, region="nowhere", **changes)
    run.indicators = run.indicators[run.indicators["indicator"] == "hnte"]
    run.costs = run.costs.iloc[:0]
    return run


def write(result, folder, lang="en") -> str:
    return write_report(result, folder / "report.html", lang=lang).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["zh", "en", "few"])
def test_the_page_is_well_formed_and_each_id_is_used_once(pages, name):
    page = Balanced(pages[name][1])
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("name", ["zh", "en"])
def test_the_page_fetches_nothing(pages, name):
    text = pages[name][1]
    assert not re.search(r"(src|href)\s*=\s*[\"'](?!#)", text)
    assert not re.search(r"url\((?!#)", text) and "@import" not in text
    assert not {"script", "link", "iframe", "img", "object", "base"} & {tag for tag, _ in Balanced(text).tags}


@pytest.mark.parametrize(("name", "language"), [("zh", "zh-CN"), ("en", "en")])
def test_the_page_names_its_language(pages, name, language):
    assert ("html", {"lang": language}) in Balanced(pages[name][1]).tags


@pytest.mark.parametrize("name", ["zh", "en"])
def test_the_run_id_stands_at_every_figure_card_and_table_caption(pages, name):
    text = pages[name][1]
    for part in ("figcaption", "caption", "article"):
        found = re.findall(rf"<{part}[ >].*?</{part}>", text, flags=re.DOTALL)
        assert found
        assert all("0123456789abcdef" in one for one in found), part
    assert text.count("<figure") == text.count("<figcaption") == len(CHARTED) + 3 + 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_figure_is_also_a_file_that_carries_the_run_id(pages, lang):
    folder = pages[lang][0].parent / "figures"
    drawings = sorted(folder.glob("*.svg"))
    assert [file.stem for file in drawings] == [file.stem for file in sorted(folder.glob("*.png"))]
    assert len(drawings) == len(CHARTED) + 3 + 2
    assert all("0123456789abcdef" in file.read_text(encoding="utf-8") for file in drawings)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_in_figures_stays_text_in_the_readers_font(pages, lang):
    drawn = (pages[lang][0].parent / "figures" / "hnte.svg").read_text(encoding="utf-8")
    label = words.indicator_label("hnte", lang)
    assert label in drawn
    assert "Microsoft YaHei" in drawn


def test_the_same_result_gives_the_same_bytes(pages, result, tmp_path):
    before, text = pages["en"]
    assert write(result, tmp_path) == text
    for file in (tmp_path / "figures").iterdir():
        assert file.read_bytes() == (before.parent / "figures" / file.name).read_bytes(), file.name


def test_hostile_words_stay_words(make, tmp_path):
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    run = small(
        make,
        title={"zh": hostile, "en": hostile},
        question={"zh": hostile, "en": hostile},
        manifest={hostile: hostile},
    )
    run.verdicts = run.verdicts.assign(quote=hostile, english=hostile, clause=hostile, note=hostile)
    run.official = run.official.assign(source=hostile)
    run.assumptions = run.assumptions.assign(name=hostile, source=hostile)
    page = Balanced(write(run, tmp_path))
    assert not {"script", "img"} & {tag for tag, _ in page.tags}
    assert hostile in "".join(page.words)


def test_few_replicates_give_no_90_percent_band_and_no_probability_in_percent(pages):
    path, text = pages["few"]
    page = Balanced(text)
    chart = (path.parent / "figures" / "rd_intensity.svg").read_text(encoding="utf-8")
    assert "90 % band" not in chart and "50 % band" in chart and "preliminary" in chart
    assert "Preliminary: only 6 replicates" in page.text
    assert "in 5 of 6 replicates" in page.text and "± 9" not in page.text
    assert "not shown, fewer than 20 replicates" in page.text
    assert "95 %" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


def test_enough_replicates_give_the_band_and_the_error(pages):
    path, text = pages["en"]
    assert "90 % band" in (path.parent / "figures" / "rd_intensity.svg").read_text(encoding="utf-8")
    shown = Balanced(text).text.replace("\u00a0", " ")
    assert "80 % ± 9" in shown
    assert "at most 14 %" in shown  # none of 20: 1 - 0.05 ** (1 / 20)
    assert "Preliminary" not in shown


def test_targets_are_counted_once_and_those_not_measured_are_listed(pages):
    shown = Balanced(pages["en"][1]).text
    assert "read here as 6 targets; 2 of them carry a number" in shown
    assert "Not yet measured: 2 targets" in shown and "The remaining 2 cannot be judged" in shown
    assert "poverty agents" in shown and "1-10-100-1000" in shown
    assert "Another reading of the clause changes the verdict on 1" in shown


def test_a_passed_deadline_is_called_a_reconstruction_beside_its_outturn(pages):
    card = re.findall(r"<article.*?</article>", pages["en"][1], flags=re.DOTALL)[0]
    shown = Balanced(card).text
    assert "2020, passed" in shown and "reconstruction" in shown
    assert "Official outturn not in our data" in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_verdict_is_a_sign_and_a_word_never_colour_alone(pages, lang):
    badges = re.findall(r'<span class="badge [a-z_]+">(.*?)</span>', pages[lang][1])
    assert badges
    assert all(re.match(r"[✓✗?=–] \S", badge) for badge in badges)


def test_costs_add_up_without_transfers(result):
    costs = Reading(result, "en").costs
    assert costs[costs["kind"] == "outlay"]["million"].sum() == pytest.approx(13 * 32)
    row = re.search(r'<tr class="total"><td>All but transfers</td>.*?</tr>', cost_page(result))
    total = costs[costs["kind"] != "transfer"]["million"].sum()
    assert row and words.number(total) in row.group()


def cost_page(result) -> str:
    from pathlib import Path

    from sim.report import sections

    reading = Reading(result, "en")
    return sections.cost_table(reading, sections.Numbering(reading, Path()))


def test_counties_appear_in_classes_never_as_figures(pages, result):
    text = pages["en"][1]
    map_part = Balanced(re.search(r'<section id="map">.*?</section>', text, flags=re.DOTALL).group()).text
    assert "not validated" in map_part and "lowest fifth" in map_part
    counties = Reading(result, "en").counties
    exact = counties[counties["indicator"] == "rd_intensity"]["value"].round(2).unique()
    assert not any(re.search(rf"(?<![\d.]){value:.2f}(?!\d)", map_part) for value in exact)


def test_classes_follow_the_values():
    import pandas as pd

    fifths = tilemap.fifths(pd.Series(range(10)))
    assert fifths.tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert tilemap.fifths(pd.Series([1.0, 1.0, 1.0])).nunique() == 1, "equal values share a class"
    assert tilemap.chances(pd.Series([0.0, 0.2, 0.5, 0.8, 1.0])).tolist() == [1, 2, 3, 4, 5]
    assert tilemap.counts(pd.Series([0.0, 0.3, 0.5, 1.0])).tolist() == [1, 2, 3, 4]


def test_what_is_assumed_fitted_and_judged_is_listed_apart(pages):
    shown = Balanced(pages["en"][1]).text
    assert "Values of the law files that nobody has confirmed: 2" in shown
    assert "Parameters of behaviour that rest on judgement: 1" in shown
    assert "Set so that the model meets official figures (1 values)" in shown


def test_a_region_without_tiles_or_document_still_gets_a_report(make, tmp_path):
    run = small(make, document=None)
    run.verdicts = run.verdicts.iloc[:0]
    shown = Balanced(write(run, tmp_path)).text
    assert "No map: there is no tile grid for this region" in shown
    assert "tied to no document" in shown


def test_an_unknown_language_is_refused_before_anything_is_written(result, tmp_path):
    with pytest.raises(ValueError, match="zh, en"):
        write_report(result, tmp_path / "report.html", lang="fr")
    assert list(tmp_path.iterdir()) == []


def test_numbers_are_short_and_grouped():
    shown = [words.number(value) for value in (5115, 12.34, 1.234, -0.5, 0.00123, float("nan"))]
    assert shown == ["5,115", "12.3", "1.23", "−0.50", "0.0012", "–"]
    assert words.with_unit(5115, "firms", "en") == "5,115\u00a0firms"
    assert words.shown_unit("yuan", "zh") == (1e-8, "亿元")


def test_editions_of_one_source_are_gathered():
    assert words.gathered(["Yearbook 2012", "Yearbook 2013", "Bulletin"]) == ["Yearbook 2012–2013", "Bulletin"]


def test_without_a_chinese_font_here_the_page_stays_chinese_and_the_png_is_drawn_in_english(
    make, tmp_path, monkeypatch, recwarn
):
    monkeypatch.setattr(figures, "fonts", lambda: ("DejaVu Sans",))
    text = write(small(make), tmp_path, lang="zh")
    assert words.indicator_label("hnte", "zh") in re.search(r"<figure.*?</figure>", text, flags=re.DOTALL).group()
    assert (tmp_path / "figures" / "hnte.png").is_file()
    assert not [warning for warning in recwarn if "Glyph" in str(warning.message)]


@pytest.mark.parametrize(("lang", "said"), [("en", "rules, not inputs, produce"), ("zh", "由规则而不是输入产生")])
def test_it_says_how_much_rules_and_not_inputs_produce(pages, lang, said):
    shown = Balanced(pages[lang][1]).text.replace("\u00a0", " ").partition(said)[2]
    assert "2026" in shown and "2030" in shown
    assert re.search(r"8\d\.\d ?%", shown) and re.search(r"2\d\.\d ?%", shown)  # as the run was made up


def test_a_run_without_these_shares_leaves_them_out(make, tmp_path):
    run = small(make)
    run.indicators = run.indicators[run.indicators["indicator"] != "rd_by_rules_share"]
    assert 'id="produced"' not in write(run, tmp_path)


def test_where_no_target_is_judged_the_terminal_shows_where_the_region_stands(result, few):
    from rich.console import Console

    from sim.report.terminal import _indicator_table

    for run, lang, said in ((result, "en", ("Median 2026", "Median 2030")), (few, "zh", ("2026 年中位数", "指标"))):
        console = Console(width=140, record=True, file=io.StringIO())
        console.print(_indicator_table(run, lang))
        shown = console.export_text()
        assert all(word in shown for word in said)
        label, row = words.indicator_label("rd_intensity", lang), Reading(run, lang).bands("rd_intensity").loc[2030]
        [line] = [line for line in shown.splitlines() if label in line]
        assert words.number(row["p50"]) in line
        assert ("p05" in row) == (f"{words.number(row.get('p05', 0.0))}–" in line)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_documents_instruments_are_listed_with_their_treatment(make, tmp_path, lang):
    text = Balanced(write(small(make), tmp_path, lang)).text
    assert {"zh": "42 项政策工具", "en": "names 42 instruments: 39 modelled; 3 context"}[lang] in text
    assert {"zh": "启用了其中已建模的 2 项", "en": "switches on 2 of the modelled ones"}[lang] in text
    assert "talent_grants" in text and "鼓励有条件的县（市、区）采取科技创新券等科技经费后补助措施" in text


def test_without_a_document_there_is_no_list_of_instruments(make, tmp_path):
    assert 'id="instruments"' not in write(small(make, document=None), tmp_path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_dated_events_stand_at_the_head(make, lang):
    late = Event(event="budget_late", year=2019, lever="innovation_voucher")
    run = make(replicates=2, baseline=False, events=(late,))
    text = Balanced(str(header(Reading(run, lang)))).text
    assert told(late, "jiangxi", lang) in text and "2020" in text
    assert Reading(run, lang).t("events") not in str(header(Reading(make(replicates=2, baseline=False), lang)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_own_start_and_cautions_stand_beside_a_verdict(make, lang):
    run = make(replicates=2, baseline=False)
    at = run.verdicts["target"] == "rd_up_2020"
    run.verdicts = run.verdicts.assign(own_start=float("nan"), cautions="")
    run.verdicts.loc[at, ["own_start", "cautions"]] = [0.93, "starts_differ"]
    shown = Balanced(str(directional_table(Reading(run, lang), "Caption"))).text
    assert "1.27" in shown and "0.93" in shown and say("targets.caution.starts_differ", lang) in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_told_has_a_card_with_the_reason_and_no_probability(make, lang):
    run = make(replicates=2, baseline=False)
    at = run.verdicts["target"] == "townships_2030"
    run.verdicts.loc[at, ["verdict", "note"]] = ["cannot_tell", "targets.missing.upper_bound"]
    run.verdicts.loc[at, "probability"] = float("nan")
    shown = Balanced(str(cards(Reading(run, lang)))).text
    assert say("targets.missing.upper_bound", lang) in shown
    assert say("report.verdict.cannot_tell", lang) in shown and say("report.cards.no_probability", lang) in shown


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_run_that_ends_early_is_no_gap_of_the_model(make, lang):
    run = make(replicates=2, baseline=False)
    run.verdicts.loc[run.verdicts["target"] == "parks", "note"] = ENDS_BEFORE
    said = Balanced(str(answer(Reading(run, lang)))).text
    assert say("report.answer.ends_before", lang, n=1) in said and say("report.answer.not_measured", lang, n=1) in said


def test_targets_are_counted_by_class_and_verdict(make):
    run = make(replicates=2, baseline=False)
    run.verdicts.loc[run.verdicts["target"] == "parks", ["judged_as", "verdict"]] = "what_if"
    run.verdicts.loc[run.verdicts["target"] == "poverty", "target_class"] = "administrative"
    rows = re.findall(r"<tr.*?</tr>", str(counted(Reading(run, "en"), "Counted")))
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]
    table = {row[0]: dict(zip(cells[0][1:], row[1:], strict=True)) for row in cells[1:]}
    assert table["behavioural"]["what-if"] == "1" and table["administrative"]["not yet measured"] == "1"
    n = run.verdicts["target"].nunique()
    assert table["All"]["All"] == str(n)
    assert int(table["behavioural"]["All"]) + int(table["administrative"]["All"]) == n
